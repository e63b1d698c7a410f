"""Where an item stands after what runs saw and people did."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import KEY, START, TERMS, act, fine, off, run, stands

from zhunsheng.ledger import fold, objection
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import Act, Course, Deed, ItemKey, Look, Sighting, State


def test_a_finding_opens_an_item() -> None:
    item = stands(run(1, off(2023)))
    assert (item.state, item.years, item.opened) == (State.NEW, (2023,), START + dt.timedelta(days=1))


def test_what_never_was_off_target_is_no_item() -> None:
    assert fold([run(1, fine(2023))], TERMS, dt.date(2023, 3, 10)) == ()


def test_a_notice_opens_nothing() -> None:
    assert fold([run(1, off(2023, kind=FindingKind.NOTICE))], TERMS, dt.date(2023, 3, 10)) == ()


def test_the_same_run_again_is_no_news() -> None:
    once, twice = stands(run(1, off(2023))), stands(run(1, off(2023)), run(2, off(2023)))
    assert once == twice


def test_a_second_year_persists() -> None:
    assert stands(run(1, off(2023)), run(2, off(2024))).state is State.PERSISTING


@pytest.mark.parametrize(
    "graver",
    [
        off(2024, kind=FindingKind.VIOLATION),
        off(2024, level=Level.RED),
        off(2024, shortfall=2),
    ],
)
def test_a_graver_year_is_worse(graver: Look) -> None:
    assert stands(run(1, off(2023)), run(2, graver)).state is State.WORSENED


def test_distances_from_different_limits_are_not_compared() -> None:
    later = Look(**{**{f: getattr(off(2024, shortfall=9), f) for f in Look.__struct_fields__}, "limit": ">=99"})
    assert stands(run(1, off(2023)), run(2, later)).state is State.PERSISTING


def test_a_later_year_that_keeps_the_promise_resolves() -> None:
    assert stands(run(1, off(2023)), run(2, fine(2024))).state is State.RESOLVED


def test_the_year_itself_put_right_is_a_restatement() -> None:
    assert stands(run(1, off(2023)), run(2, fine(2023))).state is State.RESTATED


def test_a_figure_handed_in_late_resolves_silence() -> None:
    assert stands(run(1, off(2023, status=Status.NOT_REPORTED)), run(2, fine(2023))).state is State.RESOLVED


@pytest.mark.parametrize("status", [Status.NOT_REPORTED, Status.NOT_EVALUABLE, Status.PENDING, Status.NOT_DUE])
def test_what_cannot_be_told_resolves_nothing(status: Status) -> None:
    assert stands(run(1, off(2023)), run(2, fine(2024, status=status))).state is State.NEW


def test_off_target_again_reopens_and_wants_a_new_notice() -> None:
    item = stands(run(1, off(2023)), act(2, Deed.SERVE), run(3, fine(2024)), run(4, off(2025)))
    assert (item.state, item.reopened, item.served, item.due) == (State.REOPENED, 1, None, None)


def test_an_earlier_year_moves_nothing() -> None:
    assert stands(run(1, off(2024)), run(2, fine(2023))).state is State.NEW
    assert stands(run(1, off(2023)), run(2, fine(2024)), run(3, off(2023, "b"))).state is State.RESOLVED


def test_service_sets_the_date_and_an_extension_moves_it() -> None:
    served = stands(run(1, off(2023)), act(2, Deed.SERVE))
    assert (served.served, served.due) == (dt.date(2023, 3, 3), dt.date(2023, 5, 2))
    longer = stands(run(1, off(2023)), act(2, Deed.SERVE), act(3, Deed.EXTEND, due=dt.date(2023, 6, 1), reason="汛期"))
    assert (longer.due, longer.extended) == (dt.date(2023, 6, 1), 1)


def test_the_terms_follow_kind_and_level() -> None:
    violation = stands(run(1, off(2023, kind=FindingKind.VIOLATION)), act(2, Deed.SERVE))
    red = stands(run(1, off(2023, level=Level.RED)), act(2, Deed.SERVE))
    assert (violation.due, red.due) == (dt.date(2023, 4, 2), dt.date(2023, 4, 17))


def test_overdue_the_day_after_the_date() -> None:
    events = run(1, off(2023)), act(2, Deed.SERVE)
    assert stands(*events, today=dt.date(2023, 5, 2)).state is State.NEW
    assert stands(*events, today=dt.date(2023, 5, 3)).state is State.OVERDUE


def test_a_waiver_lapses_by_itself_or_is_revoked() -> None:
    waived = (
        run(1, off(2023)),
        act(2, Deed.WAIVE, reason="行政区划调整", approver="区政府", until=dt.date(2023, 12, 31)),
    )
    assert stands(*waived, today=dt.date(2023, 12, 31)).state is State.WAIVED
    assert stands(*waived, today=dt.date(2024, 1, 1)).state is State.WAIVER_EXPIRED
    assert stands(*waived, act(3, Deed.REVOKE)).state is State.NEW


def test_a_conclusion_about_a_department_that_is_no_longer_drawn_is_gone() -> None:
    key = ItemKey(plan="p", subject="many-alerts:区城管局", entity="jianghai", term="2023")
    look = Look(year=2023, status=None, owner="区城管局", kind=FindingKind.ALERT, level=Level.RED, evidence="e")
    seen = run(1, look, key=key)
    (item,) = fold([seen, run(2, fine(2023))], TERMS, dt.date(2023, 3, 10))
    assert item.state is State.RESTATED
    (still,) = fold([seen, run(2, fine(2022))], TERMS, dt.date(2023, 3, 10))
    assert still.state is State.NEW


def test_closing_wants_evidence_then_verification() -> None:
    today = dt.date(2023, 3, 10)
    close, verify = act(9, Deed.CLOSE), act(8, Deed.VERIFY)
    opened, resolved = stands(run(1, off(2023))), stands(run(1, off(2023)), run(2, fine(2024)))
    verified = stands(run(1, off(2023)), run(2, fine(2024)), verify)
    closed = stands(run(1, off(2023)), run(2, fine(2024)), verify, close)
    codes = [(found := objection(item, close, today)) and found.code for item in (opened, resolved, verified, closed)]
    assert codes == ["not-put-right", "not-verified", None, "already-closed"]
    assert closed.state is State.CLOSED
    rejected = stands(run(1, off(2023)), run(2, fine(2024)), verify, act(8, Deed.REJECT))
    assert not rejected.verified


@pytest.mark.parametrize(
    ("deed", "said", "code"),
    [
        (Deed.EXTEND, {"due": dt.date(2023, 6, 1)}, "no-reason"),
        (Deed.EXTEND, {"due": dt.date(2023, 6, 1), "reason": "汛期"}, "not-served"),
        (Deed.WAIVE, {"reason": "x", "until": dt.date(2024, 1, 1)}, "waiver-incomplete"),
        (Deed.WAIVE, {"reason": "x", "approver": "y", "until": dt.date(2023, 1, 1)}, "waiver-in-the-past"),
        (Deed.REVOKE, {}, "no-waiver"),
        (Deed.VERIFY, {}, "not-put-right"),
        (Deed.REPLY, {}, None),
        (Deed.SERVE, {}, None),
        (Deed.ESCALATE, {"measure": "约谈"}, None),
        (Deed.WAIVE, {"reason": "x", "approver": "y", "until": dt.date(2024, 1, 1)}, None),
    ],
)
def test_what_may_be_done_to_an_open_item(deed: Deed, said: dict[str, object], code: str | None) -> None:
    found = objection(stands(run(1, off(2023))), act(5, deed, **said), dt.date(2023, 3, 10))
    assert (found and found.code) == code


def test_an_extension_is_later_and_nothing_is_served_that_is_put_right() -> None:
    served = stands(run(1, off(2023)), act(2, Deed.SERVE))
    found = objection(served, act(5, Deed.EXTEND, due=served.due, reason="汛期"), dt.date(2023, 3, 10))
    assert found is not None
    assert found.code == "extension-not-later"
    resolved = stands(run(1, off(2023)), run(2, fine(2024)))
    gone = objection(resolved, act(5, Deed.SERVE), dt.date(2023, 3, 10))
    assert gone is not None
    assert gone.code == "item-not-open"


def test_a_second_notice_moves_no_date() -> None:
    once, today = stands(run(1, off(2023)), act(2, Deed.SERVE)), dt.date(2023, 3, 10)
    twice = stands(run(1, off(2023)), act(2, Deed.SERVE), act(5, Deed.SERVE))
    assert (twice.served, twice.due, len(twice.steps)) == (once.served, once.due, 3)
    found = objection(once, act(5, Deed.SERVE, due=dt.date(2024, 1, 1)), today)
    assert found is not None
    assert found.code == "already-served"


def test_the_acts_of_an_item_are_noted_in_order() -> None:
    found = objection(stands(run(1, off(2023)), act(5, Deed.REPLY)), act(4, Deed.REPLY), dt.date(2023, 3, 10))
    assert found is not None
    assert found.code == "out-of-order"


def test_an_act_on_an_unknown_item_changes_nothing() -> None:
    assert fold([act(1, Deed.SERVE)], TERMS, dt.date(2023, 3, 10)) == ()


_LOOKS = st.builds(
    lambda year, what, evidence: fine(year, evidence) if what else off(year, evidence),
    st.integers(2021, 2025),
    st.booleans(),
    st.sampled_from("abc"),
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(_LOOKS, max_size=3), st.sampled_from([None, *Deed])), max_size=12))
def test_any_history_ends_in_one_item_whose_course_its_steps_tell(
    history: list[tuple[list[Look], Deed | None]],
) -> None:
    events: list[Sighting | Act] = []
    for entry, (looks, deed) in enumerate(history, start=1):
        events.append(run(2 * entry, *sorted(looks, key=lambda look: look.year)))
        if deed is not None:
            events.append(act(2 * entry + 1, deed, due=dt.date(2023, 9, 1), until=dt.date(2023, 9, 1)))
    items = fold(events, TERMS, dt.date(2023, 3, 10))
    assert {item.key for item in items} <= {KEY}
    for item in items:
        assert item.steps[0].course is Course.NEW
        assert item.course is item.steps[-1].course
        assert [step.entry for step in item.steps] == sorted(step.entry for step in item.steps)


@settings(deadline=None)
@given(st.lists(st.lists(_LOOKS, max_size=3), min_size=1, max_size=8))
def test_the_last_run_made_again_is_no_news(history: list[list[Look]]) -> None:
    events = [run(entry, *sorted(looks, key=lambda look: look.year)[:1]) for entry, looks in enumerate(history)]
    today = dt.date(2023, 3, 10)
    assert fold([*events, events[-1]], TERMS, today) == fold(events, TERMS, today)

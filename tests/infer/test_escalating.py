"""Which items and departments policy takes further, held against rules tried one by one."""

import datetime as dt
import operator
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.infer import escalate, escalating
from zhunsheng.infer.keeper import EngineMissingError, RoomClosedError
from zhunsheng.model.escalation import Escalation
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import Course, Item, ItemKey, Look, State, Step
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Compare, Constant, Facts, Pattern, PolicyRule, Stratum
from zhunsheng.model.text import Text

TODAY = dt.date(2024, 6, 1)
OPENED = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)
COMPARE = {"==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<": operator.lt}
Tests = tuple[tuple[str, Compare, str | int], ...]

LATE: Tests = (("overdue", "==", "yes"),)
LONG: Tests = (("years", ">=", 2), ("waived", "==", "no"))
SEVERAL: Tests = (("overdue_items", ">=", 2),)


def rule(name: str, tests: Tests) -> PolicyRule:
    constants = tuple(
        Constant(attribute=attribute, compare=compare, value=value) for attribute, compare, value in tests
    )
    return PolicyRule(
        id=name, patterns=(Pattern(name="it", tests=constants),), about="it", kind=FindingKind.NOTICE, level=Level.BLUE,
        because=Text(name, name), at=Location(file="ledger.yaml", line=1),
    )  # fmt: skip


def stratum(facts: Facts, rules: dict[str, Tests]) -> Stratum:
    known = escalating.item_attributes(TODAY) if facts is Facts.ITEMS else escalating.department_attributes(TODAY)
    made = tuple(rule(name, tests) for name, tests in rules.items())
    return Stratum(id=facts.value, facts=facts, per=(), sees=tuple(known), tallies=(), rules=made)


def asking(items: dict[str, Tests], departments: dict[str, Tests] | None = None) -> Escalation:
    of_departments = departments or {}
    strata = [stratum(Facts.ITEMS, items)] if items else []
    strata += [stratum(Facts.DEPARTMENTS, of_departments)] if of_departments else []
    return Escalation(strata=tuple(strata), measures={name: f"{name}!" for name in (*items, *of_departments)})


def item(
    number: int, owner: str = "甲局", *, due: int | None = None, years: int = 1, course: Course = Course.NEW,
    waived: bool = False, reopened: int = 0, kind: FindingKind = FindingKind.ALERT,
) -> Item:  # fmt: skip
    looks = [
        Look(year=2021 + each, status=Status.MISSED, owner=owner, kind=kind, level=Level.RED) for each in range(years)
    ]
    return Item(
        key=ItemKey(plan="p", subject=f"r{number}", entity="e", term="2021-2025"),
        state=State.WAIVED if waived else State(course), course=course, owner=owner, opened=OPENED, look=looks[-1],
        steps=tuple(Step(entry=1, at=OPENED, course=course, look=look) for look in looks),
        due=None if due is None else TODAY + dt.timedelta(days=due), reopened=reopened,
    )  # fmt: skip


def asked(escalation: Escalation, *items: Item) -> list[tuple[str, str, tuple[str, ...]]]:
    found = escalate(escalation, items, TODAY)
    assert found.problems == ()
    return [(each.measure, each.owner, each.items) for each in found.demands]


def test_what_is_late_is_urged_and_what_is_waived_or_put_right_is_not() -> None:
    late, due = item(1, due=-1), item(2, due=0)
    waived, right = item(3, due=-1, waived=True), item(4, due=-1, course=Course.RESOLVED)
    assert asked(asking({"late": LATE}), late, due, waived, right) == [("late!", "甲局", (late.key.id,))]


def test_several_of_one_department() -> None:
    two = item(1, "甲局", due=-1), item(2, "甲局", due=-9)
    other, fine = item(3, "乙局", due=-1), item(4, "甲局", due=9)
    both = tuple(each.key.id for each in two)
    assert asked(asking({}, {"several": SEVERAL}), *two, other, fine) == [("several!", "甲局", both)]


def test_where_none_is_late_a_department_answers_for_all_that_is_open() -> None:
    items = item(1, kind=FindingKind.VIOLATION, reopened=1), item(2)
    asks = asking({}, {"grave": (("violations", ">=", 1), ("reopened_items", ">=", 1), ("open_items", "==", 2))})
    assert asked(asks, *items) == [("grave!", "甲局", tuple(each.key.id for each in items))]


def test_nothing_is_asked_where_nothing_is_open_or_no_rule_is_there() -> None:
    assert asked(asking({"late": LATE}), item(1, due=-1, course=Course.CLOSED)) == []
    assert asked(Escalation(), item(1, due=-1)) == []


@pytest.mark.parametrize("error", [EngineMissingError, RoomClosedError])
def test_without_the_engine_it_is_said_and_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, error: type[EngineMissingError] | type[RoomClosedError]
) -> None:
    def broken(*_: object) -> None:
        raise error(Text("坏了", "broken"))

    monkeypatch.setattr(escalating, "run", broken)
    found = escalate(asking({"late": LATE}, {"several": SEVERAL}), [item(1, due=-1)], TODAY)
    assert found.demands == ()
    (problem,) = found.problems
    assert "坏了" in problem.message.zh


def test_a_rule_that_sees_what_is_not_there_is_refused_and_others_run() -> None:
    found = escalate(asking({"late": LATE, "odd": (("colour", "==", "red"),)}), [item(1, due=-1)], TODAY)
    assert [each.rule for each in found.demands] == ["late"]
    assert [each.code for each in found.problems] == ["policy-rule-refused"]


_ITEMS = st.lists(
    st.builds(
        item,
        st.integers(0, 99),
        st.sampled_from(["甲局", "乙局", "丙局"]),
        due=st.sampled_from([None, -5, 5]),
        years=st.integers(1, 3),
        course=st.sampled_from(list(Course)),
        waived=st.booleans(),
        reopened=st.integers(0, 2),
        kind=st.sampled_from([FindingKind.ALERT, FindingKind.VIOLATION]),
    ),
    max_size=8,
    unique_by=lambda each: each.key.subject,
)


@settings(max_examples=25, deadline=None)
@given(_ITEMS, st.randoms())
def test_the_engine_asks_what_the_rules_say_one_by_one(items: list[Item], order: random.Random) -> None:
    of_items = {"late": LATE, "long": LONG, "back": (("reopened", ">=", 1), ("course", "!=", "worsened"))}
    of_departments = {"several": SEVERAL, "few": (("open_items", "<", 3), ("owner", "!=", "丙局"))}
    expected = set()
    still = [each for each in items if each.course.open]
    owners = [tuple(each for each in still if each.owner == owner) for owner in {each.owner for each in still}]
    attributes = escalating.item_attributes(TODAY), escalating.department_attributes(TODAY)
    groups = [(each,) for each in still], owners
    for facts, rules, known in zip(groups, (of_items, of_departments), attributes, strict=True):
        for name, tests in rules.items():
            for members in facts:
                if all(COMPARE[compare](known[attribute](members), value) for attribute, compare, value in tests):
                    expected.add((name, members[0].owner))
    shuffled = list(items)
    order.shuffle(shuffled)
    found = escalate(asking(of_items, of_departments), items, TODAY)
    assert {(each.rule, each.owner) for each in found.demands} == expected
    assert escalate(asking(of_items, of_departments), shuffled, TODAY) == found

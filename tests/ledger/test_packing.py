"""What is kept of a run is enough: the items folded from it are those folded from all that was seen."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import TERMS, fine, off
from tests.ledger.test_fold import START

from zhunsheng.ledger import fold, known, pack, unpack, worth_keeping
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import ItemKey, Look, Sighting

_KEYS = [ItemKey(plan="p", subject=subject, entity="e", term="2021-2025") for subject in ("a", "b", "c")]
_SEEN = st.dictionaries(
    st.tuples(st.sampled_from(_KEYS), st.integers(2021, 2025)),
    st.tuples(st.sampled_from(["off", "fine", "waived", "unknown"]), st.sampled_from("xy")),
    max_size=8,
)
TODAY = dt.date(2026, 1, 1)


def look(year: int, what: str, evidence: str) -> Look:
    if what == "off":
        return off(year, evidence)
    status = {"fine": Status.MET, "waived": Status.WAIVED, "unknown": Status.NOT_REPORTED}[what]
    return fine(year, evidence, status)


def seen(run: dict[tuple[ItemKey, int], tuple[str, str]]) -> tuple[tuple[ItemKey, Look], ...]:
    return tuple((key, look(year, *run[key, year])) for key, year in sorted(run))


@settings(deadline=None)
@given(st.lists(_SEEN, max_size=6))
def test_what_is_left_out_moves_nothing(runs: list[dict[tuple[ItemKey, int], tuple[str, str]]]) -> None:
    whole, kept = [], []
    for entry, run in enumerate(runs, start=1):
        all_seen, years = seen(run), tuple(sorted({year for _, year in run}))
        data = pack(worth_keeping(all_seen, known(each.seen for each in kept)), years)
        again, of_years = unpack("p", data)
        at = START + dt.timedelta(days=entry)
        whole.append(Sighting(entry=entry, at=at, rules="r", seen=all_seen, years=years))
        kept.append(Sighting(entry=entry, at=at, rules="r", seen=again, years=of_years))
    assert fold(kept, TERMS, TODAY) == fold(whole, TERMS, TODAY)


@settings(deadline=None)
@given(_SEEN)
def test_what_is_packed_is_unpacked(run: dict[tuple[ItemKey, int], tuple[str, str]]) -> None:
    assert unpack("p", pack(seen(run), (2021,))) == (seen(run), (2021,))
    assert pack(*unpack("p", pack(seen(run), ()))) == pack(seen(run), ())


def test_what_was_never_off_target_is_left_out() -> None:
    run = seen({(_KEYS[0], 2021): ("fine", "x"), (_KEYS[1], 2021): ("off", "x")})
    assert [key.subject for key, _ in worth_keeping(run, frozenset())] == ["b"]
    assert len(worth_keeping(run, frozenset({_KEYS[0].id}))) == 2

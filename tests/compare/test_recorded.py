"""Written reports that somebody spoilt: each is compared, or refused with a reason; nothing else ever happens."""

import copy
import json
import random
from typing import Any

import pytest
from tests.support.evaluations import evaluation

from zhunsheng import compare
from zhunsheng.compare import NotAReportError
from zhunsheng.model.text import Text
from zhunsheng.report import comparison as writing
from zhunsheng.report import json_contract

LABEL = Text("甲", "one")
JUNK: tuple[Any, ...] = (
    None, True, -1, 0, 10**40, 1.5, "", "x", "1/0", "1e9", "\u202e", "a@b", "@", "x@2025", [], {}, [None], "9" * 401,
    "met", "2024", 2024, [{}],
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(json_contract.evaluation_json(evaluation((2024, 2025)), "zh"))
    for name in ("judgements", "findings"):
        whole[name] = whole[name][:40]
    return whole


def spoilt(report: dict[str, Any], chance: random.Random) -> bytes:
    """Put junk in some place that is read, or take it away."""
    whole = copy.deepcopy(report)
    where: Any = whole
    while True:
        keys = list(where) if isinstance(where, dict) else list(range(len(where)))
        key = chance.choice(keys)
        if isinstance(where[key], dict | list) and where[key] and chance.random() < 0.9:
            where = where[key]
            continue
        if chance.random() < 0.2:
            del where[key]
        else:
            where[key] = chance.choice(JUNK)
        return json.dumps(whole).encode()


def test_a_spoilt_report_is_compared_or_refused(report: dict[str, Any]) -> None:
    chance = random.Random(7)  # noqa: S311
    good = compare.of_report(json.dumps(report).encode(), LABEL)
    outcomes = {"refused": 0, "compared": 0}
    for _ in range(160):
        try:
            other = compare.of_report(spoilt(report, chance), LABEL)
        except NotAReportError:
            outcomes["refused"] += 1
            continue
        if other.plan == good.plan and set(other.years) & set(good.years):
            writing.render(compare.compare(good, other), "json", "zh")
        outcomes["compared"] += 1
    assert min(outcomes.values()) > 20, outcomes


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"{}", b"[]", b'{"schema": 1}', b'{"schema": "other"}'])
def test_what_is_no_report_is_not_taken_for_one(data: bytes) -> None:
    assert not compare.is_report(data)
    with pytest.raises(NotAReportError):
        compare.of_report(data, LABEL)


def test_two_judgements_of_one_key_are_refused(report: dict[str, Any]) -> None:
    twice = report | {"judgements": [*report["judgements"], report["judgements"][0]]}
    with pytest.raises(NotAReportError, match="two judgements"):
        compare.of_report(json.dumps(twice).encode(), LABEL)


def test_a_report_of_a_later_release_may_say_more(report: dict[str, Any]) -> None:
    more = report | {"later": 1, "judgements": [j | {"later": [1]} for j in report["judgements"]]}
    one, other = (compare.of_report(json.dumps(each).encode(), LABEL) for each in (report, more))
    assert compare.compare(one, other).changes == ()

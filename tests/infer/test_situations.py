"""Situations instead of rows: what looks alike is inferred once, and nothing that differs is taken for alike."""

from collections.abc import Sequence

import msgspec
import pytest
from tests.support.judgements import judged
from tests.support.matching import laid_out, matched
from tests.support.policies import a_rule, a_stratum

import zhunsheng.infer
from zhunsheng.infer import infer
from zhunsheng.infer.keeper import Room
from zhunsheng.infer.situation import Situation, situations
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.plan import Place
from zhunsheng.model.policy import Policy, Stratum

RUNNING = a_rule("running", {"a": {"off": "yes"}, "b": {"off": "yes", "year_no": "a.year_no + 1"}})


def stratum(*rules: object, sees: Sequence[str] = ("off", "year_no", "rule")) -> Stratum:
    return a_stratum(*rules or (RUNNING,), per=(), sees=sees)


def year(number: int, off: str = "yes", rule: str = "sewage") -> dict[str, str | int]:
    return {"year_no": number, "off": off, "rule": rule}


def found(of: Stratum, *groups: list[dict[str, str | int]]) -> dict[Situation, list[tuple[Sequence[int], ...]]]:
    return situations(of, laid_out(of, groups))


def test_years_that_are_only_compared_with_each_other_count_from_the_first() -> None:
    alike = found(stratum(), [year(1), year(2)], [year(4), year(3)])
    assert alike == {((("yes", 0), 1), (("yes", 1), 1)): [([0], [1]), ([3], [2])]}


def test_years_that_a_rule_compares_with_a_constant_stay() -> None:
    late = a_rule("late", {"j": {"year_no": ">= 3"}})
    assert len(found(stratum(RUNNING, late), [year(1), year(2)], [year(3), year(4)])) == 2


def test_years_that_are_compared_with_a_fixed_attribute_stay_too() -> None:
    late = a_rule("late", {"a": {"off": "yes", "due": ">= 3"}, "b": {"off": "yes", "year_no": "a.due"}})
    groups = [[{**year(n), "due": n}] for n in (1, 2)]
    assert len(found(stratum(late, sees=("off", "year_no", "due")), *groups)) == 2


def test_numbers_that_are_compared_with_each_other_move_together() -> None:
    apart = a_rule("apart", {"a": {"off": "yes"}, "b": {"off": "yes", "year_no": "a.due"}})
    of = stratum(apart, sees=("off", "year_no", "due"))
    assert len(found(of, [{**year(1), "due": 2}], [{**year(5), "due": 6}], [{**year(5), "due": 7}])) == 2


def test_what_no_rule_tests_does_not_tell_situations_apart() -> None:
    assert len(found(stratum(), [year(1, rule="sewage")], [year(1, rule="green")])) == 1


def test_what_a_rule_tests_does() -> None:
    one = a_rule("one", {"j": {"rule": "sewage"}})
    assert len(found(stratum(one), [year(1, rule="sewage")], [year(1, rule="green")])) == 2


def test_equal_facts_are_counted_up_to_the_number_of_patterns() -> None:
    [(situation, members)] = found(stratum(), [year(1)] * 5).items()
    assert situation == ((("yes", 0), 2),)
    assert members == [([0, 1, 2, 3, 4],)]


def test_one_fact_does_not_match_two_patterns(room: Room) -> None:
    twice = stratum(a_rule("twice", {"a": {"off": "yes"}, "b": {"off": "yes", "year_no": "a.year_no"}}))
    assert matched(twice, [[year(1)]], room) == {"twice": set()}
    assert matched(twice, [[year(1), year(1), year(1)]], room) == {
        "twice": {(a, b) for a in range(3) for b in range(3) if a != b}
    }


def test_groups_never_join(room: Room) -> None:
    assert matched(stratum(), [[year(1)], [year(2)]], room) == {"running": set()}


@pytest.mark.parametrize(("size", "limit"), [(2_500, 1_000), (400, 150)])
def test_many_situations_go_in_several_requests(
    room: Room, monkeypatch: pytest.MonkeyPatch, size: int, limit: int
) -> None:
    monkeypatch.setattr("zhunsheng.infer.door.MOST_FACTS", limit)
    of = stratum(a_rule("third", {"j": {"year_no": "> 3"}}))
    groups = [[year(n)] for n in range(size)]
    assert matched(of, groups, room) == {"third": {(n,) for n in range(4, size)}}


def test_a_situation_larger_than_a_request_is_not_cut(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.infer.door.MOST_FACTS", 10)
    assert len(matched(stratum(), [[year(n) for n in range(40)], [year(7), year(8)]], room)["running"]) == 40


def test_twenty_thousand_judgements_of_few_shapes_are_few_situations(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[Room] = []
    monkeypatch.setattr(zhunsheng.infer, "Room", lambda: rooms.append(Room()) or rooms[-1])
    places = tuple(Place(id=f"place-{n}", title=f"第{n}村", level="village") for n in range(2_000))
    plan = msgspec.structs.replace(catalogue.plan, places=places)
    good, bad = ("met",) * 5, ("behind", "behind", "on_track", "met", "missed")
    judgements = [
        judged(rule, 2021 + n, status, entity=place.id)
        for rule in ("sewage", "waste")
        for place in places
        for n, status in enumerate(bad if place.id.endswith("00") else good)
    ]
    strata = tuple(s for s in catalogue.policy.strata if s.id in {"classify", "over-the-years"})
    inferred = infer(msgspec.structs.replace(catalogue, plan=plan, policy=Policy(strata=strata)), judgements)
    assert inferred.problems == ()
    assert len({f.entity for f in inferred.findings}) == 19
    assert len(judgements) == 20_000
    assert rooms[0].asked < 100


def test_columns_that_some_facts_lack_are_left_to_the_door() -> None:
    blind = a_rule("blind", {"a": {"off": "yes"}, "b": {"off": "yes", "year_no": "a.phase"}})
    assert len(found(stratum(blind), [year(1)], [year(2)])) == 1

"""What the guarded door lets in, in which form, and what it sends away although the compiler should have."""

from typing import Any

import pytest
from tests.support.matching import Groups, laid_out, matched
from tests.support.policies import a_rule, a_stratum

from zhunsheng.infer import door
from zhunsheng.infer.facts import Facts
from zhunsheng.infer.keeper import Room
from zhunsheng.model.policy import Constant, Joined, Pattern, PolicyRule

SEES = ("status", "year_no", "owner")
FACT = {"status": "missed", "year_no": 3, "owner": "城管局"}


def objection(rule: PolicyRule, facts: Groups = ((FACT,),)) -> str | None:
    stratum = a_stratum(rule, sees=SEES, per=())
    said = door.objection(rule, laid_out(stratum, facts))
    return None if said is None else said.en


def hand_made(*tests: Constant | Joined, name: str = "b") -> PolicyRule:
    first = Pattern(name="a", tests=(Constant(attribute="status", compare="==", value="missed"),))
    rule = a_rule("made", {"a": {"status": "missed"}})
    return PolicyRule(
        id=rule.id,
        patterns=(first, Pattern(name=name, tests=tests)),
        about="a",
        kind=rule.kind,
        level=rule.level,
        because=rule.because,
        at=rule.at,
    )


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (a_rule("blind", {"j": {"phase": "due"}}), "does not see phase"),
        (a_rule("order", {"j": {"status": "> missed"}}), "only == and !="),
        (a_rule("mixed", {"j": {"status": "== 3"}}), "text is compared with a number"),
        (a_rule("mixed", {"j": {"year_no": "three"}}), "text is compared with a number"),
        (a_rule("mixed", {"a": {"owner": "x"}, "b": {"year_no": "a.owner"}}), "text is compared with a number"),
        (a_rule("added", {"a": {"owner": "x"}, "b": {"owner": "a.owner + 1"}}), "only == and !="),
        (a_rule("wide", {"j": {"year_no": f"< {2**31}"}}), "out of bounds"),
        (a_rule("wide", {"a": {"owner": "x"}, "b": {"year_no": f"a.year_no + {2**31}"}}), "out of bounds"),
        (
            hand_made(Joined(attribute="owner", compare="==", other="c", other_attribute="owner")),
            "refers to the pattern c before",
        ),
        (hand_made(Constant(attribute="owner", compare="==", value="x"), name="a"), "do not fit together"),
        (a_rule("nothing", {"j": {"owner": "x"}}, about="k"), "do not fit together"),
        (a_rule("long", {f"p{n}": {"owner": "x"} for n in range(17)}), "more than 16 patterns"),
        (
            hand_made(*[Constant(attribute="owner", compare="!=", value=str(n)) for n in range(31)]),
            "more than 30 tests",
        ),
    ],
)
def test_what_is_sent_away(rule: PolicyRule, why: str) -> None:
    said = objection(rule)
    assert said is not None
    assert why in said


def test_an_unknown_group_is_sent_away() -> None:
    rule = a_rule("rule", {"j": {"status": "missed"}})
    said = door.objection(rule, Facts(("status",), [("missed",)], [[0]], unknown=("county",)))
    assert said is not None
    assert "county" in said.zh


def test_ordinary_rules_pass() -> None:
    assert (
        objection(a_rule("fine", {"a": {"owner": "x", "year_no": "> 1"}, "b": {"year_no": "> a.year_no + 1"}})) is None
    )


def written(rule: PolicyRule) -> list[Any]:
    crossing = door.Crossing([rule], ("owner", "status", "year_no"), {})
    return [pattern[f"p{n}"]["$and"] for n, pattern in enumerate(crossing.request.rules["r0"])]  # type: ignore[index]


def test_constants_first_equality_last_and_the_situation_at_the_end() -> None:
    when = {"a": {"status": "x"}, "b": {"owner": "a.owner", "year_no": "> a.year_no - 1", "status": "!= y"}}
    first, second = written(a_rule("rule", when))
    assert first == [{"a1": 0}]
    assert second == [
        {"$neq": {"a1": 1}},
        {"$gt": {"a2": {"$add": {"$l": {"p0": "a2"}, "$r": -1}}}},
        {"a0": {"p0": "a0"}},
        {"k": {"p0": "k"}},
    ]


def test_a_pattern_without_a_constant_gets_one() -> None:
    _, second = written(a_rule("rule", {"a": {"status": "x"}, "b": {"owner": "!= a.owner"}}))
    assert second == [{"$gte": {"k": 0}}, {"$neq": {"a0": {"p0": "a0"}}}, {"k": {"p0": "k"}}]


def test_rules_are_cut_into_small_rulesets() -> None:
    one = [a_rule(f"r{n}", {"j": {"owner": "x"}}) for n in range(45)]
    assert [len(cut) for cut in door.rulesets(one)] == [20, 20, 5]
    wide = [a_rule(f"r{n}", {f"p{p}": {"owner": "x"} for p in range(16)}) for n in range(5)]
    assert [len(cut) for cut in door.rulesets(wide)] == [3, 2]
    assert list(door.rulesets([])) == []
    assert list(door.batches([])) == []


def test_more_rules_than_the_engine_stands(room: Room) -> None:
    rules = [a_rule(f"rule-{n}", {"j": {"status": "missed", "year_no": f"!= {n}"}}) for n in range(70)]
    found = matched(a_stratum(*rules, sees=SEES, per=()), [[FACT]], room)
    assert {name for name, numbers in found.items() if not numbers} == {"rule-3"}


def test_the_widest_rules_the_door_lets_in(room: Room) -> None:
    names = [f"p{n}" for n in range(3)]
    rules = [a_rule(f"rule-{n}", {name: {"owner": f"!= 局{n}"} for name in names}) for n in range(20)]
    facts = [{**FACT, "year_no": n} for n in range(3)]
    found = matched(a_stratum(*rules, sees=SEES, per=()), [facts], room)
    assert {len(numbers) for numbers in found.values()} == {6}


def test_sixteen_patterns(room: Room) -> None:
    when: dict[str, dict[str, str | int]] = {f"p{n}": {"year_no": n} for n in range(16)}
    facts = [{**FACT, "year_no": n} for n in range(16)]
    found = matched(a_stratum(a_rule("long", when), sees=SEES, per=()), [facts], room)
    assert found == {"long": {tuple(range(16))}}

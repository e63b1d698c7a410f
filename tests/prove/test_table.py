"""The table of proofs: a row a rule, worst first; what is complete is folded; places are links on a terminal only."""

import io
from pathlib import Path

import pytest

from zhunsheng.model.location import Location
from zhunsheng.prove.proof import Equivalent, Gap, RuleProof
from zhunsheng.prove.suite import PlanProof
from zhunsheng.prove.table import Telling, table

WHOLE = {"scenarios": 5, "passed": 5, "situations": 4, "covered": 4, "mutants": 10, "killed": 10}


def gap(rule: str, kind: str, line: int = 1) -> Gap:
    return Gap(rule=rule, kind=kind, told="说明", path=f"features/p/{rule}.feature", line=line)


def proof(*rules: RuleProof, stray: tuple[Gap, ...] = ()) -> PlanProof:
    policy = RuleProof(rule=None, scenarios=2, passed=2, mutants=4, killed=4)
    return PlanProof(plan="p", features="features/p", rules=rules, policy=policy, stray=stray)


SURVIVED = RuleProof(rule="a", **{**WHOLE, "killed": 9}, gaps=(gap("a", "survived"),))  # type: ignore[arg-type]
FAILED = RuleProof(rule="b", scenarios=5, passed=4, situations=4, covered=4, gaps=(gap("b", "failed", 7),))
GOOD = RuleProof(rule="c", **WHOLE)  # type: ignore[arg-type]
PROOF = proof(SURVIVED, FAILED, GOOD, stray=(gap("z", "no-rule"),))
PLACES = {("p", "a"): Location(file="rules/p/r.yaml", line=12, column=3)}


def told(how: Telling, out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    table([PROOF], how, out)
    return out.getvalue()


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in text.splitlines() if line[:1] == "│"]


def test_the_worst_comes_first_and_the_rest_is_folded() -> None:
    assert rows(told(Telling("zh"))) == [
        ["b", "4/5", "4/4", "—", "0", "—"],
        ["a", "5/5", "4/4", "9/10", "0", "90.0%"],
        ["其余 2 项，样样齐全", "7/7", "4/4", "14/14", "0", "100.0%"],
        ["p", "16/17", "12/12", "23/24", "0", "95.8%"],
        ["合计 3 条规则", "", "", "", "", ""],
    ]


def test_every_rule_when_asked() -> None:
    names = [row[0] for row in rows(told(Telling("en", every=True)))]
    assert names == ["b", "a", "c", "(policy over years and rules)", "p", "3 rules in all"]


def test_gaps_have_the_lines_of_feature_and_rule() -> None:
    lines = told(Telling("zh", PLACES)).splitlines()[-3:]
    assert lines == [
        "features/p/b.feature:7: 场景不符: b: 说明",
        "features/p/a.feature:1: 变异未察觉: a: 说明 ← rules/p/r.yaml:12:3",
        "features/p/z.feature:1: 缺规则: z: 说明",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_links_are_for_terminals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = told(Telling("zh", PLACES), Terminal())
    assert f"{(tmp_path / 'rules/p/r.yaml').as_uri()}#12\x1b\\" in shown
    assert f"{(tmp_path / 'features/p/b.feature').as_uri()}#7\x1b\\features/p/b.feature:7" in shown
    assert "\x1b" not in told(Telling("zh", PLACES))


def test_equivalents_when_asked() -> None:
    same = Equivalent(rule="c", mutant="m", told="改", proof="同判")
    out = io.StringIO()
    table([proof(RuleProof(rule="c", mutants=1, equivalent=(same,)))], Telling("zh", equivalents=True), out)
    assert out.getvalue().splitlines()[-1] == "c: m（改）= 同判"

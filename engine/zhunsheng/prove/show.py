"""Tells a proof: a table of each plan and a list of what is missing, or JSON with the same."""

import sys
from collections.abc import Sequence
from typing import TextIO

import msgspec

from zhunsheng.model.text import Lang, Text
from zhunsheng.prove.proof import Equivalent, Gap
from zhunsheng.prove.suite import PlanProof

SCHEMA = "zhunsheng/proof/1"

_HEADS = (
    Text("规划", "plan"),
    Text("规则", "rules"),
    Text("场景", "scenarios"),
    Text("通过", "passed"),
    Text("应示情形", "situations"),
    Text("已示", "shown"),
    Text("变异", "mutants"),
    Text("察觉", "killed"),
    Text("等价", "equivalent"),
    Text("得分", "score"),
)

_KINDS = {
    "failed": Text("场景不符", "scenario fails"),
    "broken": Text("场景跑不起来", "scenario cannot run"),
    "uncovered": Text("情形未演示", "situation not shown"),
    "survived": Text("变异未察觉", "change not noticed"),
    "no-feature": Text("缺场景", "no feature"),
    "no-rule": Text("缺规则", "no rule"),
}


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The sums of one plan."""

    rules: int
    scenarios: int
    passed: int
    situations: int
    covered: int
    mutants: int
    killed: int
    equivalent: int
    score: str
    """Mutants noticed or proven equivalent, in percent with one decimal, rounded down: 100.0 means all."""


def totals(proof: PlanProof) -> Totals:
    """Add up one plan."""
    of = proof.proofs
    made = sum(each.mutants for each in of)
    killed = sum(each.killed for each in of)
    equivalent = sum(len(each.equivalent) for each in of)
    tenths = 1000 * (killed + equivalent) // made if made else 0
    return Totals(
        rules=len(proof.rules),
        scenarios=sum(each.scenarios for each in of),
        passed=sum(each.passed for each in of),
        situations=sum(each.situations for each in of),
        covered=sum(each.covered for each in of),
        mutants=made,
        killed=killed,
        equivalent=equivalent,
        score=f"{tenths // 10}.{tenths % 10}",
    )


def table(proofs: Sequence[PlanProof], lang: Lang, out: TextIO | None = None, *, equivalents: bool = False) -> None:
    """Write the table to `out` (standard output), and below it what is missing, with the line of the feature."""
    from rich.console import Console  # not needed for JSON
    from rich.table import Table

    out = out or sys.stdout
    console = Console(file=out, highlight=False, soft_wrap=True, width=None if out.isatty() else 120)
    shown = Table()
    for number, head in enumerate(_HEADS):
        shown.add_column(head.to(lang), justify="right" if number else "left", no_wrap=number > 0, overflow="fold")
    for proof in proofs:
        sums = totals(proof)
        cells = [str(value) for value in msgspec.structs.astuple(sums)]
        shown.add_row(proof.plan, *cells[:-1], f"{cells[-1]}%")
    console.print(shown)
    for gap in (gap for proof in proofs for gap in proof.gaps):
        console.print(f"{gap.path}:{gap.line}: {_KINDS[gap.kind].to(lang)}: {gap.rule}: {gap.told}", markup=False)
    for each in (e for proof in proofs for rule in proof.rules for e in rule.equivalent):
        if equivalents:
            console.print(f"{each.rule}: {each.mutant}（{each.told}）= {each.proof}", markup=False)


class _PlanTold(msgspec.Struct, frozen=True, kw_only=True):
    plan: str
    features: str
    totals: Totals
    gaps: tuple[Gap, ...]
    equivalent: tuple[Equivalent, ...]


def json(proofs: Sequence[PlanProof]) -> str:
    """Write everything, equivalents with their proofs included, as JSON."""
    plans = [
        _PlanTold(
            plan=proof.plan,
            features=proof.features,
            totals=totals(proof),
            gaps=proof.gaps,
            equivalent=tuple(each for rule in proof.proofs for each in rule.equivalent),
        )
        for proof in proofs
    ]
    told = {"schema": SCHEMA, "plans": msgspec.to_builtins(plans)}
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()

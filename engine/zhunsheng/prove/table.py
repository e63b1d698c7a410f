"""Tells proofs on the terminal: a row a rule, worst first, and below it every gap with its lines."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TextIO

from zhunsheng.model.location import Location
from zhunsheng.model.text import Lang, Text
from zhunsheng.prove import show
from zhunsheng.prove.proof import Gap, RuleProof
from zhunsheng.prove.suite import PlanProof

if TYPE_CHECKING:
    from rich.text import Text as Line

_HEADS = (
    Text("规则", "rule"),
    Text("场景", "scenarios"),
    Text("情形", "situations"),
    Text("变异", "changes"),
    Text("等价", "equivalent"),
    Text("得分", "score"),
)
_MEANS = Text(
    "场景：通过/全部；情形：已示/应示；变异：察觉/全部。",
    "scenarios: passed/all; situations: shown/owed; changes: noticed/all.",
)
KINDS = {
    "failed": Text("场景不符", "scenario fails"),
    "broken": Text("场景跑不起来", "scenario cannot run"),
    "uncovered": Text("情形未演示", "situation not shown"),
    "survived": Text("变异未察觉", "change not noticed"),
    "no-feature": Text("缺场景", "no feature"),
    "no-rule": Text("缺规则", "no rule"),
}
_GRAVEST_FIRST = ("no-feature", "broken", "failed", "uncovered", "survived")
_POLICY = Text("（跨年跨项的政策）", "(policy over years and rules)")
_FOLDED = Text("其余 {0} 项，样样齐全", "{0} more, nothing missing")
_ELSEWHERE = Text(
    "{0}：政策用的是程序自带的那一份，跨年跨项的场景已随程序证明，不必另写。",
    "{0}: its policy is the one that comes with the program, and is proven there; it needs no features of its own.",
)
_WHOLE = Text("合计 {0} 条规则", "{0} rules in all")

_NOTHING = Text("没有要证明的规则。", "there is no rule to be proven.")

Places = Mapping[tuple[str, str], Location]
"""Where the rule of a plan stands, by both ids."""


class Telling(NamedTuple):
    """How it is to be told: every rule (`every`), changes proven equivalent (`equivalents`), where rules stand."""

    lang: Lang
    places: Places = MappingProxyType({})
    every: bool = False
    equivalents: bool = False


def table(proofs: Sequence[PlanProof], how: Telling, out: TextIO | None = None) -> None:
    """Write one table to `out` (standard output), and below it each gap, with the line of the feature and of the rule.

    On a terminal places are links; rules of which nothing is missing are folded into a count.
    """
    from rich.console import Console  # not needed for JSON
    from rich.table import Table

    out = out or sys.stdout
    console = Console(file=out, highlight=False, soft_wrap=True, width=None if out.isatty() else 120)
    shown = Table(caption=_MEANS.to(how.lang), caption_justify="left")
    for number, head in enumerate(_HEADS):
        shown.add_column(head.to(how.lang), justify="right" if number else "left", no_wrap=number > 0, overflow="fold")
    proofs = [proof for proof in proofs if proof.gaps or any(map(_did_something, proof.proofs))]
    for proof in proofs:
        for row in _rows(proof, how):
            shown.add_row(*row)
        shown.add_section()
    console.print(shown if proofs else _NOTHING.to(how.lang))
    for line in _gaps(proofs, how):
        console.print(line)
    for proof in proofs:
        if proof.policy_elsewhere:
            console.print(_ELSEWHERE.to(how.lang).format(proof.plan), markup=False)
    for each in (e for proof in proofs for rule in proof.rules for e in rule.equivalent):
        if how.equivalents:
            console.print(f"{each.rule}: {each.mutant}（{each.told}）= {each.proof}", markup=False)


def _rows(proof: PlanProof, how: Telling) -> Iterator[list["str | Line"]]:
    """The rules with gaps, the count of the others, the sum."""
    lang, good = how.lang, [each for each in proof.proofs if not each.gaps and _did_something(each)]
    listed = sorted((each for each in proof.proofs if each.gaps), key=_badness)
    if how.every:
        listed, good = [*listed, *good], []
    for each in listed:
        at = None if each.rule is None else how.places.get((proof.plan, each.rule))
        yield [_linked(each.rule or _POLICY.to(lang), at), *_cells(each)]
    if good and listed:
        yield [_FOLDED.to(lang).format(len(good)), *_sums(show.added(good, rules=0))]
    whole = show.totals(proof)
    yield [f"{proof.plan}\n{_WHOLE.to(lang).format(whole.rules)}", *_sums(whole)]


def _did_something(proof: RuleProof) -> bool:
    return proof.rule is not None or proof.scenarios > 0


def _badness(proof: RuleProof) -> tuple[int, int, str]:
    """Order by the gravest gap, then by how many there are."""
    gravest = min(_GRAVEST_FIRST.index(gap.kind) for gap in proof.gaps)
    return gravest, -len(proof.gaps), proof.rule or ""


def _cells(proof: RuleProof) -> list[str]:
    return _sums(show.added([proof], rules=1))


def _sums(sums: show.Totals) -> list[str]:
    pairs = ((sums.passed, sums.scenarios), (sums.covered, sums.situations), (sums.killed, sums.mutants))
    # A rule whose scenarios fail is not changed: of its score there is nothing to say.
    score = f"{sums.score}%" if sums.mutants else "—"
    return [*(f"{some}/{whole}" if whole else "—" for some, whole in pairs), str(sums.equivalent), score]


def _gaps(proofs: Sequence[PlanProof], how: Telling) -> Iterator["Line"]:
    for proof in proofs:
        ordered = sorted((each for each in proof.proofs if each.gaps), key=_badness)
        for gap in (*(gap for each in ordered for gap in each.gaps), *proof.stray):
            yield _gap(gap, how.places.get((proof.plan, gap.rule)), how.lang)


def _gap(gap: Gap, rule: Location | None, lang: Lang) -> "Line":
    from rich.text import Text as Line

    at = Location(file=gap.path, line=gap.line)
    line = Line.assemble(_linked(str(at), at), f": {KINDS[gap.kind].to(lang)}: {gap.rule}: {gap.to(lang)}")
    return line if rule is None else Line.assemble(line, " ← ", _linked(str(rule), rule))


def _linked(text: str, at: Location | None) -> "Line":
    """Make a link of a text; where links cannot be shown, the text is all there is."""
    from rich.style import Style
    from rich.text import Text as Line

    if at is None:
        return Line(text)
    line = "" if at.line is None else f"#{at.line}"
    return Line(text, style=Style(link=f"{Path(at.file).absolute().as_uri()}{line}"))

"""`zhunsheng check` as CI runs it: outputs for machines beside the reports, and findings that are known already."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng import api, ci, outputs
from zhunsheng.commands.shared import from_here
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.use_cases.known_findings import Weighed

FORMATS = ci.FORMATS
_MOST = 20
"""So many are listed on the terminal; the outputs have all."""


def fill(one: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    about = "基线：其中的结论不计入 --fail-on / findings of this baseline do not count for --fail-on"
    one.add_argument("--baseline", metavar="FILE", help=about)
    about = "把现有的结论写成基线 / write the findings that there are as a baseline"
    one.add_argument("--write-baseline", metavar="FILE", help=about)


def check_baselines(args: argparse.Namespace) -> None:
    """Refuse a baseline that cannot be read or written before anything is judged. Raises `UsageError`."""
    if args.write_baseline:
        outputs.check_writable({"baseline": Path(args.write_baseline)})
    if args.baseline:
        from zhunsheng.use_cases import known_findings

        known_findings.read(Path(args.baseline))


def weighed(evaluation: Evaluation, args: argparse.Namespace) -> "Weighed":
    """Hold findings against the baseline, and write one where that is asked for. Raises `UsageError`."""
    from zhunsheng.use_cases import known_findings

    if args.write_baseline:
        path = Path(args.write_baseline)
        before = known_findings.read(path) if path.is_file() else known_findings.NOTHING
        outputs.write_all({path: known_findings.written(evaluation, before)})
    given = args.baseline or args.write_baseline
    if not given:
        return known_findings.Weighed()
    return known_findings.weighed(evaluation, known_findings.read(Path(given)))


def counted(evaluation: Evaluation, known: "Weighed") -> Evaluation:
    """Leave out what is known: the exit code speaks of the rest."""
    ids = {finding.id for finding in known.known}
    rest = tuple(finding for finding in evaluation.findings if finding.id not in ids)
    return msgspec.structs.replace(evaluation, findings=rest)


def told(known: "Weighed", args: argparse.Namespace) -> str:
    """Say how much the baseline has, which of it would have failed, what of it is gone; empty without one."""
    if not (args.baseline or args.write_baseline):
        return ""
    first = Text(
        f"基线内 {len(known.known)} 条结论，不计入 --fail-on",
        f"{len(known.known)} findings are in the baseline and do not count for --fail-on",
    )
    spared = [each for each in known.known if fails(each.kind, args.fail_on)]
    lines = [first.to(args.lang), *_listed([f"{each.id}  {each.message.to(args.lang)}" for each in spared], args.lang)]
    if known.gone:
        gone = Text(f"基线里有 {len(known.gone)} 条不再出现：", f"{len(known.gone)} entries of it no longer occur:")
        told = [f"{each.id}  {each.rule or each.owner} {each.place} {each.year}" for each in known.gone]
        lines += [gone.to(args.lang), *_listed(told, args.lang)]
    return "\n".join(lines)


def _listed(lines: Sequence[str], lang: Lang) -> list[str]:
    rest = len(lines) - _MOST
    more = Text(f"  ……另有 {rest} 条", f"  … and {rest} more").to(lang)
    return [*(f"  {readable(line)}" for line in lines[:_MOST]), *([more] if rest > 0 else [])]


def rendered(
    asked: Mapping[str, Path],
    evaluation: Evaluation,
    compiled: Sequence[api.Compiled],
    known: "Weighed",
    args: argparse.Namespace,
) -> dict[Path, bytes]:
    """Render the outputs for machines that are asked for; `compiled` are the plans whose files can be pointed at."""
    formats = [fmt for fmt in asked if fmt in FORMATS]
    if not formats:
        return {}
    from zhunsheng.ci import judged
    from zhunsheng.use_cases import telling

    of_plan = (each for each in compiled if each.catalogue.plan.id == evaluation.catalogue.plan.id)
    folder = next((from_here(each.folder) for each in of_plan), None)
    failing = {each.id for each in evaluation.findings if fails(each.kind, args.fail_on)}
    how = judged.Weighed(
        failing=failing, known={each.id for each in known.known}, compared=bool(args.baseline), folder=folder
    )
    parts = judged.judged(evaluation, how, args.lang)
    whole = telling.told("check", args.lang, *parts, compared=how.compared)
    return {asked[fmt]: telling.render(whole, fmt) for fmt in formats}


def fails(kind: FindingKind, fail_on: str) -> bool:
    """Tell whether a finding is as grave as `fail_on`, which may be never."""
    order = tuple(FindingKind)
    return fail_on != "never" and order.index(kind) <= order.index(FindingKind(fail_on))

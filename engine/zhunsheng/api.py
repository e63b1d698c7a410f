"""Use cases: the only place where the stages are wired together.

compile → intake → validate → evaluate → (ledger: waivers) → infer → report
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng import compile as compiling
from zhunsheng import resources, silent_years, wrong_plan
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.diagnostic import Diagnostic, Severity, has_errors
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Restatement

if TYPE_CHECKING:
    from zhunsheng.intake import Tables
    from zhunsheng.intake.tables import Table
    from zhunsheng.ledger import Waivers

Progress = Callable[[Path, int, int], None]


class Compiled(msgspec.Struct, frozen=True, kw_only=True):
    """A plan folder and its catalogue."""

    folder: Path
    catalogue: Catalogue


def rules_folder(asked: str | None) -> Path:
    """Choose the rules: those asked for, else `rules/` here, else the ones that came with the program.

    Raises `UsageError` when the folder is absent or holds no plan.
    """
    if asked is None:
        here = Path("rules")
        return here if here.is_dir() and compiling.find_plans(here) else resources.rules_dir()
    folder = Path(asked)
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        raise UsageError(
            Text(f"规则文件夹不存在或打不开：{asked}", f"there is no rules folder {asked}, or it cannot be opened")
        )
    if not compiling.find_plans(folder):
        raise UsageError(
            Text(
                f"{asked} 里没有规划：每个规划一个文件夹，内有 plan.yaml。",
                f"{asked} holds no plan: each plan is a folder with a plan.yaml.",
            )
        )
    return folder


def catalogues(rules: Path, plan: str | None = None, cache_dir: Path | None = None) -> tuple[Compiled, ...]:
    """Compile the plans under `rules`, or the one named `plan` (its id, or its folder's name).

    Raises `BadRulesError` with every problem of every plan asked for, and `UsageError` for an unknown plan.
    """
    folders = compiling.find_plans(rules)
    named = [folder for folder in folders if folder.name == plan]
    loaded = [(folder, compiling.load(folder, cache_dir)) for folder in named or folders]
    problems = _each_once(problem for _, each in loaded for problem in each.problems)
    if has_errors(problems):
        raise BadRulesError(problems)
    compiled = tuple(Compiled(folder=folder, catalogue=each.catalogue) for folder, each in loaded if each.catalogue)
    asked = compiled if named or plan is None else tuple(c for c in compiled if c.catalogue.plan.id == plan)
    if not asked:
        raise unknown_plan(plan, (c.catalogue.plan.id for c in compiled))
    return asked


def _each_once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A mistake in a file that serves several plans is one mistake."""
    return list(dict.fromkeys(problems))


def unknown_plan(plan: str | None, known: Iterable[str]) -> UsageError:
    """Say that there is no such plan, and which there are."""
    listed = "、".join(known)
    return UsageError(Text(f"没有规划 {plan}。现有：{listed}。", f"there is no plan {plan}. Known: {listed}."))


def check(
    compiled: Sequence[Compiled],
    data: Sequence[Path],
    years: Sequence[int] | None,
    progress: Progress | None = None,
    announce: Callable[[int], None] | None = None,
) -> Evaluation:
    """Read `data`, judge it by the plan that it speaks of, and draw findings.

    `announce` is told how many judgements there will be, once the data are read.

    `years` None means the years that the data have figures of, and no year between them. All years up to the last one
    asked for are judged, so that “two years running” sees the year before; only those asked for are returned.
    Raises `UsageError` for a year outside the plan, data that speak of several plans, or data that speak of no year;
    and `UnreadableDataError` where nothing came out of the data but problems, or there was nothing in them.
    """
    plan, submission = _read(compiled, data, progress)
    _refuse_nothing(submission, may_be_silent=False)
    if announce is not None:
        rules = peopled(plan.catalogue, submission.roster).rules.values()
        announce(sum(len(rule.scope) for rule in rules) * len(_years(plan.catalogue, submission, years)))
    return judge(plan.catalogue, submission, years, data)


def judge(
    catalogue: Catalogue,
    submission: Submission,
    years: Sequence[int] | None,
    data: Sequence[Path],
    restatements: Sequence[Restatement] = (),
    waivers: "Waivers | None" = None,
    *,
    may_be_silent: bool = False,
) -> Evaluation:
    """Check the data themselves, judge what was submitted, and draw findings. Years and errors as in `check`.

    `data` is where it came from; `restatements` are the figures of which something else was reported before;
    `waivers` are those in force (豁免), by item of the ledger: no finding is drawn of what is waived.
    `may_be_silent`: of one place alone, that nothing can be read is no sign that nothing was read at all.
    """
    from zhunsheng import (  # NumPy loads here: a broken rule is told without waiting for it
        evaluate,
        infer,
        ledger,
        validate,
    )

    _refuse_nothing(submission, may_be_silent=may_be_silent)
    catalogue = peopled(catalogue, submission.roster)
    asked = _years(catalogue, submission, years)
    until = range(catalogue.plan.period.base, asked[-1] + 1)
    submission, flags = validate.validate(catalogue, submission, until, restatements)
    judgements = ledger.waive(catalogue, evaluate.evaluate(catalogue, submission, until), waivers or {})
    inferred = infer.infer(catalogue, judgements)
    findings = ledger.undrawn(catalogue, inferred.findings, waivers or {})
    return Evaluation(
        catalogue=catalogue,
        years=asked,
        submission=submission,
        judgements=tuple(j for j in judgements if j.year in asked),
        findings=tuple(f for f in findings if f.year in asked),
        problems=(
            *submission.problems,
            *silent_years.of(submission, asked, data),
            *silent_years.forms(submission, asked),
            *inferred.problems,
        ),
        flags=tuple(flag for flag in flags if flag.year in asked),
    )


def _refuse_nothing(submission: Submission, *, may_be_silent: bool) -> None:
    """Raise `UnreadableDataError` where nothing was read, before anything is said of years that nothing was read of."""
    empty = not any(file.rows for file in submission.files)
    if not submission.observations and (empty or (has_errors(submission.problems) and not may_be_silent)):
        raise UnreadableDataError(submission.problems)


def _read(compiled: Sequence[Compiled], data: Sequence[Path], progress: Progress | None) -> tuple[Compiled, Submission]:
    """Read the files once, and hold them against the plan that they speak of."""
    from zhunsheng import intake

    tables = intake.scan(data, progress)
    plan = spoken_of(compiled, tables)
    submission = intake.interpret(tables, plan.catalogue)
    silent = _silent(tables, submission) if len(compiled) == 1 else []
    if silent:
        beside = [plan.catalogue, *plans_beside(plan)]
        if not submission.observations and not submission.issued:
            chosen = intake.spoken(tables, beside).chosen if len(beside) > 1 else None
            if chosen:
                raise wrong_plan.another(plan.catalogue.plan.id, beside[chosen].plan.id)
        elif strangers := _strangers(silent, beside):
            submission = intake.interpret(_left_out(tables, strangers, plan.catalogue), plan.catalogue)
    return plan, submission


def _silent(tables: "Tables", submission: Submission) -> list["Table"]:
    """List the files with rows of which none says anything that can be used, and something is wrong."""
    speaking = {each.at.file for each in submission.observations} | {each.at.file for each in submission.issued}
    wrong = {each.at.file for each in submission.problems if each.severity is Severity.ERROR}
    return [each for each in tables.tables if each.rows and each.name in wrong - speaking]


def _strangers(silent: Sequence["Table"], beside: Sequence[Catalogue]) -> dict[str, str]:
    """Name the plan that each file speaks of, if it is not the first of `beside`."""
    from zhunsheng import intake

    apart = {each.name: intake.spoken(intake.Tables(tables=(each,), problems=()), beside).chosen for each in silent}
    return {name: beside[chosen].plan.id for name, chosen in apart.items() if chosen}


def _left_out(tables: "Tables", strangers: Mapping[str, str], catalogue: Catalogue) -> "Tables":
    """Say one thing of each file that speaks of another plan, instead of one of every row."""
    asked = catalogue.plan.id
    left = [
        msgspec.structs.replace(each, rows=(), problems=(wrong_plan.stranger(each.name, asked, strangers[each.name]),))
        if each.name in strangers
        else each
        for each in tables.tables
    ]
    return msgspec.structs.replace(tables, tables=tuple(left))


def spoken_of(compiled: Sequence[Compiled], tables: "Tables") -> Compiled:
    """Return the plan that data speak of. Raises `UsageError` where these are several, or `UnreadableDataError`."""
    from zhunsheng import intake

    if len(compiled) == 1:
        return compiled[0]
    said = intake.spoken(tables, [each.catalogue for each in compiled])
    if said.silent and (has_errors(tables.said) or not any(tables.rows)):
        raise UnreadableDataError(tables.said)
    if said.chosen is None:
        raise wrong_plan.several([each.catalogue.plan.id for each in compiled], said.telling)
    return compiled[said.chosen]


def plans_beside(plan: Compiled) -> list[Catalogue]:
    """Compile the plans in the folders beside one, as far as they are sound."""
    folders = [folder for folder in compiling.find_plans(plan.folder.parent) if folder.name != plan.folder.name]
    return [loaded.catalogue for loaded in map(compiling.load, folders) if loaded.catalogue]


def _years(catalogue: Catalogue, submission: Submission, years: Sequence[int] | None) -> tuple[int, ...]:
    if years is None:
        # Neither a year between nor a figure that may have stood in a broken file: nobody was asked for those.
        return asked_years(catalogue, {row.year for row in submission.observations})
    return asked_years(catalogue, years)


def asked_years(catalogue: Catalogue, years: Iterable[int]) -> tuple[int, ...]:
    """Sort years, each once. Raises `UsageError` where there are none (the data speak of none), or one is outside."""
    period, wanted = catalogue.plan.period, tuple(sorted(set(years)))
    if not wanted:
        raise UsageError(
            Text(
                "数据里没有一个数，不知道要核查哪一年，请用 --year 指明。",
                "the data have not one figure, so no year to check: name it with --year.",
            )
        )
    outside = [year for year in wanted if year not in period]
    if outside:
        listed = "、".join(map(str, outside))
        raise UsageError(
            Text(
                f"{listed} 年不在规划期内：本规划为 {period.base}（基期）至 {period.end} 年。",
                f"{listed} lies outside the plan, which runs from {period.base} (base year) to {period.end}.",
            )
        )
    return wanted


_GRAVITY = {FindingKind.NOTICE: 0, FindingKind.ALERT: 1, FindingKind.VIOLATION: 2}


def at_or_above(findings: Sequence[Finding], kind: FindingKind) -> bool:
    """Tell whether any finding is as grave as `kind`."""
    return any(_GRAVITY[finding.kind] >= _GRAVITY[kind] for finding in findings)


def unreadable(evaluation: Evaluation) -> bool:
    """Tell whether anything submitted could not be read: the result is then incomplete."""
    refused = any(judgement.reason is Reason.REFUSED for judgement in evaluation.judgements)
    return refused or has_errors(evaluation.submission.problems)

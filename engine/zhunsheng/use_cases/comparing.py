"""Use cases of `diff`: what changed between two reports or sets of data, moments, rule versions, years."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhunsheng import api, compare
from zhunsheng.api import Compiled, Progress
from zhunsheng.compare import NotAReportError, Swapped
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Comparison, Deciding, Part, RowKey, Side, Titles
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.submission import Refusal, Submission
from zhunsheng.model.text import Text
from zhunsheng.store import Access
from zhunsheng.use_cases import storing
from zhunsheng.use_cases.stored_rules import restored
from zhunsheng.use_cases.storing import Answer, Question

MOST_BYTES = 512 << 20
"""A written report longer than this is not read."""

Rules = Callable[[], Sequence[Compiled]]
Years = tuple[int, ...] | None
_Swaps = Callable[[], Swapped]


class Held(NamedTuple):
    """What is judged by two rule versions, or in two years: data, or a store as of some moment (empty for now)."""

    data: tuple[Path, ...]
    store: Path | None
    as_of: str = ""
    plan: str | None = None


def two_things(things: tuple[Path, Path], rules: Rules, years: Years, progress: Progress | None = None) -> Comparison:
    """Compare two written reports, two sets of data judged by the same rules, or one of each.

    Raises `UsageError` where one is neither, and as `api.check` does.
    """
    reports = [_report(path) for path in things]
    if all(report is None for report in reports):
        compiled = rules()
        old, new = (api.check(compiled, [path], years, progress) for path in things)
        sides = [compare.of_evaluation(each, _path(path)) for each, path in zip((old, new), things, strict=True)]
        return _compared(sides[0], sides[1], lambda: _mixed(old, new))
    old_side, new_side = (
        _of_report(report, path, rules, years)
        if report is not None
        else compare.of_evaluation(api.check(rules(), [path], years, progress), _path(path))
        for report, path in zip(reports, things, strict=True)
    )
    return _compared(old_side, new_side, dict)


def two_moments(
    store: Path, moments: tuple[str, str], plan: str | None, rules: Rules, years: Years, cache_dir: Path | None
) -> Comparison:
    """Compare what a store said, by the rules of then, at two moments; the second may be empty: now, by today's rules.

    Raises `UsageError` as `storing.judge` does.
    """
    old, new = (
        storing.judge(store, Question(plan=plan, years=years, as_of=as_of), rules, cache_dir) for as_of in moments
    )
    labels = [Text(f"截至 {m}", f"as of {m}") if m else Text("现在", "now") for m in moments]
    sides = [compare.of_evaluation(each.evaluation, label) for each, label in zip((old, new), labels, strict=True)]

    def swaps() -> Swapped:
        if old.rules.digest == new.rules.digest:
            return _mixed(old.evaluation, new.evaluation)
        return _crossed(store, old, new, cache_dir)

    return _compared(sides[0], sides[1], swaps)


def two_rule_versions(
    held: Held, rules: tuple[Rules, Rules], labels: tuple[str, str], years: Years, cache_dir: Path | None
) -> Comparison:
    """Compare what two versions of the rules say of the same data. Raises `UsageError` as `api.check` does."""
    sides = [
        compare.of_evaluation(_judged(held, each, years, cache_dir), Text(f"规则 {label}", f"rules {label}"))
        for each, label in zip(rules, labels, strict=True)
    ]
    return _compared(sides[0], sides[1], dict)


def two_years(held: Held, rules: Rules, years: tuple[int, int], cache_dir: Path | None) -> Comparison:
    """Compare two years of the same data, by the same rules. Raises `UsageError` as `api.check` does."""
    evaluation = _judged(held, rules, years, cache_dir)
    sides = [compare.of_evaluation(evaluation, Text(f"{year} 年", str(year)), (year,)) for year in years]
    return _compared(sides[0], sides[1], dict)


def reaches(comparison: Comparison, kind: FindingKind) -> bool:
    """Tell whether the new side draws a conclusion as grave as `kind` that the old one does not."""
    order = (FindingKind.NOTICE, FindingKind.ALERT, FindingKind.VIOLATION)
    found = (each for shift in comparison.shifts for each in compare.added(shift))
    return any(order.index(each.kind) >= order.index(kind) for each in found)


def _judged(held: Held, rules: Rules, years: Years, cache_dir: Path | None) -> Evaluation:
    if held.store is None:
        return api.check(rules(), held.data, years)
    return storing.judge(
        held.store, Question(plan=held.plan, years=years, as_of=held.as_of), rules, cache_dir
    ).evaluation


def _path(path: Path) -> Text:
    return Text(path.as_posix(), path.as_posix())


def _compared(old: Side, new: Side, swaps: _Swaps) -> Comparison:
    """Compare; where several causes hold and what is at hand can tell which decided, judge again to find out."""
    if old.plan != new.plan:
        raise UsageError(
            Text(f"两边不是同一个规划：{old.plan}、{new.plan}。", f"these are two plans: {old.plan} and {new.plan}.")
        )
    try:
        comparison = compare.compare(old, new)
    except ValueError as error:
        raise _no_common_year(old, new) from error
    if not any(change.deciding is Deciding.OPEN for change in comparison.changes):
        return comparison
    swapped = swaps()
    return compare.compare(old, new, swapped) if swapped else comparison


def _no_common_year(old: Side, new: Side) -> UsageError:
    one, other = ("、".join(map(str, side.years)) or "—" for side in (old, new))
    return UsageError(
        Text(
            f"两边没有共同的年份：{one}；{other}。两边各只有一年的，按两年相比，可用 --year 指明。",
            f"no year is common to both: {one}; {other}. Sides of one year each are compared as two years.",
        )
    )


def _report(path: Path) -> bytes | None:
    """Return a written report; None where the path is no such file: it is data then. Raises `UsageError`."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(Text(f"{path} 打不开。", f"{path} cannot be opened.")) from error
    return data if compare.is_report(data) else None


def _of_report(data: bytes, path: Path, rules: Rules, years: Years) -> Side:
    try:
        side = compare.of_report(data, _path(path))
    except NotAReportError as error:
        raise UsageError(
            Text(
                f"{path} 不是完好的核查报告（check -o json 所写，zhunsheng/evaluation/1）：{error}",
                f"{path} is no sound report of a check (check -o json, zhunsheng/evaluation/1): {error}",
            )
        ) from error
    kept = side.years if years is None else tuple(year for year in side.years if year in years)
    return msgspec.structs.replace(side, years=kept, titles=_titles(rules, side.plan))


def _titles(rules: Rules, plan: str) -> Titles:
    """Return what things of a plan are called, as far as sound rules are at hand: without them, ids serve."""
    try:
        compiled = rules()
    except (BadRulesError, UsageError):
        return Titles()
    return next((compare.titles(each.catalogue) for each in compiled if each.catalogue.plan.id == plan), Titles())


def _mixed(old: Evaluation, new: Evaluation) -> Swapped:
    """Judge the old side with the figures, then the issued targets, of the new one. Both stand on the same rules."""
    figures = msgspec.structs.replace(
        new.submission, issued=old.submission.issued, refusals=_refusals(figures=new, issued=old)
    )
    issued = msgspec.structs.replace(
        old.submission, issued=new.submission.issued, refusals=_refusals(figures=old, issued=new)
    )
    return {
        Part.FIGURES: _statuses(new.catalogue, figures, new.years),
        Part.ISSUED: _statuses(old.catalogue, issued, new.years),
    }


def _refusals(*, figures: Evaluation, issued: Evaluation) -> tuple[Refusal, ...]:
    return (
        *(each for each in figures.submission.refusals if not each.issued),
        *(each for each in issued.submission.refusals if each.issued),
    )


def _statuses(catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> dict[RowKey, Status]:
    from zhunsheng import evaluate

    until = range(catalogue.plan.period.base, max(years) + 1)
    return _by_key(evaluate.evaluate(catalogue, submission, until))


def _by_key(judgements: Iterable[Judgement]) -> dict[RowKey, Status]:
    return {RowKey(each.rule, each.entity, each.year): each.status for each in judgements}


def _crossed(store: Path, old: Answer, new: Answer, cache_dir: Path | None) -> Swapped:
    """Judge the old data by the new rules, and the new data by the old rules: each data are read by the rules used."""
    swapped = {}
    with storing.opened(store, Access.READ) as held:
        for part, rules, until in ((Part.RULES, new.rules, old.until), (Part.DATA, old.rules, new.until)):
            years = new.evaluation.years
            try:
                again = storing.judge_again(held, restored(rules, cache_dir), until, years, {}, cache_dir)
            except (UsageError, UnreadableDataError, BadRulesError):
                continue  # these data say nothing by those rules: what decided then stays open
            swapped[part] = _by_key(again.judgements)
    return swapped

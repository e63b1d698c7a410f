"""Use cases of `diff`: what changed between two reports or sets of data, moments, rule versions, years."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhunsheng import api, compare
from zhunsheng.api import Compiled, Progress
from zhunsheng.compare import NotAReportError, Swapped
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.amendment import Amendment
from zhunsheng.model.change import Comparison, Deciding, Fate, Side, Titles
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Text
from zhunsheng.use_cases import storing, substituting
from zhunsheng.use_cases.storing import Question

MOST_BYTES = 512 << 20
"""A written report longer than this is not read."""

Rules = Callable[[], Sequence[Compiled]]
Years = tuple[int, ...] | None
Swaps = Callable[[frozenset[str]], Swapped]
"""Judges rules, by id, with one part of the other side in the place of their own."""


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
        return compared(sides[0], sides[1], _swaps(old, new))
    old_side, new_side = (
        _of_report(report, path, rules, years)
        if report is not None
        else compare.of_evaluation(api.check(rules(), [path], years, progress), _path(path))
        for report, path in zip(reports, things, strict=True)
    )
    return compared(old_side, new_side)


def two_moments(
    store: Path, moments: tuple[str, str], plan: str | None, rules: Rules, years: Years, cache_dir: Path | None
) -> Comparison:
    """Compare what a store said, by the rules of then, at two moments; the second may be empty: now, by today's rules.

    Raises `UsageError` as `storing.judge` does.
    """
    asked = (Question(plan=plan, years=years, as_of=as_of, only_looks=True) for as_of in moments)
    old, new = (storing.judge(store, each, rules, cache_dir) for each in asked)
    labels = [Text(f"截至 {m}", f"as of {m}") if m else Text("现在", "now") for m in moments]
    sides = [compare.of_evaluation(each.evaluation, label) for each, label in zip((old, new), labels, strict=True)]
    if old.rules.digest == new.rules.digest:
        return compared(sides[0], sides[1], _swaps(old.evaluation, new.evaluation))
    return compared(sides[0], sides[1], lambda _: substituting.crossed(store, old, new, cache_dir))


def two_years(held: Held, rules: Rules, years: tuple[int, int], cache_dir: Path | None) -> Comparison:
    """Compare two years of the same data, by the same rules. Raises `UsageError` as `api.check` does."""
    evaluation = judged(held, rules, years, cache_dir)
    sides = [compare.of_evaluation(evaluation, Text(f"{year} 年", str(year)), (year,)) for year in years]
    return compared(sides[0], sides[1], partial(substituting.yearly, evaluation, evaluation, years))


def _swaps(old: Evaluation, new: Evaluation) -> Swaps:
    """Say how to find out what decided: between two years where each side judged another one."""
    if len(old.years) == len(new.years) == 1 and old.years != new.years:
        return partial(substituting.yearly, old, new, (old.years[0], new.years[0]))
    return partial(substituting.mixed, old, new)


def fails(comparison: Comparison, fail_on: str) -> bool:
    """Tell whether the new side draws a conclusion as grave as `fail_on` that the old one does not.

    `verdict` asks whether any verdict is another one, and `never` nothing.
    """
    if fail_on == "verdict":
        return any(change.fate is not Fate.MOVED for change in comparison.changes)
    order = ("notice", "alert", "violation")
    found = (each for shift in comparison.shifts for each in compare.added(shift))
    return fail_on in order and any(order.index(each.kind) >= order.index(fail_on) for each in found)


def judged(held: Held, rules: Rules, years: Years, cache_dir: Path | None) -> Evaluation:
    """Judge data, or what a store holds. Raises `UsageError` as `api.check` does."""
    if held.store is None:
        return api.check(rules(), held.data, years)
    question = Question(plan=held.plan, years=years, as_of=held.as_of, only_looks=True)
    return storing.judge(held.store, question, rules, cache_dir).evaluation


def _path(path: Path) -> Text:
    return Text(path.as_posix(), path.as_posix())


def compared(
    old: Side, new: Side, swaps: Swaps | None = None, amendments: tuple[Amendment, ...] | None = None
) -> Comparison:
    """Compare; where several causes hold and what is at hand can tell which decided, judge again to find out.

    Raises `UsageError` where the sides are of two plans, or have no year in common.
    """
    if old.plan != new.plan:
        raise UsageError(
            Text(f"两边不是同一个规划：{old.plan}、{new.plan}。", f"these are two plans: {old.plan} and {new.plan}.")
        )
    try:
        comparison = compare.compare(old, new)
    except ValueError as error:
        raise _no_common_year(old, new) from error
    open_rules = frozenset(each.key.rule for each in comparison.changes if each.deciding is Deciding.OPEN)
    swapped = swaps(open_rules) if swaps is not None and open_rules else {}
    found = compare.compare(old, new, swapped) if swapped else comparison
    return found if amendments is None else msgspec.structs.replace(found, amendments=amendments)


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

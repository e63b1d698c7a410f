"""Evaluation -> page: one pass, used by HTML and Markdown alike."""

from collections import Counter

import zhunsheng
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Status
from zhunsheng.model.page import File, Page, Problem
from zhunsheng.model.page_parts import CountRow, Tile
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import DataFile
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, SEVERITY, STATUS
from zhunsheng.report import (
    cards,
    departments,
    doubts,
    flags,
    groups,
    method,
    overview,
    panels,
    provenance,
    responsibility,
    tasks,
)
from zhunsheng.report.departments import status_counts
from zhunsheng.report.document import document_text
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup

MOST_PROBLEMS = 500
"""More problems than this are counted on the page and listed in full only in JSON."""

_SEVERITY_LEVEL = {Severity.ERROR: "red", Severity.WARNING: "orange", Severity.NOTE: "blue"}

_HEADLINE = Text("{year} 年 {total} 项判定：{counts}。", "{total} verdicts for {year}: {counts}.")
_FINDINGS_ONE_YEAR = Text("{year} 年{latest}。", "{year}: {latest}.")
_FINDINGS = Text("核查年份共有{counts}；其中 {year} 年{latest}。", "All years: {counts}; in {year}: {latest}.")
_FINDING_COUNT = Text("{kind} {count} 条", "{count} {kind}")
_AS_OF = Text("{year} 年（填报数据的最近年份）", "{year} (the latest year with a figure)")
_NO_DATA = Text("没有填报数据", "no figures were submitted")
_ILLUSTRATIVE = Text(
    "示例数据，非真实填报：所用数据中有 {counts}是为演示虚构的，旁边都标有“示例”。据此得出的判定和结论不针对任何部门。",
    "Illustrative data, not real submissions: {counts} in the data were made up for demonstration and are marked "
    "“illustrative”. What follows from them is said of no real department.",
)
_MADE_UP_FIGURES = Text("{0} 个数值", "{0} figures")
_MADE_UP_TARGETS = Text("{0} 个下达目标", "{0} issued targets")
_MADE_UP_BENCHMARKS = Text("{0} 个基准值", "{0} benchmarks")
_UNREADABLE = Text(
    "有 {errors} 处数据无法读取。受影响的 {judgements} 项判定为“不可判定”，不是“未报送”；位置见本次核查的“数据问题”。",
    "Entries of the data that could not be read: {errors}. Verdicts concerned: {judgements}; they are “not evaluable”, "
    "not “not reported”. See “Problems of the data” for the cells.",
)
_INCOMPLETE = Text(
    "有 {0} 条政策规则未能执行，结论可能不全；见本次核查的“数据问题”。",
    "{0} policy rules could not be run: findings may be missing; see “Problems of the data”.",
)
_LEFT_OUT = Text(
    "另有 {0} 条未列出，完整清单见 JSON 报告。", "{0} more are not listed here; the JSON report has them all."
)


def build(evaluation: Evaluation, lang: Lang, generated: str | None = None) -> Page:
    """Turn an evaluation into a page in `lang`. `generated` is printed as it is; without it the page has no date."""
    lookup = Lookup.of(evaluation)
    plan = evaluation.catalogue.plan
    latest = [j for j in evaluation.judgements if j.year == lookup.latest]
    found = groups.groups(lookup, lang)
    statuses = _statuses_in_use(evaluation)
    of_departments = departments.pages(lookup, found, lang)
    return Page(
        lang="zh-CN" if lang == "zh" else "en",
        title=readable(plan.title),
        document=document_text(plan.document, lang),
        years=evaluation.years,
        years_text=groups.years_text(evaluation.years, lang),
        latest=lookup.latest,
        as_of=_as_of(evaluation, lang),
        generated=readable(generated or ""),
        version=zhunsheng.__version__,
        headline=latest_line(lookup, lang),
        findings_line=findings_line(lookup, lang),
        illustrative=illustrative_text(evaluation, lang),
        unreadable=_unreadable(evaluation, lang),
        incomplete=_incomplete(evaluation, lang),
        tiles=tuple(Tile(mark=cards.mark(s, lang), count=sum(j.status is s for j in latest)) for s in statuses),
        statuses=tuple(cards.mark(s, lang) for s in statuses),
        year_counts=tuple(_year_count(evaluation, year, statuses) for year in evaluation.years),
        groups=found,
        latest_statuses=LABELS["latest_statuses"].to(lang).format(lookup.latest),
        department_caption=LABELS["counts_by_department"].to(lang).format(lookup.latest),
        department_counts=departments.counts(lookup, latest, statuses),
        departments=of_departments,
        responsibility=responsibility.section(lookup, latest, statuses, of_departments, lang),
        tasks_caption=LABELS["tasks_of_year"].to(lang).format(lookup.latest),
        tasks=tasks.pages(lookup, lang),
        overview=overview.overview(lookup, lang),
        themes=panels.themes(lookup, lang),
        doubts=doubts.doubts(lookup, {j.rule for j in evaluation.judgements}, lang),
        flags=flags.section(lookup, lang),
        problems=tuple(problem(p, lang) for p in _by_gravity(evaluation)[:MOST_PROBLEMS]),
        problems_left_out=_left_out(evaluation, lang),
        method=method.notes(plan.bands, lang),
        digest=evaluation.catalogue.digest,
        files=tuple(map(_file, evaluation.submission.files)),
        from_store=any(f.submitter or f.received for f in evaluation.submission.files),
    )


def _year_count(evaluation: Evaluation, year: int, statuses: tuple[Status, ...]) -> CountRow:
    judged = [j for j in evaluation.judgements if j.year == year]
    return CountRow(head=str(year), counts=status_counts(judged, statuses))


def _file(file: DataFile) -> File:
    return File(
        path=readable(file.path),
        rows=file.rows,
        sha256=file.sha256,
        submitter=readable(file.submitter),
        received=provenance.moment(file.received),
    )


def latest_line(lookup: Lookup, lang: Lang) -> str:
    """Say in one sentence how the latest year stands."""
    latest = [j for j in lookup.evaluation.judgements if j.year == lookup.latest]
    tally = Counter(j.status for j in latest)
    parts = [
        f"{STATUS[s].to(lang)} {tally[s]}" if lang == "zh" else f"{tally[s]} {STATUS[s].to(lang)}"
        for s in Status
        if tally[s]
    ]
    separator = "，" if lang == "zh" else ", "
    counts = separator.join(parts) or "—"
    return _HEADLINE.to(lang).format(year=lookup.latest, total=len(latest), counts=counts)


def findings_line(lookup: Lookup, lang: Lang) -> str:
    """Say how many violations and alerts (and notices, if any) there are, in all and in the latest year."""
    findings = lookup.evaluation.findings
    every = Counter(f.kind for f in findings)
    latest = Counter(f.kind for f in findings if f.year == lookup.latest)
    kinds = [k for k in FindingKind if k is not FindingKind.NOTICE or every[k]]

    def written(tally: Counter[FindingKind]) -> str:
        parts = [_FINDING_COUNT.to(lang).format(kind=_plural(k, tally[k], lang), count=tally[k]) for k in kinds]
        return ("、" if lang == "zh" else ", ").join(parts)

    line = _FINDINGS if len(lookup.evaluation.years) > 1 else _FINDINGS_ONE_YEAR
    return line.to(lang).format(year=lookup.latest, counts=written(every), latest=written(latest))


def _plural(kind: FindingKind, count: int, lang: Lang) -> str:
    word = KIND[kind].to(lang)
    return f"{word}s" if lang == "en" and count != 1 else word


def made_up(evaluation: Evaluation, lang: Lang) -> str:
    """Count what was made up: figures, issued targets, benchmarks, each where there are any."""
    submission = evaluation.submission
    counts = (
        (_MADE_UP_FIGURES, sum(o.illustrative for o in submission.observations)),
        (_MADE_UP_TARGETS, sum(i.illustrative and not i.benchmark for i in submission.issued)),
        (_MADE_UP_BENCHMARKS, sum(i.illustrative and i.benchmark for i in submission.issued)),
    )
    return ("、" if lang == "zh" else ", ").join(text.to(lang).format(count) for text, count in counts if count)


def illustrative_text(evaluation: Evaluation, lang: Lang) -> str:
    """Warn of made-up figures; empty where there are none."""
    counts = made_up(evaluation, lang)
    return _ILLUSTRATIVE.to(lang).format(counts=counts) if counts else ""


def problem(diagnostic: Diagnostic, lang: Lang) -> Problem:
    """Put a diagnostic into words of `lang`."""
    return Problem(
        severity=str(diagnostic.severity),
        severity_word=SEVERITY[diagnostic.severity].to(lang),
        level=_SEVERITY_LEVEL[diagnostic.severity],
        code=diagnostic.code,
        at=readable(str(diagnostic.at)),
        message=readable(diagnostic.message.to(lang)),
        expected=readable(diagnostic.expected.to(lang)) if diagnostic.expected else "",
        hint=readable(diagnostic.hint.to(lang)) if diagnostic.hint else "",
    )


def _as_of(evaluation: Evaluation, lang: Lang) -> str:
    years = [o.year for o in evaluation.submission.observations]
    return _AS_OF.to(lang).format(year=max(years)) if years else _NO_DATA.to(lang)


def _unreadable(evaluation: Evaluation, lang: Lang) -> str:
    errors = sum(p.severity is Severity.ERROR for p in evaluation.submission.problems)
    affected = sum(j.status is Status.NOT_EVALUABLE and j.reason == "refused" for j in evaluation.judgements)
    return _UNREADABLE.to(lang).format(errors=errors, judgements=affected) if errors else ""


def _incomplete(evaluation: Evaluation, lang: Lang) -> str:
    read = set(evaluation.submission.problems)
    failed = sum(p.severity is Severity.ERROR and p not in read for p in evaluation.problems)
    return _INCOMPLETE.to(lang).format(failed) if failed else ""


def _statuses_in_use(evaluation: Evaluation) -> tuple[Status, ...]:
    """Every status but `waived`, which is shown only where something was waived."""
    waived = any(j.status is Status.WAIVED for j in evaluation.judgements)
    return tuple(s for s in Status if s is not Status.WAIVED or waived)


def _by_gravity(evaluation: Evaluation) -> list[Diagnostic]:
    order = list(Severity)
    return sorted(evaluation.problems, key=lambda p: order.index(p.severity))


def _left_out(evaluation: Evaluation, lang: Lang) -> str:
    extra = len(evaluation.problems) - MOST_PROBLEMS
    return _LEFT_OUT.to(lang).format(extra) if extra > 0 else ""

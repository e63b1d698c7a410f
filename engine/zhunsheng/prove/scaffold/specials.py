"""What every rule must show besides its limits: silence, an unreadable figure, the base year, targets still to come."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.prove.scaffold.due import bad, good
from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.situations import formula
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import is_maintained
from zhunsheng.prove.situations.subject import GAP, unit_label
from zhunsheng.prove.step_text import StepText


def pending_drafts(held: Held) -> Iterator[Draft]:
    """Before an issued target or a benchmark has arrived: neither met nor missed, whatever is reported."""
    subject = held.subject
    if not held.open_years:
        return
    compared = subject.rule.benchmark is not None
    reason = Reason.NO_BENCHMARK if compared else Reason.NO_TARGET_ISSUED
    word, why = ("基准值待报", "基准值尚未报来") if compared else ("目标待下达", "目标尚未下达")
    phases = [(year, held.by_year(year)) for year in held.open_years]
    rows = []
    for year, target in phases:
        if target is None:
            continue
        told = held.conclusion(Status.PENDING, reason, Phase.DUE, year)
        rows += [(str(year), subject.told(year, figure), told) for figure in _range(held, year)]
    first = held.open_years[0]
    target = held.by_year(first) or held.first
    others = subject.others_do_well(first, good(subject, target)) if len(held.open_years) == 1 else []
    steps = [*subject.preamble, *subject.reports("<年份>", GAP), *others]
    then = [subject.verdict(word), subject.because(why), "<结论>"]
    title = f"{subject.rule.benchmark}没有报来，好坏都不能判" if compared else "目标没有下达，好坏都不能判"
    yield Draft("待下达", title, steps, "考核<年份>年", then, [("年份", "数值", "结论"), *rows])
    silent = [*subject.preamble, *subject.silent(first)]
    title = f"{'基准值' if compared else '目标'}没有到，{first}年又没有报送，不能怪谁"
    then = [subject.verdict(word), *held.concludes(Status.PENDING, reason, Phase.DUE, first)]
    yield Draft("待下达", title, silent, f"考核{first}年", then)

    yield from _too_early(held, word, why, reason)


def _too_early(held: Held, word: str, why: str, reason: Reason) -> Iterator[Draft]:
    """A figure for an earlier year has come: the one that was promised is still awaited."""
    subject, year = held.subject, held.open_years[-1]
    target, early = held.by_year(year), year - 1
    open_ends = year == held.last.year and early >= subject.period.start
    if subject.kind.year_by_year or target is None or not open_ends:
        return
    steps = [
        *subject.preamble,
        *held.arrival(msgspec.structs.replace(target, year=early)),
        *subject.tells(year, good(subject, target)),
    ]
    then = [
        subject.verdict(word),
        subject.because(why),
        *held.concludes(Status.PENDING, reason, Phase.DUE, year),
    ]
    yield Draft("待下达", f"只有{early}年的数，{year}年的还没有到", steps, f"考核{year}年", then)


def _range(held: Held, year: int) -> list[Decimal]:
    target = held.by_year(year) or held.first
    return [bad(held.subject, target), good(held.subject, target)]


def untargeted_drafts(held: Held) -> Iterator[Draft]:
    """Years for which a yearly amount promises nothing."""
    subject = held.subject
    years = held.years_without(range(subject.period.start, subject.period.end + 1))
    if not subject.kind.year_by_year or not years:
        return
    figure = bad(subject, held.first)
    told = subject.told(years[0], figure)
    rows = [
        (str(year), held.conclusion(Status.NOT_DUE, Reason.NO_TARGET_THIS_YEAR, Phase.INTERIM, year)) for year in years
    ]
    then = [subject.verdict("未到期"), subject.because("规划对本年未作要求"), "<结论>"]
    steps = [*held.start(), *subject.reports("<年份>", told)]
    title = "规划没有要求的年份，报多报少都不判"
    yield Draft("未作要求", title, steps, "考核<年份>年", then, [("年份", "结论"), *rows])
    year = years[-1]
    silent = [*held.start(), *subject.silent(year)]
    then = [
        subject.verdict("未到期"),
        *held.concludes(Status.NOT_DUE, Reason.NO_TARGET_THIS_YEAR, Phase.INTERIM, year),
    ]
    yield Draft("未作要求", f"{year}年没有要求，不报也不催", silent, f"考核{year}年", then)


def base_year_drafts(held: Held) -> Iterator[Draft]:
    """The base year: a level that satisfies the coming limit is met already, everything else waits."""
    subject, year = held.subject, held.subject.period.base
    if subject.kind is Kind.MILESTONE or year in held.open_years:
        return
    target = held.first
    waits = held.conclusion(Status.NOT_DUE, Reason.BASE_YEAR, Phase.BASE, year)
    rows = [(good(subject, target), "未到期", "基期年", waits)]
    if subject.kind is Kind.LEVEL:
        met = held.conclusion(Status.MET, Reason.ALREADY_MET, Phase.BASE, year)
        rows = [
            (good(subject, target), "已达标", "提前达到目标", met),
            (bad(subject, target), "未到期", "基期年", waits),
        ]
    figures = [figure for figure, *_ in rows]
    # A sum has not begun in the base year: what is reported there is a figure of its own.
    cells = [subject.amount(f) if subject.kind is Kind.FLOW else subject.told(year, f) for f in figures]
    table = [(cell, *row[1:]) for cell, row in zip(cells, rows, strict=True)]
    steps = [*held.start(), *subject.reports(year, GAP)]
    then = [subject.verdict("<判定>", year), subject.because("<原因>", year), "<结论>"]
    head = ("数值", "判定", "原因", "结论")
    yield Draft("特例", f"{year}年是基期，只作起点", steps, f"考核{year}年", then, [head, *table])


def silence_drafts(held: Held) -> Iterator[Draft]:
    """Nothing was reported: in every year that has a limit, in one before, and in one after."""
    subject = held.subject
    years = dict.fromkeys(target.year for target in held.targets)
    phases = dict.fromkeys(years, Phase.DUE)
    if subject.kind in (Kind.LEVEL, Kind.FLOW):
        start, end = subject.period.start, subject.period.end
        waiting = next(iter(held.years_without(range(start, held.last.year))), start)
        target = held.by_year(waiting)
        if waiting not in phases and target is not None:
            phases[waiting] = Phase.STANDING if is_maintained(subject, target) else Phase.INTERIM
        after = Phase.STANDING if is_maintained(subject, held.last) else Phase.DUE
        if subject.kind is Kind.FLOW:
            phases.setdefault(min(held.last.year + 1, end), after)
        phases.setdefault(end, after)
    rows = [
        (str(year), held.conclusion(Status.NOT_REPORTED, Reason.NO_OBSERVATION, phases[year], year))
        for year in sorted(phases)
    ]
    title = "没有报送，由责任单位说明"
    if len(rows) == 1:
        ((year, told),) = rows
        steps = [*held.start(), *subject.silent(year), *_others_every_year(held)]
        yield Draft("未报送", f"{year}年{title}", steps, f"考核{year}年", [subject.verdict("未报送"), told])
        return
    others = _others_every_year(held)
    if others and subject.kind is Kind.MILESTONE:
        # Told of another year than the one asked about, “the others” would be everybody.
        others = [subject.says("<年份>", done=True, place="其余地区")]
    steps = [*held.start(), *subject.silent("<年份>"), *others]
    then = [subject.verdict("未报送"), "<结论>"]
    yield Draft("未报送", title, steps, "考核<年份>年", then, [("年份", "结论"), *rows])


def _others_every_year(held: Held) -> list[StepText]:
    """That all other places do well in every year that an outline asks for."""
    subject = held.subject
    if not subject.several:
        return []
    if subject.kind is Kind.MILESTONE:
        return [subject.says(held.first.year, done=True, place="其余地区")]
    steps: list[StepText] = []
    for year in range(subject.period.start, subject.period.end + 1):
        target = held.by_year(year)
        if target is not None:
            goes_on = subject.kind is Kind.FLOW
            figure = subject.so_far(year) if goes_on else good(subject, target)
            steps += subject.reports(year, subject.told(year, figure), "其余地区")
    return steps


def unreadable_drafts(held: Held) -> Iterator[Draft]:
    """Something was reported that nobody can read: neither silence nor a miss."""
    subject, year = held.subject, held.first.year
    part, *others = subject.parts
    fixed = formula.fixed_parts(subject.catalogue.indicators, subject.indicator) if others else {}
    known = [f"{subject.place}{year}年{each.title}为{fixed[each.id]}{unit_label(each)}" for each in others]
    steps = [*held.start(), f"{subject.place}{year}年报送的{part.title}无法辨认", *known, *_others_every_year(held)]
    then = [
        subject.verdict("不可判定"),
        subject.because("数字无法辨认"),
        *held.concludes(Status.NOT_EVALUABLE, Reason.REFUSED, Phase.DUE, year),
    ]
    what = "情况" if subject.kind is Kind.MILESTONE else "数字"
    title = f"{year}年报送的{what}无法辨认，不可判定，也不当作未报送"
    yield Draft("特例", title, steps, f"考核{year}年", then)


def missing_year_drafts(held: Held) -> Iterator[Draft]:
    """A sum that lacks a year is not evaluable, not smaller."""
    subject, target = held.subject, held.last
    year = max(target.year, subject.period.start + 1)
    if subject.kind is not Kind.FLOW or year > subject.period.end:
        return
    told = subject.amount(good(subject, target))
    lacking = year - 1
    early = [
        step
        for n, each in enumerate(subject.before(lacking))
        for step in subject.reports(subject.period.start + n, subject.amount(each))
    ]
    steps = [*held.start(), *early, *subject.silent(lacking), *subject.reports(year, told), *_others_every_year(held)]
    then = [
        subject.verdict("不可判定"),
        subject.because("缺少年份"),
        f"缺的是{f'{subject.who}' if subject.several else ''}{lacking}年{subject.indicator.title}",
        *held.concludes(Status.NOT_EVALUABLE, Reason.MISSING_YEAR, Phase.DUE, year),
    ]
    title = f"缺了{lacking}年，{year}年的累计数不可判定，而不是少一截"
    yield Draft("特例", title, steps, f"考核{year}年", then)


def formula_drafts(held: Held) -> Iterator[Draft]:
    """A derived figure: a zero denominator, and each part missing in turn."""
    subject, year = held.subject, held.first.year
    if subject.indicator.expression is None:
        return
    indicators = subject.catalogue.indicators
    told = {part.id: f"{subject.place}{year}年{part.title}为10{unit_label(part)}" for part in subject.parts}
    zero = formula.zero_part(subject.indicator)
    others = subject.others_do_well(year, good(subject, held.first))
    if zero is not None:
        steps = [told[part] for part in told if part != zero]
        steps.append(f"{subject.place}{year}年{indicators[zero].title}为0{unit_label(indicators[zero])}")
        then = [
            subject.verdict("不可判定"),
            subject.because("分母为零"),
            *held.concludes(Status.NOT_EVALUABLE, Reason.ZERO_DENOMINATOR, Phase.DUE, year),
        ]
        title = f"{year}年{indicators[zero].title}为零，无从谈起"
        yield Draft("特例", title, [*held.start(), *steps, *others], f"考核{year}年", then)
    for lacking in subject.parts if len(subject.parts) > 1 else []:
        steps = [told[part] for part in told if part != lacking.id]
        steps.append(f"{subject.place}{year}年未报送{lacking.title}")
        then = [
            subject.verdict("不可判定"),
            subject.because("缺少组成数"),
            f"缺的是{subject.who}{year}年{lacking.title}",
            *held.concludes(Status.NOT_EVALUABLE, Reason.MISSING_COMPONENT, Phase.DUE, year),
        ]
        title = f"{year}年缺{lacking.title}，不可判定，也不当作未报送"
        yield Draft("特例", title, [*held.start(), *steps, *others], f"考核{year}年", then)

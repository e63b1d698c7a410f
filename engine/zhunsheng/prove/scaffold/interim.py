"""Years that are not due: the path between base and target, keeping a level, waiting, and what stands on after."""

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Target
from zhunsheng.prove.scaffold.due import bad, close, given, good, on_the_limit
from zhunsheng.prove.scaffold.outlines import with_conclusions
from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.scaffold.ways import Way, band, figure_at, paces, ratio, way_to
from zhunsheng.prove.situations.amounts import ends, exact, satisfies
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import Shape, interims, is_maintained
from zhunsheng.prove.situations.subject import GAP, Subject

PACE_WORDS = {
    Reason.PACE_ON_TRACK: ("进度正常", "符合进度", Status.ON_TRACK),
    Reason.PACE_NEARLY: ("进度正常", "接近进度", Status.ON_TRACK),
    Reason.PACE_BEHIND: ("滞后", "进度滞后", Status.BEHIND),
    Reason.PACE_FAR_BEHIND: ("严重滞后", "严重滞后", Status.FAR_BEHIND),
    Reason.PACE_REGRESSING: ("倒退", "低于基数", Status.REGRESSING),
}


def interim_drafts(held: Held) -> Iterator[Draft]:
    """The years before the first limit is due, and those between limits; whatever is true of them for this rule."""
    for between in interims(held):
        yield from _interim(held, *between)


def _interim(held: Held, year: int, target: Target, shape: Shape) -> Iterator[Draft]:
    subject = held.subject
    match shape:
        case Shape.KEPT:
            yield _kept(held, target, year)
        case Shape.CAPPED:
            yield from _capped(held, target, year)
        case Shape.FLAT:
            yield from _flat(held, target, year)
        case Shape.WAITING | Shape.NO_BASE:
            yield from _waiting(held, target, year, lacking=shape is Shape.NO_BASE)
        case Shape.PACED:
            free = held.years_without([subject.period.start]) and held.by_year(subject.period.start) is target
            first = subject.period.start if free and subject.kind is Kind.FLOW else year
            way = way_to(subject, target)
            yield from _paced(held, way, first)
            if subject.period.start != first and free:
                yield from _slow(held, way, subject.period.start, "是第一年，只走了应走的三成")
            late = _late(held)
            if late is not None and first < late:
                after = way_to(subject, held.by_year(late) or target)
                yield from _slow(held, after, late, "已是第三年或更晚，只走了应走的三成")
            yield from _ahead(held, target, year)


def standing_drafts(held: Held) -> Iterator[Draft]:
    """The years after the last limit: a level once due stands on."""
    subject, target = held.subject, held.last
    year = target.year + 1
    if subject.kind is not Kind.LEVEL or year > subject.period.end:
        return
    phase = Phase.STANDING if is_maintained(subject, target) else Phase.DUE
    rows = []
    for each in (*on_the_limit(target)[:1], *close(subject, target)[:1]):
        status = Status.MET if each.met else Status.MISSED
        reason = Reason.LIMIT_MET if each.met else Reason.LIMIT_MISSED
        told = held.conclusion(status, reason, phase, year)
        rows.append((subject.told(year, each.figure), each.status, told))
    then = [subject.verdict("<判定>"), subject.limit(target, held.citation(target)), "<结论>"]
    title = f"{target.year}年到期之后限值仍然有效，{year}年照样判定"
    yield Draft("保持", title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "结论"), *rows])


def _kept(held: Held, target: Target, year: int) -> Draft:
    subject = held.subject
    rows = []
    for each in (*on_the_limit(target)[:1], *close(subject, target)):
        status = Status.MET if each.met else Status.MISSED
        reason = Reason.LIMIT_MET if each.met else Reason.LIMIT_MISSED
        told = held.conclusion(status, reason, Phase.STANDING, year)
        rows.append((subject.told(year, each.figure), each.status, told))
    then = [subject.verdict("<判定>"), subject.limit(target, held.citation(target)), "<结论>"]
    title = "保持类指标每年都按目标值判定，不等到期"
    return Draft("保持", title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "结论"), *rows])


def _waiting(held: Held, target: Target, year: int, *, lacking: bool) -> Iterator[Draft]:
    """No path, or none that can be measured: the year waits, unless the target is reached already."""
    subject = held.subject
    status, reason = (Status.NOT_EVALUABLE, Reason.NO_BASE) if lacking else (Status.NOT_DUE, Reason.NO_TRAJECTORY)
    words = ("不可判定", "缺少基数") if lacking else ("未到期", "未约定年度进度")
    worse, better = bad(subject, target), good(subject, target)
    rows = [
        (subject.told(year, worse), *words),
        (subject.told(year, better), "已达标", "提前达到目标"),
    ]
    told = [
        held.concludes(status, reason, Phase.INTERIM, year, relapsed=held.relapses(year, worse)),
        held.concludes(Status.MET, Reason.ALREADY_MET, Phase.INTERIM, year, relapsed=held.relapses(year, better)),
    ]
    title = f"{'没有基数' if lacking else '没有约定年度进度'}，{target.year}年以前只认提前达标"
    then = [subject.verdict("<判定>"), subject.because("<原因>")]
    tag = "无基数" if lacking else "未到期"
    outline = Draft(tag, title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "原因"), *rows])
    yield from with_conclusions(outline, told)


def _capped(held: Held, target: Target, year: int) -> Iterator[Draft]:
    """A sum with an upper end: beyond it is missed at once, below it nobody knows yet."""
    subject = held.subject
    _, high = ends(target)
    most = high - subject.step if target.operator is Operator.BELOW else high
    beyond = most + subject.step
    rows = [
        (subject.told(year, beyond), "未达标", "未达到目标"),
        (subject.told(year, most), "未到期", "未约定年度进度"),
    ]
    told = [
        held.concludes(status, reason, Phase.INTERIM, year, relapsed=held.relapses(year, figure))
        for status, reason, figure in (
            (Status.MISSED, Reason.LIMIT_MISSED, beyond),
            (Status.NOT_DUE, Reason.NO_TRAJECTORY, most),
        )
    ]
    then = [subject.verdict("<判定>"), subject.because("<原因>")]
    title = "累计数一旦突破上限就不能挽回，没有突破要到期再判"
    outline = Draft("未到期", title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "原因"), *rows])
    yield from with_conclusions(outline, told)


def _flat(held: Held, target: Target, year: int) -> Iterator[Draft]:
    """Base and limit are the same figure: only falling back shows."""
    subject, (goal, _), step = held.subject, ends(target), held.subject.step
    worse = goal - step if target.operator.rising else goal + step
    better = goal + step if target.operator.rising else goal - step
    rows = [
        (worse, "倒退", "低于基数", Status.REGRESSING, Reason.PACE_REGRESSING),
        *([] if satisfies(goal, target) else [(goal, "未到期", "目标与基数相同", Status.NOT_DUE, Reason.FLAT_PATH)]),
        (better, "已达标", "提前达到目标", Status.MET, Reason.ALREADY_MET),
    ]
    table = [(subject.told(year, figure), *told) for figure, *told, _, _ in rows]
    told = [
        held.concludes(status, reason, Phase.INTERIM, year, relapsed=held.relapses(year, figure))
        for figure, _, _, status, reason in rows
    ]
    then = [subject.verdict("<判定>"), subject.because("<原因>")]
    title = f"起点与界限是同一个数，{target.year}年以前只看有没有倒退"
    outline = Draft("倒退", title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "原因"), *table])
    yield from with_conclusions(outline, told)


def _paced(held: Held, way: Way, year: int) -> Iterator[Draft]:
    """Every band of the pace, R stated; of a steady growth, whose R is irrational, only the band."""
    subject = held.subject
    rows, conclusions = [], []
    for wanted in paces(subject, way):
        figure = figure_at(subject, way, Fraction(wanted), year)
        pace = way.pace(figure, year)
        reason = band(pace, subject.rule.bands)
        status_word, reason_word, status = PACE_WORDS[reason]
        relapsed = held.relapses(year, figure)
        conclusions.append(held.concludes(status, reason, Phase.INTERIM, year, relapsed=relapsed))
        paced = () if way.steady else (ratio(pace),)
        rows.append((subject.told(year, figure), status_word, reason_word, *paced))
    expected = exact(way.at(Fraction(1), year))
    then = [
        subject.verdict("<判定>"),
        subject.because("<原因>"),
        *([] if way.steady else [f"{subject.who}时序进度为<进度>"]),
        *([f"{subject.who}按进度应达到{subject.amount(expected)}"] if expected is not None and not way.steady else []),
    ]
    path = "均速" if way.steady else "直线"
    title = f"{year}年对照从{subject.amount(way.start)}到{subject.amount(way.goal)}的{path}进度分档"
    head = ("数值", "判定", "原因", *(() if way.steady else ("进度",)))
    outline = Draft("滞后", title, given(held, year, GAP), f"考核{year}年", then, [head, *rows])
    yield from with_conclusions(outline, conclusions)


def _late(held: Held) -> int | None:
    """The first year on the way, from the third on, that policy may weigh more."""
    subject = held.subject
    for year in held.years_without(range(subject.period.start + 2, held.last.year)):
        target = held.by_year(year)
        if target is not None and not is_maintained(subject, target) and _leads_somewhere(subject, target):
            return year
    return None


def _leads_somewhere(subject: Subject, target: Target) -> bool:
    way = way_to(subject, target)
    return way.goal != way.start and target.operator not in (Operator.EQUAL, Operator.WITHIN)


def _slow(held: Held, way: Way, year: int, said: str) -> Iterator[Draft]:
    """Another year at a low pace: policy may weigh the same delay less in the first years, and more in later ones."""
    subject = held.subject
    figure = figure_at(subject, way, Fraction("0.3"), year)
    reason = band(way.pace(figure, year), subject.rule.bands)
    status_word, _, status = PACE_WORDS[reason]
    paced = [] if way.steady else [f"{subject.who}时序进度为{ratio(way.pace(figure, year))}"]
    then = [
        subject.verdict(status_word),
        *paced,
        *held.concludes(status, reason, Phase.INTERIM, year, relapsed=held.relapses(year, figure)),
    ]
    yield Draft("滞后", f"{year}年{said}", given(held, year, figure), f"考核{year}年", then)


def _ahead(held: Held, target: Target, year: int) -> Iterator[Draft]:
    subject = held.subject
    figure = good(subject, target)
    then = [
        subject.verdict("已达标"),
        subject.because("提前达到目标"),
        *held.concludes(Status.MET, Reason.ALREADY_MET, Phase.INTERIM, year, relapsed=held.relapses(year, figure)),
    ]
    title = f"{year}年已经达到{target.year}年的目标，提前达标"
    yield Draft("特例", title, given(held, year, figure), f"考核{year}年", then)

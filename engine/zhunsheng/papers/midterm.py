"""中期评估: how far the plan has come, by nature and by theme, and what is expected to be hard to complete."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from zhunsheng.model.figures import amount, difference_unit, figure, limit_amount
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Nature
from zhunsheng.model.words import NATURE, STATUS
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.items import ledger_line
from zhunsheng.papers.plates import Plates
from zhunsheng.papers.progress import Course, Outlook, Projection, Stage, courses, elapsed, project
from zhunsheng.papers.shapes import Advance, Outlooks, Progress

_ONE_CHANGE = "只有一个年度变化，无从估计区间"


def context(dossier: Dossier) -> dict[str, object]:
    """Gather what the evaluation says."""
    found = list(courses(dossier.evaluation, dossier.year))
    carried = [(course, ahead) for course in found if (ahead := project(course)) is not None]
    rules = dossier.catalogue.rules
    themes = tuple(dict.fromkeys(readable(rule.theme) for rule in rules.values()))
    natures = tuple(NATURE[each].to(LANG) for each in Nature)
    ways = sorted((course for course in found if course.share is not None), key=_lag)
    return {
        "paper": common(dossier),
        "head": dossier.head,
        "elapsed": share_text(elapsed(dossier.catalogue.plan.period, dossier.year)),
        "by_nature": _advances(found, natures, lambda each: NATURE[each.rule.nature].to(LANG)),
        "by_theme": _advances(found, themes, lambda each: readable(each.rule.theme)),
        "ways": tuple(_progress(dossier, number, course) for number, course in enumerate(ways, 1)),
        "hard": _outlooks(dossier, carried, Outlook.HARD),
        "plates": Plates(dossier).of_rules(
            (course.rule.id, dossier.place(course.judgement.entity))
            for course, ahead in carried
            if ahead.outlook is Outlook.HARD
        ),
        "open": _outlooks(dossier, carried, Outlook.OPEN),
        "likely": _outlooks(dossier, carried, Outlook.LIKELY),
    }


def share_text(share: Fraction | None, apart: Fraction | None = None) -> str:
    """Write a share as a percentage, never so that it seems to be `apart` when it is not."""
    if share is None:
        return "—"
    return figure(share * 100, (apart * 100 if apart is not None else None,), fewest=2, longest=4).brief("%")


def _lag(course: Course) -> Fraction:
    return (course.share or Fraction(0)) - (course.elapsed or Fraction(0))


def _advances(found: Sequence[Course], heads: Iterable[str], head: Callable[[Course], str]) -> tuple[Advance, ...]:
    """Count by stage, one row a group that occurs; the last row counts all."""
    rows = [(title, [each for each in found if head(each) == title]) for title in heads]
    return tuple(_advance(title, group) for title, group in (*rows, ("合计", found)) if group)


def _advance(title: str, group: Sequence[Course]) -> Advance:
    tally = {stage: sum(each.stage is stage for each in group) for stage in Stage}
    shares = [min(max(each.share, Fraction(0)), Fraction(1)) for each in group if each.share is not None]
    return Advance(
        head=title,
        total=len(group),
        reached=tally[Stage.REACHED],
        in_time=tally[Stage.IN_TIME],
        late=tally[Stage.LATE],
        no_path=tally[Stage.NO_PATH],
        unknown=tally[Stage.UNKNOWN],
        measured=len(shares),
        share=share_text(sum(shares, Fraction(0)) / len(shares)) if shares else "—",
    )


def _progress(dossier: Dossier, number: int, course: Course) -> Progress:
    rule, judgement = course.rule, course.judgement
    place, found = dossier.place(judgement.entity), dossier.found(judgement)
    return Progress(
        no=number,
        title=readable(rule.title) + (f"（{place}）" if place else ""),
        nature=NATURE[rule.nature].to(LANG),
        owner=dossier.departments.get(rule.owner, readable(rule.owner)),
        clause=f"{readable(rule.source.locator)}“{readable(rule.source.anchor)}”",
        base=_amount(course, course.path.start) if course.path is not None else "—",
        value=_amount(course, course.known[-1][1]) + dossier.made_up(judgement),
        target=_limit(course),
        share=share_text(course.share, course.elapsed),
        elapsed=share_text(course.elapsed),
        status=STATUS[judgement.status].to(LANG),
        cells=dossier.cells(each.at for each in judgement.observations),
        arithmetic=_of_share(course),
        ids="、".join(each.id for card in found for each in card.conclusions),
        ledger="　".join(dict.fromkeys(told for card in found if (told := ledger_line(dossier, card)))),
    )


def _of_share(course: Course) -> str:
    """Write the sum behind the share done: “(93.2 − 92) ÷ (95 − 92) = 40%”."""
    path, value = course.path, course.known[-1][1]
    if path is None or path.flat:
        return "—"
    start = _operand(path.start)
    total = f"({figure(value).digits} − {start}) ÷ ({figure(path.goal).digits} − {start})"
    return f"{total} = {share_text(course.share, course.elapsed)}".replace("= ≈", "≈ ")


def _outlooks(dossier: Dossier, carried: Iterable[tuple[Course, Projection]], outlook: Outlook) -> tuple[Outlooks, ...]:
    meant = [(course, ahead) for course, ahead in carried if ahead.outlook is outlook]
    return tuple(
        Outlooks(
            of=_progress(dossier, number, course),
            outlook=outlook.value,
            known="、".join(f"{year} 年 {figure(value).digits}" for year, value in course.known),
            projected=_amount(course, ahead.value),
            span=_span(course, ahead),
            arithmetic=_arithmetic(course, ahead),
            years=ahead.years,
        )
        for number, (course, ahead) in enumerate(meant, 1)
    )


def _span(course: Course, ahead: Projection) -> str:
    if ahead.low is None or ahead.high is None:
        return _ONE_CHANGE
    return f"{_amount(course, ahead.low)} 至 {_amount(course, ahead.high)}"


def _arithmetic(course: Course, ahead: Projection) -> str:
    """Write the sum behind the middle of a projection: “26.73 + 1 × (26.73 − 0) ÷ 4 = 33.4125 公里”."""
    (since, first), (until, value) = course.known[0], course.known[-1]
    digits = figure(value).digits
    mean = f"({digits} − {_operand(first)}) ÷ {until - since}"
    total = f"{digits} + {ahead.years} × {mean} = {_amount(course, ahead.value)}"
    return f"年均 {_change(course, ahead.pace)}；{total}".replace("= ≈", "≈ ")


def _operand(value: Fraction) -> str:
    digits = figure(value).digits
    return f"({digits})" if value < 0 else digits


def _change(course: Course, pace: Fraction) -> str:
    return figure(pace, signed=True).brief(readable(difference_unit(course.rule.unit).to(LANG)))


def _amount(course: Course, value: Fraction) -> str:
    apart = (course.last.target, course.last.upper) if course.last is not None else ()
    return readable(amount(value, course.rule.unit, LANG, apart, brief=True))


def _limit(course: Course) -> str:
    if course.last is None:
        return "—"
    last = course.last
    return f"{readable(limit_amount(last.operator, last.target, last.upper, course.rule.unit, LANG))}（{last.year} 年）"

"""The year in which a limit is due: comfortably met, missed, exactly on it, just short of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Target
from zhunsheng.prove.scaffold.outlines import with_conclusions
from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.situations.amounts import comfortable, ends, poor
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.subject import GAP, Subject
from zhunsheng.prove.step_text import StepText


class Try(NamedTuple):
    """A figure held against a limit, and how it comes out."""

    figure: Decimal
    met: bool

    @property
    def status(self) -> str:
        """In the features' words."""
        return "已达标" if self.met else "未达标"


def good(subject: Subject, target: Target) -> Decimal:
    """A figure that satisfies the limit."""
    capped = subject.unit == "%" and subject.kind is not Kind.GROWTH
    return comfortable(target, whole=subject.whole, share_of_whole=capped)


def bad(subject: Subject, target: Target) -> Decimal:
    """A figure that clearly does not; of a sum, one that a single year can still be blamed for."""
    low, _ = ends(target)
    if subject.kind is Kind.FLOW and target.operator.rising:
        return low - (max(Decimal(1), (low / 10).quantize(Decimal(1))) if subject.whole else low / 10 or Decimal(1))
    return poor(target, whole=subject.whole)


def on_the_limit(target: Target) -> list[Try]:
    """The limit itself, both ends of a range: met unless the limit is strict."""
    strict = target.operator in (Operator.ABOVE, Operator.BELOW)
    return [Try(figure, not strict) for figure in dict.fromkeys(ends(target))]


def close(subject: Subject, target: Target) -> list[Try]:
    """Figures next to the limit: those that just miss it, those that keep a strict one by a hair, those that round."""
    (low, high), hair = ends(target), _hair(subject)
    rounds = _rounds(subject)
    match target.operator:
        case Operator.AT_LEAST:
            tries = [Try(low - hair, met=False), *_rounded(low - rounds, subject, met=False)]
        case Operator.ABOVE:
            tries = [Try(low + hair, met=True), Try(low - hair, met=False), *_rounded(low + rounds, subject, met=True)]
        case Operator.AT_MOST:
            tries = [Try(high + hair, met=False), *_rounded(high + rounds, subject, met=False)]
        case Operator.BELOW:
            tries = [
                Try(high - hair, met=True),
                Try(high + hair, met=False),
                *_rounded(high - rounds, subject, met=True),
            ]
        case _:
            tries = [Try(low - hair, met=False), Try(high + hair, met=False)]
            tries += [each for end in (low - rounds, high + rounds) for each in _rounded(end, subject, met=False)]
    return [each for each in tries if each.figure >= 0 or low <= 0 or subject.kind is Kind.GROWTH]


def _hair(subject: Subject) -> Decimal:
    """By how much a figure misses when it only just does: where limits are rounded, by more than rounding takes."""
    decimals = subject.rule.decimals
    return subject.step if decimals is None else Decimal(6).scaleb(-decimals - 1)


def _rounds(subject: Subject) -> Decimal:
    """A distance that rounding makes nothing of: where nothing is to be rounded, part of a whole thing."""
    return Decimal(4).scaleb(-(subject.rule.decimals or 0) - 1)


def _rounded(figure: Decimal, subject: Subject, *, met: bool) -> list[Try]:
    """A figure within rounding of the limit: judged as if upon it if the rule rounds, by itself if it does not."""
    if subject.rule.decimals is not None:
        return [Try(figure, met=not met)]
    return [Try(figure, met=met)] if subject.whole else []


def distance(subject: Subject, target: Target, figure: Decimal) -> str:
    """How far a figure lies of the limit, as the end of a sentence."""
    low, high = ends(target)
    if target.operator is Operator.WITHIN:
        if low <= figure <= high:
            return "在范围之内"
        return f"比上限{subject.apart(figure - high)}" if figure > high else f"比下限{subject.apart(figure - low)}"
    return "恰好等于目标" if figure == low else f"比目标{subject.apart(figure - low)}"


def due_drafts(held: Held) -> Iterator[Draft]:
    """All scenarios of due years: the first limit told scenario by scenario, every other in one outline."""
    yield from _told(held, held.first)
    for target in held.targets[1:]:
        yield from _outlined(held, target)


def _told(held: Held, target: Target) -> Iterator[Draft]:
    subject, year = held.subject, target.year
    best = good(subject, target)
    on_it = on_the_limit(target)
    whole = any(each.met and each.figure == best for each in on_it)
    title = f"{year}年{'达到' if whole else '报来'}{subject.amount(best)}，达标"
    yield _one(held, target, "达标", title, Try(best, met=True), limit=True)
    worst = bad(subject, target)
    blamed = held.is_violation(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year)
    says = "认定违反" if blamed else "只预警不认定违反"
    only = "高达" if target.operator.falling else "只有"
    yield _one(held, target, "未达标", f"{year}年{only}{subject.amount(worst)}，{says}", Try(worst, met=False))
    for each in on_it:
        ends_in = "算达标" if each.met else "没有越过，未达标"
        figure = f"{subject.amount(each.figure)}"
        yield _one(held, target, "临界", f"{year}年恰好{figure}，{ends_in}", each)
    tries = close(subject, target)
    if len(tries) == 1:
        short = abs(tries[0].figure - ends(target)[0])
        title = f"{year}年只差{_bare(subject, short)}，仍是未达标"
        yield _one(held, target, "差一点", title, tries[0])
    elif tries:
        yield from _outline(held, target, "差一点", f"{year}年在界限上下只差一点", tries)


def _one(held: Held, target: Target, tag: str, title: str, each: Try, *, limit: bool = False) -> Draft:
    subject = held.subject
    reason = Reason.LIMIT_MET if each.met else Reason.LIMIT_MISSED
    status = Status.MET if each.met else Status.MISSED
    then: list[StepText] = [
        subject.verdict(each.status),
        f"{subject.who}{distance(subject, target, each.figure)}",
        *([subject.limit(target, held.citation(target))] if limit else []),
        *held.concludes(status, reason, Phase.DUE, target.year, relapsed=held.relapses(target.year, each.figure)),
    ]
    return Draft(tag, title, given(held, target.year, each.figure), f"考核{target.year}年", then)


def _outlined(held: Held, target: Target) -> Iterator[Draft]:
    subject = held.subject
    tries = [Try(good(subject, target), met=True), *on_the_limit(target), *close(subject, target)]
    tries.append(Try(bad(subject, target), met=False))
    return _outline(held, target, "临界", f"{target.year}年另有目标，按当年的目标判定", list(dict.fromkeys(tries)))


def _outline(held: Held, target: Target, tag: str, title: str, tries: list[Try]) -> Iterator[Draft]:
    subject, year = held.subject, target.year
    rows, told = [], []
    for each in tries:
        status, reason = (Status.MET, Reason.LIMIT_MET) if each.met else (Status.MISSED, Reason.LIMIT_MISSED)
        relapsed = held.relapses(year, each.figure)
        told.append(held.concludes(status, reason, Phase.DUE, year, relapsed=relapsed))
        rows.append((subject.told(year, each.figure), each.status, distance(subject, target, each.figure)))
    then = [
        subject.verdict("<判定>"),
        f"{subject.who}<相差>",
        subject.limit(target, held.citation(target)),
    ]
    outline = Draft(tag, title, given(held, year, GAP), f"考核{year}年", then, [("数值", "判定", "相差"), *rows])
    yield from with_conclusions(outline, told)


def given(held: Held, year: int, figure: Decimal | str) -> list[StepText]:
    """The steps before a judgement: rosters and issued limits, the figure, and that all other places do well."""
    subject = held.subject
    target = held.by_year(year) or held.last
    others = subject.others_do_well(year, good(subject, target))
    return [*held.start(), *subject.tells(year, figure), *others]


def _bare(subject: Subject, distance: Decimal) -> str:
    return subject.apart(distance).lstrip("高低多少")

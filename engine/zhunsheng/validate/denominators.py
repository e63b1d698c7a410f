"""分母变动: a share may move because what it is divided by moved; it is said what last year's would have given."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.expression import Expression, Name, Operation, names
from zhunsheng.model.figures import amount, limit_amount
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import round_half_even
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Components, Denominator
from zhunsheng.validate.changes import equals, moved_by, percent_text, relative
from zhunsheng.validate.formula import calculated, denominators
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point, from_to


class Share(NamedTuple):
    """A figure that is a quotient: a derived one, or one whose numerator and denominator a check declares."""

    indicator: str
    expression: Expression
    factor: Fraction


def denominator(check: Denominator, held: Held) -> Iterable[Found]:
    """Flag denominators that changed by more than `change` in one year, each once, whatever is divided by them."""
    for divisor, shares in _divisors(held).items():
        for entity in held.points(names(divisor)[0]):
            for year, by in _leaps(check, _figures(held, divisor, entity)):
                yield _flag(check, held, _Moved(divisor, shares, entity, year, by))


def _figures(held: Held, divisor: Expression, entity: str) -> dict[int, Fraction]:
    """Return a denominator of one place by year."""
    figures = ((year, calculated(divisor, held.figures(entity, year))) for year in held.years)
    return {year: figure for year, figure in figures if figure is not None}


def _leaps(check: Denominator, figures: dict[int, Fraction]) -> Iterator[tuple[int, Fraction]]:
    """Give the years of great changes and their sizes, without a return to where it was before the one last year."""
    left: dict[int, Fraction] = {}
    for year, now in figures.items():
        before = figures.get(year - 1)
        by = None if before is None else relative(before, now)
        if before is None or by is None or abs(by) <= check.change:
            continue
        sound = left.get(year - 1)
        if sound is None or abs(now - sound) > check.change * abs(sound):
            left[year] = before
            yield year, by


class _Moved(NamedTuple):
    """A denominator of one place that moved, by how much, and what is divided by it."""

    divisor: Expression
    shares: Sequence[Share]
    entity: str
    year: int
    by: Fraction


def _divisors(held: Held) -> dict[Expression, list[Share]]:
    """List what anything is divided by, and what that is."""
    found: dict[Expression, list[Share]] = {}
    for share in _shares(held):
        for divisor in denominators(share.expression):
            found.setdefault(_plain(divisor), []).append(share)
    return found


def _shares(held: Held) -> Iterator[Share]:
    for indicator in held.catalogue.indicators.values():
        if indicator.expression is not None:
            yield Share(indicator.id, indicator.expression, indicator.expression_factor)
    for check in held.catalogue.checks:
        if isinstance(check, Components) and {check.share, check.denominator} <= held.catalogue.indicators.keys():
            quotient = Operation("/", Name(check.numerator), Name(check.denominator))
            yield Share(check.share, quotient, check.factor)


def _plain(divisor: Expression) -> Expression:
    """Take the unit's factor off a denominator that is one indicator: in which unit it enters does not matter."""
    return Name(divisor.indicator) if isinstance(divisor, Name) else divisor


def _flag(check: Denominator, held: Held, moved: _Moved) -> Found:
    divisor, shares, entity, year, by = moved
    used = names(divisor)
    now, before = (
        tuple(point for name in used if (point := held.point(entity, name, when)) is not None)
        for when in (year, year - 1)
    )
    called, moves, move = _called(held, divisor, shares), _moves(held, before, now), moved_by(by)
    said = [text for share in shares if (text := _what_if(held, share, entity, year)) is not None]
    found = flag(
        check,
        Text(
            "；".join([f"{held.place(entity)} {year} 年{called.zh}{move.zh}：{moves.zh}", *(t.zh for t in said)]),
            "; ".join(
                [
                    f"{held.place(entity)}, {year}: {called.en} {move.en}: {moves.en}",
                    *(t.en for t in said),
                ]
            ),
        ),
        year=year,
        owner=held.owner(used[0]),
        indicators=tuple(dict.fromkeys((*used, *(share.indicator for share in shares)))),
        at=tuple(at for point in (*now, *before) for at in point.at),
        entity=entity,
        arithmetic=_sum(check, before, now, by),
        hint=Text(
            "请说明分母为什么变动，口径是否与上年一致",
            "say why it changed, and whether it is still counted the same way",
        ),
    )
    return Found(found, tuple(seen for point in now for seen in point.observations))


def _called(held: Held, divisor: Expression, shares: Sequence[Share]) -> Text:
    if isinstance(divisor, Name):
        title = held.title(divisor.indicator)
        return Text(f"分母“{title}”", f"the denominator {title}")
    title = held.title(shares[0].indicator)
    return Text(f"“{title}”的分母", f"the denominator of {title}")


def _moves(held: Held, before: Sequence[Point], now: Sequence[Point]) -> Text:
    """Write from which figure to which the parts of a denominator went; one alone has been named already."""
    moves = [
        (held.title(new.indicator) if len(now) > 1 else "", from_to(old, new))
        for old, new in zip(before, now, strict=True)
    ]
    return Text(
        "、".join(f"{title and f'“{title}”'}{move.zh}" for title, move in moves),
        ", ".join(f"{title} {move.en}".strip() for title, move in moves),
    )


def _sum(check: Denominator, before: Sequence[Point], now: Sequence[Point], by: Fraction) -> str:
    """Write how the change came about; a denominator of several parts is no figure that could be written down."""
    side, size = (">", check.change) if by > 0 else ("<", -check.change)
    moved, allowed = (percent_text(each) for each in (by, size))
    if len(now) > 1:
        return f"{moved} {side} {allowed}"
    return f"{now[0].written()} ÷ {before[0].written()} − 1 {equals(moved)} {side} {allowed}"


def _what_if(held: Held, share: Share, entity: str, year: int) -> Text | None:
    """Say what the share would be with last year's denominator, and whether that would decide a limit otherwise."""
    now, then = held.point(entity, share.indicator, year), _with_earlier_divisor(held, share, entity, year)
    if now is None or then is None:
        return None
    title = held.title(share.indicator)
    written = {lang: amount(then / now.factor, now.unit, lang, (now.shown,), brief=True) for lang in ("zh", "en")}
    turns = [text for rule in held.rules.get(share.indicator, ()) if (text := _turn(held, rule, now, then)) is not None]
    return Text(
        f"“{title}”为 {now.written()}，按上年分母则为 {written['zh']}{''.join(text.zh for text in turns)}",
        f"{title} is {now.written('en')}; with last year's denominator it would be {written['en']}"
        f"{''.join(text.en for text in turns)}",
    )


def _with_earlier_divisor(held: Held, share: Share, entity: str, year: int) -> Fraction | None:
    value = calculated(share.expression, held.figures(entity, year), held.figures(entity, year - 1))
    return None if value is None else value * share.factor


def _turn(held: Held, rule: Rule, now: Point, then: Fraction) -> Text | None:
    """Say so if a limit that is kept would be broken with last year's denominator, or the other way round."""
    limit = held.limit(rule, now.entity, now.year) if now.entity in rule.scope else None
    if limit is None or _keeps(limit, rule, now.value) == _keeps(limit, rule, then):
        return None
    kept = _keeps(limit, rule, then)
    demand = {lang: limit_amount(limit.operator, limit.target, limit.upper, rule.unit, lang) for lang in ("zh", "en")}
    return Text(
        f"，{'达到' if kept else '达不到'}“{rule.title}”{limit.year} 年的目标 {demand['zh']}",
        f", which would {'keep' if kept else 'break'} the limit of {rule.title} for {limit.year}, {demand['en']}",
    )


def _keeps(limit: Limit, rule: Rule, figure: Fraction) -> bool:
    return limit.holds(figure if rule.decimals is None else round_half_even(figure, rule.decimals))

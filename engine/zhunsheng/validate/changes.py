"""From one year to the next: the pairs of figures, and how much one differs from the other."""

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.model.figures import Figure, difference_unit, figure, is_percent
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.text import Lang, Text
from zhunsheng.validate.held import Point, Series

_PLACES = 2
"""Places to which a change is shown where it has more: it is a help to the eye, and decides nothing."""


def steps(series: Series) -> Iterator[tuple[Point, Point]]:
    """Go through the years of which the year before is known, too: the figure before, and the figure."""
    for year in sorted(series):
        if year - 1 in series:
            yield series[year - 1], series[year]


def change(before: Point, now: Point, indicator: Indicator) -> Fraction | None:
    """Return the change as a share of the figure before, that of a percentage in points. None: from 0 there is none."""
    if is_percent(indicator.unit):
        return now.value - before.value
    return relative(before.value, now.value)


def relative(before: Fraction, now: Fraction) -> Fraction | None:
    """Return the change as a share of the figure before; from 0 there is none."""
    return (now - before) / abs(before) if before else None


def change_text(amount: Fraction, indicator: Indicator, lang: Lang = "zh") -> str:
    """Write a change as `change` gives it: “+12.5%”, “+3 个百分点”."""
    if is_percent(indicator.unit):
        return signed(amount).brief(difference_unit(indicator.unit).to(lang))
    return percent_text(amount)


def percent_text(share: Fraction) -> str:
    """Write a relative change: “+12.5%”."""
    return signed(share * 100).brief("%")


def moved_by(share: Fraction) -> Text:
    """Say by how much something rose or fell."""
    size = signed(abs(share) * 100)
    digits = f"{size.digits.removeprefix('+')}%"
    about = size.exact is not None
    return Text(
        f"{'增加' if share > 0 else '减少'}{'约' if about else ''} {digits}",
        f"{'rose' if share > 0 else 'fell'} by {'about ' if about else ''}{digits}",
    )


def signed(value: Fraction) -> Figure:
    """Write a number with its sign, to a few places."""
    return figure(value, signed=True, fewest=_PLACES, longest=_PLACES + 2)


def share_text(some: int, all_of_them: int, least: Fraction) -> str:
    """Write how great a share is, and that it reaches the least one that counts: “18 ÷ 20 = 90% ≥ 80%”."""
    share = figure(Fraction(100 * some, all_of_them), (100 * least,), fewest=_PLACES, longest=_PLACES)
    return f"{some} ÷ {all_of_them} {equals(share.brief('%'))} ≥ {figure(100 * least).brief('%')}"


def equals(text: str) -> str:
    """Write that something comes to a figure, or nearly to it."""
    return f"≈ {text[1:]}" if text.startswith("≈") else f"= {text}"

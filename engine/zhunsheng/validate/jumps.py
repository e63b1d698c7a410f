"""突变: a yearly change far outside of the changes before, or of those of other places in the same year."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.figures import figure, is_percent
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Jump
from zhunsheng.validate.changes import change, change_text, equals, steps
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point, from_to
from zhunsheng.validate.robust import FACTOR, Centre, Others, centre


class Change(NamedTuple):
    """A figure, the one of the year before, and what changed."""

    before: Point
    now: Point
    size: Fraction


def jumps(check: Jump, held: Held) -> Iterable[Found]:
    """Flag changes whose robust z-score exceeds the threshold and that are large enough to matter."""
    for name in check.indicators:
        indicator = held.catalogue.indicators.get(name)
        if indicator is not None:
            yield from _of_indicator(check, held, indicator)


def _of_indicator(check: Jump, held: Held, indicator: Indicator) -> Iterator[Found]:
    changes = {entity: list(_changes(series, indicator)) for entity, series in held.points(indicator.id).items()}
    peers = _Peers(changes)
    for listed in changes.values():
        odd: Change | None = None
        for index, each in enumerate(listed):
            own = len(listed[:index]) >= check.history
            if not _matters(check, each, indicator):
                continue
            usual = centre([one.size for one in listed[:index]]) if own else peers.of(each, check.history)
            if usual is None or not _is_jump(check, each, usual, indicator) or _is_back(check, each, odd):
                continue
            odd = each
            yield _flag(check, held, each, usual, own=own)


def _changes(series: Mapping[int, Point], indicator: Indicator) -> Iterator[Change]:
    for before, now in steps(series):
        size = change(before, now, indicator)
        if size is not None:
            yield Change(before, now, size)


class _Peers:
    """The changes of all places by year."""

    def __init__(self, changes: Mapping[str, list[Change]]) -> None:
        self._sizes: dict[int, list[Fraction]] = {}
        for listed in changes.values():
            for each in listed:
                self._sizes.setdefault(each.now.year, []).append(each.size)
        self._others: dict[int, Others] = {}

    def of(self, each: Change, history: int) -> Centre | None:
        """Return the centre of what other places changed by in the same year; None where these are too few."""
        year = each.now.year
        if len(self._sizes[year]) <= history:
            return None
        if year not in self._others:
            self._others[year] = Others(self._sizes[year])
        return self._others[year].without(each.size)


def _floor(check: Jump, before: Point, indicator: Indicator) -> Fraction:
    """Return the least change that matters, as `change` measures it."""
    return check.change * abs(before.value) if is_percent(indicator.unit) else check.change


def _matters(check: Jump, each: Change, indicator: Indicator) -> bool:
    return bool(each.size) and abs(each.size) >= _floor(check, each.before, indicator)


def _is_jump(check: Jump, each: Change, usual: Centre, indicator: Indicator) -> bool:
    """Hold a change against the usual ones. Where these are all alike (MAD 0), only the least distance decides."""
    far_enough = abs(each.size - usual.median) >= _floor(check, each.before, indicator)
    return far_enough and usual.is_far(each.size, check.threshold)


def _is_back(check: Jump, each: Change, odd: Change | None) -> bool:
    """Tell whether a figure only returns to where it was before the jump of last year, which was asked about."""
    if odd is None or odd.now is not each.before:
        return False
    return abs(each.now.value - odd.before.value) < check.change * abs(odd.before.value)


def _flag(check: Jump, held: Held, each: Change, usual: Centre, *, own: bool) -> Found:
    before, now, size = each
    indicator = held.catalogue.indicators[now.indicator]
    subject, moved = held.subject(now.entity, now.indicator, now.year), from_to(before, now)
    sizes = {lang: change_text(size, indicator, lang) for lang in ("zh", "en")}
    medians = {lang: change_text(usual.median, indicator, lang) for lang in ("zh", "en")}
    among = (
        Text(f"以往 {usual.among} 个年度的变动", f"the {usual.among} yearly changes before")
        if own
        else Text(f"同年其他 {usual.among} 个地区的变动", f"those of {usual.among} other places in the same year")
    )
    found = flag(
        check,
        Text(
            f"{subject.zh}{moved.zh}（{sizes['zh']}），远在{among.zh}（中位数 {medians['zh']}）之外",
            f"{subject.en} went {moved.en} ({sizes['en']}), far from {among.en} (median {medians['en']})",
        ),
        year=now.year,
        owner=held.owner(now.indicator),
        indicators=(now.indicator,),
        at=(*now.at, *before.at),
        entity=now.entity,
        arithmetic=_score(check, each, usual, indicator),
        hint=Text("请核对；属实的，说明原因", "check it; if it is right, say why"),
    )
    return Found(found, now.observations)


def _score(check: Jump, each: Change, usual: Centre, indicator: Indicator) -> str:
    """Write the sum behind a robust z-score."""
    distance = abs(each.size - usual.median)
    sizes = f"|{change_text(each.size, indicator)} − ({change_text(usual.median, indicator)})|"
    if not usual.mad:
        return f"{sizes} {equals(change_text(distance, indicator).replace('+', ''))}，MAD = 0"
    score = figure(FACTOR * distance / usual.mad, (check.threshold,), fewest=2, longest=4).brief()
    mad = change_text(usual.mad, indicator).replace("+", "")
    return f"0.6745 × {sizes} ÷ {mad} {equals(score)} > {figure(check.threshold).brief()}"

"""The frame of a picture: years across, figures upward; and text that keeps out of each other's way."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from zhunsheng.model.page_panels import Label

_TOP, _RIGHT, _BOTTOM, _LEFT, _INSET = 18, 70, 38, 48, 20
_TICKS, _FEWEST_TICKS = 4, 3
_GLYPH = 6.2
"""Width of a digit at the size of a value's text; a Chinese character takes about twice as much."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Edges of the drawing area in SVG units, and what they stand for."""

    left: float
    right: float
    top: float
    bottom: float
    years: range
    low: float
    high: float
    ticks: tuple[Fraction, ...]

    def x(self, year: int) -> float:
        """Where a year stands; years outside the frame stand at its edge."""
        span = max(1, self.years[-1] - self.years[0])
        place = min(max(year, self.years[0]), self.years[-1]) - self.years[0]
        return self.left + _INSET + (self.right - self.left - 2 * _INSET) * place / span

    @property
    def step(self) -> float:
        """How far apart two years stand."""
        return (self.right - self.left - 2 * _INSET) / max(1, self.years[-1] - self.years[0])

    def y(self, value: Fraction) -> float:
        """Where a figure stands."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def frame(width: int, height: int, years: tuple[int, int], values: Sequence[Fraction]) -> Frame:
    """Lay a frame around `values`, with room above and below for their text."""
    low, high = (min(values), max(values)) if values else (Fraction(0), Fraction(1))
    room = (high - low) / 5 if high > low else max(abs(high) / 20, Fraction(1, 2))
    low, high = low - room, high + room
    ticks = _ticks(low, high)
    return Frame(
        left=_LEFT,
        right=width - _RIGHT,
        top=_TOP,
        bottom=height - _BOTTOM,
        years=range(years[0], years[1] + 1),
        low=float(low),
        high=float(high),
        ticks=ticks,
    )


def _ticks(low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    """Return round figures between `low` and `high`, at least three of them."""
    asked = _TICKS
    while True:
        step = _nice((high - low) / asked)
        first = -(-low // step)
        ticks = tuple(step * (first + n) for n in range(int(high // step - first) + 1))
        if len(ticks) >= _FEWEST_TICKS:
            return ticks
        asked += 1


def _nice(rough: Fraction) -> Fraction:
    """Return the smallest of 1, 2, 5 × a power of ten that is not below `rough`."""
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough)


class Labels:
    """Texts of one picture. A value's text moves above or below its mark until it covers nothing."""

    def __init__(self, frame: Frame) -> None:
        self.placed: list[Label] = []
        self._frame = frame
        self._taken: list[tuple[float, float, float, float]] = []

    def occupy(self, x: float, y: float) -> None:
        """Keep text off a mark."""
        self._taken.append((x - 6, y - 6, x + 6, y + 6))

    def fixed(self, style: str, x: float, y: float, at: str, text: str) -> None:
        """Put a text where it belongs, and keep others off it."""
        self._put(style, x, y, at, text)

    def keep_off_line(self, y: float) -> None:
        """Keep text that can move off a line across the whole picture."""
        self._taken.append((self._frame.left, y - 1, self._frame.right, y + 1))

    def beside(self, style: str, x: float, y: float, text: str, *, below: bool = False) -> None:
        """Put a text over its mark or under it (under it first if `below`), nearest first."""
        heights = (y + 19, y - 10, y + 31, y - 22) if below else (y - 10, y + 19, y - 22, y + 31)
        inside = [h for h in heights if self._frame.top - 8 <= h <= self._frame.bottom - 3] or [y - 10]
        free = (h for h in inside if not self._covers(_box(x, h, "middle", text)))
        self._put(style, x, next(free, inside[0]), "middle", text)

    def _put(self, style: str, x: float, y: float, at: str, text: str) -> None:
        self._taken.append(_box(x, y, at, text))
        self.placed.append(Label(style=style, x=f"{x:.1f}", y=f"{y:.1f}", at=at, text=text))

    def _covers(self, box: tuple[float, float, float, float]) -> bool:
        return any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self._taken
        )


def _box(x: float, y: float, at: str, text: str) -> tuple[float, float, float, float]:
    width = sum(_GLYPH if ord(c) < 0x2E80 else 2 * _GLYPH for c in text)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[at]
    return (left, y - 9, left + width, y + 2)

"""The trajectory picture of one rule at one place: base, path, limit, actual figures; as SVG pieces.

Own drawing rather than a library: of those that write SVG without a browser, pygal took 0.12 s to import and 0.3 s for
22 charts of 19 kB each, matplotlib 1.3 s and 1.6 s (measured; CPU time), against a budget of 0.25 s for the whole
report, and neither draws a mark per status, a broken line where a year is missing, or a limit with its operator.
Positions may be floats: nothing is decided by them.
"""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from zhunsheng.model.figures import figure
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.limits import Limit
from zhunsheng.model.page_panels import Picture, Shape
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import STATUS
from zhunsheng.report.figures import bounded, limit_text
from zhunsheng.report.scale import Frame, Labels, frame
from zhunsheng.report.schedule import Start

WIDTH, HEIGHT = 460, 222

_TITLE = Text("{0}：{1}—{2} 年走势", "{0}: course from {1} to {2}")
_BASE = Text("基期 {0} 年 {1}", "base of {0}: {1}")
_LIMIT = Text("目标 {0}（{1} 年）", "target {0} (due {1})")
_NO_LIMIT = Text("目标尚未下达", "no target issued yet")
_MADE_UP = Text("含示例数据", "includes illustrative data")
_SOME_YEARS = Text("只画核查年份", "checked years only")
_ABSENT = {
    Status.NOT_REPORTED: Text("未报送", "none"),
    Status.NOT_EVALUABLE: Text("不可判定", "n/e"),
}

MARKS = {
    Status.MET: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    Status.ON_TRACK: "M0 -5.5L5.5 4.5H-5.5z",
    Status.BEHIND: "M0 -6L6 0L0 6L-6 0z",
    Status.FAR_BEHIND: "M-4.6 -4.6H4.6V4.6H-4.6z",
    Status.REGRESSING: "M0 5.5L5.5 -4.5H-5.5z",
    Status.MISSED: "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5",
    Status.PENDING: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    Status.NOT_REPORTED: "",
    Status.NOT_DUE: "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z",
    Status.NOT_EVALUABLE: "M-4.5 -4.5H4.5V4.5H-4.5z",
    Status.WAIVED: "M-4.5 -2H4.5M-4.5 2H4.5",
}
_BASE_MARK = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z"
_UPWARD = "M0 -6V-17M-3.5 -13L0 -17L3.5 -13"
_DOWNWARD = "M0 6V17M-3.5 13L0 17L3.5 13"


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture shows: `judgements` of one rule and place, by year, against the limits `due`.

    `way` is the path from `begin`. With `of_one_year`, each limit holds in its own year only.
    """

    title: str
    unit: str
    period: Period
    judgements: Sequence[Judgement]
    begin: Start | None
    way: Sequence[tuple[int, Fraction]]
    due: Sequence[Limit]
    of_one_year: bool = False


def draw(identifier: str, drawn: Drawn, lang: Lang) -> Picture:
    """Draw a course."""
    begin, judgements = drawn.begin, drawn.judgements
    known = [(j.year, j.value) for j in judgements if j.value is not None]
    years = (min(drawn.period.base, begin.year if begin else drawn.period.base), drawn.period.end)
    on = frame(WIDTH, HEIGHT, years, _heights(drawn))
    texts = Labels(on)
    limit_lines = _own_limits if drawn.of_one_year else _limits
    shapes = [*_grid(on, texts), *limit_lines(on, drawn, texts, lang), *_path(on, drawn.way)]
    shapes += [] if drawn.of_one_year else _line(on, known)
    shapes += _points(on, judgements, begin, texts)
    _values(on, judgements, begin, texts)
    _absences(on, judgements, texts, lang)
    if any(o.illustrative for j in judgements for o in j.observations):
        texts.fixed("made-up", on.right, HEIGHT - 2, "end", _MADE_UP.to(lang))
    judged = {j.year for j in judgements}
    if any(year not in judged for year in range(drawn.period.start, max(judged, default=0))):
        texts.fixed("tick", on.left, HEIGHT - 2, "start", _SOME_YEARS.to(lang))
    return Picture(
        id=identifier,
        width=WIDTH,
        height=HEIGHT,
        title=_TITLE.to(lang).format(drawn.title, *years),
        about=_in_words(drawn, lang),
        shapes=tuple(shapes),
        labels=tuple(texts.placed),
    )


def _heights(drawn: Drawn) -> list[Fraction]:
    """Return every figure that the frame has to hold."""
    heights = [j.value for j in drawn.judgements if j.value is not None] + [value for _, value in drawn.way]
    heights += [v for limit in drawn.due for v in (limit.target, limit.upper) if v is not None]
    return heights + ([drawn.begin.value] if drawn.begin is not None else [])


def _grid(on: Frame, texts: Labels) -> list[Shape]:
    for tick in on.ticks:
        texts.fixed("tick", on.left - 6, on.y(tick) + 3.5, "end", figure(tick, longest=6).digits)
    for year in on.years:
        texts.fixed("tick", on.x(year), on.bottom + 16, "middle", str(year))
    lines = "".join(f"M{on.left:.1f} {on.y(tick):.1f}H{on.right:.1f}" for tick in on.ticks)
    return [Shape(style="grid-line", d=lines), Shape(style="axis", d=f"M{on.left:.1f} {on.bottom:.1f}H{on.right:.1f}")]


def _limits(on: Frame, drawn: Drawn, texts: Labels, lang: Lang) -> list[Shape]:
    """Draw limits as steps: each holds from the one before it on."""
    shapes = []
    before: float = on.left
    for limit in drawn.due:
        last = limit is drawn.due[-1]
        after = on.right if last else on.x(limit.year)
        shapes += _limit_line(on, limit, (before, after))
        low, high = _ends(on, limit)
        text = limit_text(limit.operator, limit.target, limit.upper, drawn.unit, lang)
        if last:
            texts.fixed("limit-text", on.right + 5, (low + high) / 2 + 4, "start", text)
        else:
            texts.fixed("limit-text", after - 4, high - 5, "end", text)
        texts.keep_off_line(low)
        texts.keep_off_line(high)
        before = after
    return shapes


def _own_limits(on: Frame, drawn: Drawn, texts: Labels, lang: Lang) -> list[Shape]:
    """Draw each limit in its own year only."""
    shapes = []
    half = on.step / 2 - 3
    for limit in drawn.due:
        x = on.x(limit.year)
        shapes += _limit_line(on, limit, (x - half, x + half))
        text = limit_text(limit.operator, limit.target, limit.upper, drawn.unit, lang)
        texts.fixed("limit-text", x - half, _ends(on, limit)[1] - 4, "start", text)
    return shapes


def _limit_line(on: Frame, limit: Limit, across: tuple[float, float]) -> list[Shape]:
    low, high = _ends(on, limit)
    before, after = across
    shapes = []
    if limit.upper is not None:
        shapes.append(Shape(style="band", d=f"M{before:.1f} {low:.1f}H{after:.1f}V{high:.1f}H{before:.1f}z"))
    ends = f"M{before:.1f} {low:.1f}H{after:.1f}" + (f"M{before:.1f} {high:.1f}H{after:.1f}" if high != low else "")
    return [*shapes, Shape(style="limit", d=ends)]


def _ends(on: Frame, limit: Limit) -> tuple[float, float]:
    return on.y(limit.target), on.y(limit.upper_end)


def _path(on: Frame, way: Sequence[tuple[int, Fraction]]) -> list[Shape]:
    if len(way) < 2:
        return []
    return [Shape(style="path", d="M" + "L".join(f"{on.x(year):.1f} {on.y(value):.1f}" for year, value in way))]


def _line(on: Frame, known: Sequence[tuple[int, Fraction]]) -> list[Shape]:
    """Join only years that follow each other: a missing year stays a gap."""
    pairs = [(a, b) for a, b in itertools.pairwise(known) if b[0] == a[0] + 1]
    steps = "".join(f"M{on.x(a[0]):.1f} {on.y(a[1]):.1f}L{on.x(b[0]):.1f} {on.y(b[1]):.1f}" for a, b in pairs)
    return [Shape(style="actual", d=steps)] if steps else []


def _points(on: Frame, judgements: Sequence[Judgement], begin: Start | None, texts: Labels) -> list[Shape]:
    shapes = []
    if begin is not None:
        shapes.append(_mark("base", _BASE_MARK, on.x(begin.year), on.y(begin.value)))
        texts.occupy(on.x(begin.year), on.y(begin.value))
    for judgement in judgements:
        if judgement.value is None:
            continue
        x, y = on.x(judgement.year), on.y(judgement.value)
        shapes.append(_mark(f"point s-{judgement.status}", MARKS[judgement.status], x, y))
        texts.occupy(x, y)
        if judgement.bound is not None:
            upward = judgement.bound in (Operator.ABOVE, Operator.AT_LEAST)
            shapes.append(_mark("bound", _UPWARD if upward else _DOWNWARD, x, y))
    return shapes


def _mark(style: str, d: str, x: float, y: float) -> Shape:
    return Shape(style=style, d=d, x=f"{x:.1f}", y=f"{y:.1f}")


def _values(on: Frame, judgements: Sequence[Judgement], begin: Start | None, texts: Labels) -> None:
    """Write each figure beside its mark; the base too, where no judged year shows it already."""
    written = set()
    known = {j.year: j.value for j in judgements if j.value is not None}
    for judgement in judgements:
        if judgement.value is None:
            continue
        written.add(judgement.year)
        digits = figure(judgement.value, (judgement.target, judgement.upper), fewest=2, longest=6).digits
        text = bounded(digits, judgement.bound)
        below = _valley(known, judgement.year, judgement.value)
        texts.beside("value", on.x(judgement.year), on.y(judgement.value), text, below=below)
    if begin is not None and begin.year not in written:
        text = bounded(figure(begin.value, longest=6).digits, begin.bound)
        texts.beside("value", on.x(begin.year), on.y(begin.value), text)


def _valley(known: Mapping[int, Fraction], year: int, value: Fraction) -> bool:
    """Whether the line comes down to this year and rises again: a text above would stand in it."""
    before, after = known.get(year - 1), known.get(year + 1)
    return before is not None and after is not None and before > value < after


def _absences(on: Frame, judgements: Sequence[Judgement], texts: Labels, lang: Lang) -> None:
    for judgement in judgements:
        if judgement.value is None and judgement.status in _ABSENT:
            texts.fixed("absent", on.x(judgement.year), on.bottom - 5, "middle", _ABSENT[judgement.status].to(lang))


def _in_words(drawn: Drawn, lang: Lang) -> str:
    """Say what the picture shows, for those who hear it."""
    parts = []
    if drawn.begin is not None:
        parts.append(_BASE.to(lang).format(drawn.begin.year, figure(drawn.begin.value).text(lang)))
    for limit in drawn.due:
        written = limit_text(limit.operator, limit.target, limit.upper, drawn.unit, lang)
        parts.append(_LIMIT.to(lang).format(written, limit.year))
    if not drawn.due:
        parts.append(_NO_LIMIT.to(lang))
    for judgement in drawn.judgements:
        value = "—" if judgement.value is None else figure(judgement.value).text(lang)
        parts.append(f"{judgement.year}: {value}, {STATUS[judgement.status].to(lang)}")
    return ("；" if lang == "zh" else "; ").join(parts)

"""What turned a verdict between two years, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.model.change import Change, Deciding, Part, Row
from zhunsheng.model.figures import amount, difference_unit, expected_figure, figure, limit_amount, unit_text, with_unit
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.turned import Turned

_NONE = "—"
SAYS = {
    Turned.RISEN: Text("数升了 {moved}（{value}）", "the figure rose by {moved} ({value})"),
    Turned.FALLEN: Text("数降了 {moved}（{value}）", "the figure fell by {moved} ({value})"),
    Turned.DONE: Text("{before} 年未完成，{after} 年已完成", "not done in {before}, done in {after}"),
    Turned.UNDONE: Text(
        "{before} 年报为已完成，{after} 年报为未完成", "done in {before}, reported as not done in {after}"
    ),
    Turned.REPORTED: Text("{before} 年无数可判，{after} 年有", "no figure to judge in {before}, one in {after}"),
    Turned.MISSING: Text("{before} 年有数，{after} 年无数可判", "a figure in {before}, none to judge in {after}"),
    Turned.READABLE: Text(
        "{before} 年的数不能读取或被退回，{after} 年的可用",
        "the figure of {before} could not be read or was refused, that of {after} can be used",
    ),
    Turned.UNREADABLE: Text(
        "{after} 年的数不能读取或被退回", "the figure of {after} could not be read, or was refused"
    ),
    Turned.RELAPSED: Text("此前已达标，{after} 年又失守", "met before, and lost again in {after}"),
    Turned.BEGAN: Text("{before} 年是基期年，尚无要求", "{before} is the base year, in which nothing is asked for"),
    Turned.CAME_DUE: Text("{after} 年到期：{limit}", "due in {after}: {limit}"),
    Turned.NOT_YET_DUE: Text("{after} 年的要求尚未到期：{limit}", "not yet due in {after}: {limit}"),
    Turned.HIGHER: Text("目标提高：{limits}", "a higher target: {limits}"),
    Turned.LOWER: Text("目标降低：{limits}", "a lower target: {limits}"),
    Turned.OTHER_LIMIT: Text("目标不同：{limits}", "another target: {limits}"),
    Turned.PATH: Text("目标未变，按进度应达到 {expected}", "the same target; its path asks for {expected}"),
    Turned.ASKED: Text(
        "{before} 年没有要求，{after} 年的要求：{limit}", "nothing is asked for in {before}; in {after}: {limit}"
    ),
    Turned.NOT_ASKED: Text("{after} 年没有要求", "nothing is asked for in {after}"),
    Turned.ISSUED: Text("{before} 年目标待下达，{after} 年已下达", "no target issued for {before}, one for {after}"),
    Turned.NOT_ISSUED: Text("{after} 年的目标尚未下达", "the target of {after} has not been issued"),
    Turned.BENCHMARK: Text("{before} 年缺基准值，{after} 年有", "no benchmark for {before}, one for {after}"),
    Turned.NO_BENCHMARK: Text("{after} 年的基准值尚未报来", "the benchmark of {after} has not been reported"),
    Turned.WAIVED: Text("{after} 年已批准豁免", "waived in {after}"),
    Turned.NOT_WAIVED: Text("{before} 年已豁免，{after} 年没有", "waived in {before}, not in {after}"),
}
_ENOUGH = {
    (Part.YEAR,): Text(
        "起作用的是年度的要求：数不变，判定也会是这样",
        "what the year asks for decided: with the old figure the verdict would be the same",
    ),
    (Part.FIGURES,): Text(
        "起作用的是数：要求不变，判定也会是这样",
        "the figure decided: by what the old year asked for the verdict would be the same",
    ),
    (Part.FIGURES, Part.YEAR): Text(
        "数的变化、年度的要求，单独一样都足以使判定变成这样",
        "the figure and what the year asks for: each is enough by itself",
    ),
}
_TOGETHER = Text(
    "单是数变、单是年度的要求变，都不足以使判定变成这样：两者共同所致",
    "neither the figure nor what the year asks for is enough by itself: both together did it",
)
_ONLY = Text("数没有变，变的只是年度的要求", "the figure is the same: only what the year asks for is not")


def sentence(change: Change, lang: Lang) -> str:
    """Say all facts in one line; blank where there are none."""
    return ("；" if lang == "zh" else "; ").join(_sentences(change, lang))


def deciding(change: Change, lang: Lang) -> str:
    """Say which of figure and year decided; blank where more than these two, or nothing at hand, tells."""
    if change.deciding is Deciding.ONLY:
        return _ONLY.to(lang) if change.enough == (Part.YEAR,) else ""
    if change.deciding is Deciding.TOGETHER:
        return _TOGETHER.to(lang)
    words = _ENOUGH.get(tuple(sorted(change.enough, key=tuple(Part).index)))
    return "" if words is None or change.deciding is not Deciding.ALONE else words.to(lang)


def moved(change: Change) -> Fraction | None:
    """Return by how much the figure moved; None where there are no two figures in one unit."""
    old, new = change.old, change.new
    if old is None or new is None or old.value is None or new.value is None or old.unit != new.unit:
        return None
    return new.value - old.value


def _sentences(change: Change, lang: Lang) -> Iterator[str]:
    old, new = change.old, change.new
    if old is None or new is None:
        return
    by = moved(change)
    said = {
        "before": str(old.year),
        "after": str(new.year),
        "moved": _NONE if by is None else with_unit(figure(abs(by)).brief(), difference_unit(new.unit).to(lang)),
        "value": " → ".join(_value(row, lang) for row in (old, new)),
        "limit": _limit(new, lang, beside=new.year),
        "limits": " → ".join(_limit(row, lang) for row in (old, new)),
        "expected": " → ".join(_expected(row, lang) for row in (old, new)),
    }
    for fact in change.turned:
        yield readable(SAYS[fact].to(lang).format(**said))


def _value(row: Row, lang: Lang) -> str:
    if row.value is None:
        return _NONE
    return amount(row.value, row.unit, lang, (row.target, row.upper), bound=row.bound, brief=True)


def _limit(row: Row, lang: Lang, beside: int | None = None) -> str:
    """Write a limit and when it is due, unless that is said beside it."""
    if row.operator is None or row.target is None:
        return _NONE
    limit = limit_amount(row.operator, row.target, row.upper, row.unit, lang)
    if row.due in (None, beside):
        return limit
    return f"{row.due} 年 {limit}" if lang == "zh" else f"{limit} by {row.due}"


def _expected(row: Row, lang: Lang) -> str:
    return _NONE if row.expected is None else expected_figure(row.expected).brief(unit_text(row.unit).to(lang))

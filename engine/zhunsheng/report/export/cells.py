"""What the tables have in common: figures, units, cells and senders of a judgement or a flag, in words."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zhunsheng.model.figures import figure
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.quantity import terminates
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import cards, flags
from zhunsheng.report.export.table import Amount, Value, Word
from zhunsheng.report.figures import bounded, difference_unit, unit_text
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.provenance import Senders, moment

_SEPARATOR = Text("；", "; ")
_FLAGGED = Text("{0}：{1}", "{0} ({1})")
MOST_CELLS = 40
"""Of more cells than this behind one row the others are only counted."""
_CELLS = Text("……共 {0} 格", "… {0} cells in all")


def value(judgement: Judgement, lang: Lang) -> Value:
    """Return the figure judged: in words where it is a milestone or only a bound."""
    if judgement.value is None:
        return None
    if judgement.unit == DONE:
        return Word(cards.value(judgement, lang).text, "centred")
    if judgement.bound is not None:
        return Word(bounded(figure(judgement.value).digits, judgement.bound), "number")
    return Amount(judgement.value, (judgement.target, judgement.upper))


def unit(judgement: Judgement, lang: Lang) -> str:
    """Name the unit; a milestone has none."""
    return "" if judgement.unit == DONE else unit_text(judgement.unit, lang)


def gap(judgement: Judgement) -> Value:
    """Return the gap, kept apart from none at all."""
    return Amount(judgement.gap) if judgement.gap is not None else None


def gap_unit(judgement: Judgement, lang: Lang) -> str:
    """Name the unit of the gap: that of two percentages is 个百分点."""
    return difference_unit(judgement.unit, lang) if judgement.gap is not None else ""


def exact(number: Fraction | None) -> str:
    """Write a figure that no decimal can hold as a quotient: “700 ÷ 3”. 7/3 may become a day in a spreadsheet."""
    if number is None or terminates(number):
        return ""
    return f"{number.numerator} ÷ {number.denominator}".replace("-", "−")


def questioned(lookup: Lookup, judgements: Sequence[Judgement], lang: Lang) -> str:
    """Say that the figures of judgements were questioned, and by which checks."""
    mark = flags.mark(lookup, judgements, lang)
    return _FLAGGED.to(lang).format(mark.text, mark.title) if mark is not None else ""


def places(found: Senders, lang: Lang) -> str:
    """List cells; of very many, the first."""
    listed = [each.cell for each in found.values()][:MOST_CELLS]
    more = [_CELLS.to(lang).format(len(found))] if len(found) > MOST_CELLS else []
    return join([*listed, *more], lang)


def submitters(found: Senders, lang: Lang) -> str:
    """List who handed the figures in, each once."""
    return join((readable(each.submitter) for each in found.values()), lang)


def moments(found: Senders, lang: Lang) -> str:
    """List when the figures came in, each moment once."""
    return join((moment(each.received) for each in found.values()), lang)


def join(texts: Iterable[str], lang: Lang) -> str:
    """List texts, each once, blank ones left out."""
    return _SEPARATOR.to(lang).join(dict.fromkeys(text for text in texts if text))

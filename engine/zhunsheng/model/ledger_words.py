"""What a run saw of an item of the ledger, in words: the figure, the limit, the distance."""

from zhunsheng.model.figures import TO_BE_DONE, amount, difference_unit, figure, unit_text, with_unit
from zhunsheng.model.indicator import DONE
from zhunsheng.model.ledger import Look
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text

NONE = "—"
_DUE = Text("{0}（{1} 年）", "{0} (due {1})")


def value_text(look: Look, lang: Lang) -> str:
    """Write the figure that was judged."""
    if look.value is None:
        return NONE
    return readable(amount(look.value, look.unit, lang, bound=look.bound, brief=True))


def limit_text(look: Look, lang: Lang) -> str:
    """Write the limit, and when it is due."""
    limit, _, due = look.limit.partition("@")
    if not limit:
        return NONE
    unit = unit_text(look.unit).to(lang)
    said = TO_BE_DONE.to(lang) if look.unit == DONE else readable(with_unit(limit, unit))
    return _DUE.to(lang).format(said, due) if due else said


def gap_text(look: Look, lang: Lang) -> str:
    """Write how far the figure lies on the wrong side of its limit."""
    if look.shortfall is None or not look.off:
        return NONE
    return readable(with_unit(figure(look.shortfall).brief(), difference_unit(look.unit).to(lang)))

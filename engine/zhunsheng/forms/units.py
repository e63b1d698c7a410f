"""How the unit of a figure is written on a form."""

from zhunsheng.model.figures import is_percent, unit_text
from zhunsheng.model.indicator import Indicator, Kind

_SHARES = (Kind.LEVEL, Kind.YEARLY)


def unit_in_words(indicator: Indicator) -> str:
    """Name the unit as a reader writes it, in a spelling that is understood when the form comes back."""
    if indicator.kind is Kind.MILESTONE:
        return ""
    shown = unit_text(indicator.unit).zh
    return shown if indicator.units.get(shown) == 1 else indicator.unit


def is_share(indicator: Indicator) -> bool:
    """Tell whether figures lie between 0 and 100 percent."""
    return is_percent(indicator.unit) and indicator.kind in _SHARES

"""The use case of `zhunsheng close` and `reopen`."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Text
from zhunsheng.store import Access, Deed, Store
from zhunsheng.use_cases import storing
from zhunsheng.use_cases.stored_rules import restored


def turn(
    path: Path, plan: str | None, years: Sequence[int], by: str, reason: str, at: datetime | None, *, closing: bool
) -> str:
    """Close or reopen years of a plan, and return the plan's title.

    Raises `UsageError` where it is so already, and for a year that the plan does not have.
    """
    with storing.opened(path, Access.WRITE) as store:
        chosen = storing.plan_of(store, plan, store.until())
        catalogue = _last_rules(store, chosen)
        if catalogue is not None and closing:
            _refuse_foreign_years(catalogue, years)
        store.turn(Deed.CLOSE if closing else Deed.REOPEN, chosen, years, by, reason, at)
    return chosen if catalogue is None else catalogue.plan.title


def _last_rules(store: Store, plan: str) -> Catalogue | None:
    """Return the rules last in use; none where this version of the program does not understand them."""
    rules = store.rules(plan)
    try:
        return None if rules is None else restored(rules, None)
    except BadRulesError:
        return None


def _refuse_foreign_years(catalogue: Catalogue, years: Sequence[int]) -> None:
    """Raise `UsageError` for years outside the plan: a slip of the pen would leave the year that was meant open."""
    period = catalogue.plan.period
    foreign = [year for year in years if not period.base <= year <= period.end]
    if foreign:
        said = "、".join(map(str, foreign))
        raise UsageError(
            Text(
                f"{said} 年不在规划期内：{catalogue.plan.title}（{period.base}—{period.end}）。没有锁定任何年份。",
                f"{said}: not in the period of {catalogue.plan.title}, {period.base}–{period.end}. No year was closed.",
            )
        )

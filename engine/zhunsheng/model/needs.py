"""Which figures a plan needs of a year: they go onto its forms, and are missing where they did not come back."""

from collections.abc import Iterable

from zhunsheng.model.indicator import Kind
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget


def needed(rule: Rule, kind: Kind, period: Period, year: int, issued: Iterable[IssuedTarget]) -> bool:
    """Tell whether `rule` has a use for a figure of `year`.

    `kind` is that of the rule's indicator: how years belong together is for it to say, not for its parts. `issued` is
    what was issued of that indicator to the place concerned.
    """
    if kind.year_by_year:
        due = {target.year for target in rule.targets}
        meant = [target.year for target in issued if target.benchmark == (rule.benchmark is not None)]
        return year in due or (rule.issued and year in meant)
    return year > period.base or kind is Kind.LEVEL

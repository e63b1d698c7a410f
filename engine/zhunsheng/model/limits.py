"""The limits that a rule holds a place to: printed in the plan, or issued later as data."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget


class Limit(NamedTuple):
    """A limit with its figure, in the rule's unit, due in `year`.

    `upper` is set for `Operator.WITHIN` only, `citation` where the city issued the figure, `illustrative` where that
    row was made up.
    """

    year: int
    operator: Operator
    target: Fraction
    upper: Fraction | None = None
    citation: str | None = None
    illustrative: bool = False

    @property
    def upper_end(self) -> Fraction:
        """The greatest figure that the limit speaks of."""
        return self.target if self.upper is None else self.upper

    def holds(self, figure: Fraction) -> bool:
        """Tell whether `figure`, as it stands, satisfies the limit."""
        match self.operator:
            case Operator.AT_LEAST:
                return figure >= self.target
            case Operator.ABOVE:
                return figure > self.target
            case Operator.AT_MOST:
                return figure <= self.target
            case Operator.BELOW:
                return figure < self.target
            case Operator.EQUAL:
                return figure == self.target
            case Operator.WITHIN:
                return self.target <= figure <= self.upper_end


def effective_limits(rule: Rule, issued: Sequence[IssuedTarget]) -> tuple[Limit, ...]:
    """Gather the limits of one rule and one place, ordered by year, one a year.

    `issued` are the place's issued targets and benchmarks of the rule's indicator; they count only where the rule
    declares such a limit, and a benchmark only where it declares a benchmark.
    Where plan and city name the same year, the city's figure counts: it came later and has a document of its own.
    """
    limits = {
        target.year: Limit(
            target.year,
            target.operator,
            Fraction(target.value),
            None if target.upper is None else Fraction(target.upper),
        )
        for target in rule.targets
        if target.value is not None
    }
    if rule.issued:
        meant = [target for target in issued if target.benchmark == (rule.benchmark is not None)]
        limits |= {target.year: _issued_limit(rule, target) for target in reversed(meant)}
    return tuple(limits[year] for year in sorted(limits))


def _issued_limit(rule: Rule, target: IssuedTarget) -> Limit:
    """Read an issued target. A range has no upper end in such a row: it narrows to the one figure issued."""
    declared = {t.year: t.operator for t in rule.targets}
    first_issued = next(t.operator for t in rule.targets if t.value is None)
    operator = target.operator or declared.get(target.year, first_issued)
    upper = target.figure if operator is Operator.WITHIN else None
    return Limit(target.year, operator, target.figure, upper, target.citation, target.illustrative)

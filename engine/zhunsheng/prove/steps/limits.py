"""那么: which limit is looked at."""

from fractions import Fraction

from zhunsheng.model.quantity import Operator
from zhunsheng.prove.case import Case
from zhunsheng.prove.registry import then
from zhunsheng.prove.steps.then import AMOUNT, WHO, expect
from zhunsheng.prove.words import OPERATORS

DUE = r"，(?P<due>\d{4})年到期(?:，(?:文号|依据)“(?P<citation>[^”]+)”)?"


@then(WHO + r"执行的目标为(?P<operator>不低于|高于|不高于|低于|等于)" + AMOUNT + r"(?P<unit>\D+)" + DUE)
def limit_is(
    case: Case,
    place: str | None,
    year: str | None,
    operator: str,
    amount: str,
    unit: str,
    due: str,
    citation: str | None,
) -> None:
    """The limit with its figure, the year in which it is due, and the document that issued it."""
    row = case.judgement(place, year, "limit")
    asked = (OPERATORS[operator], case.in_unit(Fraction(amount), unit), None, int(due), citation)
    expect("执行的目标", (row.operator, row.target, row.upper, row.due, row.citation), asked)


@then(WHO + r"执行的目标为" + AMOUNT + r"至(?P<upper>\d+(?:\.\d+)?)(?P<unit>\D+)，(?P<due>\d{4})年到期")
def range_is(case: Case, place: str | None, year: str | None, amount: str, upper: str, unit: str, due: str) -> None:
    """A range with its two ends, both included."""
    row = case.judgement(place, year, "limit")
    ends = (case.in_unit(Fraction(amount), unit), case.in_unit(Fraction(upper), unit))
    asked = (Operator.WITHIN, *ends, int(due))
    expect("执行的目标", (row.operator, row.target, row.upper, row.due), asked)


@then(WHO + r"应于(?P<due>\d{4})年完成")
def to_be_done_in(case: Case, place: str | None, year: str | None, due: str) -> None:
    """A milestone and the year in which it is due."""
    row = case.judgement(place, year, "limit")
    expect("应完成的年份", (row.operator, row.target, row.due), (Operator.AT_LEAST, 1, int(due)))

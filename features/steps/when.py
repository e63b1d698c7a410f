"""当: the years are judged."""

from pytest_bdd import parsers, when

from features.steps.case import Case


@when(parsers.re(r"考核(?P<first>\d{4})年(?:至(?P<last>\d{4})年)?"))
def judged(case: Case, first: str, last: str | None) -> None:
    case.judge(range(int(first), int(last or first) + 1))

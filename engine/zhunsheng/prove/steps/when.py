"""当: the years are judged."""

from zhunsheng.prove.case import Case
from zhunsheng.prove.registry import when


@when(r"考核(?P<first>\d{4})年(?:至(?P<last>\d{4})年)?")
def judged(case: Case, first: str, last: str | None) -> None:
    """Judge a year, or every year from one to another."""
    case.judge(range(int(first), int(last or first) + 1))

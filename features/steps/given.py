"""假如: what is under review, and what was submitted or issued."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pytest_bdd import given, parsers

from features.steps.case import Case
from features.steps.words import OPERATORS
from zhunsheng.model.quantity import Operator

FIGURE = re.compile(r"(不低于|高于|不高于|低于)?(-?\d+(?:\.\d+)?)(\D+)")


@given(parsers.re(r"对照规划指标(?P<titles>(?:“[^”]+”)+)"))
def under_review(case: Case, titles: str) -> None:
    case.review(re.findall("“([^”]+)”", titles))


@given(parsers.re(r"(?P<place>\D+)(?P<year>\d{4})年(?P<title>.+)为(?P<figure>(?:不低于|高于|不高于|低于)?-?[\d.]+\D+)"))
def reported(case: Case, place: str, year: str, title: str, figure: str) -> None:
    case.report(place, int(year), title, _figure(figure))


@given(parsers.re(r"(?P<place>\D+)历年(?P<title>.+)如下"))
def reported_over_the_years(case: Case, place: str, title: str, datatable: Sequence[Sequence[str]]) -> None:
    head, *rows = datatable
    assert list(head) == ["年份", "数值"]
    for year, figure in rows:
        case.report(place, int(year), title, _figure(figure))


@given(parsers.re(r"(?P<place>\D+)(?P<year>\d{4})年未报送(?P<title>.+)"))
def not_reported(case: Case, place: str, year: str, title: str) -> None:
    assert case.is_silent(place, int(year), title)


@given(parsers.re(r"(?P<place>\D+)(?P<year>\d{4})年报送的(?P<title>.+)无法辨认"))
def unreadable(case: Case, place: str, year: str, title: str) -> None:
    case.refuse(place, int(year), title)


@given(
    parsers.re(
        r"江门市下达(?P<place>\D+)(?P<year>\d{4})年(?P<title>.+)目标(?P<figure>[\d.]+\D+)，文号“(?P<citation>[^”]+)”"
    )
)
def issued(case: Case, place: str, year: str, title: str, figure: str, citation: str) -> None:
    _, value, unit = _figure(figure)
    case.issue(place, int(year), title, (value, unit), citation)


def _figure(text: str) -> tuple[Operator | None, Decimal, str]:
    found = FIGURE.fullmatch(text)
    assert found, f"读不懂“{text}”"
    bound, number, unit = found.groups()
    return OPERATORS[bound] if bound else None, Decimal(number), unit.strip()

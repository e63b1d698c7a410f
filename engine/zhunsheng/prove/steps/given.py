"""假如: what is under review, and what was submitted or issued."""

import re
from collections.abc import Sequence

from zhunsheng.prove.case import CannotRunError, Case
from zhunsheng.prove.figure_text import FIGURE, read_figure
from zhunsheng.prove.registry import given

PLACE = r"(?P<place>(?!其余地区)\D+?)"
YEAR = r"(?P<year>\d{4})年"
NOT_ABOVE = r"(?!.*，(?:文号|依据)“[^”]+”$)"
"""A sentence that cites a document speaks of a target or a benchmark, not of a result."""


@given(r"对照规划指标(?P<titles>(?:“[^”]+”)+)")
def under_review(case: Case, titles: str) -> None:
    """Name the rules that the scenario is about, by title."""
    case.review(re.findall("“([^”]+)”", titles))


@given(rf"{NOT_ABOVE}{PLACE}{YEAR}(?P<title>.+)为(?P<figure>{FIGURE})")
def reported(case: Case, place: str, year: str, title: str, figure: str) -> None:
    """A department reported a figure."""
    case.report(place, int(year), title, read_figure(figure))


@given(rf"{PLACE}{YEAR}(?P<title>.+?)(?P<done>已完成|未完成)")
def done_or_not(case: Case, place: str, year: str, title: str, done: str) -> None:
    """A department reported whether something is done."""
    case.report(place, int(year), title, read_figure(done))


@given(rf"{PLACE}历年(?P<title>.+)如下")
def reported_over_the_years(case: Case, place: str, title: str, datatable: Sequence[Sequence[str]]) -> None:
    """A department reported figures year by year: a table of 年份 and 数值 (of 年份 and 情况 for a milestone)."""
    head, *rows = datatable
    if tuple(head) not in {("年份", "数值"), ("年份", "情况")}:
        raise CannotRunError("表头应为“年份、数值”或“年份、情况”")
    for year, figure in rows:
        case.report(place, int(year), title, read_figure(figure))


@given(rf"{PLACE}{YEAR}未报送(?P<title>.+)")
def not_reported(case: Case, place: str, year: str, title: str) -> None:
    """Nothing was submitted: this step adds nothing, it only refuses to contradict the steps before it."""
    case.keep_silent(place, int(year), title)


@given(rf"{PLACE}{YEAR}报送的(?P<title>.+)无法辨认")
def unreadable(case: Case, place: str, year: str, title: str) -> None:
    """Something was submitted that cannot be read."""
    case.refuse(place, int(year), title)


@given(
    r"(?P<by>[^\d“”]+?)下达(?P<place>\D+?)"
    rf"{YEAR}(?P<title>.+)目标(?P<figure>{FIGURE})，文号“(?P<citation>[^”]+)”"
)
def issued(case: Case, by: str, place: str, year: str, title: str, figure: str, citation: str) -> None:  # noqa: ARG001
    """An authority issued a target (市下达, 省下达 …). Who did is for the reader; the document is kept."""
    case.issue(place, int(year), title, read_figure(figure), citation)


@given(rf"(?P<name>\D+?){YEAR}(?P<title>.+)为(?P<figure>{FIGURE})，依据“(?P<citation>[^”]+)”")
def benchmark(case: Case, name: str, year: str, title: str, figure: str, citation: str) -> None:
    """The figure of others that a rule compares with arrived: it counts for every place held to it."""
    held = [rule for rule in case.plan.rules.values() if rule.benchmark == name]
    wanted = case.indicator(title).id
    places = dict.fromkeys(place for rule in held if rule.indicator == wanted for place in rule.scope)
    titles = [place.title for place in case.plan.plan.places if place.id in places]
    for place in titles or [case.plan.plan.area.title]:
        case.issue(place, int(year), title, read_figure(figure), citation, benchmark=True)

"""假如 and 那么 about several places: rosters, the other places of a scope, and which places a rule speaks of."""

import re

from zhunsheng.model.plan import Place
from zhunsheng.prove.case import CannotRunError, Case
from zhunsheng.prove.figure_text import FIGURE, read_figure
from zhunsheng.prove.registry import given, then
from zhunsheng.prove.words import STATUSES

YEAR = r"(?P<year>\d{4})年"


@given(r"名册列有(?P<what>[^“]+)(?P<names>(?:“[^”]+”)+)")
def roster_lists(case: Case, what: str, names: str) -> None:
    """A roster named places: “农村网格“甲网格””, the kind before the level."""
    for roster in case.plan.plan.rosters:
        for kind in (*roster.kinds, None):
            if what == f"{kind or ''}{roster.title}":
                found = re.findall("“([^”]+)”", names)
                around = (case.plan.plan.area.id,)
                case.list_places(
                    [Place(id=name, title=name, level=roster.level, kind=kind, within=around) for name in found]
                )
                return
    raise CannotRunError(f"规划没有这种名册：{what}")


@given("名册没有报来")
def no_roster(case: Case) -> None:
    """No roster named any place: this step adds nothing, it only refuses to contradict the steps before it."""
    if case.submission.roster:
        raise CannotRunError("前面已经报过名册")


@given(rf"其余地区{YEAR}(?P<title>.+)为(?P<figure>{FIGURE})")
def others_reported(case: Case, year: str, title: str, figure: str) -> None:
    """Every place under review of which nothing was said reported this figure."""
    for place in _places(case):
        if case.is_untold(place, int(year), title):
            case.report(place, int(year), title, read_figure(figure))


@given(rf"其余地区{YEAR}(?P<title>.+?)(?P<done>已完成|未完成)")
def others_done_or_not(case: Case, year: str, title: str, done: str) -> None:
    """Every place under review of which nothing was said reported whether something is done."""
    others_reported(case, year, title, done)


@then(r"考核对象为(?P<names>(?:“[^”]+”)+)")
def places_are(case: Case, names: str) -> None:
    """Exactly these places were judged."""
    wanted = {case.place(name) for name in re.findall("“([^”]+)”", names)}
    judged = {row.entity for row in case.judgements}
    if judged != wanted:
        raise AssertionError(f"判定的地区是{sorted(judged)}，应为{sorted(wanted)}")


@then(rf"其余地区(?:{YEAR})?均?判定为(?P<status>\D+)")
def others_are(case: Case, year: str | None, status: str) -> None:
    """All places judged of which the scenario has said nothing yet have this status."""
    spoken = {each.row.entity for each in case.asserted}
    others = {row.entity for row in case.judgements} - spoken
    if not spoken or not others:
        raise AssertionError("前面没有说到哪个地区，或者没有其余地区")
    titles = {place.id: place.title for place in case.peopled().plan.places}
    for place in sorted(others):
        row = case.judgement(titles[place], year, "status")
        if row.status is not STATUSES[status]:
            raise AssertionError(f"{titles[place]}判定为{row.status}，应为{STATUSES[status]}")


def _places(case: Case) -> list[str]:
    scope = {place for rule in case.plan.rules.values() for place in rule.scope if rule.id in case.catalogue.rules}
    return [place.title for place in case.peopled().plan.places if place.id in scope]

"""Which places are put into one panel: those to which the same rules apply, by id or by level and kind."""

from tests.support.judging import catalogue, rule
from tests.support.random_panels import ROSTER

from zhunsheng.evaluate.panel import panels
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Members, Rule


def member(name: str, level: str, kind: str | None = None) -> Rule:
    return rule(id=name, scope=(), members=Members(level=level, kind=kind))


def held(checked: Catalogue, places: Places) -> dict[str, list[str]]:
    """Say which rules each place is held to."""
    return {places.ids[n]: [r.id for r in panel.rules] for panel in panels(checked, places) for n in panel.places}


RULES = (
    member("rural", "grid", "农村"),
    rule(id="named", scope=("there", "hamlet")),
    member("grids", "grid"),
    rule(id="twice", scope=("here", "here")),
    member("nobody", "village"),
)


def test_scopes_by_level_and_kind_are_read_off_the_places() -> None:
    checked = catalogue(RULES)
    places = Places.of((*checked.plan.places, *ROSTER, Place(id="zzz", title="丙", level="grid")))
    assert held(checked, places) == {
        "grid-1": ["grids"],
        "hamlet": ["rural", "named", "grids"],
        "here": ["twice"],
        "there": ["named"],
        "zzz": ["grids"],
    }
    found = panels(checked, places)
    assert all(list(panel.places) == sorted(panel.places) for panel in found)
    assert [panel.places[0] for panel in found] == sorted(panel.places[0] for panel in found)


def test_they_are_those_that_a_roster_fills() -> None:
    checked = catalogue(RULES)
    places = Places.of((*checked.plan.places, *ROSTER))
    full = peopled(checked, ROSTER)
    by_scope = {p.id: [r.id for r in full.rules.values() if p.id in r.scope] for p in places}
    assert held(checked, places) == {place: rules for place, rules in by_scope.items() if rules}
    assert held(full, places) == held(checked, places)


def test_no_places_no_panels() -> None:
    assert panels(catalogue(RULES), Places.of(())) == ()

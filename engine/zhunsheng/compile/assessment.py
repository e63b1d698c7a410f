"""assessment.yaml: the differentiated assessment (分区差别化考核) that a plan declares, whole."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from zhunsheng.compile import check_values as values
from zhunsheng.compile import identifiers
from zhunsheng.compile.assessment_themes import Around, read_themes
from zhunsheng.compile.check_values import Bounds
from zhunsheng.compile.citations import read_citation
from zhunsheng.compile.places import of_level
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields, each, fields
from zhunsheng.compile.yaml_tree import Node
from zhunsheng.model.assessment import Assessment, Margins, Negative, Unmeasured, ZoneWeights
from zhunsheng.model.plan import Place, surroundings
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.shapes import assessment as shapes
from zhunsheng.model.text import Text

_NEGATIVE = {each.value: each for each in Negative}
_YES_OR_NO = {"true": True, "false": False}
_WHOLE = Fraction(100)

_CAP = Bounds(lambda value: 1 <= value <= 2, Text("100 % 至 200 %", "100 % to 200 %"))
_MARGIN = Bounds(lambda value: 0 <= value < 1, Text("0 至 99 %", "0 to 99 %"))
_DRAWS = Bounds(lambda value: 1 <= value <= 10_000, Text("1 至 10,000", "1 to 10,000"))
_SEED = Bounds(lambda value: value >= 0, Text("不小于 0", "at least 0"))
_WEIGHT = Bounds(lambda value: 0 <= value <= _WHOLE, Text("0 至 100", "0 to 100"))


def read(node: Node, around: Around, problems: Problems) -> Assessment | None:
    """Read the tree of an assessment.yaml; None, with everything reported, where it is not whole."""
    before, declared = len(problems), fields(node, problems, *shapes.ASSESSMENT.names)
    if declared is None:
        return None
    own_id, title, because = identifiers.kebab(declared), declared.text("title"), declared.text("because")
    source, negative = read_citation(declared), declared.choice("negative", _NEGATIVE)
    cap, margins = values.read(declared, "cap", values.percentage, _CAP), _margins(declared)
    listed, counted = of_level(declared, "places", around.places), of_level(declared, "counted_by", around.places)
    themes, theme_ids = read_themes(declared, around, listed)
    zones = _zones(declared, around, theme_ids)
    unmeasured = _unmeasured(declared, around)
    places = _shares(declared, listed, counted, [zone.zone for zone in zones], around)
    if len(problems) > before or own_id is None or title is None or because is None:
        return None
    if source is None or negative is None or cap is None or margins is None or not listed or not counted:
        return None
    return Assessment(
        id=own_id.text,
        title=title,
        source=source,
        level=listed[0].level,
        counted_by=counted[0].level,
        because=because,
        places=places,
        themes=themes,
        zones=zones,
        unmeasured=unmeasured,
        cap=cap,
        negative=negative,
        margins=margins,
        at=own_id.at,
    )


def _margins(declared: Fields) -> Margins | None:
    margins = declared.fields("margins", *shapes.MARGINS.names)
    if margins is None:
        return None
    weights, figures = (values.read(margins, key, values.percentage, _MARGIN) for key in ("weights", "figures"))
    draws, seed = values.read(margins, "draws", values.count, _DRAWS), values.read(margins, "seed", values.count, _SEED)
    if weights is None or figures is None or draws is None or seed is None:
        return None
    return Margins(weights=weights, figures=figures, draws=int(draws), seed=int(seed))


def _zones(declared: Fields, around: Around, themes: Sequence[str] | None) -> tuple[ZoneWeights, ...]:
    """Read the weights of each zone. Every place of the level of the first must have its own."""
    found: dict[str, ZoneWeights] = {}
    problems = declared.problems
    for item in each(declared.items("zones"), problems, *shapes.ZONE.names):
        name, weights = item.scalar("zone"), {} if themes is None else _weights(item, themes)
        zone = None if name is None else around.place(name, problems)
        assumed, source, because = item.choice("assumed", _YES_OR_NO), read_citation(item), item.text("because", "")
        if assumed and "because" not in item:
            message = Text("权重是假定的，没有写理由。", "Weights are assumed, and nothing says why.")
            problems.add("missing-key", item.at, message, hint=Text("写上 because。", "Add `because`."))
        if name is None or zone is None or assumed is None or source is None:
            continue
        if zone in found:
            message = Text(f"“{shown(name.text)}”列了两次。", f"“{shown(name.text)}” is listed twice.")
            problems.add("duplicate-item", name.at, message)
        found[zone] = ZoneWeights(zone=zone, weights=weights, assumed=assumed, because=because or "", source=source)
    if around.sound:
        _report_without_weights(declared, around.places, found)
    return tuple(found.values())


def _report_without_weights(declared: Fields, places: Sequence[Place], found: Collection[str]) -> None:
    levels = {place.level for place in places if place.id in found}
    for place in places:
        if place.level in levels and place.id not in found:
            message = Text(f"没有写“{place.title}”的权重。", f"There are no weights of {place.id}.")
            declared.problems.add("assessment-zones", declared.key_at("zones"), message)


def _weights(item: Fields, themes: Sequence[str]) -> dict[str, Fraction]:
    """Read one weight a theme, which must add up to 100."""
    before, found = len(item.problems), dict[str, Fraction]()
    held = item.fields("weights", themes)
    if held is None:
        return found
    for theme in themes:
        weight = values.read(held, theme, values.figure, _WEIGHT)
        if weight is not None:
            found[theme] = weight
    total = sum(found.values(), Fraction(0))
    if len(item.problems) == before and total != _WHOLE:
        message = Text(
            f"权重合计 {decimal_text(total)}，不是 100。", f"The weights add up to {decimal_text(total)}, not 100."
        )
        item.problems.add("assessment-weights", held.at, message)
    return found


def _unmeasured(declared: Fields, around: Around) -> tuple[Unmeasured, ...]:
    found = []
    for item in each(declared.items("unmeasured"), declared.problems, *shapes.UNMEASURED.names):
        title, because = item.text("title"), item.text("because")
        zones = [around.place(name, declared.problems) for name in item.scalars("zones")]
        if title is not None and because is not None:
            found.append(Unmeasured(title=title, zones=tuple(filter(None, zones)), because=because))
    return tuple(found)


def _shares(
    declared: Fields, listed: Sequence[Place], counted: Sequence[Place], zones: Sequence[str], around: Around
) -> dict[str, dict[str, int]]:
    """Count, for each place, how many of the places in it lie in each zone."""
    found: dict[str, dict[str, int]] = {place.id: {} for place in listed}
    levels = {place.level for place in around.places if place.id in zones}
    of_that_level, placed = {place.id for place in around.places if place.level in levels}, set[str]()
    for inner in counted:
        outer = {place.id for place in surroundings(inner, around.places)}
        for place in outer & found.keys():
            # A zone without weights is told already: its places are not called outside of all.
            placed.update([place] if outer & of_that_level else [])
            for zone in zones:
                if zone in outer:
                    found[place][zone] = found[place].get(zone, 0) + 1
    for scored in listed:
        if around.sound and zones and counted and scored.id not in placed:
            message = Text(f"“{scored.title}”不在任何一区之内。", f"{scored.id} lies in no zone.")
            declared.problems.add("assessment-zones", declared.key_at("places"), message)
    return found

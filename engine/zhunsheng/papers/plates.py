"""Pictures of what findings are about: the years of a rule at a place, as the page draws them."""

from collections.abc import Iterable, Iterator

from zhunsheng.model.page_findings import Card
from zhunsheng.model.page_panels import Picture
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.looks import Drawing
from zhunsheng.papers.shapes import Plate

MOST = 6
"""Pictures of one department; what else it has is in the tables."""


class Plates:
    """Finds pictures, and gives each a number of its own in the document."""

    def __init__(self, dossier: Dossier) -> None:
        self._drawn = 0
        self._anchors = {panel.rule_id: panel.anchor for theme in dossier.page.themes for panel in theme.panels}
        self._pictures: dict[tuple[str, str], Picture] = {
            (panel.anchor, course.place): course.chart
            for theme in dossier.page.themes
            for panel in theme.panels
            for course in panel.courses
            if course.chart is not None
        }

    def of(self, cards: Iterable[Card]) -> tuple[tuple[Plate, Plate], ...]:
        """Return the pictures of what `cards` are about, each once, the gravest first, two a row."""
        return self._of((card.indicator_anchor, card.place) for card in cards)

    def of_rules(self, meant: Iterable[tuple[str, str]]) -> tuple[tuple[Plate, Plate], ...]:
        """Return the pictures of rules (by id) at places (as a page names them)."""
        return self._of((self._anchors.get(rule, ""), place) for rule, place in meant)

    def _of(self, places: Iterable[tuple[str, str]]) -> tuple[tuple[Plate, Plate], ...]:
        meant = dict.fromkeys(places)
        found = [self._pictures[each] for each in meant if each in self._pictures][:MOST]
        plates = [*map(self._plate, found), *([Plate()] if len(found) % 2 else [])]
        return tuple(_pairs(plates))

    def _plate(self, picture: Picture) -> Plate:
        self._drawn += 1
        return Plate(title=picture.title, drawing=Drawing(picture, self._drawn))


def _pairs(plates: list[Plate]) -> Iterator[tuple[Plate, Plate]]:
    return zip(plates[::2], plates[1::2], strict=True)

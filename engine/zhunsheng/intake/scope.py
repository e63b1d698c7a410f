"""Figures for a place that the plan asks nothing of, while the figure asked for may be missing."""

from itertools import islice

from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.unread import Unread, expected
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text

NOT_ASKED = "place-not-asked"
_LISTED = 12
"""So many places are named in a message."""


class Unasked:
    """Which figures no rule asks for, of indicators that rules do ask of other places."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._titles = {place.id: place.title for place in catalogue.plan.places}
        self._indicators = {each.id: each.title for each in catalogue.indicators.values()}
        self._base_year = catalogue.plan.period.base
        self._places: dict[str, dict[str, None]] = {}
        for place, _, indicator in expected(catalogue):
            self._places.setdefault(indicator, {})[place] = None

    def complaint(self, figure: Observation) -> Complaint | None:
        """Say that a figure is not used because its place owes none. In the base year nobody owes any."""
        places = self._places.get(figure.indicator, {})
        if not places or figure.entity in places or figure.year == self._base_year:
            return None
        indicator, place = self._indicators[figure.indicator], self._titles[figure.entity]
        asked = [self._titles[each] for each in islice(places, _LISTED)]
        asked += ["…"] if len(places) > _LISTED else []
        return Complaint(
            code=NOT_ASKED,
            severity=Severity.WARNING,
            message=Text(
                f"规划未对{place}单独规定“{indicator}”，该数未用于判定",
                f"the plan asks no {indicator} of {place}; the figure is not used",
            ),
            expected=Text("、".join(asked), ", ".join(asked)),
            hint=Text("请核对“地区”一栏", "check the place"),
        )

    @staticmethod
    def unread(figure: Observation, code: str) -> Unread:
        """Return the doubt that it casts: with another place it may be just the figure that is missing."""
        return Unread(code=code, at=(figure.at,), year=figure.year, indicator=figure.indicator)

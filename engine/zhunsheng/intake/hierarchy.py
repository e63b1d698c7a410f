"""Places written with those around them in front: “开平市塘口镇” is 塘口镇, which lies in 开平市."""

from collections.abc import Iterable, Mapping

from zhunsheng.intake.characters import fold
from zhunsheng.model.plan import Place, Plan

_LONGEST = 120
"""Characters; nobody writes a place longer than this."""


class Hierarchy:
    """The places of a plan, looked up by a name that begins with places around them."""

    def __init__(self, plan: Plan, named: Mapping[str, tuple[str, ...]]) -> None:
        """Take the ids that each folded name may mean."""
        self._named = named
        self._places = {place.id: place for place in plan.places}
        self._area = plan.area

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of all places that the folded `name` may mean, if it is a place behind those around it."""
        if len(name) > _LONGEST:
            return ()
        found: dict[str, None] = {}
        for cut in range(1, len(name)):
            for identity in self._named.get(name[cut:], ()):
                if _made_of(name[:cut], self._names_around(identity)):
                    found[identity] = None
        return tuple(found)

    def _names_around(self, identity: str) -> set[str]:
        """Give every name of the places that a place lies in, near or far. All of a plan lies in its area."""
        around: dict[str, Place] = {self._area.id: self._area}
        open_ids = list(self._places[identity].within)
        while open_ids:
            place = self._places.get(open_ids.pop())
            if place is not None and place.id not in around:
                around[place.id] = place
                open_ids += place.within
        around.pop(identity, None)
        return {fold(name) for place in around.values() for name in (place.title, *place.aliases)}


def _made_of(text: str, names: Iterable[str]) -> bool:
    """Tell whether `text` is nothing but `names`, one after another."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {start + len(name) for name in names if name and text.startswith(name, start)}
    return len(text) in reached

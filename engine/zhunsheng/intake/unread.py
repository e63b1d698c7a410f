"""Input that could not be read and may have held any figure: it must not turn into an accusation of silence.

A row whose indicator is misspelt, or a whole file that will not open, may be just the report that is missing. So every
figure that is absent *and* may have stood there is refused: “not evaluable”, never “not reported”.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.components import beside, with_components
from zhunsheng.model.indicator import parts
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Refusal


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be read, with as much of its key as is known: None is “any”.

    `seq` is the number of its file in a store, 0 outside of one.
    """

    code: str
    at: tuple[Location, ...]
    entity: str | None = None
    year: int | None = None
    indicator: str | None = None
    seq: int = 0


Key = tuple[str, int, str]


def doubtful(
    catalogue: Catalogue, unread: Iterable[Unread], known: set[Key], withdrawn: Mapping[Key, int]
) -> Iterator[Refusal]:
    """Refuse each figure that is not `known` (entity, year, indicator) and that some `unread` input may have held.

    A figure that was `withdrawn`, in the file of that number, may have been held by a later file only.
    """
    cells = list(expected(catalogue))
    of_place: dict[str | None, list[Key]] = {None: cells}
    for key in cells:
        of_place.setdefault(key[0], []).append(key)
    settled = set(known)
    # Of a hundred thousand rows with the same gap in their key, the first stands for all.
    first: dict[tuple[str | None, int | None, str | None, int], Unread] = {}
    for each in unread:
        first.setdefault((each.entity, each.year, each.indicator, each.seq if withdrawn else 0), each)
    for each in first.values():
        reported = None if each.indicator is None else set(parts(catalogue.indicators, each.indicator))
        for key in of_place.get(each.entity, []):
            entity, year, indicator = key
            if key in settled or each.year not in (None, year) or withdrawn.get(key, each.seq) > each.seq:
                continue
            if reported is None or indicator in reported:
                settled.add(key)
                yield Refusal(entity=entity, year=year, indicator=indicator, code=each.code, at=each.at)


def expected(catalogue: Catalogue) -> Iterator[Key]:
    """Give every figure that some rule may ask for, each once, and what a check asks for beside it."""
    components = beside(catalogue.checks)
    asked = dict.fromkeys(
        (place, each)
        for rule in catalogue.rules.values()
        for place in rule.scope
        for part in parts(catalogue.indicators, rule.indicator)
        for each in with_components(part, components)
    )
    for place, indicator in asked:
        for year in catalogue.plan.period.years:
            yield place, year, indicator

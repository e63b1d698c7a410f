"""A flag on its way out: with the observations that are in doubt, in case the check refuses them."""

from typing import NamedTuple

from zhunsheng.model.location import Location
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Check, CheckKind, Flag

LISTED = 12
"""So many things are named in a message, then only their number."""


class Found(NamedTuple):
    """A flag, and what is not used any more if its level is “refuse”."""

    flag: Flag
    doubted: tuple[Observation, ...] = ()


def kind_of(check: Check) -> CheckKind:
    """Return what a check looks at."""
    return CheckKind(str(check.__struct_config__.tag))


def flag(
    check: Check,
    message: Text,
    *,
    year: int,
    owner: str,
    indicators: tuple[str, ...],
    at: tuple[Location, ...],
    entity: str | None = None,
    arithmetic: str = "",
    hint: Text | None = None,
) -> Flag:
    """Build a flag of `check`; cells are named once each, and it is of one indicator where only one is concerned."""
    return Flag(
        check=check.id,
        kind=kind_of(check),
        level=check.level,
        year=year,
        owner=owner,
        indicators=indicators,
        at=tuple(dict.fromkeys(at)),
        message=message,
        declared=check.at,
        entity=entity,
        indicator=indicators[0] if len(indicators) == 1 else None,
        arithmetic=arithmetic,
        hint=hint,
    )


def listed(names: tuple[str, ...]) -> Text:
    """List names, each once in the order given; of very many the first, and how many there are."""
    each = tuple(dict.fromkeys(names))
    shown = each[:LISTED]
    if len(each) == len(shown):
        return Text("、".join(shown), ", ".join(shown))
    return Text(f"{'、'.join(shown)}等 {len(each)} 项", f"{', '.join(shown)} and {len(each) - LISTED} more")

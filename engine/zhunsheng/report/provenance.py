"""Where figures stood, and who handed them in and when, as a page shows it."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from zhunsheng.model.location import Location
from zhunsheng.model.page_parts import Spot
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.lookup import Lookup

_BY = Text("{0} 报送", "handed in by {0}")
_COMMA = Text("，", ", ")
_TO_THE_MINUTE = len("2024-03-01T10:00")


class Sent(NamedTuple):
    """A cell without its folder, who handed its file in, and when (ISO 8601); blank where that is not known."""

    cell: str
    submitter: str
    received: str


Senders = dict[str, Sent]
"""Cells in order, by their place in full."""


def senders(lookup: Lookup, observations: Iterable[Observation], others: Iterable[Location] = ()) -> Senders:
    """List where figures stood, each place once; then the `others`, of which only the file tells who sent them."""
    found: Senders = {}
    for each in observations:
        found.setdefault(readable(str(each.at)), Sent(lookup.short(each.at), each.submitter, each.received))
    for at in others:
        found.setdefault(readable(str(at)), Sent(lookup.short(at), *lookup.sender(at.file)))
    return found


def spots(found: Mapping[str, Sent], lang: Lang) -> tuple[Spot, ...]:
    """Write cells for a page. Of several in a row from the same hand, the last one says whose it is."""
    listed = list(found.values())
    last = [*(one[1:] != other[1:] for one, other in pairwise(listed)), True]
    return tuple(
        Spot(at=each.cell, by=signature(each.submitter, each.received, lang) if signs else "")
        for each, signs in zip(listed, last, strict=False)
    )


def signature(submitter: str, received: str, lang: Lang) -> str:
    """Write who handed something in, and when: “区城管局 报送，2024-03-01 10:00”; empty where neither is known."""
    parts = (_BY.to(lang).format(readable(submitter)) if submitter else "", moment(received))
    return _COMMA.to(lang).join(part for part in parts if part)


def moment(received: str) -> str:
    """Write a moment to the minute, as the office's clock shows it."""
    return readable(received[:_TO_THE_MINUTE].replace("T", " "))

"""Pieces of both JSON documents: exact numbers, citations, discrepancies, text that UTF-8 can carry."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.location import Location
from zhunsheng.model.plan import Discrepancy
from zhunsheng.model.quantity import decimal_text, terminates
from zhunsheng.model.rule import Source
from zhunsheng.report import contract_parts as contract


def text(content: msgspec.Struct) -> str:
    """Write a document, indented."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


def source(of: Source) -> contract.Source:
    """Write where the plan says so."""
    return contract.Source(
        document=of.document,
        locator=of.locator,
        anchor=of.anchor,
        figure=of.figure,
        figures=list(of.figures),
        also=[contract.Citation(locator=c.locator, anchor=c.anchor, figures=list(c.figures)) for c in of.also],
    )


def discrepancy(plan: str, of: Discrepancy) -> contract.Discrepancy:
    """Write a discrepancy of `plan`."""
    return contract.Discrepancy(
        id=of.id,
        plan=plan,
        title=of.title,
        kind=of.kind,
        rules=list(of.rules),
        readings=[
            contract.Reading(locator=r.locator, anchor=r.anchor, figures=list(r.figures), says=r.says)
            for r in of.readings
        ],
        chosen=of.chosen + 1 if of.chosen is not None else None,
        because=of.because,
    )


def fraction(value: Decimal | None) -> Fraction | None:
    """Take a declared figure as a fraction."""
    return Fraction(value) if value is not None else None


def decimal(value: Fraction | None) -> str | None:
    """Write a figure; one that does not end is rounded, with `exact` beside it."""
    return decimal_text(value) if value is not None else None


def exact(value: Fraction | None) -> str | None:
    """Write a figure that does not end as a fraction."""
    return f"{value.numerator}/{value.denominator}" if value is not None and not terminates(value) else None


def limit(low: Fraction | None, high: Fraction | None) -> str | None:
    """Write a limit, a range with its two ends."""
    return _ends([decimal_text(end) for end in (low, high) if end is not None])


def exact_limit(low: Fraction | None, high: Fraction | None) -> str | None:
    """Write a limit that no decimal can hold as fractions."""
    ends = [end for end in (low, high) if end is not None]
    return None if all(map(terminates, ends)) else _ends([str(end) for end in ends])


def place(at: Location) -> str:
    """Write where something stands."""
    return valid(str(at))


def valid(text: str) -> str:
    """Replace what UTF-8 cannot carry: file names may hold bytes that are not text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _ends(texts: Sequence[str]) -> str | None:
    return "..".join(texts) or None

"""What both machine-readable documents are made of: exact numbers as text, citations, discrepancies of the text."""

from typing import Annotated

import msgspec
from msgspec import Meta

from zhunsheng.model.plan import DiscrepancyKind

_DECIMAL = r"-?[0-9]+(\.[0-9]+)?"
_FRACTION = r"-?[0-9]+/[0-9]+"

DecimalText = Annotated[
    str,
    Meta(
        pattern=f"^{_DECIMAL}$",
        description="A decimal. Exact, unless the field of the same name ending in _exact is set: then rounded "
        "half-even to 12 places.",
    ),
]
FractionText = Annotated[
    str, Meta(pattern=f"^{_FRACTION}$", description="numerator/denominator of a figure that does not terminate.")
]
LimitText = Annotated[
    str,
    Meta(
        pattern=f"^{_DECIMAL}(\\.\\.{_DECIMAL})?$",
        description='A decimal; for operator "in" a closed range, low..high.',
    ),
]
ExactLimitText = Annotated[
    str,
    Meta(
        pattern=f"^-?[0-9]+(/[0-9]+)?(\\.\\.-?[0-9]+(/[0-9]+)?)?$",  # noqa: F541
        description="The limit as exact fraction(s), where a decimal cannot hold it.",
    ),
]
Place = Annotated[str, Meta(description="file:line:column, or file[sheet!cell].")]


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of the published text, its figures as the text writes them."""

    locator: str
    anchor: str
    figures: list[str]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so. `figure` is the first of `figures`; `also` are other passages that say the same."""

    document: str
    locator: str
    anchor: str
    figure: str | None
    figures: list[str]
    also: list[Citation]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a discrepancy, and what it says in other words."""

    locator: str
    anchor: str
    figures: list[str]
    says: str


class Discrepancy(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text of `plan` disagrees with itself or looks wrong, and which reading its rules follow."""

    id: str
    plan: str
    title: str
    kind: DiscrepancyKind
    rules: list[str]
    readings: list[Reading]
    chosen: Annotated[
        int | None,
        Meta(description="From 1: the reading followed; null where none is followed as it stands."),
    ]
    because: str

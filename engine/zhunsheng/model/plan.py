"""A plan: a published document with a period, places and departments."""

from fractions import Fraction

import msgspec


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Years of a plan. `base` is the year that growth is measured from; `start`..`end` are judged."""

    base: int
    start: int
    end: int

    def __contains__(self, year: int) -> bool:
        return self.base <= year <= self.end

    @property
    def years(self) -> range:
        """All years of which figures may be submitted: base year to last year."""
        return range(self.base, self.end + 1)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What was published, for citations. `number` is the 文号, where it has one."""

    title: str
    published: str
    number: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a rule can speak of. `aliases` are other spellings seen in submissions."""

    id: str
    title: str
    level: str
    within: str | None = None
    aliases: tuple[str, ...] = ()


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """A department (责任部门). `id` is its short name as the plan's table prints it (“发改局”)."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()


class Bands(msgspec.Struct, frozen=True, kw_only=True):
    """Where 时序进度 R = p/e is cut: R ≥ on_track; ≥ nearly; ≥ behind; ≥ 0; below 0 regressing."""

    on_track: Fraction = Fraction(1)
    nearly: Fraction = Fraction(95, 100)
    behind: Fraction = Fraction(60, 100)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan. The first place is the plan's own area: the scope of a rule that names none."""

    id: str
    title: str
    document: Document
    period: Period
    places: tuple[Place, ...]
    departments: tuple[Department, ...]
    bands: Bands

    @property
    def area(self) -> Place:
        """The place that the plan as a whole speaks of."""
        return self.places[0]

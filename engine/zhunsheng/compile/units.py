"""The units of a plan: units.txt read by pint, and the exact factor of every spelling into every indicator's unit.

pint's definition syntax is wide (prefixes, offsets, contexts, imports, powers without end). Only what a table of a plan
needs is let through: `name = [dimension]` or `name = product of numbers and earlier units`, with further spellings
after another `=`. So each factor is an exact rational, and a hostile file cannot keep the machine busy.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pint
from pint.facets.plain import ScaleConverter, UnitDefinition
from pint.util import UnitsContainer

from zhunsheng.compile.files import SourceText
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.model.text import Text

SI = ("meter = [length] = m", "kilogram = [mass] = kg", "second = [time] = s")
"""The SI units on which a units.txt may build without defining them."""

RATIO = "1"
"""How a plain ratio is written where a unit is asked for."""

_Registry = pint.UnitRegistry[Fraction]
MAX_SPELLINGS = 400
"""Each compound unit takes every pair of spellings: more than these would not be a table's units."""

_RESERVED = "dimensionless"
"""pint's own name for a plain ratio; some versions of it let the name be defined anew."""

_MAX_LINE = 500
_NAME = r"[^\W\d]\w*"
_FACTOR = rf"(?:[0-9]{{1,40}}(?:\.[0-9]{{1,40}})?|{_NAME}(?:\s*\*\*\s*-?[1-9])?)"
_DEFINITION = re.compile(
    rf"(?P<name>{_NAME})\s*=\s*(?P<value>\[{_NAME}\]|{_FACTOR}(?:\s*[*/]\s*{_FACTOR})*)"
    r"(?P<spellings>(?:\s*=\s*[^\s=*/+\-#@;,()\[\]0-9][^\s=*/+\-#@;,()\[\]]*)*)"
)
_FACTORS = re.compile(rf"([*/]?)\s*(?:([0-9]+(?:\.[0-9]+)?)|({_NAME})(?:\s*\*\*\s*(-?[1-9]))?)")
_FORM = Text(
    "名称 = 数 * 已有单位 = 别名，或 名称 = [量纲] = 别名",
    "name = number * known unit = spelling, or name = [dimension] = spelling",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures: its dimension, and the exact factor into the coherent unit of that dimension."""

    factor: Fraction
    dimension: UnitsContainer


_PURE = Measure(Fraction(1), UnitsContainer())
PERCENT = Measure(Fraction(1, 100), UnitsContainer())


class Units:
    """All spellings of a plan's units, in the order of the file."""

    def __init__(self, measures: dict[str, Measure]) -> None:
        self._measures = measures
        self._accepted: dict[str, dict[str, Fraction]] = {}
        self.spellings = (*measures, RATIO)

    def measure(self, unit: str) -> Measure | None:
        """Look up a spelling, `numerator/denominator`, or `1`. None where a part is unknown."""
        if unit == RATIO:
            return _PURE
        above, slash, below = unit.partition("/")
        numerator, denominator = self._measures.get(above), self._measures.get(below)
        if not slash or numerator is None:
            return numerator
        if denominator is None:
            return None
        return Measure(numerator.factor / denominator.factor, numerator.dimension / denominator.dimension)

    def accepted(self, unit: str) -> dict[str, Fraction]:
        """Give, for each spelling that a submission may use for `unit`, the exact factor into `unit`.

        Beside every unit of the same dimension: for a/b, each spelling of the like of a over each of the like of b.
        `unit` must be one that `measure` knows (`KeyError` otherwise).
        """
        if unit not in self._accepted:
            self._accepted[unit] = self._convertible(unit)
        return dict(self._accepted[unit])

    def _convertible(self, unit: str) -> dict[str, Fraction]:
        own = self.measure(unit)
        if own is None:
            raise KeyError(unit)
        above, slash, below = unit.partition("/")
        spellings = [unit, *self._alike(own.dimension)]
        if slash:
            tops, bottoms = (self._alike(self._measures[part].dimension) for part in (above, below))
            spellings += [f"{top}/{bottom}" for top in tops for bottom in bottoms]
        measures = {s: found for s in dict.fromkeys(spellings) if (found := self.measure(s)) is not None}
        return {s: m.factor / own.factor for s, m in measures.items()}

    def _alike(self, dimension: UnitsContainer) -> list[str]:
        return [s for s in self.spellings if (m := self.measure(s)) is not None and m.dimension == dimension]


def dimension_text(dimension: UnitsContainer) -> str:
    """Write a dimension for a message ([currency]/[length]^2)."""
    powers = [f"{name}^{power}" if power != 1 else str(name) for name, power in sorted(dimension.items())]
    return " · ".join(powers) or RATIO


def normal(unit: str) -> str:
    """Write a unit without blanks (张 / 千人 → 张/千人)."""
    return "".join(unit.split())


_KEPT = 8
_READ: dict[str, Units] = {}
"""Good files by their text: plans that share a units.txt share the work."""


def read(source: SourceText, problems: Problems) -> Units | None:
    """Read a units.txt. None, with each bad line reported, unless every line is good."""
    if source.text not in _READ:
        units = _read(source, problems)
        if units is None:
            return None
        if len(_READ) >= _KEPT:
            _READ.clear()
        _READ[source.text] = units
    return _READ[source.text]


def _read(source: SourceText, problems: Problems) -> Units | None:
    # No floats, no default units, and a second definition of a name is an error rather than a log entry.
    registry: _Registry = pint.UnitRegistry(None, non_int_type=Fraction, on_redefinition="raise")
    measures: dict[str, Measure] = {}
    for line in SI:
        _define(line, registry, measures)
    before, start = len(problems), 0
    for line in source.text.split("\n"):
        reason = _define(line.partition("#")[0].strip(), registry, measures)
        if reason is not None:
            code, message = reason
            problems.add(code, source.location(start + len(line) - len(line.lstrip())), message, _FORM)
        start += len(line) + 1
        if len(measures) > MAX_SPELLINGS:
            message = Text(f"单位超过 {MAX_SPELLINGS} 个。", f"There are more than {MAX_SPELLINGS} units.")
            problems.add("bad-unit-definition", source.location(start - len(line) - 1), message)
            break
    return Units(measures) if len(problems) == before else None


def _define(line: str, registry: _Registry, measures: dict[str, Measure]) -> tuple[str, Text] | None:
    """Add one definition to the registry and its spellings to `measures`, or return code and reason why not."""
    if not line:
        return None
    match = _DEFINITION.fullmatch(line) if len(line) <= _MAX_LINE else None
    unreadable = "bad-unit-definition", Text(f"读不懂“{shown(line)}”。", f"“{shown(line)}” cannot be read.")
    if match is None or match["name"] == _RESERVED:
        return unreadable
    spellings = [match["name"], *match["spellings"].replace("=", " ").split()]
    if (reason := _clash(spellings, match["value"], measures)) is not None:
        return reason
    itself = UnitsContainer({match["name"]: 1})
    try:
        registry.define(_definition(match["name"], match["value"]))  # type: ignore[arg-type] # takes definitions, too
        factor = Fraction(str(registry.get_root_units(itself)[0]))
        dimension = {name: int(str(power)) for name, power in registry.get_dimensionality(itself).items()}
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        # What pint raises for 1/0, for a reserved name, for a name that is not an identifier.
        return unreadable
    if factor == 0:
        return "bad-unit-definition", Text("系数不能为零。", "The factor must not be zero.")
    measures.update(dict.fromkeys(spellings, Measure(factor, UnitsContainer(dimension))))
    return None


def _definition(name: str, value: str) -> UnitDefinition:
    """Hand pint a definition that is parsed already: its own parser tokenizes Python, and takes most of the time."""
    if value.startswith("["):
        return UnitDefinition(name, None, (), ScaleConverter(1), UnitsContainer({value: 1}))
    scale, powers = Fraction(1), dict[str, int]()
    for sign, number, unit, power in _FACTORS.findall(value):
        exponent = -1 if sign == "/" else 1
        if number:
            scale *= Fraction(number) ** exponent
        else:
            powers[unit] = powers.get(unit, 0) + exponent * int(power or 1)
    exact: Any = scale  # pint annotates floats, and calculates with what it is given
    return UnitDefinition(name, None, (), ScaleConverter(exact), UnitsContainer(powers))


def _clash(spellings: list[str], value: str, measures: dict[str, Measure]) -> tuple[str, Text] | None:
    """Say whether a definition repeats a name or a dimension, or builds on a unit that does not stand before it."""
    for twice in (s for i, s in enumerate(spellings) if s in measures or s in spellings[:i]):
        return "duplicate-unit", Text(
            f"单位“{shown(twice)}”已有定义。", f"The unit “{shown(twice)}” is defined already."
        )
    if value.startswith("["):
        if any(measure.dimension == UnitsContainer({value: 1}) for measure in measures.values()):
            # Two base units of one dimension would convert into each other as equals.
            return "duplicate-unit", Text(f"量纲 {value} 已有基本单位。", f"{value} has a base unit already.")
        return None
    for unknown in (name for name in re.findall(_NAME, value) if name not in measures):
        return "unknown-unit", Text(
            f"单位“{unknown}”在此之前没有定义。", f"“{unknown}” is not defined before this line."
        )
    return None

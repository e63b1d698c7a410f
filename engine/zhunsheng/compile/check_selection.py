"""Which indicators a check looks at: those that it names, or all that are of a unit and a kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from zhunsheng.compile.indicators import KINDS
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.shape import Fields, choose
from zhunsheng.compile.units import Measure, Units, normal
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.shapes.checks import OF
from zhunsheng.model.text import Text

_KINDS = {word: kind for word, kind in KINDS.items() if kind is not Kind.MILESTONE}


class Named(NamedTuple):
    """An indicator, and its name as the check's author wrote it."""

    name: Scalar
    indicator: Indicator


@dataclass(frozen=True)
class Known:
    """What a check may speak of. `names` are those of all indicators, `indicators` those that could be built, and
    `measures` says what the figures of each measure.

    `units` is None where units.txt could not be read, `complete` False where a rule file could not: then nothing is
    reported as unknown.
    """

    names: Names
    indicators: Mapping[str, Indicator]
    measures: Mapping[str, Measure]
    units: Units | None
    complete: bool

    @cached_property
    def reported(self) -> tuple[str, ...]:
        """All indicators whose figures are reported as numbers, in the order of the files."""
        return tuple(key for key, each in self.indicators.items() if _why_not(each) is None)

    @property
    def whole(self) -> bool:
        """Whether every indicator is known and built: only then is it a mistake that a selection is empty."""
        return self.complete and len(self.indicators) == len(self.names.ids)


def _why_not(indicator: Indicator) -> Text | None:
    """Say why no check can look at an indicator, if so: nobody reports a figure of it."""
    if indicator.kind is Kind.MILESTONE:
        return Text("是节点，没有数", "is a milestone and has no figure")
    if indicator.expression is not None:
        return Text("是算出来的，没有人报数", "is calculated: nobody reports it")
    return None


def selected(check: Fields, known: Known, *, own: bool) -> tuple[str, ...]:
    """Read `indicators`, or `of` and `except`. Empty where nothing is left, which is an error in a plan's `own` file.

    A default serves plans of all sorts: where a plan has nothing of the sort, there is nothing to check.
    """
    if "indicators" in check:
        for key in ("of", "except"):
            if key in check:
                message = Text(f"已逐个列出指标，不再写“{key}”。", f"“{key}” does not go with a list of indicators.")
                check.problems.add("check-selection", check.key_at(key), message)
        return tuple(each.id for _, each in several(check, "indicators", known))
    before = len(check.problems)
    kinds, measures = _of(check, known)
    if len(check.problems) > before:
        return ()
    meant = [
        key
        for key in known.reported
        if (not kinds or known.indicators[key].kind in kinds) and (not measures or known.measures[key] in measures)
    ]
    meant = _without(meant, check, known)
    if not meant and own and known.whole:
        message = Text("没有一个指标符合。", "No indicator is of this sort.")
        check.problems.add("empty-selection", check.at, message)
    return tuple(meant)


def one(check: Fields, key: str, known: Known) -> Named | None:
    """Read the name of one indicator whose figures are reported as numbers."""
    name = check.scalar(key)
    return None if name is None else _named(name, check.problems, known)


def several(check: Fields, key: str, known: Known) -> list[Named]:
    """Read a list of such names, each once."""
    found: dict[str, Named] = {}
    for name in check.scalars(key):
        named = _named(name, check.problems, known)
        if named is not None and found.setdefault(named.indicator.id, named) is not named:
            message = Text(f"“{shown(name.text)}”列了两次。", f"“{shown(name.text)}” is listed twice.")
            check.problems.add("duplicate-item", name.at, message)
    return list(found.values())


def _named(name: Scalar, problems: Problems, known: Known) -> Named | None:
    # Where a rule file could not be read, what it may have declared is not called unknown.
    indicator = known.names.resolve(name, problems if known.complete else Problems())
    built = None if indicator is None else known.indicators.get(indicator)
    if built is None:
        return None
    if (reason := _why_not(built)) is not None:
        message = Text(f"“{shown(name.text)}”{reason.zh}。", f"“{shown(name.text)}” {reason.en}.")
        problems.add("not-checkable", name.at, message)
        return None
    return Named(name, built)


def _of(check: Fields, known: Known) -> tuple[set[Kind], list[Measure]]:
    """Read the kinds and units that are meant. Either is empty where all are."""
    of = check.fields("of", *OF.names)
    if of is None:
        return set(), []
    kinds = (choose(word, _KINDS, check.problems) for word in of.one_or_more("kind"))
    measures = [_unit(unit, check.problems, known) for unit in of.one_or_more("unit")]
    return {kind for kind in kinds if kind is not None}, [each for each in measures if each is not None]


def _unit(unit: Scalar, problems: Problems, known: Known) -> Measure | None:
    if known.units is None:
        return None
    name = normal(unit.text)
    measure = known.units.measure(name)
    if measure is None:
        message = Text(f"没有单位“{shown(name)}”。", f"There is no unit “{shown(name)}”.")
        problems.add("unknown-unit", unit.at, message, hint=did_you_mean(name, known.units.spellings))
    return measure


def _without(meant: list[str], check: Fields, known: Known) -> list[str]:
    """Take out what stands under `except`, which must be in."""
    for name, indicator in several(check, "except", known):
        if indicator.id in meant:
            meant.remove(indicator.id)
        else:
            message = Text(f"“{shown(name.text)}”本来就不在其内。", f"“{shown(name.text)}” is not among them anyway.")
            check.problems.add("check-selection", name.at, message)
    return meant

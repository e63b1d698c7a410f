"""Names of places, indicators and units, as submissions write them."""

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import islice

import msgspec

from zhunsheng.intake.characters import fold, shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.hierarchy import Hierarchy
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, parts
from zhunsheng.model.text import Text

_UNIT_BEHIND = re.compile(r"(?P<title>.+)\((?P<unit>[^()]+)\)")
_CLOSE_ENOUGH = 55
"""Likeness in percent from which a name is offered as “did you mean”."""
_SHOWN_CHOICES = 8
_COMPARISONS = 1_000_000
"""A misspelling is compared with every name there is; so many comparisons in all, then no more suggestions."""


class Unit(msgspec.Struct, frozen=True):
    """A unit as submitted, and the exact factor into the indicator's own."""

    spelling: str
    factor: Fraction


class Named(msgspec.Struct, frozen=True):
    """An indicator, and the unit printed behind its title in parentheses, if one was."""

    indicator: Indicator
    printed_unit: str = ""


class Names:
    """Every name that a catalogue knows, ready to be looked up. Full-width forms and white space make no difference."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = catalogue.indicators
        self._places = _index((place.id, place.title, *place.aliases) for place in catalogue.plan.places)
        self._hierarchy = Hierarchy(catalogue.plan, self._places)
        self._titles = _index((each.id, each.title, *each.aliases) for each in catalogue.indicators.values())
        self._units = {
            each.id: {fold(spelling): factor for spelling, factor in each.units.items()}
            for each in catalogue.indicators.values()
        }
        spellings = [*catalogue.known_units, *(unit for units in self._units.values() for unit in units)]
        self._known_units = {fold(spelling): spelling for spelling in spellings}
        self._suggested: dict[tuple[str, str], str | None] = {}
        self._comparisons = 0
        self._written_out: dict[str, tuple[str, ...]] = {}

    def place(self, text: str) -> str | Complaint:
        """Return a place's id."""
        found = self.places_called(text)
        if len(found) == 1:
            return found[0]
        if found:
            return _ambiguous("entity", "地区", text, found)
        return _unknown("entity", "地区", text, self._like("entity", text, self._places), self._places)

    def indicator(self, text: str) -> Named | Complaint:
        """Return the indicator that `text` names: its id, title or alias, perhaps with a unit in parentheses behind."""
        name = fold(text)
        found, unit = self._titles.get(name, ()), ""
        behind = _UNIT_BEHIND.fullmatch(name)
        if not found and behind and self.is_unit(behind["unit"]):
            found, unit = self._titles.get(fold(behind["title"]), ()), behind["unit"]
        if len(found) == 1:
            return Named(self._indicators[found[0]], unit)
        if found:
            return _ambiguous("indicator", "指标", text, found)
        return _unknown("indicator", "指标", text, self._like("indicator", text, self._titles), self._titles)

    def known(self, text: str) -> Indicator | None:
        """Return the one indicator that `text` names, if it does; nothing is said or suggested where it does not."""
        found = self.indicators_called(text)
        return self._indicators[found[0]] if len(found) == 1 else None

    def indicators_called(self, text: str) -> tuple[str, ...]:
        """Return the ids of all indicators that `text` may mean, with or without a unit in parentheses behind."""
        name = fold(text)
        found = self._titles.get(name, ())
        behind = _UNIT_BEHIND.fullmatch(name)
        if not found and behind and self.is_unit(behind["unit"]):
            found = self._titles.get(fold(behind["title"]), ())
        return found

    def known_place(self, text: str) -> str | None:
        """Return the id of the one place that `text` names, if it does."""
        found = self.places_called(text)
        return found[0] if len(found) == 1 else None

    def names_a_place(self, text: str) -> bool:
        """Tell whether any place bears this very name."""
        return fold(text) in self._places

    def place_like(self, text: str) -> Text | None:
        """Suggest the place that may have been meant."""
        return _did_you_mean(self._like("entity", text, self._places))

    def places_called(self, text: str) -> tuple[str, ...]:
        """Return the ids of all places that `text` may mean, with or without the places around them in front."""
        name = fold(text)
        if name not in self._written_out:
            self._written_out[name] = self._places.get(name) or self._hierarchy.find(name)
        return self._written_out[name]

    def parts(self, indicator: Indicator) -> list[str]:
        """Return the titles of the reported indicators that a derived one is computed from."""
        return list(dict.fromkeys(self._indicators[part].title for part in parts(self._indicators, indicator.id)))

    def is_unit(self, text: str) -> bool:
        """Tell whether this is a unit at all, of whatever kind."""
        return fold(text) in self._known_units

    def unit(self, indicator: Indicator, text: str) -> Unit | Complaint:
        """Return the unit, if it converts into that of `indicator`."""
        factor = self._units[indicator.id].get(fold(text))
        if factor is not None:
            return Unit(text.strip(), factor)
        expected = expected_unit(indicator)
        if self.is_unit(text):
            return Complaint(
                code="unit-not-convertible",
                message=Text(
                    f"单位“{shown(text)}”不能换算为“{indicator.title}”的单位",
                    f"the unit {shown(text)} does not convert into that of {indicator.title}",
                ),
                expected=expected,
            )
        near = self._like(f"unit of {indicator.id}", text, self._units[indicator.id])
        return Complaint(
            code="unknown-unit",
            message=Text(f"不认识的单位“{shown(text)}”", f"unknown unit {shown(text)}"),
            expected=expected,
            hint=_did_you_mean(near),
        )

    def _like(self, kind: str, text: str, names: Iterable[str]) -> str | None:
        """Return the known name nearest to `text`, if any comes near. Asked once for each spelling."""
        asked = (kind, fold(text))
        if asked not in self._suggested:
            known = list(names)
            self._comparisons += len(known)
            if self._comparisons > _COMPARISONS:
                return None
            # Only a wrong name needs it.
            from rapidfuzz import fuzz, process

            best = process.extractOne(asked[1][:200], known, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
            self._suggested[asked] = best[0] if best else None
        return self._suggested[asked]


def _index(named: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Map each folded spelling to the ids that bear it; the first of each group is its id."""
    index: dict[str, tuple[str, ...]] = {}
    for identity, *spellings in named:
        for spelling in (identity, *spellings):
            held = index.get(fold(spelling), ())
            index[fold(spelling)] = held if identity in held else (*held, identity)
    return index


def expected_unit(indicator: Indicator) -> Text:
    """List the spellings of a unit that an indicator takes."""
    spellings = list(indicator.units)[:_SHOWN_CHOICES] or [indicator.unit]
    return Text("单位：" + "、".join(spellings), "one of: " + ", ".join(spellings))


def _did_you_mean(name: str | None) -> Text | None:
    return Text(f"是不是“{name}”？", f"did you mean {name}?") if name else None


def _unknown(kind: str, zh: str, text: str, near: str | None, names: Iterable[str]) -> Complaint:
    choices = list(islice((name for name in names if not name.isascii()), _SHOWN_CHOICES))
    return Complaint(
        code=f"unknown-{kind}",
        message=Text(f"规划中没有{zh}“{shown(text)}”", f"the plan knows no {kind} {shown(text)}"),
        expected=None if near else Text("如：" + "、".join(choices), "such as: " + ", ".join(choices)),
        hint=_did_you_mean(near),
    )


def _ambiguous(kind: str, zh: str, text: str, found: tuple[str, ...]) -> Complaint:
    return Complaint(
        code=f"ambiguous-{kind}",
        message=Text(
            f"{zh}“{shown(text)}”可指：" + "、".join(found), f"the {kind} {shown(text)} may mean: " + ", ".join(found)
        ),
        hint=Text("请写编号", "write its id"),
    )

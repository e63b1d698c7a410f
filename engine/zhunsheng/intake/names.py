"""Names of places, indicators and units, as submissions write them."""

import re
from collections.abc import Collection, Iterable
from fractions import Fraction

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
_SCALED_BY_CASE = frozenset("mMpP")
"""In front of a unit a small letter and a capital mean different sizes: milli- and mega-, pico- and peta-."""
_ENGLISH = re.compile("[A-Za-z]{3,}")


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
        self._known_units = frozenset(map(fold, spellings))
        self._by_case: dict[str, set[str]] = {}
        for spelling in self._known_units:
            self._by_case.setdefault(spelling.casefold(), set()).add(spelling)
        self._suggested: dict[tuple[str, str], str | None] = {}
        self._listed: dict[tuple[str, str], tuple[str, ...]] = {}
        self._comparisons = 0
        self._written_out: dict[str, tuple[str, ...]] = {}
        self._meant: dict[str, bool] = {}

    def place(self, text: str) -> str | Complaint:
        """Return a place's id."""
        found = self.places_called(text)
        if len(found) == 1:
            return found[0]
        if found:
            return _ambiguous("entity", "地区", text, found)
        near = self._like("entity", text, self._places)
        return _unknown("entity", "地区", text, near, () if near else self._nearest("entity", text, self._places))

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
        near = self._like("indicator", text, self._titles)
        return _unknown("indicator", "指标", text, near, () if near else self._nearest("indicator", text, self._titles))

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

    def may_mean(self, heading: str) -> bool:
        """Tell whether a heading names an indicator, or comes so near to one that it may have been meant."""
        if heading not in self._meant:
            bare = _UNIT_BEHIND.fullmatch(fold(heading))
            near = (self._like("indicator", text, self._titles) for text in (heading, bare["title"] if bare else ""))
            self._meant[heading] = bool(self.indicators_called(heading)) or any(near)
        return self._meant[heading]

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
        return self._unit_name(text) in self._known_units

    def _unit_name(self, text: str) -> str:
        """Return the known spelling that differs from `text` in nothing but case (KM), or `text` itself, folded."""
        name = fold(text)
        alike = () if name in self._known_units else self._by_case.get(name.casefold(), ())
        sure = [each for each in alike if each[0] == name[0] or each[0] not in _SCALED_BY_CASE]
        return sure[0] if len(sure) == len(alike) == 1 else name

    def unit(self, indicator: Indicator, text: str) -> Unit | Complaint:
        """Return the unit, if it converts into that of `indicator`."""
        factor = self._units[indicator.id].get(self._unit_name(text))
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
        near = self._unit_meant(indicator, text)
        return Complaint(
            code="unknown-unit",
            message=Text(f"不认识的单位“{shown(text)}”", f"unknown unit {shown(text)}"),
            expected=expected,
            hint=_did_you_mean(near),
        )

    def _unit_meant(self, indicator: Indicator, text: str) -> str | None:
        """Return the unit that `text` misspells, if any: never one of another size than was probably meant (mm, m)."""
        name, factors = fold(text), self._units[indicator.id]
        close = [unit for unit in factors if abs(len(unit) - len(name)) <= 1 and unit not in name]
        meant = self._like(f"unit of {indicator.id}", text, close)
        if meant is None:
            return None
        others = [unit for unit in close if factors[unit] != factors[meant]]
        return None if self._like(f"another unit of {indicator.id}", text, others) else meant

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

    def _nearest(self, kind: str, text: str, names: Iterable[str]) -> tuple[str, ...]:
        """Return the titles that share most with `text`, where none is near enough to be what was meant."""
        asked = (kind, fold(text))
        if asked not in self._listed:
            titles = [name for name in names if not name.isascii()]
            self._comparisons += len(titles)
            if self._comparisons > _COMPARISONS:
                return ()
            from rapidfuzz import fuzz, process

            longer = [title for title in titles if asked[1] and asked[1] in title]
            best = process.extract(asked[1][:200], titles, scorer=fuzz.ratio, limit=_SHOWN_CHOICES)
            self._listed[asked] = tuple(dict.fromkeys([*longer, *(title for title, *_ in best)]))[:_SHOWN_CHOICES]
        return self._listed[asked]


def unit_behind(text: str) -> str:
    """Return what stands in parentheses behind a title."""
    behind = _UNIT_BEHIND.fullmatch(fold(text))
    return behind["unit"] if behind else ""


def _index(named: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Map each folded spelling to the ids that bear it; the first of each group is its id."""
    index: dict[str, tuple[str, ...]] = {}
    for identity, *spellings in named:
        for spelling in (identity, *spellings):
            held = index.get(fold(spelling), ())
            index[fold(spelling)] = held if identity in held else (*held, identity)
    return index


def expected_unit(indicator: Indicator) -> Text:
    """List the spellings of a unit that an indicator takes: in Chinese, Chinese ones and symbols."""
    spellings = list(indicator.units) or [indicator.unit]
    chinese = [spelling for spelling in spellings if not _ENGLISH.search(spelling)] or spellings
    return Text("、".join(chinese[:_SHOWN_CHOICES]), "one of: " + ", ".join(spellings[:_SHOWN_CHOICES]))


def _did_you_mean(name: str | None) -> Text | None:
    return Text(f"是不是“{name}”？", f"did you mean {name}?") if name else None


def _unknown(kind: str, zh: str, text: str, near: str | None, choices: Collection[str]) -> Complaint:
    listed = Text(
        "规划中的名称，最相近的是 " + "、".join(choices), "a name of the plan; the nearest are " + ", ".join(choices)
    )
    return Complaint(
        code=f"unknown-{kind}",
        message=Text(f"规划中没有{zh}“{shown(text)}”", f"the plan knows no {kind} {shown(text)}"),
        expected=listed if choices else None,
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

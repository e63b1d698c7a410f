"""What a YAML file may hold, as data: its keys, what each means, and the form of what stands behind it.

The compiler takes from here which keys there are; JSON Schema, completion and hover are made from the same table.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from zhunsheng.model.text import Text


class Refers(StrEnum):
    """What a value names, if it names something that is declared elsewhere."""

    INDICATOR = "indicator"
    DEPARTMENT = "department"
    PLACE = "place"
    LEVEL = "level"
    TASK = "task"
    RULE = "rule"
    UNIT = "unit"
    THEME = "theme"


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A single value. `pattern` matches the whole of its text, with the blanks around it left out.

    `choices` is a closed vocabulary, each word with its meaning; `usual` are words that fit where others may too.
    `number` says that YAML reads it as a number.
    """

    about: Text
    pattern: str = ""
    choices: Mapping[str, Text] = {}
    usual: Mapping[str, Text] = {}
    refers: Refers | None = None
    number: bool = False


class Several(msgspec.Struct, frozen=True, kw_only=True):
    """A list of at least one item; `or_one` says that a single item may stand without brackets."""

    of: "Form"
    or_one: bool = False


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping of at least one entry whose keys are the author's own: years, names.

    `names` says what the value behind a key names, where it names something.
    """

    keys: Value
    of: "Form"
    names: Mapping[str, Refers] = {}


class Either(msgspec.Struct, frozen=True, kw_only=True):
    """One of several forms."""

    options: tuple["Form", ...]


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A key of a mapping: what it means, what stands behind it, and examples of that as YAML reads them."""

    name: str
    about: Text
    of: "Form"
    needed: bool = False
    examples: tuple[Any, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What else holds of a mapping that has all of `has`, none of `lacks`, and says `says` but not `denies`."""

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    denies: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()

    def holds(self, written: Mapping[str, str | None]) -> bool:
        """Tell whether this is such a mapping: `written` are its keys, each with its text if it is a single value."""
        there = all(key in written for key in self.has) and not any(key in written for key in self.lacks)
        said = all(written.get(key) == word for key, word in self.says)
        return there and said and not any(written.get(key) == word for key, word in self.denies)


class Names(NamedTuple):
    """The keys that a mapping must have, and those that it may have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping with keys that are known beforehand. `name` is unique among all shapes, in kebab case."""

    name: str
    about: Text
    keys: tuple[Key, ...]
    cases: tuple[Case, ...] = ()

    @property
    def names(self) -> Names:
        """The keys, whatever the mapping says."""
        needed = tuple(key.name for key in self.keys if key.needed)
        return Names(needed, tuple(key.name for key in self.keys if not key.needed))

    def names_for(self, written: Mapping[str, str | None]) -> Names:
        """The keys of a mapping that says what is `written`, as in `Case.holds`."""
        holding = [case for case in self.cases if case.holds(written)]
        needs = {name for case in holding for name in case.needs}
        refused = {name for case in holding for name in case.refuses}
        needed = tuple(key.name for key in self.keys if key.needed or key.name in needs)
        rest = (key.name for key in self.keys if key.name not in needed and key.name not in refused)
        return Names(needed, tuple(rest))

    def key(self, name: str) -> Key | None:
        """Return the key that is called `name`."""
        return next((key for key in self.keys if key.name == name), None)


Form = Value | Several | Entries | Either | Shape

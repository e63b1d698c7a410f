"""What a command found and what it looked at, as plain data, in one language: formats are made from nothing else."""

from enum import StrEnum

import msgspec

from zhunsheng.model.fix import Edit
from zhunsheng.model.location import Location


class Weight(StrEnum):
    """How grave a remark is, by the words that SARIF has for it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of remark: a numbered check, a rule of a plan. `help` is plain text, `markdown` the same laid out."""

    id: str
    name: str
    short: str
    full: str = ""
    help: str = ""
    markdown: str = ""
    weight: Weight = Weight.WARNING


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where something stands; `until` is the line, and the column after the last character, where it ends."""

    at: Location
    until: tuple[int, int] | None = None
    says: str = ""


class Setting(StrEnum):
    """Who has set a remark aside: a comment in the file itself, or a list of what is known."""

    IN_SOURCE = "inSource"
    KNOWN = "external"


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A remark set aside: by whom, and why."""

    by: Setting
    why: str


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """A change that would put it right."""

    title: str
    edits: tuple[Edit, ...]


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something found. The first of `spots` is where; `mark` is what it is known by from one run to the next."""

    kind: str
    weight: Weight
    text: str
    spots: tuple[Spot, ...]
    related: tuple[Spot, ...] = ()
    mark: str = ""
    aside: Aside | None = None
    repair: Repair | None = None


class Outcome(StrEnum):
    """How something that was looked at came out. An `ERROR` could not be looked at."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    SKIPPED = "skipped"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was looked at: `group` is dotted (“plan.rule”), `kind` and `says` tell why it did not pass.

    `detail` is the whole story, over several lines if need be; of what passed, it is what was remarked all the same.
    """

    group: str
    name: str
    outcome: Outcome = Outcome.PASSED
    kind: str = ""
    says: str = ""
    detail: str = ""
    at: Location | None = None


class Suite(msgspec.Struct, frozen=True, kw_only=True):
    """Cases that belong together."""

    name: str
    cases: tuple[Case, ...]

    def count(self, outcome: Outcome) -> int:
        """Count the cases that came out like this."""
        return sum(case.outcome is outcome for case in self.cases)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Everything: `command` is what ran (“lint”), `kinds` are at least those that remarks are of.

    `compared` says that what was known before was taken into account.
    """

    command: str
    version: str
    language: str
    kinds: tuple[Kind, ...]
    remarks: tuple[Remark, ...]
    suites: tuple[Suite, ...]
    compared: bool = False

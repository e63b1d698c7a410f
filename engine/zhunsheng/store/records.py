"""What goes into the store and what comes out of it, as plain data."""

from datetime import datetime
from enum import StrEnum

import msgspec

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.plan import Place
from zhunsheng.model.statement import Statement
from zhunsheng.model.text import Text


class Deed(StrEnum):
    """What an entry of the log says was done."""

    IMPORT = "import"
    CLOSE = "close"
    REOPEN = "reopen"
    RUN = "run"
    ACT = "act"
    """What somebody did about an item of the ledger (整改台账)."""


class RulesFile(msgspec.Struct, frozen=True):
    """A file of a plan folder: its name in it (`../` before a default beside the folders) and its bytes."""

    name: str
    data: bytes


class Rules(msgspec.Struct, frozen=True):
    """The rules in use: the digest of the plan folder, and its files."""

    digest: str
    files: tuple[RulesFile, ...]


class Context(msgspec.Struct, frozen=True):
    """Who hands in what for which plan, by which rules, when (None: now), with what remark.

    `again` takes bytes that are known already once more.
    """

    plan: str
    by: str
    rules: Rules
    at: datetime | None = None
    note: str = ""
    again: bool = False


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it comes in.

    `data` are its bytes. `rows` is what `reader` read in them, in that reader's own form, or None if that is not worth
    keeping. `count` counts data rows. `replaces` names earlier files, of whatever submitter, that it stands for.
    """

    path: str
    sha256: str
    data: bytes
    count: int
    reader: str
    rows: bytes | None
    statements: tuple[Statement, ...]
    places: tuple[Place, ...]
    problems: tuple[Diagnostic, ...]
    replaces: tuple[str, ...] = ()


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an arrival.

    `before` is the earlier import of the same bytes: nothing was then entered, and `superseded` counts the figures of
    that import that were revised since. `closed` are the figures refused because their year is closed; `revised` those
    with the figure that they revise, where it differs; `withdrawn` the withdrawals with the figure that they take back,
    `idle` those that found nothing to take back.
    """

    before: "Received | None" = None
    superseded: int = 0
    taken: int = 0
    new: int = 0
    closed: tuple[Statement, ...] = ()
    revised: tuple[tuple[Statement, Statement], ...] = ()
    withdrawn: tuple[tuple[Statement, Statement], ...] = ()
    idle: tuple[Statement, ...] = ()


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the store holds: when it came in, and when it was entered in the store.

    `closed` are the years that were closed when it came in.
    """

    seq: int
    at: datetime
    entered: datetime
    by: str
    plan: str
    path: str
    sha256: str
    size: int
    count: int
    note: str = ""
    replaces: tuple[str, ...] = ()
    closed: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.rpartition("/")[2]


class Vintage(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in its place in history. `number` counts what held; `restated`: it differs from the one before.

    A withdrawal counts, and restates, where a figure held. `said` is what was said of a figure that was not read.
    """

    figure: Statement
    source: Received
    number: int | None
    restated: bool
    said: Text | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """A year that was closed, or reopened."""

    at: datetime
    deed: Deed
    plan: str
    year: int
    by: str
    reason: str


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A check that was made: what was asked, by which program, and the digest of what was said (JSON, zh).

    `until` numbers the last entry that it saw; `data` are digests of files that were judged without being taken in.
    `seen` is the SHA-256 of the content that holds what it saw for the ledger, blank where it judged more than the
    store. `waived` are the items that were waived then.
    """

    until: int
    years: tuple[int, ...]
    as_of: str
    data: tuple[str, ...]
    result: str
    version: str
    seen: str = ""
    waived: tuple[str, ...] = ()


class KeptRun(msgspec.Struct, frozen=True, kw_only=True):
    """A run that judged the store alone, as its entry `seq` of the log tells of it; `data` is what it saw, packed."""

    seq: int
    at: datetime
    rules: str
    run: Run
    data: bytes


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Vintages by figure, in the order in which figures first came in; and closings in order."""

    figures: dict[tuple[str, str | None, int | None, str | None, str], tuple[Vintage, ...]]
    closings: tuple[Closing, ...]

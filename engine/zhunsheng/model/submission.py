"""What departments submitted, as read: figures, issued targets, and what was refused."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator


class DataFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read: its SHA-256, and how many data rows it holds (refused ones counted).

    Of a file that a store keeps, `submitter` handed it in and `received` says when (ISO 8601, time of Beijing).
    `department` is set where the file says that it is the form (填报表) of that department: an id, as it stands there.
    """

    path: str
    sha256: str
    rows: int
    submitter: str = ""
    received: str = ""
    department: str = ""


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One reported figure.

    `value` and `unit` are as submitted (`text` is the cell as it stood); `factor` turns them exactly into the
    indicator's unit. `bound` is set where only a bound was reported (“>95”).
    `illustrative` marks figures made up for demonstration. `submitter`, `received` and `sha256` are those of its
    file, where a store is asked.
    """

    entity: str
    year: int
    indicator: str
    value: Decimal
    unit: str
    factor: Fraction
    text: str
    at: Location
    bound: Operator | None = None
    note: str = ""
    evidence: str = ""
    illustrative: bool = False
    submitter: str = ""
    received: str = ""
    sha256: str = ""

    @property
    def figure(self) -> Fraction:
        """The figure in the indicator's own unit."""
        return Fraction(self.value) * self.factor


class IssuedTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A target that the city issued (市下达任务), with its citation (document number and date).

    `operator` is None where the row gives a bare number: the rule's declared operator applies.
    `benchmark` says that it is no target but the figure of others that a rule compares with (基准值).
    """

    entity: str
    year: int
    indicator: str
    value: Decimal
    unit: str
    factor: Fraction
    citation: str
    at: Location
    operator: Operator | None = None
    illustrative: bool = False
    benchmark: bool = False

    @property
    def figure(self) -> Fraction:
        """The target in the indicator's own unit."""
        return Fraction(self.value) * self.factor


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was submitted but could not be read. It is *not* “not reported”: nobody is accused of silence.

    `code` is that of the diagnostic; `at` names each cell concerned (two rows that disagree name both).
    `issued` says that the row was an issued target, not a result.
    """

    entity: str
    year: int
    indicator: str
    code: str
    at: tuple[Location, ...]
    issued: bool = False


class Blank(msgspec.Struct, frozen=True, kw_only=True):
    """A cell in which a figure could have stood and that says that there is nothing to report: empty, or a dash."""

    entity: str
    year: int
    indicator: str
    at: Location


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from the data of one run. At most one observation for each (entity, year, indicator).

    `roster` lists the places that a roster (名册) among the data named, of the plan's `rosters` levels.
    `blanks` are the cells left blank of figures that nothing else was said of.
    """

    files: tuple[DataFile, ...] = ()
    observations: tuple[Observation, ...] = ()
    issued: tuple[IssuedTarget, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    blanks: tuple[Blank, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    roster: tuple[Place, ...] = ()

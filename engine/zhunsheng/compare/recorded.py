"""A written report (`check -o json`, contract zhunsheng/evaluation/1) -> a side of a comparison."""

from collections import Counter
from fractions import Fraction
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from zhunsheng.compare.wording import waived, written
from zhunsheng.model.change import Cell, Found, Row, Said, Side
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature
from zhunsheng.model.text import Text

EVALUATION = "zhunsheng/evaluation/1"
_DECIMAL = r"-?[0-9]{1,400}(\.[0-9]{1,400})?"
_FRACTION = r"-?[0-9]{1,400}/0*[1-9][0-9]{0,400}"
_END = r"-?[0-9]{1,400}(/0*[1-9][0-9]{0,400})?"

_Number = Annotated[str, Meta(pattern=f"^{_DECIMAL}$")]
_Exact = Annotated[str, Meta(pattern=f"^{_FRACTION}$")]
_Limit = Annotated[str, Meta(pattern=rf"^{_DECIMAL}(\.\.{_DECIMAL})?$")]
_ExactLimit = Annotated[str, Meta(pattern=rf"^{_END}(\.\.{_END})?$")]
_Missing = Annotated[str, Meta(pattern="^[^@]+@[0-9]{1,4}$")]
_Factor = Annotated[str, Meta(pattern=f"^{_END}$")]


class NotAReportError(ValueError):
    """The file is no report of this contract, or a spoilt one; the text says what is wrong."""


class _Observation(msgspec.Struct, frozen=True, kw_only=True):
    value: _Number
    unit: str
    at: str
    indicator: str
    year: int
    text: str
    bound: Operator | None
    factor: _Factor
    submitter: str | None = None
    received: str | None = None


class _Judgement(msgspec.Struct, frozen=True, kw_only=True):
    rule: str
    indicator: str
    entity: str
    year: int
    nature: Nature
    status: Status
    reason: Reason
    value: _Number | None
    value_exact: _Exact | None
    bound: Operator | None
    unit: str
    operator: Operator | None
    target: _Limit | None
    target_exact: _ExactLimit | None
    due: int | None
    citation: str | None
    gap: _Number | None
    gap_exact: _Exact | None
    pace: _Number | None
    pace_exact: _Exact | None
    phase: Phase | None = None
    expected: _Number | None = None
    expected_exact: _Exact | None = None
    relapsed: bool
    decimals: int | None
    owner: str
    observations: list[_Observation]
    missing: list[_Missing]


class _Key(msgspec.Struct, frozen=True, kw_only=True):
    rule: str
    entity: str
    year: int


class _Because(msgspec.Struct, frozen=True, kw_only=True):
    policy: str
    judgements: list[_Key]


class _Finding(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    kind: FindingKind
    level: Level
    rule: str | None
    entity: str
    year: int
    owner: str
    message: str
    because: _Because


class _Problem(msgspec.Struct, frozen=True, kw_only=True):
    severity: Severity


class _Report(msgspec.Struct, frozen=True, kw_only=True):
    schema: Literal["zhunsheng/evaluation/1"]
    plan: str
    years: list[int]
    rules_digest: str
    judgements: list[_Judgement]
    findings: list[_Finding]
    problems: list[_Problem]


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    schema: str = ""


def is_report(data: bytes) -> bool:
    """Tell whether a file says of itself that it is a report of a check, of whatever version."""
    try:
        return msgspec.json.decode(data, type=_Head).schema.startswith("zhunsheng/evaluation/")
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def of_report(data: bytes, label: Text) -> Side:
    """Return one side. Raises `NotAReportError`."""
    try:
        report = msgspec.json.decode(data, type=_Report)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NotAReportError(str(error)) from error
    twice = [key for key, count in Counter((j.rule, j.entity, j.year) for j in report.judgements).items() if count > 1]
    if twice:
        raise NotAReportError(f"two judgements of {' / '.join(map(str, twice[0]))}")
    return Side(
        label=label,
        plan=report.plan,
        years=tuple(sorted(set(report.years))),
        digest=report.rules_digest,
        rows=tuple(map(_row, report.judgements)),
        found=tuple(map(_found, report.findings)),
        incomplete=any(each.severity is Severity.ERROR for each in report.problems)
        or any(each.reason is Reason.REFUSED for each in report.judgements),
    )


def _row(read: _Judgement) -> Row:
    low, upper = _limit(read.target_exact or read.target)
    return Row(
        rule=read.rule,
        indicator=read.indicator,
        entity=read.entity,
        year=read.year,
        nature=read.nature,
        owner=read.owner,
        status=read.status,
        reason=read.reason,
        unit=read.unit,
        value=_number(read.value_exact or read.value),
        bound=read.bound,
        operator=read.operator,
        target=low,
        upper=upper,
        due=read.due,
        citation=read.citation,
        gap=_number(read.gap_exact or read.gap),
        pace=_number(read.pace_exact or read.pace),
        phase=read.phase,
        expected=_number(read.expected_exact or read.expected),
        waiver=waived() if read.status is Status.WAIVED else None,
        relapsed=read.relapsed,
        decimals=read.decimals,
        cells=tuple(map(_cell, read.observations)),
        missing=tuple(read.missing),
    )


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _limit(text: str | None) -> tuple[Fraction | None, Fraction | None]:
    low, _, upper = (text or "").partition("..")
    return _number(low or None), _number(upper or None)


def _cell(read: _Observation) -> Cell:
    figure = Fraction(read.value) * Fraction(read.factor)
    return Cell(
        indicator=read.indicator,
        year=read.year,
        figure=figure,
        bound=read.bound,
        said=Said(
            text=written(read.text, read.unit, done=figure >= 1),
            at=read.at,
            by=read.submitter or "",
            received=read.received or "",
        ),
    )


def _found(read: _Finding) -> Found:
    return Found(
        id=read.id,
        policy=read.because.policy,
        kind=read.kind,
        level=read.level,
        rule=read.rule,
        entity=read.entity,
        year=read.year,
        owner=read.owner,
        message=Text(read.message, read.message),
        rests_on=tuple((key.rule, key.entity, key.year) for key in read.because.judgements),
    )

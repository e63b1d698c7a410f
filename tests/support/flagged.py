"""An evaluation whose figures were questioned, out of a store: flags of every level, a figure that was refused."""

from collections.abc import Sequence

import msgspec

from tests.support.evaluations import SCRIPT, YEARS, evaluation
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag, Range

DECLARED = Location(file="checks.yaml", line=7)
RECEIVED = "2026-03-01T10:00:00+08:00"
SUBMITTER = "区城管局"


def flag(
    kind: CheckKind,
    level: CheckLevel,
    owner: str,
    *indicators: str,
    year: int = 2025,
    at: Sequence[Location] = (),
    message: Text | None = None,
    arithmetic: str = "",
) -> Flag:
    return Flag(
        check=f"check-of-{kind}",
        kind=kind,
        level=level,
        year=year,
        owner=owner,
        indicators=indicators,
        indicator=indicators[0] if len(indicators) == 1 else None,
        entity="here" if len(indicators) == 1 else None,
        at=tuple(at),
        message=message or Text(f"{kind} 有疑问", f"{kind}: to be verified"),
        arithmetic=arithmetic,
        hint=Text("请核实", "please verify"),
        declared=DECLARED,
    )


def cell(whole: Evaluation, indicator: str, year: int) -> Location:
    return next(o.at for o in whole.submission.observations if (o.indicator, o.year) == (indicator, year))


def flags(whole: Evaluation) -> tuple[Flag, ...]:
    """One of each level of one department, one with a hostile name, one without a cell, one of many cells."""
    sewage, before = cell(whole, "sewage", 2025), cell(whole, "sewage", 2024)
    many = [o.at for o in whole.submission.observations if o.year == 2025 and o.indicator != "green"]
    return (
        flag(CheckKind.UNCHANGED, CheckLevel.NOTE, "city", "green", at=[cell(whole, "green", 2025)]),
        flag(
            CheckKind.JUMP,
            CheckLevel.QUESTION,
            "city",
            "sewage",
            at=[sewage, before],
            message=Text("比上年多 0.2，以往每年多 0.8", "0.2 more than the year before, 0.8 is usual"),
            arithmetic="94.2 − 94 = 0.2",
        ),
        flag(
            CheckKind.RANGE,
            CheckLevel.REFUSE,
            "city",
            "waste",
            year=2024,
            at=[Location(file="2024.xlsx", sheet="Sheet <1>", cell="D21")],
        ),
        flag(CheckKind.MISSING, CheckLevel.QUESTION, "health", "infants", "beds", year=2024),
        flag(
            CheckKind.ON_LIMIT,
            CheckLevel.QUESTION,
            "evil",
            "energy",
            "insurance",
            at=many,
            message=Text(f"{SCRIPT} | =1+1", f"{SCRIPT} | =1+1"),
        ),
    )


def flagged(years: Sequence[int] = YEARS, *, ascii_only: bool = False) -> Evaluation:
    """Return the evaluation of `years`, its figures signed, with `flags`."""
    whole = evaluation(years, ascii_only=ascii_only)
    who = "city" if ascii_only else SUBMITTER

    def signed(observation: Observation) -> Observation:
        return msgspec.structs.replace(observation, submitter=who, received=RECEIVED)

    submission = msgspec.structs.replace(
        whole.submission,
        observations=tuple(map(signed, whole.submission.observations)),
        files=tuple(msgspec.structs.replace(file, submitter=who, received=RECEIVED) for file in whole.submission.files),
    )
    judgements = tuple(
        msgspec.structs.replace(j, observations=tuple(map(signed, j.observations))) for j in whole.judgements
    )
    check = Range(id="check-of-range", title="range", level=CheckLevel.REFUSE, at=DECLARED, indicators=("waste",))
    return msgspec.structs.replace(
        whole,
        catalogue=msgspec.structs.replace(whole.catalogue, checks=(check,)),
        submission=submission,
        judgements=judgements,
        flags=flags(whole),
    )

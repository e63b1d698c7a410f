"""What all checks found together: each thing said once, in order; and what must not be used, taken out."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.submission import Observation, Refusal, Submission
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag
from zhunsheng.validate.found import Found
from zhunsheng.validate.held import Key

_WEIGHT = {CheckLevel.NOTE: 0, CheckLevel.QUESTION: 1, CheckLevel.REFUSE: 2}
_SAID_BY = {
    CheckKind.JUMP: (CheckKind.MAGNITUDE, CheckKind.RANGE),
    CheckKind.DENOMINATOR: (CheckKind.MAGNITUDE, CheckKind.RANGE),
    CheckKind.UNCHANGED: (CheckKind.COPIED,),
}
"""A slip of the unit is a jump, too; a department that copied has many figures unchanged. One question is enough."""

_SAID_IN_READING = {CheckKind.RANGE: "share-out-of-range"}
"""What intake remarks of a cell without knowing of checks: a flag on the cell says it with its arithmetic."""


def said_once(found: Sequence[Found]) -> list[Found]:
    """Leave out what another flag, of the same weight or more, says of the same figure more plainly."""
    weights: dict[tuple[CheckKind, Key], int] = {}
    for each in found:
        for key in map(_key, each.doubted):
            known = weights.get((each.flag.kind, key), 0)
            weights[each.flag.kind, key] = max(known, _WEIGHT[each.flag.level])

    def is_said(each: Found) -> bool:
        plainer = _SAID_BY.get(each.flag.kind, ())
        weight = _WEIGHT[each.flag.level]
        return any(weights.get((kind, _key(seen)), -1) >= weight for kind in plainer for seen in each.doubted)

    return [each for each in found if not is_said(each)]


def in_order(found: Iterable[Found], catalogue: Catalogue) -> list[Found]:
    """Sort by year, check, department, indicator and place, as the catalogue lists them; else they stay in order."""
    checks = _places(each.id for each in catalogue.checks)
    owners = _places(each.id for each in catalogue.plan.departments)
    indicators = _places(catalogue.indicators)
    entities = _places(each.id for each in catalogue.plan.places)

    def order(each: Found) -> tuple[object, ...]:
        flag = each.flag
        return (
            flag.year,
            checks(flag.check),
            owners(flag.owner),
            [indicators(indicator) for indicator in flag.indicators],
            entities(flag.entity or ""),
        )

    return sorted(found, key=order)


def _places(names: Iterable[str]) -> Callable[[str], tuple[int, str]]:
    """Number names in their order; one that is not among them comes after, by its letters."""
    known = {name: number for number, name in enumerate(names)}
    return lambda name: (known.get(name, len(known)), name)


def without_refused(found: Iterable[Found], submission: Submission) -> Submission:
    """Take out what flags of the level “refuse” doubt; the first of them says why."""
    refusals: dict[Key, Refusal] = {}
    for flag, doubted in found:
        if flag.level is CheckLevel.REFUSE:
            for seen in doubted:
                refusals.setdefault(_key(seen), _refusal(seen, flag))
    if not refusals:
        return submission
    return msgspec.structs.replace(
        submission,
        observations=tuple(seen for seen in submission.observations if _key(seen) not in refusals),
        refusals=(*submission.refusals, *refusals.values()),
    )


def without_remarks(found: Iterable[Found], submission: Submission) -> Submission:
    """Take out what was remarked in reading of a cell of which a flag says the same."""
    flagged = {(code, at) for flag, _ in found if (code := _SAID_IN_READING.get(flag.kind)) for at in flag.at}
    problems = tuple(each for each in submission.problems if (each.code, each.at) not in flagged)
    if len(problems) == len(submission.problems):
        return submission
    return msgspec.structs.replace(submission, problems=problems)


def _refusal(seen: Observation, flag: Flag) -> Refusal:
    code = f"check-{flag.kind.value}"
    return Refusal(entity=seen.entity, year=seen.year, indicator=seen.indicator, code=code, at=flag.at)


def _key(seen: Observation) -> Key:
    return seen.entity, seen.indicator, seen.year

"""How many findings each policy rule of the house draws from what is known: said again in arrays, not by the engine."""

from collections import Counter

import numpy as np

from benchmarks.nation.figures import CODE, Bools, Codes
from benchmarks.nation.nation import Known, Nation
from benchmarks.nation.promises import YEARS, Course, Promise
from zhunsheng.model.judgement import Reason

MISSED, SILENT = (Reason.LIMIT_MISSED,), (Reason.NO_OBSERVATION,)
BEHIND, FAR, REGRESSING = (Reason.PACE_BEHIND,), (Reason.PACE_FAR_BEHIND,), (Reason.PACE_REGRESSING,)
OFF = (*MISSED, *BEHIND, *FAR, *REGRESSING)
UNDECIDABLE = (Reason.REFUSED, Reason.MISSING_YEAR, Reason.MISSING_COMPONENT, Reason.ZERO_DENOMINATOR)
LATE = 2
"""The row of the third year."""
MANY_ALERTS = 3
"""So many rules of a department on alert in a year are one more alert."""
OF_ONE_YEAR: dict[str, dict[str, tuple[Reason, ...]]] = {
    "anticipatory": {
        "anticipatory-missed": MISSED,
        "anticipatory-regressing": REGRESSING,
        "anticipatory-far-behind": FAR,
        "anticipatory-behind": BEHIND,
        "not-reported": SILENT,
    },
    "task": {"task-missed": MISSED, "task-behind": (*BEHIND, *FAR, *REGRESSING), "not-reported": SILENT},
    "binding": {"binding-missed": MISSED, "binding-regressing": REGRESSING, "binding-behind": BEHIND},
}
"""Policy rules that look at nature and reason alone."""


def counted(nation: Nation, known: Known) -> Counter[str]:
    """Count the findings about single judgements, by policy rule."""
    found: Counter[str] = Counter()
    for rule, reasons, relapsed in zip(nation.rules, known.reasons, known.relapsed, strict=True):
        for policy, drawn_from in OF_ONE_YEAR[rule.nature].items():
            found[policy] += _count(_is(reasons, drawn_from))
        if rule.nature == "binding":
            found.update(_binding(rule, reasons))
        off = _is(reasons, OFF)
        found["not-evaluable"] += _count(_is(reasons, UNDECIDABLE))
        found["off-target-two-years-running"] += _count(off[1:] & off[:-1])
        found["relapse"] += _count(relapsed)
    return +found


def alerted(nation: Nation, known: Known) -> Bools:
    """Say of which rules and years there is an alert anywhere: (rules, years)."""
    found = np.zeros((len(nation.rules), len(YEARS)), dtype=np.bool_)
    for number, (rule, reasons, lost) in enumerate(zip(nation.rules, known.reasons, known.relapsed, strict=True)):
        off, silent = _is(reasons, OFF), _is(reasons, SILENT)
        warned = off | silent | lost
        if rule.nature == "binding":  # what is missed, or not reported when due, is a violation
            warned = (off & ~_is(reasons, MISSED)) | (silent & ~_due_years(rule)) | lost
        warned[1:] |= off[1:] & off[:-1]
        found[number] = warned.any(axis=1)
    return found


def departments(nation: Nation, alerts: Bools) -> dict[tuple[str, int], tuple[str, ...]]:
    """List the rules on alert of each department and year that has three or more of them, by owner and year."""
    listed: dict[tuple[str, int], tuple[str, ...]] = {}
    for number, row in np.argwhere(alerts).tolist():
        key = nation.rules[number].owner, YEARS[row]
        listed[key] = (*listed.get(key, ()), nation.rules[number].id)
    return {key: rules for key, rules in listed.items() if len(rules) >= MANY_ALERTS}


def _binding(rule: Promise, reasons: Codes) -> dict[str, int]:
    """Count what depends on the year as well: how late it is, and whether a limit is due."""
    far, silent = _is(reasons, FAR), _is(reasons, SILENT)
    due = _due_years(rule)
    return {
        "binding-far-behind-late": _count(far[LATE:]),
        "binding-far-behind-early": _count(far[:LATE]),
        "binding-not-reported-when-due": _count(silent & due),
        "binding-not-reported": _count(silent & ~due),
    }


def _due_years(rule: Promise) -> Bools:
    """Say in which years a limit is due, or stands on: (years, 1)."""
    stands_on = rule.course is not Course.YEARLY
    due = [year in rule.limits or (stands_on and year > max(rule.limits)) for year in YEARS]
    return np.array(due, dtype=np.bool_)[:, None]


def _is(reasons: Codes, which: tuple[Reason, ...]) -> Bools:
    return np.isin(reasons, [CODE[reason] for reason in which])


def _count(where: Bools) -> int:
    return int(np.count_nonzero(where))

"""Findings as facts: counts made here, outside the engine, for each group of findings of the strata before."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from zhunsheng.infer.facts import Cell, Facts, Row, columns_of
from zhunsheng.model.finding import Finding, FindingKind, Level
from zhunsheng.model.plan import Plan
from zhunsheng.model.policy import Constant, PolicyRule, Stratum, Tally


class Told(NamedTuple):
    """That there is a finding: all that tallies look at in one."""

    rule: str | None
    owner: str
    entity: str
    year: int
    kind: FindingKind
    level: Level


Found = TypeVar("Found", Finding, Told)


class Tallied(NamedTuple, Generic[Found]):
    """A group of findings: whom it concerns, and which findings each tally of the stratum counted."""

    owner: str
    entity: str
    year: int
    counted: dict[str, tuple[Found, ...]]

    def count(self, tally: str) -> int:
        """How many different rules the findings of `tally` are about."""
        return len({finding.rule for finding in self.counted[tally]})


def tally_facts(stratum: Stratum, findings: Sequence[Found], plan: Plan) -> tuple[Facts, list[Tallied[Found]]]:
    """Group `findings` by the stratum's `per` and count; row numbers are positions in the list returned.

    Only findings about rules count: a conclusion about a department is not one more alert of that department.
    """
    keys: dict[str, Callable[[Finding | Told], Cell]] = {
        "owner": lambda f: f.owner,
        "entity": lambda f: f.entity,
        "year": lambda f: f.year,
    }
    per: tuple[str, ...] = tuple(name for name in stratum.per if name in keys)
    groups: dict[Row, list[Found]] = {}
    for finding in findings:
        if finding.rule is not None:
            groups.setdefault(tuple(keys[name](finding) for name in per), []).append(finding)
    tallied = [_tallied(stratum, per, group, plan) for group in groups.values()]
    names: list[str] = [tally.name for tally in stratum.tallies]
    columns = columns_of(stratum, dict.fromkeys((*per, *names)))
    rows = []
    for key, group in zip(groups, tallied, strict=True):
        values = {**dict(zip(per, key, strict=True)), **{name: group.count(name) for name in names}}
        rows.append(tuple(values[name] for name in columns))
    unknown = tuple(name for name in stratum.per if name not in keys)
    return Facts(columns, rows, [[number] for number in range(len(rows))], unknown), tallied


def _tallied(stratum: Stratum, per: tuple[str, ...], findings: list[Found], plan: Plan) -> Tallied[Found]:
    """Describe a group. What `per` leaves open: all owners together, the plan's whole area, the latest year."""
    return Tallied(
        owner="、".join(sorted({finding.owner for finding in findings})),
        entity=findings[0].entity if "entity" in per else plan.area.id,
        year=max(finding.year for finding in findings),
        counted={tally.name: tuple(f for f in findings if counts(tally, f)) for tally in stratum.tallies},
    )


def counts(tally: Tally, finding: Finding | Told | PolicyRule) -> bool:
    """Tell whether `tally` counts a finding, or what a policy rule finds."""
    return tally.kind in (None, finding.kind) and tally.level in (None, finding.level)


def tallies_of(rule: PolicyRule, stratum: Stratum) -> tuple[str, ...]:
    """Names of the tallies that `rule` tests, in the stratum's order; all of them where it tests none."""
    tested = {test.attribute for pattern in rule.patterns for test in pattern.tests}
    return tuple(t.name for t in stratum.tallies if t.name in tested) or tuple(t.name for t in stratum.tallies)


def safe_when_undercounted(rule: PolicyRule, stratum: Stratum) -> bool:
    """Tell whether findings that are missing can only keep `rule` from firing, never make it fire."""
    names = {tally.name for tally in stratum.tallies}
    tests = [test for pattern in rule.patterns for test in pattern.tests]
    return all(isinstance(t, Constant) and t.compare in (">", ">=") for t in tests if t.attribute in names)

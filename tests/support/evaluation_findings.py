"""Findings drawn by hand, one way for each kind, for the evaluation that the report is tested on."""

from collections.abc import Iterable, Sequence

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Because, Finding, FindingKind, JudgementKey, Level
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Status
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Constant, Facts, Pattern, Policy, PolicyRule, Stratum
from zhunsheng.model.rule import Nature
from zhunsheng.model.text import Text


def _policy_rule(
    identifier: str, kind: FindingKind, level: Level, line: int, because: Text, *tests: Constant
) -> PolicyRule:
    patterns = (Pattern(name="j", tests=tests),)
    at = Location(file="policy.yaml", line=line, column=13)
    return PolicyRule(id=identifier, patterns=patterns, about="j", kind=kind, level=level, because=because, at=at)


MISSED = _policy_rule(
    "binding-missed", FindingKind.VIOLATION, Level.RED, 10, Text("约束性指标未达目标", "a binding target was missed"),
    Constant(attribute="status", compare="==", value="missed"),
)  # fmt: skip
BEHIND = _policy_rule(
    "off-target", FindingKind.ALERT, Level.YELLOW, 20, Text("偏离目标", "off target"),
    Constant(attribute="off_target", compare="==", value="yes"),
)  # fmt: skip
SILENT = _policy_rule(
    "not-reported", FindingKind.NOTICE, Level.BLUE, 30, Text("未报送", "not reported"),
    Constant(attribute="status", compare="==", value="not_reported"),
)  # fmt: skip
MANY = _policy_rule(
    "three-alerts", FindingKind.ALERT, Level.ORANGE, 40, Text("同一部门三项预警", "three alerts of a department"),
    Constant(attribute="alerts", compare=">=", value=3),
)  # fmt: skip
POLICY = Policy(
    strata=(
        Stratum(
            id="classify", facts=Facts.JUDGEMENTS, per=("rule",), sees=(), tallies=(), rules=(MISSED, BEHIND, SILENT)
        ),
        Stratum(id="load", facts=Facts.TALLIES, per=("owner", "year"), sees=(), tallies=(), rules=(MANY,)),
    )
)


def findings(of: Catalogue, judgements: Iterable[Judgement]) -> tuple[Finding, ...]:
    """Draw violations, then alerts, then notices; and one department's tally for each year with three alerts."""
    drawn = []
    for judgement in judgements:
        if judgement.status is Status.MISSED and judgement.nature is Nature.BINDING:
            drawn.append(_finding(of, MISSED, judgement))
        elif judgement.status in OFF_TARGET:
            drawn.append(_finding(of, BEHIND, judgement))
        elif judgement.status is Status.NOT_REPORTED:
            drawn.append(_finding(of, SILENT, judgement))
    drawn += _tallies(of, [f for f in drawn if f.kind is FindingKind.ALERT])
    return tuple(sorted(drawn, key=lambda f: list(FindingKind).index(f.kind)))


def _finding(of: Catalogue, policy: PolicyRule, judgement: Judgement) -> Finding:
    key = JudgementKey(judgement.rule, judgement.entity, judgement.year)
    elsewhere = "" if judgement.entity == of.plan.area.id else f"-{judgement.entity}"
    return Finding(
        id=f"ZS-{policy.id}-{judgement.rule}-{judgement.year}{elsewhere}",
        kind=policy.kind,
        level=policy.level,
        rule=judgement.rule,
        entity=judgement.entity,
        year=judgement.year,
        owner=judgement.owner,
        message=policy.because,
        because=Because(policy=policy.id, stratum="classify", text=policy.because, judgements=(key,)),
        source=of.rules[judgement.rule].source,
    )


def _tallies(of: Catalogue, alerts: Sequence[Finding]) -> list[Finding]:
    groups: dict[tuple[str, int], list[Finding]] = {}
    for alert in alerts:
        groups.setdefault((alert.owner, alert.year), []).append(alert)
    return [
        Finding(
            id=f"ZS-three-{owner}-{year}",
            kind=MANY.kind,
            level=MANY.level,
            rule=None,
            entity=of.plan.area.id,
            year=year,
            owner=owner,
            message=MANY.because,
            because=Because(policy=MANY.id, stratum="load", text=MANY.because, findings=tuple(f.id for f in found)),
            source=None,
        )
        for (owner, year), found in groups.items()
        if len(found) >= 3
    ]

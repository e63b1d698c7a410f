"""What policy concludes of one judgement, read off the policy's own data: only constants are compared, one row seen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zhunsheng.model.judgement import OFF_TARGET, Phase, Reason, Status
from zhunsheng.model.policy import Constant, Facts, Policy, PolicyRule
from zhunsheng.model.rule import Nature
from zhunsheng.prove.words import KINDS, LEVELS

NOTHING = "没有违反、预警或提示"

_VERBS = {"违反": "认定", "预警": "发出", "提示": "给出"}


class Situation(NamedTuple):
    """All that a policy rule about one row may look at."""

    nature: Nature
    status: Status
    reason: Reason
    phase: Phase
    year_no: int
    relapsed: bool = False

    def facts(self) -> Mapping[str, str | int]:
        """The attributes by the names that policies use."""
        return {
            "nature": self.nature.value,
            "status": self.status.value,
            "reason": self.reason.value,
            "phase": self.phase.value,
            "year_no": self.year_no,
            "off_target": "yes" if self.status in OFF_TARGET else "no",
            "relapsed": "yes" if self.relapsed else "no",
        }


def fired(policy: Policy, situation: Situation) -> tuple[PolicyRule, ...]:
    """List the policy rules that conclude something from this one judgement, in the policy's order."""
    return tuple(rule for rule in _about_one_row(policy) if _matches(rule, situation.facts()))


def sentence(rule: PolicyRule, owner: str, place: str | None = None) -> str:
    """Write a conclusion as a step: 发出预警（橙色），由发改局负责，理由是“未报送”."""
    kind, level = words(rule)
    about = f"对{place}" if place else ""
    return f"{about}{_VERBS[kind]}{kind}（{level}），由{owner}负责，理由是“{rule.because.zh}”"


def words(rule: PolicyRule) -> tuple[str, str]:
    """The features' words for the kind and the level of a conclusion."""
    kind = next(word for word, value in KINDS.items() if value is rule.kind)
    level = next(word for word, value in LEVELS.items() if value is rule.level)
    return kind, level


def _about_one_row(policy: Policy) -> Iterator[PolicyRule]:
    for stratum in policy.strata:
        if stratum.facts is Facts.JUDGEMENTS:
            yield from (rule for rule in stratum.rules if len(rule.patterns) == 1)


def _matches(rule: PolicyRule, facts: Mapping[str, str | int]) -> bool:
    (pattern,) = rule.patterns
    return all(isinstance(test, Constant) and _holds(test, facts) for test in pattern.tests)


def _holds(test: Constant, facts: Mapping[str, str | int]) -> bool:
    found, asked = facts.get(test.attribute), test.value
    if isinstance(found, int) and isinstance(asked, int):
        return {
            "==": found == asked,
            "!=": found != asked,
            "<": found < asked,
            "<=": found <= asked,
            ">": found > asked,
            ">=": found >= asked,
        }[test.compare]
    return (found == asked) if test.compare == "==" else found is not None and found != asked

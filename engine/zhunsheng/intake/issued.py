"""Issued targets (市下达任务): which rules wait for one, and what such a row must bring."""

from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Text

MISSING_CITATION = "missing-citation"
"""What is said of a target or benchmark without its document, in the column where that is to be written."""


class IssuedRules:
    """The rules of a catalogue whose figure arrives later as data, by indicator."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rules: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
        self._compared: set[str] = set()
        for rule in catalogue.rules.values():
            if rule.benchmark is not None:
                self._compared.add(rule.indicator)
            elif rule.issued:
                self._rules.setdefault(rule.indicator, []).append((rule, frozenset(rule.scope)))

    def complaint(
        self, entity: str, indicator: Indicator, operator: Operator | None, citation: str
    ) -> Complaint | None:
        """Say why an issued target cannot be used, if anything keeps it from being used."""
        rules = self._rules.get(indicator.id, [])
        if not rules:
            return _none_awaited(indicator, compared=indicator.id in self._compared)
        if not citation:
            return _no_citation()
        in_scope = [rule for rule, scope in rules if entity in scope]
        if not in_scope:
            return _out_of_scope(indicator)
        # A city may issue yearly targets on the way: any year of the plan is taken.
        targets = [target for rule in in_scope for target in rule.targets if target.value is None]
        if operator is not None and not any(_same_direction(target.operator, operator) for target in targets):
            return _other_direction(operator, targets)
        return None


def _same_direction(declared: Operator, given: Operator) -> bool:
    return (declared.rising and given.rising) or (declared.falling and given.falling)


def _none_awaited(indicator: Indicator, compared: bool) -> Complaint:
    result = Text("如系实绩，“类型”应填“实绩”", "if it is a result, its record is “actual”")
    benchmark = Text("如系所对照的基准值，“类型”应填“基准值”", "if it is compared with, its record is “benchmark”")
    return Complaint(
        code="no-issued-target",
        message=Text(
            f"规划中“{indicator.title}”的目标不由上级另行下达",
            f"the plan has no target of {indicator.title} that is issued later",
        ),
        hint=benchmark if compared else result,
    )


def _no_citation() -> Complaint:
    return Complaint(
        code=MISSING_CITATION,
        message=Text("下达目标没有依据", "an issued target without evidence"),
        expected=Text("“依据”列填写文号和日期", "document number and date in the column evidence"),
    )


def _out_of_scope(indicator: Indicator) -> Complaint:
    return Complaint(
        code="issued-out-of-scope",
        message=Text(
            f"规划未对该地区规定“{indicator.title}”的下达目标",
            f"the plan awaits no issued target of {indicator.title} for this place",
        ),
    )


def _other_direction(operator: Operator, targets: list[Target]) -> Complaint:
    declared = "、".join(sorted({target.operator.value for target in targets}))
    return Complaint(
        code="issued-operator",
        message=Text(
            f"下达目标写作“{operator.value}”，与规划的方向相反",
            f"the issued target says {operator.value}, against the direction of the plan",
        ),
        expected=Text(declared, declared.replace("、", ", ")),
    )

"""ledger.yaml: how many days a department has to put right what was found, and when that is taken further (督办)."""

from collections.abc import Mapping
from typing import NamedTuple

from zhunsheng.compile import escalation_file, literals
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.shape import Fields, fields
from zhunsheng.compile.yaml_tree import Mapping as MappingNode
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.escalation import Escalation
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.ledger import Terms
from zhunsheng.model.shapes import ledger as shapes
from zhunsheng.model.text import Text

KINDS = (FindingKind.VIOLATION, FindingKind.ALERT)
"""Kinds that open an item of the ledger."""
MOST_DAYS = 3650


class LedgerFile(NamedTuple):
    """What a ledger.yaml says."""

    terms: Terms
    escalation: Escalation


def read(node: Node, ids: Mapping[str, tuple[str, ...]], problems: Problems) -> LedgerFile | None:
    """Read the tree of a ledger.yaml. `ids` lists the ids of the plan, for each attribute that holds one.

    None unless it states the terms; what is wrong is reported.
    """
    file = fields(node, problems, *shapes.LEDGER.names)
    if file is None:
        return None
    terms, escalation = _terms(file, problems), escalation_file.read(file, ids)
    return None if terms is None else LedgerFile(terms, escalation)


def _terms(file: Fields, problems: Problems) -> Terms | None:
    terms = file.fields("terms", *shapes.TERMS.names)
    if terms is None:
        return None
    days: dict[str, int] = {}
    for kind in KINDS:
        days |= _of_kind(terms, kind, problems)
    default = _days(terms.node("default"), problems)
    return None if default is None else Terms(days=days, default=default)


def _of_kind(terms: Fields, kind: FindingKind, problems: Problems) -> dict[str, int]:
    """Read the days of one kind: one number, or one for each level."""
    node = terms.node(kind.value)
    if not isinstance(node, MappingNode):
        days = _days(node, problems)
        return {} if days is None else {kind.value: days}
    found: dict[str, int] = {}
    levels = Fields(node, problems, *shapes.DAYS_BY_LEVEL.names)
    for level in Level:
        days = _days(levels.node(level.value), problems)
        if days is not None:
            found[f"{kind.value}:{level.value}"] = days
    return found


def _days(node: Node | None, problems: Problems) -> int | None:
    """Read a number of days; None where there is none, or it is no sensible one, which is reported."""
    if node is None:
        return None
    days = literals.read(node, literals.whole, problems) if isinstance(node, Scalar) else None
    if days is not None and 1 <= days <= MOST_DAYS:
        return days
    if days is not None or not isinstance(node, Scalar):
        message = Text("这不是整改期限。", "This is no number of days.")
        problems.add("ledger-days", node.at, message, Text(f"1 到 {MOST_DAYS} 天", f"1 to {MOST_DAYS} days"))
    return None

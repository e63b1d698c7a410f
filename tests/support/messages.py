"""What is said of a judgement of the small catalogue."""

from fractions import Fraction
from typing import Any

from tests.support.policies import a_rule
from zhunsheng.infer.message import Teller
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text

POLICY_RULE = a_rule("r", {"j": {"status": "missed"}}, because={"zh": "约束性指标未达目标", "en": "it was missed"})


def said(catalogue: Catalogue, judgement: Judgement, *others: Judgement) -> Text:
    return Teller(catalogue).about_judgement(judgement, others, POLICY_RULE)


def limit(target: str, operator: str = ">=", due: int = 2025, upper: str | None = None) -> dict[str, Any]:
    high = None if upper is None else Fraction(upper)
    return {"operator": Operator(operator), "target": Fraction(target), "upper": high, "due": due}

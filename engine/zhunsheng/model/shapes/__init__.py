"""Every YAML file that an author writes, as a table of keys: one module a file."""

from collections.abc import Mapping

from zhunsheng.model.shapes.assessment import ASSESSMENT
from zhunsheng.model.shapes.base import Shape
from zhunsheng.model.shapes.checks import CHECKS
from zhunsheng.model.shapes.checkup import CHECKUP
from zhunsheng.model.shapes.leaders import LEADERS
from zhunsheng.model.shapes.ledger import LEDGER
from zhunsheng.model.shapes.plan import PLAN
from zhunsheng.model.shapes.policy import POLICY
from zhunsheng.model.shapes.rules import RULES

FILES: Mapping[str, Shape] = {
    "plan.yaml": PLAN,
    "policy.yaml": POLICY,
    "checks.yaml": CHECKS,
    "ledger.yaml": LEDGER,
    "assessment.yaml": ASSESSMENT,
    "checkup.yaml": CHECKUP,
    "leaders.yaml": LEADERS,
}
"""Files that have a name of their own; every other YAML file of a plan folder holds `RULES`."""


def of_file(name: str) -> Shape:
    """Return what a file of that name, without its folder, may hold."""
    return FILES.get(name, RULES)

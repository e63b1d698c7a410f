"""Portfolios (分管): which leader of the government answers for which departments. No verdict depends on it."""

import msgspec

from zhunsheng.model.text import Text

UNASSIGNED = Text("未分管", "No leader")
"""What stands in the place of a leader where a department has none."""


class Leader(msgspec.Struct, frozen=True, kw_only=True):
    """A leader (分管领导): post (职务), name, and the ids of the departments that report to them."""

    post: str
    name: str
    departments: tuple[str, ...]

    @property
    def title(self) -> str:
        """Post and name: “副区长 张三”."""
        return f"{self.post} {self.name}"


class Portfolios(msgspec.Struct, frozen=True, kw_only=True):
    """Who answers for what, in the order of protocol. A department has one leader, or none.

    `illustrative` says that the persons were made up for demonstration.
    """

    plan: str
    leaders: tuple[Leader, ...]
    illustrative: bool = False

    def of(self, department: str) -> Leader | None:
        """Return the leader of a department, None where nobody is named."""
        return next((leader for leader in self.leaders if department in leader.departments), None)

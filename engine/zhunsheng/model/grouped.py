"""By what a list of rules can be grouped."""

from enum import StrEnum


class By(StrEnum):
    """One way to group rules; the values are those of `rules --by`."""

    DEPARTMENT = "department"
    """责任部门: whoever answers for the rule."""
    SUPPORT = "support"
    """配合部门."""
    LEADER = "leader"
    """分管领导, by the departments that report to them."""
    TASK = "task"
    """主要任务分工表."""
    THEME = "theme"
    NATURE = "nature"
    PLACE = "place"

"""What is said where the data do not speak of one plan, or not of the plan that was asked for."""

from collections.abc import Sequence

from zhunsheng.errors import UsageError
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text


def several(plans: Sequence[str], telling: Sequence[Sequence[str]]) -> UsageError:
    """Say which plans know rows of which files: none knows all of them, or more than one does.

    `telling` lists, for each of `plans`, the files with the rows that speak of it.
    """
    named = [(plan, files) for plan, files in zip(plans, telling, strict=True) if files]
    known = "、".join(f"{plan}（{'、'.join(files)}）" for plan, files in named) or "、".join(plans)
    return UsageError(
        Text(
            f"数据涉及的规划不止一个或没有一个：{known}，请用 --plan 指明。",
            f"the data speak of several plans or of none: {known}. Name one with --plan.",
        )
    )


def another(asked: str, spoken: str) -> UsageError:
    """Say that the data speak of another plan than the one asked for."""
    return UsageError(
        Text(
            f"所给数据没有一行是规划 {asked} 的，说的是规划 {spoken}：请用 --plan {spoken}。",
            f"no row of the data is of the plan {asked}; they speak of {spoken}: use --plan {spoken}.",
        )
    )


def stranger(file: str, asked: str, spoken: str) -> Diagnostic:
    """Say that a file beside others speaks of another plan than the one asked for."""
    return Diagnostic(
        code="another-plan",
        severity=Severity.ERROR,
        at=Location(file=file),
        message=Text(
            f"没有一行是规划 {asked} 的，说的是规划 {spoken}，未核查",
            f"no row is of the plan {asked}; it speaks of {spoken}: not judged",
        ),
        hint=Text(f"要核查的，请另用 --plan {spoken}", f"judge it with --plan {spoken}"),
    )

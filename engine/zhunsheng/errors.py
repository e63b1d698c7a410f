"""What stops a command, as the user is told it. Anything else that is raised is a defect of this program."""

from collections.abc import Sequence

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.text import Text


class UsageError(Exception):
    """The command cannot be carried out as asked (exit code 2)."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class UnreadableDataError(Exception):
    """Not one figure could be read (exit code 3). Nothing is judged: silence would be read out of broken files."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the data")
        self.problems = tuple(problems)


class BadRulesError(Exception):
    """The rules do not compile (exit code 2). A bad rule is never a violated rule.

    `remark` is said after the problems: of which files they are, where that is not to be seen.
    """

    def __init__(self, problems: Sequence[Diagnostic], remark: Text | None = None) -> None:
        super().__init__(f"{len(problems)} problem(s) in the rules")
        self.problems = tuple(problems)
        self.remark = remark

"""What is known of a code in general: its number, how grave it is, what it says, and which stage reports it."""

from enum import StrEnum
from typing import NamedTuple

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text


class Finder(StrEnum):
    """The stage that reports a code."""

    COMPILE = "compile"
    CITE = "cite"
    LINT = "lint"


class Code(NamedTuple):
    """The number of a code (“ZS101”), how grave it is unless set otherwise, and what it says in general."""

    number: str
    severity: Severity
    meaning: Text
    finder: Finder = Finder.COMPILE

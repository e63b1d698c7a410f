"""What the editor asks of the rest of the program, and hears of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with the files of a plan: each problem names its file by an absolute path."""

    problems: tuple[Diagnostic, ...]


class Bench(Protocol):
    """The rest of the program. Nothing here raises for what an author may have typed."""

    def plans_of(self, path: Path) -> tuple[Path, ...]:
        """The folders of the plans that a file belongs to; none for a file that is no part of any."""

    def files_of(self, plan: Path) -> tuple[Path, ...]:
        """The YAML files of a plan, and those beside it that serve it."""

    def check(self, plan: Path, unsaved: Mapping[Path, bytes]) -> Checked:
        """Compile a plan with what the editor holds; the last good catalogue serves the questions below."""

    def more(self, plan: Path, unsaved: Mapping[Path, bytes]) -> tuple[Diagnostic, ...]:
        """What is said of a plan that compiles; it takes longer, and is asked when an author pauses."""

    def sentence(self, plan: Path, rule: str) -> str:
        """What a rule demands, its path by year and its last verdicts, as text; empty where it is not known."""

    def units(self, plan: Path) -> tuple[str, ...]:
        """The units that there are."""

    def help_of(self, code: str) -> str:
        """What a problem is about, why it matters, and how to mend it, as Markdown; empty where nothing is known."""

    def feature_of(self, plan: Path, rule: str) -> Path | None:
        """The feature file of a rule, if there is one."""

    def passage_of(self, plan: Path, citation: Citation) -> tuple[Location, tuple[int, int]] | None:
        """Where a citation leads in the published text, and line and column behind it; None where that is not known."""

    def laid_out(self, text: str) -> str | None:
        """A text in the one layout; None where it cannot be read."""

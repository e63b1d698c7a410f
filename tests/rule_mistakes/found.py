"""What is found wrong with the folder of an example."""

from pathlib import Path

from zhunsheng import api
from zhunsheng.compile import load
from zhunsheng.model.code import Finder
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location


def found(plan: Path, finder: Finder) -> tuple[Diagnostic, ...]:
    """Look as far as the stage `finder` looks: what does not compile is not looked at longer."""
    if finder is Finder.COMPILE:
        return load(plan).problems
    sources = plan.parent.parent / "sources"
    return api.lint(plan.parent, sources=sources if finder is Finder.CITE else None).problems


def place(problem: Diagnostic) -> Location:
    """Where a problem is, in a file named as in the example."""
    at = problem.at
    return Location(file=Path(at.file).name, line=at.line, column=at.column)

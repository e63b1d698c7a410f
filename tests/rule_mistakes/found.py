"""What is found wrong with the folder of an example."""

from pathlib import Path

from tests.rule_mistakes.scene import BASELINE
from zhunsheng.compile import conflicts, load
from zhunsheng.model.code import Finder
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.use_cases.linting import Asked, lint


def found(plan: Path, finder: Finder) -> tuple[Diagnostic, ...]:
    """Lint a plan's folder with all that lies beside it; only compile it where compiling is to find something."""
    if finder is Finder.COMPILE:
        loaded = load(plan)
        return (*loaded.problems, *(conflicts([(plan, loaded.catalogue)]) if loaded.catalogue else ()))
    beside = plan.parent.parent
    there = {name: beside / name for name in ("sources", "features", BASELINE) if (beside / name).exists()}
    return lint(
        Asked(
            rules=plan.parent,
            sources=there.get("sources"),
            features=there.get("features"),
            baseline=there.get(BASELINE),
        )
    ).problems


def place(problem: Diagnostic) -> Location:
    """Where a problem is, in a file named as in the example."""
    at = problem.at
    return Location(file=Path(at.file).name, line=at.line, column=at.column)

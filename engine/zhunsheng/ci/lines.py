"""What several formats say in the same words."""

from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Case
from zhunsheng.model.location import Location


def place(at: Location, paths: Paths) -> str:
    """Write where something stands: “rules/a.yaml:3:5”, “data.xlsx[表!B7]”."""
    shown = Location(file=paths.shown(at.file), line=at.line, column=at.column, sheet=at.sheet, cell=at.cell)
    return str(shown)


def story(case: Case, paths: Paths) -> str:
    """Return the place of a case and all that is told of it, over several lines."""
    where = [] if case.at is None else [place(case.at, paths)]
    return "\n".join([*where, *([case.detail] if case.detail else [])])

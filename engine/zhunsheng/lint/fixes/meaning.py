"""Fixes that change what a rule says: offered to its author, never applied unasked."""

from zhunsheng.lint.fixes.edits import cut, instead_of, quoted, replacing
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.layout import Layout, Written
from zhunsheng.model.text import Text


def maintain(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Say that a level which is met already is to be kept."""
    rule = _rule(problem, layout)
    base = None if rule is None else rule.under("base")
    if rule is None or base is None or base.key is None or rule.flow or rule.under("trajectory") is not None:
        return None
    edit = Edit(
        file=layout.file,
        line=base.key.line,
        column=base.key.column,
        end_line=base.key.line,
        end_column=base.key.column,
        text="trajectory: maintain\n" + " " * (base.key.column - 1),
    )
    title = Text("写明保持：trajectory: maintain", "Say that it is kept: trajectory: maintain")
    return Fix(title=title, edits=(edit,), safe=False)


def as_said(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Write the operator that the words say."""
    spot = layout.spots.get((problem.at.line or 0, problem.at.column or 0))
    if spot is None or problem.instead is None:
        return None
    before = cut(layout, spot[1])
    edit = replacing(layout, spot[1], quoted(problem.instead, before))
    return instead_of(before.strip("\"'"), problem.instead, edit, safe=False)


def _rule(problem: Diagnostic, layout: Layout) -> Written | None:
    spot = layout.spots.get((problem.at.line or 0, problem.at.column or 0))
    parts = [] if spot is None else spot[0].split("/")
    return layout.rules.get(parts[1]) if parts[:1] == ["rules"] and len(parts) > 1 else None

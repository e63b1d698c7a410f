"""Fixes: for a problem, the change of its file that would put it right, where there is only one."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from zhunsheng.lint.fixes import characters, meaning, repeated, values
from zhunsheng.lint.given import Files
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Fix
from zhunsheng.model.layout import Layout

_MAKERS: Mapping[str, Callable[[Diagnostic, Layout], Fix | None]] = {
    "tab": characters.tab,
    "trailing-space": characters.blanks,
    "control-character": characters.unseen,
    "yaml-syntax": characters.syntax,
    "duplicate-item": repeated.item,
    "duplicate-key": repeated.key,
    "missing-operator": values.operator,
    "already-satisfied": meaning.maintain,
    "strictness-lost": meaning.as_said,
    "strictness-differs": meaning.as_said,
}


LONGEST = 2_000
"""Characters of a line: a longer one nobody wrote by hand, and to look into it may take for ever."""


def with_fixes(problems: Iterable[Diagnostic], files: Files) -> tuple[Diagnostic, ...]:
    """Give each problem of these files its fix, where there is one."""
    names = {files.shown(name): name for name in files.names}
    return tuple(_with_fix(problem, names, files) for problem in problems)


def _with_fix(problem: Diagnostic, names: Mapping[str, str], files: Files) -> Diagnostic:
    name = names.get(problem.at.file)
    maker = _MAKERS.get(problem.code, values.meant if problem.instead is not None else None)
    if problem.fix is not None or name is None or maker is None or problem.at.line is None:
        return problem
    layout = files.layout(name)
    here = layout.lines[max(0, problem.at.line - 2) : problem.at.line]
    if problem.at.line > len(layout.lines) or any(len(line) > LONGEST for line in here):
        return problem
    fix = maker(problem, layout)
    return problem if fix is None else msgspec.structs.replace(problem, fix=fix)

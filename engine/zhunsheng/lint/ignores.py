"""Inline ignores, “# zhunsheng: ignore[ZS324] why”: on the line concerned, or alone on the line above it.

An ignore must say why; one without a reason, of an error or of nothing is remarked on itself.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from zhunsheng.model.codes import CODES, NAMES
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.layout import Comment, Layout
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

MARK = "zhunsheng:"
_OURS = re.compile(rf"#\s*{MARK}\s*(?P<rest>.*)$", re.DOTALL)
_IGNORE = re.compile(r"ignore\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)$", re.DOTALL)


class Ignore(NamedTuple):
    """One code of an ignore: where its comment stands, on which line it bears, and why."""

    file: str
    comment: Comment
    line: int
    key: str
    reason: str


class Sifted(NamedTuple):
    """Problems after the ignores: those that remain, remarks on the ignores among them, and those ignored with why."""

    remaining: tuple[Diagnostic, ...]
    ignored: tuple[tuple[Diagnostic, str], ...]


def sifted(problems: Iterable[Diagnostic], layouts: Iterable[Layout], blind: Collection[str]) -> Sifted:
    """Take out what the comments of these files ignore. A warning that a team holds for an error may be ignored too.

    `blind` are codes that were not looked for: whether an ignore of one is needed cannot be told.
    """
    remarks: list[Diagnostic] = []
    ignores = [each for layout in layouts for each in _ignores(layout, remarks)]
    by_place = {(each.file, each.line, _code(each.key)): each for each in ignores if each.reason}
    remaining, ignored, used = [], [], set()
    for problem in problems:
        place = (problem.at.file, problem.at.line or 0, problem.code)
        ignore = by_place.get(place)
        if ignore is None or CODES[problem.code].severity is Severity.ERROR:
            remaining.append(problem)
        else:
            ignored.append((problem, ignore.reason))
            used.add(ignore)
    remarks += [remark for each in ignores if each not in used for remark in _idle(each, ignores, blind)]
    return Sifted((*remaining, *remarks), tuple(ignored))


def _code(key: str) -> str:
    return NAMES.get(key, key)


def _ignores(layout: Layout, remarks: list[Diagnostic]) -> Iterator[Ignore]:
    """List the ignores of a file; what is no ignore as it should be is remarked on."""
    bearing = _next_lines(layout)
    for comment in layout.comments:
        ours = _OURS.match(comment.text)
        if ours is None:
            continue
        found = _IGNORE.match(ours["rest"])
        keys = [key.strip() for key in found["codes"].split(",")] if found else []
        if found is None or not all(keys):
            remarks.append(_malformed(layout, comment))
            continue
        reason = found["reason"].strip()
        if not reason:
            remarks.append(_without_reason(layout, comment))
        for key in keys:
            yield Ignore(
                layout.file, comment, bearing[comment.line - 1] if comment.alone else comment.line, key, reason
            )


def _next_lines(layout: Layout) -> list[int]:
    """Give for each line the next one, itself perhaps, that is neither blank nor a comment: comments alone bear on it.

    Behind the last such line, the line itself.
    """
    found, following = [], 0
    for number in range(len(layout.lines), 0, -1):
        line = layout.lines[number - 1].lstrip()
        following = number if line and not line.startswith("#") else following
        found.append(following or number)
    return found[::-1]


def _idle(ignore: Ignore, ignores: list[Ignore], blind: Collection[str]) -> Iterator[Diagnostic]:
    """Say what is wrong with an ignore that ignores nothing. One without a reason is told already."""
    known = CODES.get(_code(ignore.key))
    if known is None:
        message = Text(f"没有检查“{ignore.key}”。", f"There is no check “{ignore.key}”.")
        hint = Text("照 lint 打出的编号写，如 ZS324。", "Write the number that lint prints, such as ZS324.")
        yield _remark("ignore-of-unknown", ignore.file, ignore.comment, message, hint=hint)
    elif known.severity is Severity.ERROR:
        message = Text(f"“{ignore.key}”是错误，不能忽略。", f"“{ignore.key}” is an error and cannot be ignored.")
        hint = Text("改正错误，删去忽略。", "Mend the error, and remove the ignore.")
        yield _remark("ignore-of-error", ignore.file, ignore.comment, message, hint=hint)
    elif ignore.reason and _code(ignore.key) not in blind:
        message = Text(f"这里没有“{ignore.key}”可忽略了。", f"There is nothing of “{ignore.key}” here to be ignored.")
        beside = [each for each in ignores if each.comment is ignore.comment and each.file == ignore.file]
        fix = _removal(ignore) if len(beside) == 1 else None
        yield _remark("unused-ignore", ignore.file, ignore.comment, message, fix)


def _removal(ignore: Ignore) -> Fix:
    """Take the comment out; one that stands alone goes with its line."""
    at = ignore.comment
    end = (at.line + 1, 1) if at.alone else (at.line, at.column + len(at.text))
    edit = Edit(
        file=ignore.file,
        line=at.line,
        column=1 if at.alone else at.column,
        end_line=end[0],
        end_column=end[1],
        text="",
    )
    return Fix(title=Text("删去用不上的忽略", "Remove the ignore that is not needed"), edits=(edit,))


def _malformed(layout: Layout, comment: Comment) -> Diagnostic:
    message = Text("这条注释像是忽略，却没有写对。", "This comment looks like an ignore, and is not one.")
    expected = Text("# zhunsheng: ignore[ZS324] 理由", "# zhunsheng: ignore[ZS324] why")
    return _remark("malformed-ignore", layout.file, comment, message, expected=expected)


def _without_reason(layout: Layout, comment: Comment) -> Diagnostic:
    message = Text("忽略没有写理由，不起作用。", "The ignore gives no reason: it has no effect.")
    expected = Text("方括号后写明为什么", "the reason behind the bracket")
    return _remark("ignore-without-reason", layout.file, comment, message, expected=expected)


def _remark(
    code: str,
    file: str,
    comment: Comment,
    message: Text,
    fix: Fix | None = None,
    expected: Text | None = None,
    hint: Text | None = None,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=CODES[code].severity,
        at=Location(file=file, line=comment.line, column=comment.column),
        until=(comment.line, comment.column + len(comment.text)),
        message=message,
        expected=expected,
        hint=hint,
        fix=fix,
        subject=f"ignore/{comment.text}",
    )

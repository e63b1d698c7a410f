"""The author's desk: which files lie open on it, and what is to be said of them now."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from zhunsheng.editor.bench import Bench
from zhunsheng.editor.book import Book, Page, page
from zhunsheng.editor.lines import UTF_16, Span
from zhunsheng.model.diagnostic import Diagnostic


class Remark(NamedTuple):
    """A problem as an editor shows it: where in the text, and what would mend it."""

    span: Span
    problem: Diagnostic


class Desk:
    """What is open, and what was found in it last."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.encoding = UTF_16
        """What the client counts characters in."""
        self._open: dict[Path, str] = {}
        self._books: dict[Path, Book] = {}
        self._problems: dict[Path, tuple[Diagnostic, ...]] = {}
        """By plan: all that was found in its files."""
        self._beyond: dict[Path, tuple[Diagnostic, ...]] = {}
        """By plan: what was said beyond that when its author last paused; it stays till the next pause."""
        self._whole: dict[Path, tuple[Diagnostic, ...]] = {}
        """By plan, as long as nothing is typed: everything, with what would mend it."""

    @property
    def unsaved(self) -> Mapping[Path, bytes]:
        """What the editor holds of each open file."""
        return {path: text.encode("utf-8", "replace") for path, text in self._open.items()}

    def put(self, path: Path, text: str) -> None:
        """Open a file, or take over what has been typed in it."""
        self._open[path] = text

    def take_away(self, path: Path) -> None:
        """Close a file: what is on disk counts again."""
        self._open.pop(path, None)

    def check(self, paths: frozenset[Path]) -> None:
        """Check every plan that the files belong to."""
        for plan in self.plans_of(paths):
            self._problems[plan] = self._bench.check(plan, self.unsaved).problems
            self._whole.pop(plan, None)

    def take_whole(self, plan: Path, whole: tuple[Diagnostic, ...]) -> None:
        """Take over everything that is to be said of a plan, as nothing was typed since it was asked for."""
        known = {(problem.code, problem.at) for problem in self._problems.get(plan, ())}
        self._whole[plan] = whole
        self._beyond[plan] = tuple(each for each in whole if (each.code, each.at) not in known)

    def is_whole(self, plan: Path) -> bool:
        """Tell whether everything has been said of a plan since it was last typed in."""
        return plan in self._whole

    def plans_of(self, paths: frozenset[Path]) -> tuple[Path, ...]:
        """Every plan that one of the files belongs to."""
        return tuple(dict.fromkeys(plan for path in sorted(paths) for plan in self._bench.plans_of(path)))

    def remarks(self) -> dict[Path, tuple[Remark, ...]]:
        """All that is to be said of every file; a mistake in a file that serves several plans is one mistake."""
        found: dict[Path, dict[Diagnostic, None]] = {}
        for plan, problems in self._problems.items():
            typed = (*problems, *self._beyond.get(plan, ()))
            for problem in self._whole.get(plan, typed):
                found.setdefault(Path(problem.at.file), {})[problem] = None
        return {path: tuple(self._remark(path, problem) for problem in problems) for path, problems in found.items()}

    def _remark(self, path: Path, problem: Diagnostic) -> Remark:
        shown = self.page(path)
        line, column = problem.at.line or 1, problem.at.column or 1
        start = shown.lines.offset_of(line, column)
        if problem.until is not None:
            return Remark(shown.lines.span(start, shown.lines.offset_of(*problem.until)), problem)
        word = next((word for word in shown.outline.words if word.start == start), None)
        end = start if word is None else word.end
        if word is None or "\n" in shown.text[start:end]:
            end = start + len(shown.text[start:].partition("\n")[0].rstrip())
        return Remark(shown.lines.span(start, end if end > start else start + 1), problem)

    def book(self, plan: Path) -> Book:
        """The pages of a plan as they are now."""
        texts = {path: text for path in self._bench.files_of(plan) if (text := self._text(path)) is not None}
        book = self._books.setdefault(plan, Book(self.encoding))
        book.update(texts | {path: text for path, text in self._open.items() if plan in self._bench.plans_of(path)})
        return book

    def page(self, path: Path) -> Page:
        """The page of one file, empty where it cannot be read."""
        text = self._text(path) or ""
        known = next((book.pages[path] for book in self._books.values() if path in book.pages), None)
        return known if known is not None and known.text == text else page(path, text, self.encoding)

    def _text(self, path: Path) -> str | None:
        if path in self._open:
            return self._open[path]
        try:
            with path.open("rb") as file:
                return file.read(1 << 20).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        except OSError:
            return None

"""The author's desk: which files lie open on it, and what is to be said of them now."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from zhunsheng.editor.bench import Bench
from zhunsheng.editor.book import Book, Page
from zhunsheng.editor.lines import UTF_16, Lines, Span
from zhunsheng.editor.words import word_end
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
        self._lines: dict[Path, Lines] = {}
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
        return {path: _remarks(self.lines(path), problems) for path, problems in found.items()}

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
        return known if known is not None and known.text == text else Page(path, text, self.encoding)

    def lines(self, path: Path) -> Lines:
        """The lines of one file, none where it cannot be read."""
        text = self._text(path) or ""
        known = self._lines.get(path)
        if known is None or known.text != text:
            known = self._lines[path] = Lines(text, self.encoding)
        return known

    def _text(self, path: Path) -> str | None:
        if path in self._open:
            return self._open[path]
        try:
            with path.open("rb") as file:
                return file.read(1 << 20).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        except OSError:
            return None


def _remarks(lines: Lines, problems: Iterable[Diagnostic]) -> tuple[Remark, ...]:
    return tuple(Remark(_span(lines, problem), problem) for problem in problems)


def _span(lines: Lines, problem: Diagnostic) -> Span:
    """Where a problem is: from where it begins to its end, or to that of the word there; at least one character."""
    start = lines.offset_of(problem.at.line or 1, problem.at.column or 1)
    end = word_end(lines.text, start) if problem.until is None else lines.offset_of(*problem.until)
    return lines.span(start, max(end, start + 1))

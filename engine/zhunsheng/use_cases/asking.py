"""What is asked of whom, sorted by the file in which it is to be answered, in the words of a marked copy."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from zhunsheng.mark import Asked
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.question import Question, of_reading, questions
from zhunsheng.model.submission import DataFile
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckLevel


class OfFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about one file. `sha256` is that of the bytes that were read, blank where it is not known.

    `received` is set for a file that a store keeps. `opened` says that it may be opened once more to be marked.
    """

    path: str
    asked: tuple[Asked, ...]
    sha256: str = ""
    received: bool = False
    opened: bool = True


_NOT_OPENED = frozenset(
    (
        *("broken-workbook", "xml-entities", "encrypted-or-old-workbook", "not-a-workbook", "workbook-too-large"),
        *("unsafe-workbook", "strict-workbook", "broken-parquet", "encrypted-parquet", "parquet-too-large"),
        *("parquet-reader-crashed", "parquet-too-slow", "link-leads-out", "file-ignored"),
    )
)
"""What intake could not or would not read is not opened for its copy either."""

_NAMED = 3
"""So many indicators of one question are named."""


def of_evaluation(evaluation: Evaluation) -> tuple[OfFile, ...]:
    """Sort everything that is asked after a check. Of a file handed in twice, the last one is asked about."""
    submission = evaluation.submission
    return _sorted(questions(evaluation), submission.files, evaluation.catalogue)


def of_problems(problems: Iterable[Diagnostic], files: Iterable[DataFile] = ()) -> tuple[OfFile, ...]:
    """Sort what reading alone asks about."""
    return _sorted(tuple(map(of_reading, problems)), files, None)


def _sorted(every: Sequence[Question], files: Iterable[DataFile], catalogue: Catalogue | None) -> tuple[OfFile, ...]:
    """Leave out files of which nothing is asked: one that is only told something need not come back."""
    known = {file.path: file for file in files}
    of: dict[str, list[Question]] = {}
    for question in every:
        for path in _paths(question, known.values()):
            of.setdefault(path, []).append(question)
    wording = _Wording(catalogue)
    return tuple(
        _of_file(path, mine, known, wording)
        for path, mine in of.items()
        if any(each.level is not CheckLevel.NOTE for each in mine)
    )


def _paths(question: Question, files: Iterable[DataFile]) -> list[str]:
    """Name the files in which a question is put; without a cell, the one form of the department that is to answer."""
    if question.at or not question.department:
        return list(dict.fromkeys(at.file for at in question.at))
    forms = [file.path for file in files if file.department == question.department]
    return forms if len(forms) == 1 else []


def _of_file(path: str, mine: Sequence[Question], known: Mapping[str, DataFile], wording: "_Wording") -> OfFile:
    file = known.get(path)
    return OfFile(
        path=path,
        asked=tuple(wording.asked(each, path) for each in mine),
        sha256=file.sha256 if file else "",
        received=bool(file and file.received),
        opened=not any(each.code in _NOT_OPENED for each in mine),
    )


class _Wording:
    """Questions in the words that a department reads."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        plan = catalogue.plan if catalogue else None
        self._places = {each.id: each.title for each in plan.places} if plan else {}
        self._indicators = {key: each.title for key, each in catalogue.indicators.items()} if catalogue else {}

    def asked(self, question: Question, path: str) -> Asked:
        """Word a question for one file."""
        return Asked(
            level=question.level,
            message=question.message.zh,
            at=tuple(at for at in question.at if at.file == path),
            figure=self._figure(question),
            expected=_zh(question.expected),
            hint=_zh(question.hint),
            arithmetic=question.arithmetic,
        )

    def _figure(self, question: Question) -> str:
        parts = (
            self._places.get(question.entity or "", ""),
            f"{question.year} 年" if question.year is not None else "",
            named((question.indicator,) if question.indicator else question.indicators, self._indicators),
        )
        return " ".join(part for part in parts if part)


def named(indicators: Iterable[str], titles: Mapping[str, str]) -> str:
    """Name indicators by their titles, the first few of many; what has no title is left out."""
    known = list(dict.fromkeys(titles[each] for each in indicators if each in titles))
    return "、".join(known[:_NAMED]) + (f"等 {len(known)} 项" if len(known) > _NAMED else "")


def _zh(text: Text | None) -> str:
    return text.zh if text is not None else ""

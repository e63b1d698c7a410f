"""Evaluation -> the list of questions (问题清单): all that each department is to answer for, at once."""

from collections.abc import Iterable, Sequence

from zhunsheng.model import question as model
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text
from zhunsheng.report import json_parts as parts
from zhunsheng.report import question_contract as contract
from zhunsheng.report.lookup import Lookup


def questions_json(evaluation: Evaluation) -> str:
    """Return the list of questions as JSON text: departments in the plan's order, what is nobody's last.

    A question about cells on the forms of several departments is put to each of them.
    """
    lookup = Lookup.of(evaluation)
    asked: dict[str, list[model.Question]] = {}
    for question in model.questions(evaluation):
        for department in (question.department, *question.beside):
            asked.setdefault(department, []).append(question)
    order = [department.id for department in evaluation.catalogue.plan.departments]
    known = [owner for owner in order if owner in asked]
    others = sorted(set(asked) - set(order), key=lambda owner: (not owner, owner))
    return parts.text(
        contract.Questions(
            schema="zhunsheng/questions/1",
            plan=evaluation.catalogue.plan.id,
            years=list(evaluation.years),
            departments=[_department(lookup, owner, asked[owner]) for owner in (*known, *others)],
        )
    )


def unread_json(problems: Iterable[Diagnostic]) -> str:
    """Return the list of questions where not one figure could be read: nobody knows of which plan, or whose."""
    asked = [model.of_reading(problem) for problem in problems]
    nobody = contract.Department(department="", title="", files=[], questions=[_question(each) for each in asked])
    return parts.text(
        contract.Questions(schema="zhunsheng/questions/1", plan=None, years=[], departments=[nobody] if asked else [])
    )


def _department(lookup: Lookup, owner: str, asked: Sequence[model.Question]) -> contract.Department:
    paths = {at.file for question in asked for at in question.at} | (_own(lookup, owner) if owner else set())
    return contract.Department(
        department=owner,
        title=lookup.department(owner),
        files=[
            contract.File(path=parts.valid(file.path), sha256=file.sha256)
            for file in lookup.evaluation.submission.files
            if file.path in paths
        ],
        questions=[_question(question) for question in asked],
    )


def _own(lookup: Lookup, owner: str) -> set[str]:
    """Name the files in which figures of a department stand."""
    submission, indicators = lookup.evaluation.submission, lookup.catalogue.indicators
    held = {o.at.file for o in submission.observations if indicators[o.indicator].owner == owner}
    return held | {file.path for file in submission.files if file.department == owner}


def _question(question: model.Question) -> contract.Question:
    return contract.Question(
        code=question.code,
        level=question.level,
        at=_spots(question.at),
        indicator=question.indicator,
        entity=question.entity,
        year=question.year,
        message=_said(question.message),
        expected=_said(question.expected) if question.expected is not None else None,
        hint=_said(question.hint) if question.hint is not None else None,
        arithmetic=parts.valid(question.arithmetic),
    )


def _spots(places: Iterable[Location]) -> list[contract.Spot]:
    return [
        contract.Spot(
            file=parts.valid(at.file),
            sheet=parts.valid(at.sheet) if at.sheet is not None else None,
            cell=at.cell,
            line=at.line,
            column=at.column,
        )
        for at in places
    ]


def _said(text: Text) -> contract.Said:
    return contract.Said(zh=parts.valid(text.zh), en=parts.valid(text.en))

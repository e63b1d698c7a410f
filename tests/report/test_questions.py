"""The list of questions: all that each department is to answer for, in one document that keeps its schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.support.evaluations import evaluation, problem
from tests.support.flagged import flagged
from tests.support.rendered import render

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.question import questions
from zhunsheng.model.submission import DataFile
from zhunsheng.report import question_contract, schema_json, unread_questions

SHIPPED = Path(__file__).parents[2] / "docs" / "schema" / "questions-1.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(flagged(), "questions", "zh"))
    return loaded


def of(document: dict[str, Any], department: str) -> dict[str, Any]:
    (found,) = [each for each in document["departments"] if each["department"] == department]
    return dict(found)


def test_the_shipped_schema_is_that_of_the_contract(document: dict[str, Any]) -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_json("questions")
    jsonschema.Draft202012Validator.check_schema(question_contract.schema())
    jsonschema.Draft202012Validator(question_contract.schema()).validate(document)


@pytest.mark.parametrize(
    "broken", [{"level": "fatal"}, {"at": ["a.csv:1"]}, {"message": "…"}, {"year": "2024"}, {"expected": "一个数"}]
)
def test_the_schema_refuses_what_the_contract_does_not_allow(document: dict[str, Any], broken: dict[str, Any]) -> None:
    first = document["departments"][0]
    spoilt = {**first, "questions": [{**first["questions"][0], **broken}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(question_contract.schema()).validate({**document, "departments": [spoilt]})


def test_problems_of_reading_and_flags_are_one_list_by_place(document: dict[str, Any]) -> None:
    asked = of(document, "city")["questions"]
    assert [(each["code"], each["level"]) for each in asked] == [
        ("not-a-number", "refuse"), ("check-range", "refuse"), ("check-jump", "question"), ("check-unchanged", "note"),
    ]  # fmt: skip
    assert asked[0] == {
        "code": "not-a-number",
        "level": "refuse",
        "at": [{"file": "2024.xlsx", "sheet": "Sheet <1>", "cell": "D21", "line": None, "column": None}],
        "indicator": "waste",
        "entity": "here",
        "year": 2024,
        "message": {"zh": "“<script>alert(1)</script>”不是数", "en": "“<script>alert(1)</script>” is not a number"},
        "expected": {"zh": "一个数，如 95.1", "en": "a number such as 95.1"},
        "hint": {"zh": "没有数就留空", "en": "leave it empty if there is none"},
        "arithmetic": "",
    }
    assert asked[2]["arithmetic"] == "94.2 − 94 = 0.2"
    assert asked[2]["at"][0] == {"file": "data/2025.csv", "sheet": None, "cell": None, "line": 15, "column": 4}


def test_nothing_is_lost_and_nothing_said_twice(document: dict[str, Any]) -> None:
    listed = [each for department in document["departments"] for each in department["questions"]]
    assert len(listed) == len(questions(flagged())) == 6
    assert (document["plan"], document["years"]) == ("test-plan", [2020, 2021, 2022, 2023, 2024, 2025])


def test_departments_come_in_the_plans_order_and_what_is_nobodys_last() -> None:
    whole = flagged()
    stray = problem(Location(file="stray.csv", line=1))
    submission = msgspec.structs.replace(whole.submission, problems=(stray, *whole.submission.problems))
    document = json.loads(render(msgspec.structs.replace(whole, submission=submission), "questions", "zh"))
    assert [each["department"] for each in document["departments"]] == ["health", "city", "evil", ""]
    assert of(document, "health")["title"] == "区卫健局"


def test_the_files_of_a_department_are_those_of_its_figures_and_its_form() -> None:
    whole: Evaluation = flagged((2025,))
    form = DataFile(path="form.xlsx", sha256="ef" * 32, rows=0, department="health")
    other = DataFile(path="other.csv", sha256="ef" * 32, rows=0)
    files = (*whole.submission.files, form, other)
    submission = msgspec.structs.replace(whole.submission, files=files)
    document = json.loads(render(msgspec.structs.replace(whole, submission=submission), "questions", "zh"))
    listed = of(document, "health")["files"]
    assert {"path": "form.xlsx", "sha256": "ef" * 32} in listed
    assert {"path": "data/2025.csv", "sha256": "ab" * 32} in listed
    assert "other.csv" not in {file["path"] for file in listed}


def test_two_forms_that_disagree_put_one_question_to_both_departments() -> None:
    whole = evaluation((2025,))
    places = [Location(file=f"{name}.xlsx", sheet="表", cell="D9") for name in ("city", "health")]
    files = tuple(
        DataFile(path=f"{name}.xlsx", sha256="ab" * 32, rows=1, department=name) for name in ("city", "health")
    )
    clash = msgspec.structs.replace(problem(places[1]), also=(places[0],))
    submission = msgspec.structs.replace(whole.submission, problems=(clash,), files=files)
    document = json.loads(render(msgspec.structs.replace(whole, submission=submission), "questions", "zh"))
    first, second = (of(document, name) for name in ("city", "health"))
    assert first["questions"] == second["questions"]
    assert [at["file"] for at in first["questions"][0]["at"]] == ["health.xlsx", "city.xlsx"]
    assert [each["path"] for each in first["files"]] == ["city.xlsx", "health.xlsx"]


def test_nothing_to_ask_is_an_empty_list() -> None:
    whole = evaluation((2025,))
    submission = msgspec.structs.replace(whole.submission, problems=())
    document = json.loads(render(msgspec.structs.replace(whole, submission=submission), "questions", "zh"))
    assert document["departments"] == []
    jsonschema.Draft202012Validator(question_contract.schema()).validate(document)


def test_where_nothing_could_be_read_the_questions_are_put_all_the_same() -> None:
    document = json.loads(unread_questions([problem(Location(file="broken.xlsx"))]))
    jsonschema.Draft202012Validator(question_contract.schema()).validate(document)
    assert document["plan"] is None
    assert [each["code"] for each in of(document, "")["questions"]] == ["not-a-number"]
    assert json.loads(unread_questions([]))["departments"] == []


def test_bytes_that_are_no_text_do_not_break_the_list() -> None:
    whole = evaluation((2025,))
    submission = msgspec.structs.replace(
        whole.submission, problems=(problem(Location(file="b\udcffd.csv", sheet="\ud800", cell="A1")),)
    )
    document = json.loads(render(msgspec.structs.replace(whole, submission=submission), "questions", "zh"))
    (asked,) = of(document, "")["questions"]
    assert (asked["at"][0]["file"], asked["at"][0]["sheet"]) == ("b?d.csv", "?")

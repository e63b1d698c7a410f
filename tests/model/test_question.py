"""One list of all that is to be answered for: whose it is, how grave, in what order."""

import msgspec
import pytest
from tests.support.evaluations import evaluation, problem

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.question import Question, questions, spot
from zhunsheng.model.submission import Blank, DataFile, Refusal
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag

FORM = Location(file="form.xlsx", sheet="表", cell="D9")


def flagged(*at: Location, owner: str = "city", indicator: str | None = "sewage") -> Flag:
    return Flag(
        check="range-sewage",
        kind=CheckKind.RANGE,
        level=CheckLevel.QUESTION,
        year=2024,
        owner=owner,
        indicators=(indicator,) if indicator else (),
        indicator=indicator,
        entity="here",
        at=at,
        message=Text("超过 100%", "above 100 %"),
        declared=Location(file="checks.yaml", line=3),
        arithmetic="101 > 100",
        hint=Text("请核对", "please check"),
    )


def asked(
    *problems: Diagnostic,
    flags: tuple[Flag, ...] = (),
    refusals: tuple[Refusal, ...] = (),
    blanks: tuple[Blank, ...] = (),
    files: tuple[DataFile, ...] = (),
) -> tuple[Question, ...]:
    whole: Evaluation = evaluation((2024,))
    submission = msgspec.structs.replace(
        whole.submission, problems=problems, refusals=refusals, blanks=blanks, files=files
    )
    return questions(msgspec.structs.replace(whole, submission=submission, flags=flags))


def test_a_problem_belongs_to_the_owner_of_the_figure_in_its_cell() -> None:
    one = next(o for o in evaluation((2024,)).submission.observations if (o.indicator, o.year) == ("sewage", 2024))
    (said,) = asked(problem(one.at, Severity.WARNING))
    assert (said.department, said.indicator, said.entity, said.year) == ("city", "sewage", "here", 2024)
    assert (said.level, said.code) == (CheckLevel.QUESTION, "not-a-number")


@pytest.mark.parametrize("cell", ["D9", "E9"])
def test_the_rest_of_its_row_belongs_to_a_figure_refused_or_left_blank(cell: str) -> None:
    refused = Refusal(entity="here", year=2024, indicator="beds", code="not-a-number", at=(FORM,))
    blank = Blank(entity="here", year=2024, indicator="beds", at=FORM)
    at = msgspec.structs.replace(FORM, cell=cell)
    for known in (asked(problem(at), refusals=(refused,)), asked(problem(at), blanks=(blank,))):
        assert [(q.department, q.indicator) for q in known] == [("health", "beds")]


def test_a_question_is_put_at_every_cell_concerned_and_to_every_department_on_whose_form_one_stands() -> None:
    places = [Location(file=f"{name}.xlsx", sheet="表", cell="D9") for name in ("city", "health")]
    files = tuple(DataFile(path=f"{name}.xlsx", sha256="", rows=1, department=name) for name in ("city", "health"))
    refused = Refusal(entity="here", year=2024, indicator="beds", code="not-a-number", at=(places[0],))
    contested = msgspec.structs.replace(problem(places[1]), also=(places[0],))
    (said,) = asked(contested, refusals=(refused,), files=files)
    assert said.at == (places[1], places[0])
    assert (said.department, said.indicator, said.beside) == ("health", "beds", ("city",))
    flag = flagged(*places, indicator=None)
    assert [q.beside for q in asked(flags=(flag,), files=files)] == [("health",)]


def test_an_issued_target_is_no_department_s_figure() -> None:
    issued = Refusal(entity="here", year=2024, indicator="beds", code="not-a-number", at=(FORM,), issued=True)
    assert [q.department for q in asked(problem(FORM), refusals=(issued,))] == [""]


def test_of_a_form_all_belongs_to_its_department_unless_it_is_not_of_the_plan() -> None:
    def whose(department: str) -> str:
        file = DataFile(path="form.xlsx", sha256="ab" * 32, rows=1, department=department)
        return asked(problem(FORM), files=(file,))[0].department

    assert (whose("health"), whose("=cmd()"), whose("")) == ("health", "", "")


def test_where_several_departments_may_be_meant_nobody_is() -> None:
    doubtful = [
        Refusal(entity="here", year=2024, indicator=each, code="x", at=(Location(file="broken.csv"),))
        for each in ("beds", "sewage", "green")
    ]
    (said,) = asked(problem(Location(file="broken.csv")), refusals=tuple(doubtful))
    assert (said.department, said.indicator, said.entity, said.year) == ("", None, "here", 2024)


def test_a_flag_says_its_check_and_keeps_all_it_says() -> None:
    (said,) = asked(flags=(flagged(FORM),))
    assert said.code == "check-range"
    assert (said.at, said.arithmetic, said.department) == ((FORM,), "101 > 100", "city")
    assert said.hint == Text("请核对", "please check")
    assert (said.indicator, said.entity, said.year, said.expected) == ("sewage", "here", 2024, None)


def test_they_come_as_a_clerk_goes_through_the_sheet() -> None:
    def cell(name: str) -> Location:
        return Location(file="b.xlsx", sheet="表", cell=name)

    line = Location(file="a.csv", line=12, column=3)
    places = [cell("B10"), cell("AA2"), cell("C2"), line, msgspec.structs.replace(line, line=3)]
    said = asked(*map(problem, places), flags=(flagged(), flagged(cell("B2"))))
    assert [str(q.at[0]) if q.at else "" for q in said] == [
        "a.csv:3:3", "a.csv:12:3", "b.xlsx[表!B2]", "b.xlsx[表!C2]", "b.xlsx[表!AA2]", "b.xlsx[表!B10]", "",
    ]  # fmt: skip


@pytest.mark.parametrize("level", list(Severity))
def test_each_severity_is_a_level(level: Severity) -> None:
    expected = {"error": "refuse", "warning": "question", "note": "note"}
    assert asked(problem(FORM, level))[0].level == expected[level]


def test_a_range_of_cells_stands_where_it_begins() -> None:
    assert spot(Location(file="f", sheet="s", cell="B3:B9")) == ("f", "s", 3, 2)

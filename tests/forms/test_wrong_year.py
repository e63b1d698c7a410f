"""A form of the wrong year is told as such: else its department would only stand there as silent."""

from decimal import Decimal
from fractions import Fraction

from zhunsheng import silent_years
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Blank, DataFile, Observation, Refusal, Submission

LAST_YEAR = DataFile(path="2023.xlsx", sha256="", rows=1, department="城管局")


def figure(file: str, year: int, indicator: str = "sewage") -> Observation:
    return Observation(
        entity="here",
        year=year,
        indicator=indicator,
        value=Decimal(95),
        unit="%",
        factor=Fraction(1),
        text="95",
        at=Location(file=file, line=2),
    )


def told(submission: Submission) -> list[tuple[str, str]]:
    return [(each.at.file, each.message.zh) for each in silent_years.forms(submission, (2024,))]


def test_a_form_of_another_year_is_named_with_its_years() -> None:
    refusal = Refusal(entity="here", year=2022, indicator="green", code="x", at=(Location(file="2023.xlsx", line=3),))
    submission = Submission(files=(LAST_YEAR,), observations=(figure("2023.xlsx", 2023),), refusals=(refusal,))
    ((file, message),) = told(submission)
    assert file == "2023.xlsx"
    assert "只有 2022、2023 年的数，没有所核查的 2024 年的" in message


def test_earlier_years_beside_the_year_asked_for_are_no_mistake() -> None:
    before = figure("2023.xlsx", 2023)
    this_year = Submission(files=(LAST_YEAR,), observations=(before, figure("b.csv", 2024)))
    blank = Blank(entity="here", year=2024, indicator="sewage", at=Location(file="2024.xlsx", line=2))
    assert told(this_year) == []
    assert told(Submission(files=(LAST_YEAR,), observations=(before,), blanks=(blank,))) == []


def test_of_several_old_forms_only_the_latest_is_named_and_none_of_a_store() -> None:
    older = DataFile(path="2022.xlsx", sha256="", rows=1, department="城管局")
    figures = (figure("2023.xlsx", 2023), figure("2022.xlsx", 2022))
    for files in ((LAST_YEAR, older), (older, LAST_YEAR)):
        assert [file for file, _ in told(Submission(files=files, observations=figures))] == ["2023.xlsx"]
    kept = DataFile(path="2023.xlsx", sha256="", rows=1, department="城管局", submitter="城管局")
    assert told(Submission(files=(kept,), observations=figures)) == []


def test_a_plain_table_of_earlier_years_is_context() -> None:
    plain = DataFile(path="2023.csv", sha256="", rows=1)
    assert told(Submission(files=(plain,), observations=(figure("2023.csv", 2023),))) == []

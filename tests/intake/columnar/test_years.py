"""Which years a run judges, where nobody says so: those that some figure was reported of."""

from pathlib import Path

import pytest
from tests.support.bulk_data import HEADER, WRITERS, Row
from tests.support.catalogues_intake import zones

from zhunsheng import intake
from zhunsheng.intake import columnar

ROWS: list[Row] = [
    ("city", "2020", "built", "完成", "", "", "", ""),
    ("city", "2021年", "built", "—", "", "", "", ""),
    ("city", "2021", "land", "12.5", "亩", "下达目标", "", "某文〔2021〕1号"),
    ("city", "2022年", "land", "12.5", "亩", "", "", ""),
    ("city", "1999", "land", "3", "亩", "", "", ""),
]


@pytest.mark.parametrize(("suffix", "write"), WRITERS)
def test_years_are_those_of_figures(tmp_path: Path, suffix: str, write: object) -> None:
    assert callable(write)
    path = write(tmp_path / f"a{suffix}", ROWS, HEADER)
    survey = columnar.survey([path], zones(), tmp_path / "scratch")
    spoken = {each.year for each in intake.read([path], zones()).observations}
    assert columnar.years(survey, zones()) == tuple(sorted(spoken)) == (2020, 2022)

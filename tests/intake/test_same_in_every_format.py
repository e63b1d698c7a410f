"""The same table says the same, whatever the format: only the places differ."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.same_table import FORMATS, Table

from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission

NOWHERE = Location(file="")
PLACES = ["江海区", "高新区（江海区）", "外海街道", "江诲区", "", None, "江海\u200b区"]
YEARS = ["2021", "2023年", "２０２４", 2022, 2025, "1999", "去年", None]
INDICATORS = ["城镇污水集中收集率", "sewage", "城镇累计新增就业人数", "每万人拥有公共文化设施面积", "没有的指标", None]
TEXTS = [
    "95.10",
    "95.1%",
    "≥ 95",
    "1,460.5",
    "1,46",
    "约95",
    "—",
    "",
    None,
    "NaN",
    "1e400",
    "９５",
    "1.5e2",
    "0.951",
    "95\x0b",
]
UNITS = ["%", "percent", "人", "万人", "亩", "", None]
NUMBERS = st.decimals(-1000, 100_000, places=4, allow_nan=False) | st.none()


def rows(values: st.SearchStrategy[object]) -> st.SearchStrategy[Table]:
    row = st.fixed_dictionaries(
        {
            "地区": st.sampled_from(PLACES),
            "年份": st.sampled_from(YEARS).map(lambda year: None if year is None else str(year)),
            "指标": st.sampled_from(INDICATORS),
            "数值": values,
            "单位": st.sampled_from(UNITS),
            "备注": st.sampled_from(["", None, "见附表", "a,b\"c'"]),
            "类型": st.sampled_from(["", None, "结果", "下达目标"]),
            "依据": st.sampled_from(["", None, "江府〔2023〕1号"]),
        }
    )
    return st.lists(row, min_size=1, max_size=6)  # type: ignore[arg-type]  # a strategy of dictionaries


def said(submission: Submission) -> tuple[object, ...]:
    """All that a submission says, without a word of where; and every complaint that is not about the format."""
    change = msgspec.structs.replace
    observed = [change(each, at=NOWHERE, text="", value=Decimal(each.value)) for each in submission.observations]
    issued = [change(each, at=NOWHERE) for each in submission.issued]
    refused = {(each.entity, each.year, each.indicator, each.code, each.issued) for each in submission.refusals}
    codes = Counter((each.code, each.severity) for each in submission.problems if each.code != "read-as-gb18030")
    blanks = {(each.entity, each.year, each.indicator) for each in submission.blanks}
    return observed, issued, refused, codes, blanks, [file.rows for file in submission.files]


def read(folder: Path, name: str, table: Table, plan: Catalogue) -> tuple[object, ...]:
    suffix, write = FORMATS[name]
    path = folder / f"data{suffix}"
    path.write_bytes(write(table))
    return said(intake.read([path], plan))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=rows(st.sampled_from(TEXTS)) | rows(NUMBERS))
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_the_same_table_says_the_same(tmp_path: Path, plan: Catalogue, name: str, table: Table) -> None:
    control = any("\x0b" in str(row["数值"]) for row in table)
    if control and name == "xlsx":  # a workbook cannot hold it
        return
    assert read(tmp_path, name, table, plan) == read(tmp_path, "csv", table, plan)

"""The schema of the JSON that is read allows what is read, and refuses what is refused for its shape."""

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from tests.intake.conftest import ReadFiles
from tests.intake.test_same_in_every_format import NUMBERS, rows
from tests.support.paths import ROOT
from tests.support.same_table import FORMATS, Table

from zhunsheng.intake import json_schema

SCHEMA = json.loads(json_schema.schema_json())
FIGURE = {"地区": "江海区", "年份": 2023, "指标": "sewage", "数值": 95.1, "单位": "%"}
PLACE = {"name": "第一网格", "level": "grid", "kind": None, "parent": "江海区"}


def keeps(document: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(document))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=rows(NUMBERS))
def test_every_table_keeps_it(table: Table) -> None:
    for name, encoding in (("json", "utf-8"), ("wrapped", "utf-16")):
        assert keeps(json.loads(FORMATS[name][1](table).decode(encoding)))


@pytest.mark.parametrize(
    "document",
    [
        [FIGURE],
        [PLACE],
        {"figures": [FIGURE], "places": [PLACE]},
        {"schema": "zhunsheng/figures/1", "数据": [FIGURE], "名册": [PLACE], "version": 1},
        [{"编码": "sewage@jianghai", "年份": 2023, "完成情况": True}],
    ],
)
def test_shapes_that_are_read(read_raw: ReadFiles, document: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    assert keeps(document)
    codes = read_raw(json.dumps(document), "a.json").errors
    assert not {code for code in codes if "json" in code} | ({"missing-columns", "duplicate-key"} & set(codes))


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([{**FIGURE, "value": 96}], "duplicate-key"),
        ([{**FIGURE, "数值": [95]}], "nested-value"),
        ([{key: value for key, value in FIGURE.items() if key != "数值"}], "missing-columns"),
        ([{**FIGURE, "备注": "x" * 40_000}], "field-too-long"),
        ({"schema": "zhunsheng/figures/2", "figures": [FIGURE]}, "json-not-data"),
        ({"figures": FIGURE}, "json-not-an-array"),
        ({"rows": [FIGURE]}, "json-figures-elsewhere"),
        ([FIGURE, 1], "json-not-a-record"),
        ("figures", "broken-json"),
    ],
)
def test_shapes_that_are_refused(read_raw: ReadFiles, document: Any, code: str) -> None:  # noqa: ANN401 - as above
    assert not keeps(document)
    assert code in read_raw(json.dumps(document), "a.json").errors


def test_the_example_in_the_documents_is_read(read_raw: ReadFiles) -> None:
    (example,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert keeps(json.loads(example))
    assert [str(seen.value) for seen in read_raw(example, "a.json").submission.observations] == ["95.10", "95"]

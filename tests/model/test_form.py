"""By what a form is known when it comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.form import PROPERTIES, identity, of_line, of_properties, row_code, split_code

NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=0, max_size=250)


@given(st.integers(1990, 2099), NAMES)
def test_an_identity_is_read_from_the_cover_and_from_the_properties(year: int, department: str) -> None:
    sent = identity("plan-1", year, "0123456789abcdef" * 4, department)
    assert of_line(f" {sent.line}\n") == sent
    assert of_properties(sent.properties) == sent
    assert sent.rules == "0123456789abcdef"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "准绳填报表",
        "准绳填报表/x；规划 p；年份 2024；规则 ab；部门 甲",
        "准绳填报表/1；规划 p；年份 24；规则 ab；部门 甲",
        "准绳填报表/1；规划 p；年份 2024；规则 ；部门 甲",
        "准绳填报表/1；规划 p；年份 ２０２４；规则 ab；部门 甲",
        "请勿改动。准绳填报表/1；规划 p；年份 2024；规则 ab；部门 甲",
    ],
)
def test_anything_else_is_no_identity(text: str) -> None:
    assert of_line(text) is None


@pytest.mark.parametrize("name", PROPERTIES[:-1])
def test_properties_that_are_not_complete_tell_nothing(name: str) -> None:
    properties = identity("p", 2024, "ab", "甲").properties
    del properties[name]
    assert of_properties(properties) is None


def test_codes() -> None:
    assert split_code(f" {row_code('jobs', 'here')} ") == ("jobs", "here")
    assert split_code("a@b@c") == ("a@b", "c")
    assert [split_code(text) for text in ("", "A-01", "@x", "x@")] == [None] * 4

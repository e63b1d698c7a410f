"""Which figures a rule has a use for: a year counts by what was issued for it, if the rule awaits that kind."""

import pytest
from tests.support.judging import PERIOD, issued, rule

from zhunsheng.model.indicator import Kind
from zhunsheng.model.needs import needed


@pytest.mark.parametrize(
    ("benchmark", "row", "wanted"), [(None, False, True), (None, True, False), ("全省平均水平", True, True)]
)
def test_a_year_is_needed_for_what_the_rule_awaits(benchmark: str | None, row: bool, wanted: bool) -> None:
    held_to = rule({2021: "issued >="}, benchmark=benchmark)
    rows = [issued(">= 5", 2025, benchmark=row)]
    assert needed(held_to, Kind.YEARLY, PERIOD, 2025, rows) is wanted
    assert needed(held_to, Kind.YEARLY, PERIOD, 2021, ()) is True
    assert needed(held_to, Kind.YEARLY, PERIOD, 2024, rows) is False

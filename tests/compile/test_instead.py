"""What alone can be meant is said with a problem, so that it can be put right; where two things may be, nothing is."""

from pathlib import Path

import pytest
from tests.support import plan_folder

from zhunsheng.compile import load
from zhunsheng.compile.problems import did_you_mean, part_by_part

SURE = [
    ('">= 95"', '"≥95"', "unknown-operator", ">= 95"),
    ('">= 95"', '"=> 95"', "unknown-operator", ">= 95"),
    ('"issued >="', '"issued ≥"', "unknown-operator", "issued >="),
    ("base: {2020: 92}", 'base: {2020: "= 92"}', "unknown-operator", "92"),
    ('">= 95"', "不低于95", "bad-target", ">= 95"),
    ('">= 95"', "95以上", "bad-target", ">= 95"),
    ("2021: done", "2021: 已完成", "bad-target", "done"),
    ("base: {2020: 92}", 'base: {2020: "９２"}', "bad-number", "92"),
    ("base: {2020: 1.89}", 'base: {2020: "1,089.5"}', "bad-number", "1089.5"),
    ("nature: binding", "nature: bindng", "unknown-value", "binding"),
    ("printed_unit: 张", "printd_unit: 张", "unknown-key", "printed_unit"),
    ("indicator: revenue", "indicator: revenu", "unknown-indicator", "revenue"),
    ("spending / revenue", "spendng / revenue", "unknown-indicator", "spending"),
    ("spending / revenue", "spending-revenue / land", "unknown-indicator", "spending - revenue"),
    ("spending / revenue", "支出 / revenue", "unknown-indicator", "spending"),
    ("    unit: percent\n    base: {2020: 92}", "    unit: percnt\n    base: {2020: 92}", "unknown-unit", "percent"),
]
UNSURE = [
    ('">= 95"', "不低于95%左右", "bad-target"),
    ('">= 95"', '"~ 95"', "unknown-operator"),
    ("base: {2020: 92}", 'base: {2020: "92,5"}', "bad-number"),
    ("owner: 甲局", "owner: 丙局", "unknown-department"),
    ("unit: 张/千人", "unit: 张/万位", "unknown-unit"),
]


def spoilt(folder: Path, old: str, new: str) -> list[tuple[str, str | None]]:
    assert old in plan_folder.RULES
    plan_folder.write(folder, rules=plan_folder.RULES.replace(old, new, 1))
    return [(problem.code, problem.instead) for problem in load(folder).problems]


@pytest.mark.parametrize(("old", "new", "code", "instead"), SURE)
def test_what_alone_can_be_meant_is_said(old: str, new: str, code: str, instead: str, tmp_path: Path) -> None:
    assert (code, instead) in spoilt(tmp_path, old, new)


@pytest.mark.parametrize(("old", "new", "code"), UNSURE)
def test_nothing_is_said_where_it_is_not_sure(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert (code, None) in spoilt(tmp_path, old, new)


def test_of_two_that_are_as_near_neither_is_sure() -> None:
    both = did_you_mean("indicator", ["indicators", "indicatoer"])
    assert both is not None
    assert both.sure is None
    one = did_you_mean("abcdefghij", ["abcdefghik", "abcdefgxyz"])
    assert one is not None
    assert one.sure == "abcdefghik"


def test_a_department_of_three_characters_is_never_sure() -> None:
    guess = did_you_mean("民政局", ["财政局"])
    assert guess is not None
    assert guess.sure is None


def test_a_unit_is_looked_up_on_both_sides_of_its_stroke() -> None:
    known = ("square_metre", "person", "个")
    both = part_by_part("sqare_metre/persn", known)
    assert both is not None
    assert both.sure == "square_metre/person"
    assert part_by_part("个/zzz", known) is None
    assert part_by_part("个/个/个", known) is None

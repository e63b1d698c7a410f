"""Which of two plans rows speak of: the one that knows all that is known."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.conftest import Rows, csv_text, row, zone_row
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng import intake

PLANS = [catalogue(), zones()]
SEWAGE, BUILT = row("95", year=2021), zone_row("是", "产业园建成")
GRID = ("塘口网格", "网格", "农村", "塘口镇")
ROSTER = ("名称", "级别", "类别", "上级")


def spoken(folder: Path, **files: str) -> intake.Spoken:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return intake.spoken(intake.scan([folder]), PLANS)


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ([SEWAGE], 0),
        ([BUILT], 1),
        ([SEWAGE, row("95", indicator="查无此项"), row("约95", year=2022)], 0),
        ([row("", year=2021)], 0),
        ([BUILT, row("95", entity="某地")], 1),
        ([SEWAGE, BUILT], None),
        ([zone_row("是", "产业园建成", 2035), zone_row("2", "产业园建成", 2021, "某地")], 1),
        ([row("1", indicator="查无此项")], None),
    ],
)
def test_rows_choose(tmp_path: Path, rows: Rows, chosen: int | None) -> None:
    got = spoken(tmp_path, a=csv_text(rows))
    assert got.chosen == chosen
    assert got.silent is (rows == [row("1", indicator="查无此项")])


def test_rows_that_both_know_choose_neither(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text(csv_text([SEWAGE]), encoding="utf-8")
    got = intake.spoken(intake.scan([path]), [PLANS[0], PLANS[0]])
    assert (got.chosen, got.silent) == (None, False)
    assert got.telling == ((path.as_posix(),), (path.as_posix(),))


def test_the_files_that_tell_plans_apart_are_named(tmp_path: Path) -> None:
    got = spoken(tmp_path, a=csv_text([SEWAGE]), b=csv_text([BUILT]))
    assert got.telling == (((tmp_path / "a.csv").as_posix(),), ((tmp_path / "b.csv").as_posix(),))


def test_a_roster_and_figures_of_its_places_speak_too(tmp_path: Path) -> None:
    figures = csv_text([zone_row("2", "专职网格员数", 2021, "塘口网格", unit="人")])
    assert spoken(tmp_path, a=figures, b=csv_text([GRID], ROSTER)).chosen == 1


def test_a_roster_alone_speaks_of_the_plan_that_awaits_it(tmp_path: Path) -> None:
    assert spoken(tmp_path, a=csv_text([GRID], ROSTER)).chosen == 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([SEWAGE, BUILT, row("1", indicator="查无此项")]), min_size=1, max_size=5))
def test_no_order_of_rows_and_no_name_of_a_file_matters(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    one, other = tmp_path_factory.mktemp("town"), tmp_path_factory.mktemp("zones")
    forth, back = spoken(one, a=csv_text(rows)), spoken(other, zones=csv_text(rows[::-1]))
    assert forth.chosen == back.chosen
    assert forth.chosen == ({0} if BUILT not in rows else {1} if SEWAGE not in rows else {None}).pop() or forth.silent

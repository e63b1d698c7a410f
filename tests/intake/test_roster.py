"""Rosters: places that arrive as data. Good rows stay, wrong ones are told; no order of rows or files matters."""

import random
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import ReadFiles, csv_text, workbook_bytes, zone_row
from tests.intake.test_workbook import add_sheet, built
from tests.support.catalogues_intake import zones

from zhunsheng import intake
from zhunsheng.intake import listing
from zhunsheng.intake.columns import ROSTER, Field, find_header
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.roster import read_roster
from zhunsheng.intake.table import Cell, Row, Where
from zhunsheng.model.catalogue import peopled
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text

COLUMNS = ("名称", "级别", "类别", "上级", "编号")
FIRST = ("塘口第一网格", "网格", "农村", "塘口镇", "TK-01")
SECOND = ("塘口第二网格", "网格", "农村", "塘口镇", "TK-02")
SITE = ("甲工地", "工地", "", "塘口第一网格", "")


def roster(*rows: tuple[str, ...]) -> str:
    return csv_text(rows, COLUMNS)


def test_places_of_the_levels_that_the_plan_leaves_open(read_zones: ReadFiles) -> None:
    read = read_zones(名册_csv=roster(FIRST, ("赤坎网格", "grid", "社区", "江门市开平市赤坎镇", ""), SITE))
    assert read.codes == []
    grid, other, site = read.submission.roster
    assert (grid.id, grid.title, grid.level, grid.kind, grid.within) == (
        "TK-01",
        FIRST[0],
        "grid",
        "农村",
        ("tangkou",),
    )
    assert (other.title, other.kind, other.within) == ("赤坎网格", "社区", ("chikan",))
    assert re.fullmatch(r"grid-[0-9a-f]{12}", other.id)
    assert (site.level, site.kind, site.within) == ("site", None, ("TK-01",))
    assert read.submission.files[0].rows == 3


def test_english_headings_in_any_order_below_a_title(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv="roster 2021\nid,parent,kind,name,level\nT1,tangkou,农村,One,grid\n")
    assert read.codes == []
    (place,) = read.submission.roster
    assert (place.id, place.title, place.within) == ("T1", "One", ("tangkou",))


def test_a_sheet_beside_the_figures(read_zones: ReadFiles) -> None:
    book = built(
        lambda book, _: add_sheet(
            book, "名册", list(COLUMNS), list(FIRST), [None] * 5, ["第三", "网格", "?", "沙湖镇"]
        ),
        zone_row("2", "专职网格员数", 2021, FIRST[0], unit="人"),
    )
    read = read_zones(a_xlsx=book)
    assert (read.observation.entity, read.observation.value) == ("TK-01", Decimal(2))
    assert read.errors == ["unknown-kind"]
    assert (read.problem("unknown-kind").at.sheet, read.problem("unknown-kind").at.cell) == ("名册", "C4")


def test_a_roster_on_a_hidden_sheet_is_not_read(read_zones: ReadFiles) -> None:
    book = built(
        lambda book, _: add_sheet(book, "藏", list(COLUMNS), list(FIRST), state="hidden"), zone_row("是", "产业园建成")
    )
    read = read_zones(a_xlsx=book)
    assert read.submission.roster == ()
    assert "hidden-sheet" in read.codes


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_figures_speak_of_its_places_whichever_file_comes_first(read_zones: ReadFiles, names: tuple[str, str]) -> None:
    figures = [
        zone_row("2", "专职网格员数", 2021, name, unit="人") for name in (FIRST[0], "TK-02", "塘口镇塘口第一网格")
    ]
    read = read_zones(**{f"{names[0]}_csv": roster(FIRST, SECOND), f"{names[1]}_csv": csv_text(figures)})
    assert {each.entity for each in read.submission.observations} == {"TK-01", "TK-02"}
    assert read.codes == ["figure-repeated"]


def test_a_figure_of_a_place_that_no_roster_names_is_refused_and_may_be_any(read_zones: ReadFiles) -> None:
    figures = csv_text([zone_row("2", "专职网格员数", 2021, "塘口第三网格", unit="人")])
    read = read_zones(a_csv=roster(FIRST, SECOND), b_csv=figures)
    assert read.errors == ["unknown-entity"]
    assert {(each.entity, each.indicator) for each in read.submission.refusals} == {
        ("TK-01", "staff"),
        ("TK-02", "staff"),
    }


BAD = [
    (("", "网格", "农村", "塘口镇", ""), "missing-name", 1),
    (("甲", "", "农村", "塘口镇", ""), "missing-level", 2),
    (("甲", "村", "农村", "塘口镇", ""), "unknown-level", 2),
    (("甲", "镇", "农村", "塘口镇", ""), "unknown-level", 2),
    (("甲", "网格", "", "塘口镇", ""), "missing-kind", 3),
    (("甲", "网格", "城市", "塘口镇", ""), "unknown-kind", 3),
    (("甲", "工地", "城市", "塘口镇", ""), "unknown-kind", 3),
    (("甲", "网格", "农村", "", ""), "missing-within", 4),
    (("甲", "网格", "农村", "月山镇", ""), "unknown-within", 4),
    (("甲", "网格", "农村", "中心街道", ""), "unknown-within", 4),
    (("甲", "网格", "农村", "甲", ""), "unknown-within", 4),
    (("甲", "网格", "农村", "塘口镇", "<b>"), "unsafe-id", 5),
    (("甲", "网格", "农村", "塘口镇", "x" * 41), "unsafe-id", 5),
    (("甲", "网格", "农村", "塘口镇", "kaiping"), "place-in-plan", 1),
    (("开平市", "网格", "农村", "塘口镇", ""), "place-in-plan", 1),
    (("甲" * 61, "网格", "农村", "塘口镇", ""), "name-too-long", 1),
    (("甲\u202e", "网格", "农村", "塘口镇", ""), "hidden-characters", 1),
    (("甲", "网格", "农\u202e村", "塘口镇", ""), "hidden-characters", 3),
    (("甲", "网格", "农村"), "ragged-row", None),
]


@pytest.mark.parametrize(("bad", "code", "column"), BAD)
def test_a_wrong_row_is_told_at_its_cell_and_the_good_ones_stay(
    read_zones: ReadFiles, bad: tuple[str, ...], code: str, column: int | None
) -> None:
    read = read_zones(a_csv=roster(FIRST, bad, SECOND))
    assert read.errors == [code]
    assert (read.problem(code).at.line, read.problem(code).at.column) == (3, column)
    assert [place.id for place in read.submission.roster] == ["TK-01", "TK-02"]
    assert read.submission.refusals == ()


def test_all_that_is_wrong_with_a_row_is_said_at_once(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv=roster(("", "村", "?", "", "!")))
    assert sorted(read.errors) == ["missing-name", "missing-within", "unknown-level", "unsafe-id"]


def test_a_merge_or_a_number_in_a_roster(read_zones: ReadFiles) -> None:
    rows: list[list[object]] = [
        ["甲", "网格", "农村", "塘口镇", 7],
        ["乙", "网格", "农村", None, 8],
        ["丙", "网格", "农村", "#N/A", 9],
        ["丁", "网格", "农村", "塘口镇", 0.1 + 0.2],
    ]
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(rows, COLUMNS)))
    book["数据"].merge_cells("D2:D3")
    book["数据"]["D4"].data_type = "e"
    stream = BytesIO()
    book.save(stream)
    read = read_zones(a_xlsx=stream.getvalue())
    assert sorted(read.errors) == ["error-value", "merged-cell"]
    assert [place.id for place in read.submission.roster] == ["0.3", "7"]


def test_what_is_to_be_said_of_a_cell_that_is_used_is_said() -> None:
    remark = Complaint(code="formula-result-used", severity=Severity.WARNING, message=Text("公式", "a formula"))
    said = dict(zip((Field.NAME, Field.LEVEL, Field.KIND, Field.WITHIN), FIRST, strict=False))
    cells = {field: Cell(text, remarks=(remark,) if field is Field.WITHIN else ()) for field, text in said.items()}
    columns = {field: index for index, field in enumerate(cells)}
    listed = read_roster([Row(where=Where("a.xlsx", "名册"), number=2, columns=columns, cells=cells)], zones())
    assert [place.title for place in listed.places] == [FIRST[0]]
    assert [(problem.code, problem.at.cell) for problem in listed.problems] == [("formula-result-used", "D2")]


def test_the_same_place_twice_counts_once(read_zones: ReadFiles) -> None:
    read = read_zones(
        a_csv=roster(FIRST), b_csv=roster(SECOND, ("塘口 第一网格", *FIRST[1:3], "开平市塘口镇", "TK-01"))
    )
    note = read.problem("place-repeated")
    assert (read.errors, note.severity) == ([], Severity.NOTE)
    assert len(read.submission.roster) == 2


@pytest.mark.parametrize(
    "other", [(*FIRST[:3], "赤坎镇", "TK-01"), (*FIRST[:4], "TK-09"), ("别名", *FIRST[1:]), ("TK-01", *FIRST[1:4], "")]
)
def test_of_rows_that_contradict_each_other_none_is_used(read_zones: ReadFiles, other: tuple[str, ...]) -> None:
    read = read_zones(a_csv=roster(FIRST, SECOND, other))
    assert read.errors == ["places-disagree"] * 2
    assert [place.id for place in read.submission.roster] == ["TK-02"]
    assert ["a.csv:4:1" in problem.message.zh for problem in read.submission.problems] == [True, False]


def test_what_lies_in_a_refused_row_or_in_itself_is_refused(read_zones: ReadFiles) -> None:
    read = read_zones(
        a_csv=roster(
            ("甲", "网格", "城市", "塘口镇", ""),
            ("乙", "网格", "农村", "甲", ""),
            ("丙", "网格", "农村", "丁", ""),
            ("丁", "网格", "农村", "丙", ""),
            SITE,
            FIRST,
        )
    )
    assert sorted(read.errors) == ["unknown-kind", *["unknown-within"] * 3]
    assert [place.title for place in read.submission.roster] == [FIRST[0], SITE[0]]


def test_a_plan_that_needs_no_roster_says_so_once_a_table(read_raw: ReadFiles) -> None:
    read = read_raw(roster(FIRST, SECOND))
    assert read.codes == ["roster-not-awaited"]
    assert read.errors == []
    assert read.submission.roster == ()


@pytest.mark.parametrize(
    ("heads", "missing"),
    [(["名称", "级别", "类别"], ["上级"]), (["名称", "类别", "上级"], ["级别"]), (["级别", "类别", "上级"], ["名称"])],
)
def test_a_roster_that_lacks_a_column_is_told(read_zones: ReadFiles, heads: list[str], missing: list[str]) -> None:
    header = find_header([heads])
    assert header is not None
    assert header.form is ROSTER
    assert [field.zh for field in header.missing] == missing
    problem = read_zones(a_csv=",".join(heads) + "\n").problem("missing-columns")
    assert problem.expected is not None
    assert all(field.zh in problem.expected.zh for field in (*ROSTER.telling, Field.ID))


def test_a_list_of_something_else_is_no_roster(read_zones: ReadFiles) -> None:
    assert read_zones(a_csv="名称,编号,级别\nx,1,2\n").errors == ["no-header"]


def test_a_roster_without_kinds_needs_no_such_column(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv="名称,级别,上级\n甲工地,工地,开平市\n")
    assert (read.codes, [place.title for place in read.submission.roster]) == ([], ["甲工地"])


def test_problems_of_a_roster_are_listed_up_to_a_bound(read_zones: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MAX_LISTED", 2)
    read = read_zones(a_csv=roster(*[("甲", "村", "", "塘口镇", "")] * 5, FIRST))
    assert read.errors == ["problems-not-listed", "unknown-level", "unknown-level"]
    assert " 3 " in read.problem("problems-not-listed").message.zh


def test_places_are_listed_as_a_person_would_count_them(read_zones: ReadFiles) -> None:
    names = ["第10网格", "第2网格", "网格"]
    rows = [(name, "网格", "农村", town, "") for town in ("塘口镇",) for name in names]
    read = read_zones(
        a_csv=roster(("沙湖网格", "网格", "农村", "沙湖镇", ""), *rows, ("赤网格", "网格", "农村", "赤坎镇", ""))
    )
    titles = [place.title for place in read.submission.roster]
    assert titles == ["第2网格", "第10网格", "网格", "赤网格", "沙湖网格"]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", "丁", "开平市"]),
        st.sampled_from(["网格", "工地", "村"]),
        st.sampled_from(["农村", ""]),
        st.sampled_from(["塘口镇", "甲", "乙", "丙"]),
        st.sampled_from(["", "A", "B", "甲"]),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, cut=st.integers(0, 8), seed=st.randoms(use_true_random=False))
def test_no_order_of_rows_or_files_matters(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], cut: int, seed: random.Random
) -> None:
    def read(*tables: list[tuple[str, ...]]) -> tuple[object, list[tuple[str, ...]]]:
        folder = tmp_path_factory.mktemp("roster")
        for index, table in enumerate(tables):
            (folder / f"{index}.csv").write_text(roster(*table), encoding="utf-8")
        got = intake.read([folder], zones())
        return got.roster, sorted((each.code,) for each in got.problems if each.code != "no-rows")

    shuffled = list(rows)
    seed.shuffle(shuffled)
    assert read(rows) == read(shuffled[:cut], shuffled[cut:])


def test_every_place_of_a_roster_lies_in_the_plan_and_bears_a_name_of_its_own(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv=roster(FIRST, SECOND, SITE))
    plan = peopled(zones(), read.submission.roster)
    assert plan.rules["staff-rural"].scope == ("TK-01", "TK-02")
    assert plan.plan.surroundings(read.submission.roster[-1])[0].title == FIRST[0]
    assert len({place.id for place in plan.plan.places}) == len(plan.plan.places)


def test_many_grids_and_a_third_of_the_figures_for_places_that_are_not_among_them(tmp_path: Path) -> None:
    towns = ("塘口镇", "赤坎镇", "沙湖镇")
    names = [f"{towns[i % 3]}第{i}网格" for i in range(1_500)]
    places = [(name, "网格", "农村", towns[i % 3], "") for i, name in enumerate(names)]
    (tmp_path / "名册.csv").write_text(roster(*places), encoding="utf-8")
    figures = [zone_row("1", "专职网格员数", 2021, f"开平市{name}", unit="人") for name in names[:900]]
    (tmp_path / "数.csv").write_text(csv_text(figures), encoding="utf-8")
    got = intake.read([tmp_path], zones())
    assert len(got.roster) == 1_500
    assert len(got.observations) == 600
    assert sum(p.code == "unknown-entity" for p in got.problems) == 300
    # Every grid without a figure may be one of those: nobody is accused of silence.
    assert len([each for each in got.refusals if each.year == 2021 and each.indicator == "staff"]) == 900

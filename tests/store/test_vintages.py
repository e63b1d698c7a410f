"""A later figure revises an earlier one, and only that one; nothing is overwritten, nothing doubled."""

import json
from pathlib import Path

import pytest
from tests.support.office import BEDS, GREEN, PLAN_ID, Office, row
from tests.support.paths import ROOT, RULES


def test_a_figure_keeps_its_file_cell_submitter_and_time(office: Office) -> None:
    office.take(office.workbook("报表.xlsx", row(94.1)), by="城管局 王五", at="2024-02-01T09:30", note="函〔2024〕3号")
    (figure,) = office.history()["figures"]
    assert (figure["plan"], figure["title"], figure["place"], figure["year"]) == (PLAN_ID, "污水收集率", "小县", 2023)
    (vintage,) = figure["vintages"]
    assert (vintage["path"], vintage["sheet"], vintage["cell"]) == ("报表.xlsx", "数据", "D2")
    assert (vintage["submitter"], vintage["received"]) == ("城管局 王五", "2024-02-01T09:30:00+08:00")
    assert (vintage["text"], vintage["value"], vintage["unit"]) == ("94.1", "94.1", "%")
    assert len(vintage["sha256"]) == 64


def test_what_was_revised_is_written_with_its_unit_once(office: Office) -> None:
    office.take(office.file("a.csv", row("93%"), row("≥ 44%", GREEN, unit="")), at="2024-01-01")
    out = office.take(office.file("b.csv", row("94%"), row("45", GREEN)), at="2024-02-01")[1]
    assert "污水收集率: 93% → 94%\n" in out
    assert "绿化覆盖率: ≥ 44% → 45%\n" in out


def test_a_later_figure_revises_and_the_earlier_one_stays_in_the_history(office: Office) -> None:
    assert office.take(office.file("a.csv", row(93), row(44, GREEN)), at="2024-01-01")[0] == 0
    code, out, _ = office.take(office.file("b.csv", row(94)), by="水务局", at="2024-02-01")
    assert code == 0
    assert "2023 小县 污水收集率: 93% → 94%" in out
    assert office.value("sewage", 2023) == "94"
    assert office.value("green", 2023) == "44"
    assert office.vintages("--indicator", "污水收集率") == [(1, "taken", "93", False), (2, "taken", "94", True)]
    assert office.vintages("--restated") == office.vintages("--indicator", "sewage")


def test_the_same_figure_in_another_unit_is_no_restatement(office: Office) -> None:
    office.take(office.file("a.csv", row(1500, BEDS, unit="张")))
    office.take(office.file("b.csv", row("0.15", BEDS, unit="万张")))
    assert office.vintages() == [(1, "taken", "1500", False), (2, "taken", "0.15", False)]
    assert office.value("beds", 2023) == "1500"


def test_the_same_bytes_are_taken_once(office: Office) -> None:
    data = office.file("a.csv", row(93))
    office.take(data)
    office.file("copy.csv", row(93))
    for name in ("a.csv", "copy.csv"):
        code, out, _ = office.take(office.folder.joinpath(name).relative_to(office.folder), by="别人")
        assert code == 0
        assert "城管局" in out
        assert "入库 0 个" in out
    assert office.vintages() == [(1, "taken", "93", False)]


def test_known_bytes_count_again_only_when_that_is_said(office: Office) -> None:
    first, second = office.file("a.csv", row(93)), office.file("b.csv", row(94))
    office.take(first)
    office.take(second)
    _, out, _ = office.take(first)
    assert "1 个数此后另有报送" in out
    assert "--again" in out
    assert office.value("sewage", 2023) == "94"
    office.take(first, again=True)
    assert office.value("sewage", 2023) == "93"
    assert [state for _, state, _, _ in office.vintages()] == ["taken"] * 3


def test_rows_of_one_file_that_disagree_are_both_refused_and_the_next_file_settles_it(office: Office) -> None:
    code, _, err = office.take(office.file("a.csv", row(93), row(94), row(44, GREEN)))
    assert code == 3
    assert "a.csv:2" in err
    assert office.status("sewage", 2023) == "not_evaluable"
    office.take(office.file("b.csv", row(94)))
    assert office.value("sewage", 2023) == "94"
    assert office.vintages("--indicator", "sewage") == [(None, "refused", None, False), (1, "taken", "94", False)]


def test_a_later_figure_that_cannot_be_read_is_the_last_word(office: Office) -> None:
    office.take(office.file("a.csv", row(93), row(44, GREEN)))
    office.take(office.file("b.csv", row("约95")))
    assert office.status("sewage", 2023) == "not_evaluable"
    office.take(office.file("c.csv", row(95)))
    assert office.value("sewage", 2023) == "95"
    assert office.check(code=0)["problems"] == []


def test_a_row_that_nobody_understands_accuses_nobody_until_its_file_comes_again(office: Office) -> None:
    office.take(office.file("a.csv", row(93), "小县,2023,绿化复盖綠,44,%"))
    assert office.status("green", 2023) == "not_evaluable"
    office.take(office.file("other.csv", row(94)))
    assert office.status("green", 2023) == "not_evaluable"
    office.take(office.file("a.csv", row(93)))
    assert office.status("green", 2023) == "not_reported"
    assert office.value("sewage", 2023) == "93"


def test_a_file_of_the_same_name_by_somebody_else_replaces_nothing_unless_it_says_so(office: Office) -> None:
    office.take(office.file("a.csv", row(93), row("约44", GREEN)))
    office.take(office.file("a.csv", row(94)), by="水务局")
    assert office.status("green", 2023) == "not_evaluable"
    office.take(office.file("new.csv", row(95)), by="水务局", replaces="a.csv")
    assert office.status("green", 2023) == "not_reported"


def test_a_broken_file_is_kept_and_accuses_nobody_of_silence(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    (office.folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    code, _, err = office.take(office.folder / "broken.xlsx")
    assert code == 3
    assert "broken.xlsx" in err
    assert office.status("green", 2023) == "not_evaluable"
    assert office.value("sewage", 2023) == "93"


def test_a_made_up_figure_never_stands_in_for_a_real_one(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    made_up = "地区,年份,指标,数值,单位,数据性质\n"
    office.take(office.file("b.csv", row(99) + ",示例", row(44, GREEN) + ",示例", header=made_up))
    assert office.value("sewage", 2023) == "93"
    assert office.value("green", 2023) == "44"


def test_data_beside_the_store_are_judged_and_not_kept(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    assert office.value("sewage", 2023, office.file("b.csv", row(96))) == "96"
    assert office.value("sewage", 2023) == "93"
    assert len(office.vintages()) == 1


def test_data_beside_the_store_that_are_not_there_accuse_nobody(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    report = office.check("nowhere.csv", "--year", "2023", code=3)
    assert {j["status"] for j in report["judgements"] if j["rule"] == "green"} == {"not_evaluable"}


def test_the_report_says_who_handed_in_each_file(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-01T08:00")
    report = office.check()
    (file,) = report["data"]
    assert (file["submitter"], file["received"]) == ("城管局", "2024-01-01T08:00:00+08:00")
    (observation,) = next(j for j in report["judgements"] if j["rule"] == "sewage")["observations"]
    told = ("submitter", "received", "sha256")
    assert [observation[each] for each in told] == [file[each] for each in told]


OF_PLANS = sorted(each for each in (ROOT / "examples").iterdir() if (ROOT / "rules" / each.name).is_dir())


@pytest.mark.parametrize("folder", OF_PLANS, ids=lambda folder: folder.name)
def test_what_comes_in_once_is_judged_as_if_there_were_no_store(office: Office, folder: Path) -> None:
    office.rules = RULES
    office.take(folder)
    of_store = office.check()
    office.run("check", folder, "-q", "-o", "json=plain.json")
    plain = json.loads((office.folder / "plain.json").read_text(encoding="utf-8"))
    observations = [each for judgement in of_store["judgements"] for each in judgement["observations"]]
    for each in (*of_store["data"], *observations):
        del each["submitter"], each["received"]
    for observation in observations:
        del observation["sha256"]
    for finding in (*of_store["findings"], *plain["findings"]):
        del finding["state"]  # of which only a store's ledger knows
    assert of_store == plain


def test_the_history_on_a_terminal_names_each_figure_above_its_vintages_and_keeps_cells_whole(office: Office) -> None:
    deep = office.folder / "各部门二〇二四年一月报来的数" / "城乡建设和管理局（含所属事业单位）"
    deep.mkdir(parents=True)
    office.take(office.file(f"{deep.relative_to(office.folder)}/a.csv", row("≥ 93")), at="2024-01-01")
    office.take(office.file("b.csv", row("94.10")), by="水务局", at="2024-02-01")
    code, out, _ = office.run("history", "--store", office.store)
    assert code == 0
    head, title, first, second = out.splitlines()
    assert head.split() == ["次", "数", "情况", "报送", "收到（北京时间）", "出处"]
    assert title == "污水收集率  小县 2023"
    assert first.startswith("  1  ≥ 93%  采用  城管局  2024-01-01 00:00:00  ")
    assert first.endswith("/a.csv:2:4")
    assert second.startswith("  2  94.1")


def test_a_figure_that_could_not_be_read_is_shown_as_reported_with_the_reason(office: Office) -> None:
    office.take(office.file("a.csv", row("约93")))
    out = office.run("history", "--store", office.store)[1]
    assert "“约93”是约数或用文字表示的界  未能读取" in out
    assert "approximate-figure" not in out
    assert office.history()["figures"][0]["vintages"][0]["code"] == "approximate-figure"


def test_a_part_of_a_title_finds_the_titles_that_contain_it(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    code, _, err = office.run("history", "--store", office.store, "--indicator", "污水")
    assert code == 2
    assert "是不是“污水收集率”？" in err

"""A figure that was withdrawn (撤回) is not reported; it stays in the history, and the past stays as it was."""

import pytest
from tests.store.test_closing import turn
from tests.support.office import BEDS, GREEN, HEADER, SEWAGE, THEME, Office, row, write_rules

WITH_EVIDENCE = HEADER.strip() + ",类型,依据\n"
AWAITING = """\
  - id: parks
    title: 公园
    nature: binding
    unit: 个
    kind: yearly
    target: {2023: issued >=}
    owner: 城管局
    source: {locator: 表1, anchor: 公园}
"""


def held(office: Office, *figures: str) -> None:
    office.take(office.file("a.csv", *(figures or (row(93), row(44, GREEN)))), at="2024-01-10")


@pytest.mark.parametrize("word", ["撤回", " 已 撤回 ", "Withdrawn"])
def test_a_withdrawn_figure_is_not_reported(office: Office, word: str) -> None:
    held(office)
    code, out, err = office.take(office.file("b.csv", row(word)), at="2024-02-10")
    assert (code, err) == (0, "")
    assert f"2023 小县 污水收集率: 93% → {' '.join(word.split())}" in " ".join(out.split())
    assert "撤回 1" in out
    assert office.status("sewage", 2023) == "not_reported"
    assert office.value("green", 2023) == "44"
    assert office.vintages("--indicator", SEWAGE) == [(1, "taken", "93", False), (2, "withdrawn", None, True)]
    assert office.vintages("--restated") == office.vintages("--indicator", SEWAGE)
    assert office.value("sewage", 2023, "--as-of", "2024-01-31") == "93"


def test_the_history_shows_the_withdrawal_with_its_cell_and_who_made_it(office: Office) -> None:
    held(office)
    office.take(office.workbook("b.xlsx", row("撤回")), by="水务局", at="2024-02-10")
    (figure,) = office.history("--restated")["figures"]
    last = figure["vintages"][-1]
    assert (last["state"], last["cell"], last["submitter"], last["text"]) == ("withdrawn", "D2", "水务局", "撤回")
    _, out, _ = office.run("history", "--store", office.store, "--restated")
    assert "撤回" in out
    assert "改动" not in out


def test_what_is_reported_after_a_withdrawal_holds(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回")))
    _, out, _ = office.take(office.file("c.csv", row(94)))
    assert "新数 1" in out
    assert office.value("sewage", 2023) == "94"
    assert office.vintages("--indicator", SEWAGE)[-1] == (3, "taken", "94", True)


@pytest.mark.parametrize("word", ["", "—", "/", "无"])
def test_a_blank_or_a_dash_withdraws_nothing(office: Office, word: str) -> None:
    held(office)
    office.take(office.file("b.csv", row(word)))
    assert office.value("sewage", 2023) == "93"
    assert len(office.vintages("--indicator", SEWAGE)) == 1


def test_a_figure_that_could_not_be_read_is_withdrawn_too(office: Office) -> None:
    held(office, row("约93"), "小县,2023,绿化复盖綠,44,%", row(1500, BEDS, unit="张"))
    code, out, err = office.take(office.file("b.csv", row("撤回"), row("撤回", GREEN)))
    assert code == 0
    assert "未能读取的数 → 撤回" in out
    assert err.count("nothing-to-withdraw") == 1  # nobody knows that the misspelt figure was this one
    assert office.status("sewage", 2023) == "not_reported"
    assert office.status("green", 2023) == "not_reported"
    assert office.vintages("--indicator", SEWAGE) == [(None, "refused", None, False), (1, "withdrawn", None, False)]


def test_what_a_later_file_holds_that_nobody_can_read_may_be_the_figure(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回", GREEN)))
    office.take(office.file("c.csv", "小县,2023,绿化复盖綠,44,%"))
    assert office.status("green", 2023) == "not_evaluable"


def test_a_later_file_that_cannot_be_read_at_all_may_hold_the_figure(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回", GREEN)))
    (office.folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    office.take(office.folder / "broken.xlsx")
    assert office.status("green", 2023) == "not_evaluable"


def test_a_withdrawal_holds_when_its_file_is_replaced(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回")))
    office.take(office.file("b.csv", row(1500, BEDS, unit="张")))
    assert office.status("sewage", 2023) == "not_reported"


def test_a_withdrawal_in_a_closed_year_is_kept_told_by_its_cell_and_not_used(office: Office) -> None:
    held(office)
    turn(office, "close")
    code, out, err = office.take(office.file("b.csv", row("撤回")))
    assert code == 3
    assert "year-closed" in err
    assert "b.csv:2:4" in err
    assert "因锁定未用 1" in out
    assert office.value("sewage", 2023) == "93"
    assert office.vintages("--indicator", SEWAGE)[-1] == (None, "closed", None, False)
    (problem,) = office.check("--year", "2023")["problems"]
    assert (problem["code"], problem["severity"], problem["at"]) == ("year-closed", "warning", "b.csv:2:4")
    assert "此后的撤回不采用" in problem["message"]
    _, out, _ = office.run("history", "--store", office.store, "--indicator", SEWAGE)
    assert " ".join(out.splitlines()[-2].split()).startswith("— 撤回 已锁定，未用")


def test_a_withdrawal_of_nothing_is_asked_about(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回")))
    code, _, err = office.take(office.file("c.csv", row("撤回"), row("撤回", year=2024)))
    assert code == 0
    assert err.count("nothing-to-withdraw") == 2
    assert office.vintages("--year", "2024") == [(None, "withdrawn", None, False)]


def test_it_must_be_clear_what_is_withdrawn(office: Office) -> None:
    held(office)
    code, _, err = office.take(office.file("b.csv", "小县,2023,绿化复盖綠,撤回,%"))
    assert code == 3
    assert "unknown-indicator" in err
    assert office.value("green", 2023) == "44"


def test_a_made_up_withdrawal_withdraws_no_real_figure(office: Office) -> None:
    held(office)
    made_up = HEADER.strip() + ",数据性质\n"
    office.take(office.file("b.csv", row("撤回") + ",示例", header=made_up))
    assert office.value("sewage", 2023) == "93"
    assert office.vintages("--indicator", SEWAGE)[-1] == (None, "withdrawn", None, False)


def test_a_file_that_gives_the_figure_as_well_withdraws_nothing_and_is_asked_about(office: Office) -> None:
    code, _, err = office.take(office.file("a.csv", row(93), row("撤回"), row(44, GREEN)))
    assert code == 0
    assert "withdrawn-and-given" in err
    assert office.value("sewage", 2023) == "93"
    assert office.vintages("--indicator", SEWAGE) == [(1, "taken", "93", False)]


def test_to_a_plain_check_a_withdrawal_says_as_much_as_a_dash(office: Office) -> None:
    office.file("a.csv", row("撤回"), row(44, GREEN))
    code, _, err = office.run("check", "a.csv", "--rules", office.rules, "--year", "2023", "--fail-on", "never")
    assert (code, err) == (0, "")
    office.file("b.csv", row(93))
    _, out, _ = office.run("check", "a.csv", "b.csv", "--rules", office.rules, "--year", "2023", "-q", "-o", "json=-")
    assert '"withdrawn-and-given"' in out
    assert '"value": "93"' in out


def test_data_judged_beside_the_store_may_withdraw(office: Office) -> None:
    held(office)
    assert office.status("sewage", 2023, office.file("b.csv", row("撤回"))) == "not_reported"
    assert office.value("sewage", 2023) == "93"


def test_data_beside_the_store_that_are_not_there_may_hold_what_was_withdrawn(office: Office) -> None:
    held(office)
    office.take(office.file("b.csv", row("撤回")))
    assert office.status("sewage", 2023, "nowhere.csv") == "not_evaluable"


def test_known_bytes_say_that_a_figure_was_withdrawn_since(office: Office) -> None:
    data = office.file("a.csv", row(93))
    office.take(data)
    office.take(office.file("b.csv", row("撤回")))
    _, out, _ = office.take(data)
    assert "1 个数此后另有报送" in out


def test_an_issued_target_is_withdrawn_and_the_verdict_waits_again(office: Office) -> None:
    write_rules(office.rules, THEME + AWAITING)
    figures = office.file("a.csv", row(9, "公园", unit="个"), row(93))
    issued = office.file("b.csv", row(8, "公园", unit="个") + ",下达目标,某发〔2023〕1号", header=WITH_EVIDENCE)
    gone = office.file("c.csv", row("撤回", "公园", unit="个") + ",下达目标,", header=WITH_EVIDENCE)
    told = []
    for data in (figures, issued, gone):
        assert office.take(data)[0] == 0
        told.append(office.status("parks", 2023))
    assert told == ["pending", "met", "pending"]
    assert office.value("parks", 2023) == "9"

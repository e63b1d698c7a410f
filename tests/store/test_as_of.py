"""`--as-of` says, byte for byte, what was said then: the figures, the rules, the closings of that moment."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from tests.support.office import GREEN, THEME, Office, row, write_rules

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang

STRICTER = THEME.replace('">= 95"', '">= 94"').replace("figure: 95", "figure: 94")
IN_OTHER_UNITS = STRICTER.replace("unit: 张", "unit: 万张").replace("1000", "0.1").replace("2000", "0.2")


def test_three_imports_with_rules_changed_between_them(office: Office) -> None:
    said = {}
    theme_of = {"2024-01-10": THEME, "2024-02-10": STRICTER, "2024-03-10": IN_OTHER_UNITS}
    for number, (day, theme) in enumerate(theme_of.items()):
        write_rules(office.rules, theme)
        rows = [row(93 + number), row(94, year=2025), "小县,2023,床位,1500,张"][: number + 2]
        assert office.take(office.file(f"{number}.csv", *rows), at=day)[0] == 0
        said[day] = office.said()
    assert len(set(said.values())) == 3
    for day, then in said.items():
        assert office.said("--as-of", day) == then
        assert office.said("--as-of", f"{day}T23:59") == then
    assert json.loads(said["2024-01-10"])["rules_digest"] != json.loads(said["2024-02-10"])["rules_digest"]


def test_rules_that_changed_between_two_checks_are_those_of_the_check_before(office: Office) -> None:
    office.take(office.file("a.csv", row(94, year=2025)), at="2024-01-10")
    assert office.status("sewage", 2025) == "missed"
    write_rules(office.rules, STRICTER)
    assert office.status("sewage", 2025) == "met"
    assert office.status("sewage", 2025, "--as-of", "2024-01-10") == "missed"
    assert office.status("sewage", 2025, "--as-of", "2099-01-01") == "met"


def test_looking_back_leaves_the_rules_in_use_as_they_are(office: Office) -> None:
    office.take(office.file("a.csv", row(94, year=2025)), at="2024-01-10")
    write_rules(office.rules, STRICTER)
    office.check()
    office.check("--as-of", "2024-01-10")
    assert office.status("sewage", 2025, "--as-of", "2099-01-01") == "met"


def test_figures_taken_in_under_other_units_are_read_by_the_rules_that_judge(office: Office) -> None:
    office.take(office.file("a.csv", "小县,2023,床位,1500,张"))
    write_rules(office.rules, IN_OTHER_UNITS)
    assert office.value("beds", 2023) == "0.15"


def test_a_figure_refused_by_the_rules_of_then_is_read_by_those_of_now(office: Office) -> None:
    office.take(office.file("a.csv", row(93), "小县,2023,绿地率,44,%"), at="2024-01-10")
    assert office.status("green", 2023) == "not_evaluable"
    write_rules(office.rules, THEME.replace("title: 绿化覆盖率", "title: 绿化覆盖率\n    aliases: [绿地率]"))
    assert office.value("green", 2023) == "44"
    assert office.status("green", 2023, "--as-of", "2024-01-10") == "not_evaluable"


def test_a_day_is_a_day_in_beijing(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-03-01T23:59:59")
    office.take(office.file("b.csv", row(94)), at="2024-03-01T16:00:00Z")
    assert office.value("sewage", 2023, "--as-of", "2024-03-01") == "93"
    assert office.value("sewage", 2023, "--as-of", "2024-03-02T00:00") == "94"


def test_before_the_first_import_nothing_was_known(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-03-01")
    code, out, err = office.run("check", "--store", office.store, "--as-of", "2024-02-29")
    assert (code, out) == (2, "")
    assert "当时还没有数据" in err


@pytest.mark.parametrize("text", ["yesterday", "2024-13-01", "2024-3-1", "20240301", "0001-01-01", "9999-12-31"])
def test_what_is_no_moment_is_told(office: Office, text: str) -> None:
    office.take(office.file("a.csv", row(93)))
    code, _, err = office.run("check", "--store", office.store, "--as-of", text)
    assert code == 2 or text == "9999-12-31"
    assert "Traceback" not in err


def test_nothing_comes_in_before_what_is_there_nor_from_the_future(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-03-01")
    data = office.file("b.csv", row(94))
    for at in ("2024-02-01", "2999-01-01"):
        code, _, err = office.take(data, at=at)
        assert code == 2
        assert "2024" in err or "2999" in err
    assert len(office.vintages()) == 1


def test_a_check_may_be_made_before_older_submissions_are_entered(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-01")
    office.check()
    assert office.take(office.file("b.csv", row(94)), at="2024-02-01")[0] == 0
    assert office.value("sewage", 2023, "--as-of", "2024-01-31") == "93"


def test_every_run_is_kept_with_the_digest_of_what_it_said(office: Office) -> None:
    office.take(office.file("a.csv", row(93), row(44, GREEN)))
    said = office.said("--year", "2023")
    with sqlite3.connect(office.store) as store:
        kind, rules, body = store.execute("SELECT kind, rules, body FROM event ORDER BY seq DESC").fetchone()
    store.close()
    run = json.loads(body)
    assert (kind, rules) == ("run", json.loads(said)["rules_digest"])
    assert (run["years"], run["as_of"], run["until"]) == ([2023], "", 1)
    assert run["result"] == hashlib.sha256(said.encode()).hexdigest()


def test_a_finding_of_then_is_explained_by_the_rules_of_then(office: Office) -> None:
    office.take(office.file("a.csv", row(94, year=2025)), at="2024-01-10")
    report = office.check("--as-of", "2024-01-10")
    finding = next(f["id"] for f in report["findings"] if (f["kind"], f["rule"]) == ("violation", "sewage"))
    write_rules(office.rules, STRICTER)
    words = ["explain", finding, "--store", office.store, "--rules", office.rules]
    code, out, _ = office.run(*words, "--as-of", "2024-01-10")
    assert code == 0
    assert "95" in out
    assert office.run(*words)[0] == 2


def test_as_of_needs_a_store_and_goes_with_no_other_data(office: Office) -> None:
    data = office.file("a.csv", row(93))
    office.take(data)
    assert office.run("check", data, "--as-of", "2024-01-01")[0] == 2
    assert office.run("check", data, "--store", office.store, "--as-of", "2024-01-01")[0] == 2
    assert office.run("check")[0] == 2


def test_what_an_older_reader_kept_is_read_again_from_the_bytes(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from zhunsheng.intake import packed

    office.take(office.workbook("a.xlsx", row(93)))
    before = office.said()
    monkeypatch.setattr(packed, "reader", lambda: "another")
    monkeypatch.setenv("ZHUNSHENG_CACHE_DIR", str(tmp_path / "cache"))
    assert [office.said(), office.said()] == [before, before]
    assert list((tmp_path / "cache").glob("reading-*"))


def test_a_program_that_says_something_else_of_the_same_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-10")
    words = ["check", "--store", office.store, "--rules", office.rules, "-q", "--fail-on", "never"]
    assert office.run(*words)[2] == office.run(*words, "--as-of", "2024-01-10")[2] == ""
    monkeypatch.setattr("zhunsheng.report.json_contract.observation", lambda _: None)
    code, _, err = office.run(*words, "--as-of", "2024-01-10")
    assert code == 0
    assert "报告与此不同" in err


def test_the_report_that_a_store_keeps_the_digest_of_is_written_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhunsheng.report import contract, json_contract

    office.take(office.file("a.csv", row(93)))
    document = json_contract.document
    written: list[Evaluation] = []

    def counted(evaluation: Evaluation, lang: Lang) -> contract.Evaluation:
        written.append(evaluation)
        return document(evaluation, lang)

    monkeypatch.setattr(json_contract, "document", counted)
    office.said()
    assert len(written) == 1

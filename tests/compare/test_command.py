"""`zhunsheng diff` in every form that it is asked in, on a small office."""

from pathlib import Path
from typing import Any

import pytest
from tests.compare.conftest import Diff
from tests.support.office import BEDS, GREEN, THEME, Office, row, write_rules

AWAITING = (
    THEME
    + """\
  - id: parks
    title: 公园
    nature: binding
    unit: 个
    kind: yearly
    target: {2023: "issued >="}
    owner: 城管局
    source: {locator: 表1, anchor: 公园}
"""
)
LOWER = THEME.replace('target: {2025: ">= 95"}', 'target: {2025: ">= 93"}').replace("figure: 95", "figure: 93")
ISSUED = "地区,年份,指标,数值,单位,类型,依据\n"


def flips(told: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        change["rule"]: (change["old"]["status"], change["new"]["status"])
        for change in told["changes"]
        if change["fate"] == "flipped"
    }


def causes(told: dict[str, Any], rule: str) -> list[str]:
    (change,) = (change for change in told["changes"] if change["rule"] == rule)
    return [cause["kind"] for cause in change["causes"]]


def only(told: dict[str, Any], rule: str) -> dict[str, Any]:
    (change,) = (change for change in told["changes"] if change["rule"] == rule)
    return dict(change)


def test_two_sets_of_data(office: Office, diff: Diff) -> None:
    old = office.file("old.csv", row("94.5"), row(42, GREEN))
    new = office.file("new.csv", row("92.1"), row(42, GREEN))
    told = diff(old, new)
    assert flips(told) == {"sewage": ("on_track", "far_behind")}
    (cause,) = only(told, "sewage")["causes"]
    assert (cause["kind"], cause["what"], cause["year"]) == ("figure", "sewage", 2023)
    assert (cause["old"]["text"], cause["old"]["at"]) == ("94.5 %", "old.csv:2:4")
    assert (cause["new"]["text"], cause["new"]["at"]) == ("92.1 %", "new.csv:2:4")
    assert [(shift["rule"], shift["turn"], shift["grounds"]) for shift in told["findings"]] == [
        (None, "new", ["others"]),  # the third alert of the department
        ("sewage", "new", ["judgement"]),
    ]


def test_two_reports_say_the_same_as_the_data_that_they_are_of(office: Office, diff: Diff) -> None:
    old = office.file("old.csv", row("94.5"), row(42, GREEN))
    new = office.file("new.csv", row("92.1"), row(1, BEDS, unit="张"))
    for data in (old, new):
        office.run("check", "--rules", office.rules, data, "-q", "-o", f"json={data.stem}.json")
    of_data, of_reports = diff(old, new), diff("old.json", "new.json")
    mixed = diff("old.json", new)
    for told in (of_data, of_reports, mixed):
        told.pop("old")
        told.pop("new")
        for shift in told["findings"]:
            shift["grounds"] = None  # a report does not hold its policy
    assert of_data == of_reports == mixed
    assert {change["rule"] for change in of_data["changes"]} == {"sewage", "green", "beds"}


def test_reports_of_two_years_are_compared_as_two_years(office: Office, diff: Diff) -> None:
    for year, value in ((2023, "94.5"), (2024, "94.6")):
        data = office.file(f"{year}.csv", row(value, year=year))
        office.run("check", "--rules", office.rules, data, "-q", "-o", f"json={year}.json")
    told = diff("2023.json", "2024.json")
    assert (told["by_year"], told["years"]) == (True, [2023, 2024])
    assert causes(told, "sewage") == ["figure", "year"]


def test_two_years_of_the_same_data(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("94.5"), row("94.5", year=2024), row("94.5", year=2025))
    told = diff("--data", data, "--year", "2024", "--year", "2025")
    assert flips(told)["sewage"] == ("on_track", "missed")
    assert causes(told, "sewage") == ["year"], "neither figure nor limit changed: only time passed"
    change = only(told, "sewage")
    assert (change["deciding"], change["enough"]) == ("only", ["year"])
    assert (change["turned"], change["moved"]) == (["came_due"], "0")


def test_two_rule_versions_on_the_same_data(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("93.5", year=2025))
    lower = write_rules(office.folder / "lower", LOWER)
    told = diff("--rules", lower, "--data", data)
    assert flips(told) == {"sewage": ("missed", "met")}
    (cause,) = only(told, "sewage")["causes"]
    assert (cause["kind"], cause["what"], cause["old"]["text"]) == ("rule", "target.2025", "≥ 95%")
    assert (cause["old"]["at"], cause["new"]["at"]) == (f"{office.rules}/small/a.yaml:3", f"{lower}/small/a.yaml:3")
    assert only(told, "sewage")["deciding"] == "only"


def test_a_rule_that_only_one_version_has(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("93.5"))
    more = write_rules(office.folder / "more", AWAITING)
    told = diff("--rules", more, "--data", data)
    assert (only(told, "parks")["fate"], causes(told, "parks")) == ("appeared", ["rule"])


def test_two_moments_of_a_store(office: Office, diff: Diff) -> None:
    office.take(office.file("1.csv", row("94.5")), by="甲", at="2024-01-10T09:00")
    office.check()
    office.take(office.file("2.csv", row("92.1")), by="乙", at="2024-02-10T09:00")
    told = diff("--store", office.store, "--as-of", "2024-01-20", "--year", "2023")
    (cause,) = only(told, "sewage")["causes"]
    assert (cause["old"]["submitter"], cause["old"]["received"]) == ("甲", "2024-01-10T09:00:00+08:00")
    assert (cause["new"]["submitter"], cause["new"]["received"]) == ("乙", "2024-02-10T09:00:00+08:00")
    office.check()
    twice = diff("--store", office.store, "--as-of", "2024-01-20", "--as-of", "2024-02-20")
    assert twice["changes"] == told["changes"]
    assert twice["old"]["label"] == "截至 2024-01-20"


def test_which_of_two_causes_decided(office: Office, diff: Diff) -> None:
    """94.5 → 95.5 meets the old limit of 95; the new limit of 93 is met by the old figure."""
    office.take(office.file("1.csv", row("94.5", year=2025)), at="2024-01-10T09:00")
    office.check()
    write_rules(office.rules, LOWER)
    office.take(office.file("2.csv", row("95.5", year=2025)), at="2024-02-10T09:00")
    told = diff("--store", office.store, "--as-of", "2024-01-20")
    change = only(told, "sewage")
    assert [cause["kind"] for cause in change["causes"]] == ["rule", "figure"]
    assert (change["deciding"], sorted(change["enough"])) == ("alone", ["data", "rules"])


def test_causes_that_turned_it_only_together(office: Office, diff: Diff) -> None:
    office.take(office.file("1.csv", row("92.5", year=2025)), at="2024-01-10T09:00")
    office.check()
    write_rules(office.rules, LOWER)
    office.take(office.file("2.csv", row("93.5", year=2025)), at="2024-02-10T09:00")
    change = only(diff("--store", office.store, "--as-of", "2024-01-20"), "sewage")
    assert (change["deciding"], change["enough"]) == ("together", [])


def test_a_target_issued_and_a_figure_restated(office: Office, diff: Diff) -> None:
    write_rules(office.rules, AWAITING)
    office.take(office.file("1.csv", row(9, "公园", unit="个")), at="2024-01-10T09:00")
    office.check()
    issued = office.file("2.csv", "小县,2023,公园,10,个,下达目标,某发〔2023〕1号", header=ISSUED)
    office.take(issued, at="2024-02-10T09:00")
    told = diff("--store", office.store, "--as-of", "2024-01-20")
    change = only(told, "parks")
    assert (change["old"]["status"], change["new"]["status"]) == ("pending", "missed")
    assert [(cause["kind"], cause["old"]) for cause in change["causes"]] == [("issued", None)]
    assert "某发〔2023〕1号" in change["causes"][0]["new"]["text"]
    office.take(office.file("3.csv", row(11, "公园", unit="个")), at="2024-03-10T09:00")
    change = only(diff("--store", office.store, "--as-of", "2024-01-20"), "parks")
    assert [cause["kind"] for cause in change["causes"]] == ["issued", "figure"]
    assert (change["new"]["status"], change["deciding"], change["enough"]) == ("met", "together", [])


def test_what_cannot_be_read_is_not_said_to_be_withdrawn(office: Office, diff: Diff) -> None:
    old, new = office.file("old.csv", row("94.5"), row(42, GREEN)), office.file("new.csv", row("94,5x"), row(42, GREEN))
    told = diff(old, new, "--year", "2023", code=3)
    assert causes(told, "sewage") == ["refused"]
    assert "只是没有读到" in office.run("diff", "--rules", office.rules, old, new, "-q")[2]
    assert (told["old"]["incomplete"], told["new"]["incomplete"]) == (False, True)


def test_nothing_changed(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("94.5"))
    told = diff(data, data)
    assert (told["changes"], told["findings"]) == ([], [])
    assert office.run("diff", "--rules", office.rules, data, data)[1].splitlines()[-1] == "没有变化。"


def test_new_findings_can_fail_a_run(office: Office) -> None:
    old, new = office.file("old.csv", row("95", year=2025)), office.file("new.csv", row("94", year=2025))
    worse = ("diff", "--rules", office.rules, old, new, "-q", "--fail-on")
    better = ("diff", "--rules", office.rules, new, old, "-q", "--fail-on")
    assert [office.run(*worse, level)[0] for level in ("never", "alert", "violation")] == [0, 1, 1]
    assert [office.run(*better, level)[0] for level in ("never", "alert", "violation")] == [0, 0, 0]


def test_the_terminal_says_what_why_and_where(office: Office) -> None:
    old, new = office.file("old.csv", row("94.5")), office.file("new.csv", row("92.1"))
    code, out, _ = office.run("diff", "--rules", office.rules, old, new)
    assert code == 0
    for words in (
        "县城管局",
        "进度正常",
        "严重滞后",
        "数据更正",
        "old.csv:2:4",
        "new.csv:2:4",
        "新增",
        "判定变了 1 条",
    ):
        assert words in out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["a.csv"],
        ["a.csv", "a.csv", "a.csv"],
        ["a.csv", "a.csv", "--data", "a.csv"],
        ["--data", "a.csv"],
        ["--data", "a.csv", "--year", "2023"],
        ["--as-of", "2024-01-01", "--as-of", "2024-02-01"],
        ["--store", "s.zs", "--data", "a.csv", "--year", "2023", "--year", "2024"],
        ["a.csv", "a.csv", "--rules", "rules", "--rules", "rules"],
        ["--year", "2023", "--year", "2024"],
    ],
)
def test_what_is_not_two_things_is_refused(office: Office, words: list[str]) -> None:
    office.file("a.csv", row("94.5"))
    code, out, err = office.run("diff", *words, "-o", "html=out.html")
    assert (code, out) == (2, "")
    assert "错误" in err
    assert not (office.folder / "out.html").exists()


def test_no_year_in_common(office: Office) -> None:
    old = office.file("old.csv", row("94.5"), row("94.5", year=2022))
    new = office.file("new.csv", row("94.5", year=2024))
    code, _, err = office.run("diff", "--rules", office.rules, old, new)
    assert code == 2
    assert "2022、2023；2024" in err


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": "zhunsheng/evaluation/1"}',
        '{"schema": "zhunsheng/evaluation/2", "plan": "p"}',
        '{"schema": "zhunsheng/evaluation/1", "plan": 7}',
    ],
)
def test_a_spoilt_report_is_refused(office: Office, text: str) -> None:
    (office.folder / "a.json").write_text(text, encoding="utf-8")
    code, _, err = office.run("diff", "--rules", office.rules, "a.json", "a.json")
    assert code == 2
    assert "a.json" in err


def test_years_that_only_one_side_judged_are_told(office: Office, diff: Diff) -> None:
    old, new = office.file("old.csv", row("94.5")), office.file("new.csv", row("94.5"), row("94.5", year=2024))
    assert diff(old, new)["years"] == [2023]
    assert "只在后者核查的年份：2024" in office.run("diff", "--rules", office.rules, old, new)[1]


def test_a_waiver_is_a_cause_of_its_own(office: Office, diff: Diff, tmp_path: Path) -> None:
    """A waived judgement of a written report has turned by leave, whatever else changed."""
    data = office.file("old.csv", row("92.1"))
    office.run("check", "--rules", office.rules, data, "-q", "-o", "json=old.json")
    report = (tmp_path / "old.json").read_text(encoding="utf-8")
    waived = report.replace('"status": "far_behind"', '"status": "waived"').replace("pace_far_behind", "waived")
    (tmp_path / "new.json").write_text(waived, encoding="utf-8")
    assert causes(diff("old.json", "new.json"), "sewage") == ["waiver"]


def test_reports_by_other_rules_leave_open_what_decided(office: Office, diff: Diff) -> None:
    """A report shows a limit that changed, but not every key of a rule: another one may have changed, too."""
    old, new = office.file("old.csv", row("94.5", year=2025)), office.file("new.csv", row("93.5", year=2025))
    office.run("check", "--rules", office.rules, old, "-q", "-o", "json=old.json")
    write_rules(office.rules, LOWER)
    office.run("check", "--rules", office.rules, new, "-q", "-o", "json=new.json")
    change = only(diff("old.json", "new.json"), "sewage")
    assert [cause["kind"] for cause in change["causes"]] == ["rule", "figure"]
    assert change["deciding"] == "open"
    assert diff("old.json", new)["changes"] == diff("old.json", "new.json")["changes"], "no guess from one catalogue"


def test_a_place_of_a_roster_that_comes_in_between(office: Office, diff: Diff) -> None:
    write_rules(office.rules, grids=True)
    roster = office.file("名册.csv", "网格,网格1,小县", header="级别,名称,上级\n")
    data = office.file("a.csv", row("94.5"))
    (office.folder / "both").mkdir()
    for name in (roster, data):
        (office.folder / "both" / name.name).write_bytes((office.folder / name).read_bytes())
    told = diff(data, "both", "--year", "2023")
    staff = [change for change in told["changes"] if change["rule"] == "staff"]
    assert {cause["kind"] for change in staff for cause in change["causes"]} == {"roster"}
    assert {change["fate"] for change in staff} == {"appeared", "disappeared"}

"""Two years: which facts tell them apart, and which of figure and year turned the verdict."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.compare.conftest import Diff
from tests.support.office import THEME, Office, row, write_rules

from zhunsheng.model.turned import Turned
from zhunsheng.report.comparison import turns

MORE = (
    THEME
    + """\
  - id: schools
    title: 学校
    nature: task
    kind: flow
    unit: 所
    target: {2025: ">= 6"}
    owner: 城管局
    source: {locator: 表1, anchor: 学校, figure: 6}
  - id: hall
    title: 展厅
    nature: task
    kind: milestone
    target: {2024: done}
    owner: 城管局
    source: {locator: 表1, anchor: 展厅}
  - id: parks
    title: 公园
    nature: binding
    unit: 个
    kind: yearly
    target: {2023: "issued >=", 2024: "issued >="}
    owner: 城管局
    source: {locator: 表1, anchor: 公园}
  - id: leaks
    title: 漏损
    nature: binding
    unit: 个
    kind: yearly
    target: {2023: "<= 9", 2024: "<= 5"}
    owner: 城管局
    source: {locator: 表1, anchor: 漏损, figure: 9}
"""
)
ISSUED = "地区,年份,指标,数值,单位,类型,依据\n"


def turned(told: dict[str, Any], rule: str) -> tuple[str | None, list[str], list[str]]:
    """Return what decided the verdict on a rule, and the facts."""
    (change,) = (each for each in told["changes"] if each["rule"] == rule)
    return change["deciding"], change["enough"], change["turned"]


def schools(*numbers: int | None) -> list[str]:
    years = zip(range(2021, 2026), numbers, strict=False)
    return [row(number, "学校", year, "所") for year, number in years if number is not None]


@pytest.mark.parametrize(
    ("rows", "years", "rule", "expected"),
    [
        # 2024 on track towards 95, 2025 due: with 94.5 it would be missed, with 95.5 met in either year
        (
            [row("94.5", year=2024), row("95.5", year=2025)],
            (2024, 2025),
            "sewage",
            ("alone", ["figures"], ["risen", "came_due"]),
        ),
        (
            [row("94.5", year=2024), row("94.6", year=2025)],
            (2024, 2025),
            "sewage",
            ("alone", ["year"], ["risen", "came_due"]),
        ),
        # 92.1 is far behind in both years; 93.2 would be on track in 2022 (93.2 is asked for) and is behind in 2023
        (
            [row("92.1", year=2022), row("93.2", year=2023)],
            (2022, 2023),
            "sewage",
            ("together", [], ["risen", "path"]),
        ),
        (
            [row("95.5", year=2023), row("92.1", year=2024)],
            (2023, 2024),
            "sewage",
            ("alone", ["figures"], ["fallen", "relapsed", "path"]),
        ),
        (
            [row("94", year=2023), row(42, "绿化覆盖率", 2024)],
            (2023, 2024),
            "sewage",
            ("alone", ["figures"], ["missing"]),
        ),
        (
            [row("94.5", year=2024), row(42, "绿化覆盖率", 2023)],
            (2023, 2024),
            "sewage",
            ("alone", ["figures"], ["reported"]),
        ),
        # 5 by 2024 is ahead of the path; 5 in all by 2025 misses 6, and 6 would have met it in 2024
        (schools(1, 1, 1, 2, 0), (2024, 2025), "schools", ("alone", ["year"], ["came_due"])),
        (schools(1, 1, 1, 2, 1), (2024, 2025), "schools", ("alone", ["figures"], ["risen", "came_due"])),
        (schools(1, 1, 1, 0, 2), (2023, 2025), "schools", ("alone", ["year"], ["risen", "came_due"])),
        # nothing of the last year: as in the first year it would be not reported either
        (schools(1, 1, 1, 2), (2024, 2025), "schools", ("alone", ["figures"], ["missing", "came_due"])),
        # a year of the sum is missing in between: nobody can say what the other sum would have been
        (schools(1, 1, None, 2, 1), (2022, 2025), "schools", ("open", [], ["missing", "came_due"])),
        (
            [row("未完成", "展厅", 2023, ""), row("已完成", "展厅", 2024, "")],
            (2023, 2024),
            "hall",
            ("alone", ["figures"], ["done", "came_due"]),
        ),
        (
            [row("已完成", "展厅", 2023, ""), row("未完成", "展厅", 2024, "")],
            (2023, 2024),
            "hall",
            ("together", [], ["undone", "relapsed", "came_due"]),
        ),
        # 7 keep the limit of 2023 and break that of 2024
        (
            [row(8, "漏损", 2023, "个"), row(7, "漏损", 2024, "个")],
            (2023, 2024),
            "leaks",
            ("alone", ["year"], ["fallen", "lower"]),
        ),
        (
            [row(8, "漏损", 2023, "个"), row(8, "漏损", 2025, "个")],
            (2023, 2025),
            "leaks",
            ("only", ["year"], ["not_asked"]),
        ),
        (
            [row("92", year=2020), row("93.5", year=2021)],
            (2020, 2021),
            "sewage",
            ("together", [], ["risen", "began"]),
        ),
    ],
)
def test_what_turned_a_verdict(
    office: Office,
    diff: Diff,
    rows: list[str],
    years: tuple[int, int],
    rule: str,
    expected: tuple[str, list[str], list[str]],
) -> None:
    write_rules(office.rules, MORE)
    told = diff("--data", office.file("a.csv", *rows), "--year", str(years[0]), "--year", str(years[1]))
    assert turned(told, rule) == expected


def test_a_target_that_was_issued_for_the_later_year(office: Office, diff: Diff) -> None:
    write_rules(office.rules, MORE)
    figures = office.file("a/1.csv", row(9, "公园", 2023, "个"), row(11, "公园", 2024, "个"))
    office.file("a/2.csv", "小县,2024,公园,10,个,下达目标,某发〔2024〕1号", header=ISSUED)
    told = diff("--data", figures.parent, "--year", "2023", "--year", "2024")
    assert turned(told, "parks") == ("together", [], ["risen", "issued", "came_due"])
    office.file("a/1.csv", row(11, "公园", 2023, "个"), row(11, "公园", 2024, "个"))
    told = diff("--data", figures.parent, "--year", "2023", "--year", "2024")
    assert turned(told, "parks") == ("only", ["year"], ["issued", "came_due"])


def test_two_submissions_of_two_years(office: Office, diff: Diff) -> None:
    """Each holds one year: what one of them said is judged by what the other's year asks for."""
    old, new = office.file("2024.csv", row("94.5", year=2024)), office.file("2025.csv", row("95.5", year=2025))
    assert turned(diff(old, new), "sewage") == ("alone", ["figures"], ["risen", "came_due"])
    assert turned(diff(new, old), "sewage") == ("together", [], ["fallen", "not_yet_due"])


def test_two_written_reports_tell_the_facts_and_leave_open_what_decided(office: Office, diff: Diff) -> None:
    for year, value in ((2024, "94.5"), (2025, "94.6")):
        data = office.file(f"{year}.csv", row(value, year=year))
        office.run("check", "--rules", office.rules, data, "-q", "-o", f"json={year}.json")
    told = diff("2024.json", "2025.json")
    assert turned(told, "sewage") == ("open", [], ["risen", "came_due"])
    out = office.run("diff", "--rules", office.rules, "2024.json", "2025.json")[1]
    assert "数升了 0.1 个百分点（94.5% → 94.6%）；2025 年到期：≥ 95%" in out
    assert "所给材料不足以分辨" in out


def test_a_written_report_of_an_older_version_tells_less(office: Office, diff: Diff) -> None:
    """One without the phase of the year tells what came due by the years alone."""
    for year in (2024, 2025):
        data = office.file(f"{year}.csv", row("94.5", year=year))
        office.run("check", "--rules", office.rules, data, "-q", "-o", f"json={year}.json")
        report = json.loads((office.folder / f"{year}.json").read_text(encoding="utf-8"))
        for judgement in report["judgements"]:
            del judgement["phase"], judgement["expected"], judgement["expected_exact"]
        (office.folder / f"{year}.json").write_text(json.dumps(report), encoding="utf-8")
    assert turned(diff("2024.json", "2025.json"), "sewage") == ("only", ["year"], ["came_due"])


def test_every_fact_has_words() -> None:
    assert set(turns.SAYS) == set(Turned)


def test_a_store_that_cannot_be_written_is_compared(
    office: Office, diff: Diff, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take(office.file("1.csv", row("94.5")), at="2024-01-10T09:00")
    office.check()
    office.take(office.file("2.csv", row("92.1")), at="2024-02-10T09:00")
    before = Path(office.store).read_bytes()
    monkeypatch.setattr("zhunsheng.store.opening.may_write", lambda _: False)
    told = diff("--store", office.store, "--as-of", "2024-01-20", "--year", "2023")
    assert [each["rule"] for each in told["changes"]] == ["sewage"]
    other = write_rules(office.folder / "other", THEME.replace(">= 95", ">= 94").replace("figure: 95", "figure: 94"))
    assert diff("--store", office.store, "--rules", other, "--year", "2023")["changes"]
    assert Path(office.store).read_bytes() == before

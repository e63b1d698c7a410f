"""The ledger of an office, from the finding to its closing, by the commands that the office types."""

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from tests.cli.conftest import run
from tests.ledger.conftest import off, stands
from tests.ledger.conftest import run as seen
from tests.support.cli import Run
from tests.support.evaluations import evaluation
from tests.support.office import GREEN, Office, row

from zhunsheng.report.ledger import contract
from zhunsheng.report.ledger.lines import Lines

__all__ = ["run"]


class Desk(Office):
    """An office that keeps a ledger; figures of 2023 to begin with: sewage behind, greenery on track."""

    def ledger(self, *words: str | Path, code: int = 0) -> tuple[str, str]:
        ended, out, err = self.run("ledger", *words, "--store", self.store)
        assert ended == code, (ended, err)
        return out, err

    def items(self, *words: str | Path) -> dict[str, dict[str, Any]]:
        """The items by what they are about, as JSON tells."""
        out, _ = self.ledger("-o", "json=-", *words)
        return {item["subject"]: item for item in json.loads(out)["items"]}

    def id(self, subject: str = "sewage") -> str:
        return str(self.items()[subject]["id"])

    def state(self, *words: str | Path, subject: str = "sewage") -> str:
        return str(self.items(*words)[subject]["state"])

    def year(self, value: object, year: int = 2023) -> dict[str, Any]:
        """Take a figure in, and check that year."""
        name = f"{year}-{value}.csv"
        assert self.take(self.file(name, row(value, year=year), row(44.9, GREEN, year=year)))[0] == 0
        return self.check("--year", str(year))

    def waive(self, until: str = "2099-12-31", *words: str) -> tuple[int, str, str]:
        said = ["--by", "督查室", "--reason", "区划调整", "--approver", "县政府", "--until", until, *words]
        return self.run("waiver", "add", self.id(), "--store", self.store, *said)


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Desk:
    desk = Desk(run, tmp_path)
    desk.year(92.5)
    return desk


def test_a_check_opens_an_item_and_the_ledger_lists_it(desk: Desk) -> None:
    out, _ = desk.ledger()
    assert "污水收集率" in out
    assert "新发现" in out
    assert desk.items()["sewage"]["years"] == [2023]
    assert "green" not in desk.items()


def test_only_a_check_of_the_store_alone_moves_the_ledger(desk: Desk) -> None:
    better = desk.file("better.csv", row(99))
    desk.check(better, "--year", "2023")
    desk.check("--as-of", "2099-01-01", "--year", "2023")
    assert [len(item["steps"]) for item in desk.items().values()] == [1] * len(desk.items())


def test_from_the_notice_to_the_closing(desk: Desk) -> None:
    item = desk.id()
    by = ["--by", "督查室"]
    assert "期限" in desk.ledger("serve", item, *by, "--document", "督〔2024〕1号")[0]
    assert desk.items()["sewage"]["due"] is not None
    desk.ledger("reply", item, "--by", "城管局", "--reason", "管网在建")
    desk.ledger("extend", item, *by, "--due", "2099-12-31", "--reason", "汛期")
    assert "数据尚未表明" in desk.ledger("close", item, *by, code=2)[1]
    desk.year(95.5, 2024)
    assert desk.state() == "resolved"
    assert "须先核查" in desk.ledger("close", item, *by, code=2)[1]
    desk.ledger("reject", item, *by, "--reason", "现场不符")
    desk.ledger("verify", item, *by)
    desk.ledger("close", item, *by)
    assert desk.state() == "closed"
    told, _ = desk.ledger("show", item)
    for said in (
        "送达",
        "回复",
        "管网在建",
        "延期",
        "汛期",
        "核查通过",
        "核查未通过",
        "销号",
        "督〔2024〕1号",
        "表1",
        "92.5%",
    ):
        assert said in told
    assert "2023-92.5.csv" in told
    desk.year(91, 2025)
    assert desk.state() == "reopened"
    assert "相符" in desk.ledger("verify")[0]


def test_what_is_overdue_is_so_by_the_date_alone(desk: Desk) -> None:
    desk.ledger("serve", desk.id(), "--by", "督查室", "--at", "2024-01-01", "--due", "2024-02-01")
    assert desk.state() == "overdue"
    assert desk.items("--state", "逾期").keys() == {"sewage"}
    assert desk.items("--state", "waived") == {}


def test_everything_against_an_act_is_said_at_once_and_nothing_noted(desk: Desk) -> None:
    items = desk.items()
    assert len(items) >= 1
    _, err = desk.ledger("close", desk.id(), "TZ-zz", "--by", "督查室", code=2)
    assert "台账里没有“TZ-zz”" in err
    desk.ledger("extend", desk.id(), "--by", "督查室", "--due", "2024-02-30", "--reason", "x", code=2)
    desk.ledger("serve", desk.id(), "--by", " ", code=2)
    desk.ledger("--state", "坏", code=2)
    desk.ledger("--department", "城管", code=2)
    assert desk.items() == items


def test_the_beginning_of_an_id_is_enough_and_a_wrong_one_is_guessed(desk: Desk) -> None:
    item = desk.id()
    assert item in desk.ledger("show", item[3:8])[0]
    swapped = item[:-2] + item[-1] + "x"
    assert f"是不是“{item}”" in desk.ledger("show", swapped, code=2)[1]


def test_a_waiver_is_shown_and_nothing_is_drawn(desk: Desk) -> None:
    assert desk.waive()[0] == 0
    report = desk.check("--year", "2023")
    (judged,) = (j for j in report["judgements"] if j["rule"] == "sewage")
    assert (judged["status"], judged["waiver"]["approver"], judged["waiver"]["until"]) == (
        "waived",
        "县政府",
        "2099-12-31",
    )
    assert not [f for f in report["findings"] if f["rule"] == "sewage"]
    assert desk.state() == "waived"
    listed = desk.run("waiver", "list", "--store", desk.store)[1]
    assert "县政府" in listed
    assert "区划调整" in listed
    assert desk.run("waiver", "revoke", desk.id(), "--store", desk.store, "--by", "督查室", "--reason", "x")[0] == 0
    assert [f for f in desk.check("--year", "2023")["findings"] if f["rule"] == "sewage"]
    assert "相符" in desk.ledger("verify")[0]
    assert "没有豁免" in desk.run("waiver", "list", "--store", desk.store)[1]


def test_a_waiver_lapses_by_itself(desk: Desk) -> None:
    assert desk.waive("2024-03-01", "--at", "2024-01-01")[0] == 0
    assert desk.state() == "waiver_expired"
    assert [f for f in desk.check("--year", "2023")["findings"] if f["rule"] == "sewage"]


def test_what_keeps_its_promise_is_not_waived(desk: Desk) -> None:
    desk.waive()
    report = desk.year(95.5, 2024)
    (judged,) = (j for j in report["judgements"] if j["rule"] == "sewage")
    assert judged["status"] == "met"
    assert desk.state() == "resolved"


def test_a_report_says_where_a_finding_stands(desk: Desk) -> None:
    report = desk.year(91, 2024)
    assert {f["state"] for f in report["findings"] if f["rule"] == "sewage"} == {"worsened"}
    desk.run("check", "--store", desk.store, "--rules", desk.rules, "--year", "2024", "-q", "-o", "html=a.html")
    assert "加重" in (desk.folder / "a.html").read_text(encoding="utf-8")
    shown = desk.run("check", "--store", desk.store, "--rules", desk.rules, "--year", "2024")[1]
    assert "〔加重〕" in shown


def test_a_figure_put_right_is_a_restatement(desk: Desk) -> None:
    desk.year(95.1)
    assert desk.state() == "restated"


def test_the_ledger_of_a_day(desk: Desk) -> None:
    desk.ledger("serve", desk.id(), "--by", "督查室")
    out, _ = desk.ledger("--as-of", "2099-01-01")
    assert "逾期" in out
    assert desk.run("ledger", "--store", desk.store, "--as-of", "2001-01-01")[0] == 2


def test_the_json_is_as_its_schema_says(desk: Desk) -> None:
    desk.ledger("serve", desk.id(), "--by", "督查室")
    desk.waive()
    document = json.loads(desk.ledger("-o", "json=-")[0])
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    step = document["items"][0]["steps"][0]["seen"]
    assert (step["value"], step["shortfall"], step["limit"]) == ("92.5", "2.5", "≥95@2025")


def test_a_reply_is_not_what_made_things_worse(desk: Desk) -> None:
    said, _ = desk.ledger("serve", desk.id(), "--by", "督查室", "--document", "督〔2024〕1号")
    assert "已登记 送达；现状态 新发现，期限 " in said
    desk.ledger("reply", desk.id(), "--by", "城管局", "--reason", "在建")
    steps = [line for line in desk.ledger("show", desk.id())[0].splitlines() if line.startswith("20")]
    assert [("→" in line) for line in steps] == [True, False, False]
    assert "文号 督〔2024〕1号" in desk.ledger("show", desk.id())[0]


@pytest.mark.parametrize(
    ("years", "told"),
    [((2021,), "2021"), ((2021, 2022), "2021、2022"), ((2021, 2022, 2023, 2025), "2021—2023、2025")],
)
def test_years_in_a_row_are_told_as_a_range(years: tuple[int, ...], told: str) -> None:
    item = stands(*(seen(entry, off(year)) for entry, year in enumerate(years, 1)))
    assert Lines(evaluation().catalogue, "zh").years(item) == told


def test_the_same_ledger_is_the_same_workbook_and_no_formula_is_in_it(desk: Desk) -> None:
    desk.ledger("escalate", desk.id(), "--by", "督查室", "--measure", "=1+1")
    for name in ("a.xlsx", "b.xlsx"):
        desk.ledger("-o", f"xlsx={name}")
    data = (desk.folder / "a.xlsx").read_bytes()
    assert data == (desk.folder / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    head, *rows = list(sheet.iter_rows(min_row=2))
    heads = "编号 责任部门 事项 出处 发现年度 状态 差距 送达日期 整改期限 是否逾期 核查 销号 备注"
    assert [cell.value for cell in head[:13]] == heads.split()
    assert "=1+1" in [cell.value for cell in rows[0]]
    assert all(cell.data_type != "f" for line in rows for cell in line)


def test_the_page_tells_every_life_and_runs_nothing(desk: Desk) -> None:
    desk.ledger("reply", desk.id(), "--by", "<script>alert(1)</script>", "--reason", "在建")
    desk.ledger("-o", "html=a.html")
    page = (desk.folder / "a.html").read_text(encoding="utf-8")
    assert "<script" not in page
    for said in (desk.id(), "整改台账", "在建", "2023-92.5.csv", "新发现"):
        assert said in page


MEASURES = """\
terms: {default: 60}
escalation:
  items:
    - {id: late, when: {overdue: "yes"}, measure: 催办, because: {zh: 逾期, en: late}}
  departments:
    - {id: any, when: {open_items: ">= 1", owner: 城管局}, measure: 通报, because: {zh: 有未整改事项, en: open}}
"""


def test_policy_asks_for_measures_until_they_are_noted(desk: Desk) -> None:
    (desk.rules / "ledger.yaml").write_text(MEASURES, encoding="utf-8")
    desk.check("--year", "2023")
    desk.ledger("serve", desk.id(), "--by", "督查室", "--at", "2024-01-01", "--due", "2024-02-01")
    document = json.loads(desk.ledger("-o", "json=-")[0])
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    assert [(each["measure"], each["because"]) for each in document["demands"]] == [
        ("催办", "逾期"), ("通报", "有未整改事项"),
    ]  # fmt: skip
    out, _ = desk.ledger()
    assert "催办 县城管局：逾期" in out
    desk.ledger("escalate", desk.id(), "--by", "督查室", "--measure", "催办")
    out, _ = desk.ledger()
    assert "催办 县城管局" not in out
    assert "通报 县城管局" in out
    assert "应采取" not in desk.ledger("--state", "已销号")[0]


def test_a_store_without_a_name_is_asked_for(run: Run) -> None:
    code, _, err = run("ledger")
    assert code == 2
    assert "--store" in err

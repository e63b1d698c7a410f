"""Papers out of a store with a ledger: where every finding stands, by when, what was done; and whose edition it is."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import run
from tests.support import portable, word
from tests.support.cli import Run
from tests.support.office import BEDS, GREEN, Office, row
from tests.support.paths import EXAMPLES

__all__ = ["run"]

NOTICE = "整改通知书-{0}-县城管局.docx"
ON = ("--date", "2024-03-15")


class Desk(Office):
    """An office whose ledger knows 2022 and 2023: sewage behind in both, greenery in the first, beds in the second."""

    def live(self) -> None:
        for year, figures in ((2022, (92.5, 40.5, 1500)), (2023, (93, 43.2, 1200))):
            rows = (row(value, name, year, unit) for value, name, unit in zip(figures, *NAMES, strict=True))
            assert self.take(self.file(f"{year}.csv", *rows))[0] == 0
            self.check("--year", str(year))

    def id(self, subject: str) -> str:
        _, out, _ = self.run("ledger", "--store", self.store, "-o", "json=-")
        return str(next(item["id"] for item in json.loads(out)["items"] if item["subject"] == subject))

    def act(self, *words: str) -> None:
        code, _, err = self.run("ledger", *words, "--store", self.store, "--by", "督查室")
        assert code == 0, err

    def waive(self, subject: str, until: str) -> None:
        said = ("--reason", "区划调整", "--approver", "县政府", "--until", until, "--document", "县函1号")
        given = ("--by", "督查室", "--at", "2023-06-01")
        assert self.run("waiver", "add", self.id(subject), "--store", self.store, *given, *said)[0] == 0

    def paper(self, kind: str, *words: str | Path, year: int = 2023, code: int = 0) -> dict[str, str]:
        """Write papers out of the store and return their texts."""
        folder = self.folder / f"papers-{len(list(self.folder.iterdir()))}"
        said = ("--store", self.store, "--rules", self.rules, "--year", str(year), "-o", folder)
        ended, _, err = self.run("paper", kind, *said, *(words or ON))
        assert ended == code, err
        return {path.name: word.text(path.read_bytes()) for path in folder.iterdir()} if folder.exists() else {}

    def notice(self, *words: str, year: int = 2023) -> str:
        return self.paper("notice", *words, year=year)[NOTICE.format(year)]


NAMES = (("污水收集率", GREEN, BEDS), ("%", "%", "张"))


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Desk:
    desk = Desk(run, tmp_path)
    desk.live()
    return desk


def test_the_notice_goes_by_what_is_late_what_persists_and_what_is_new(desk: Desk) -> None:
    sewage, beds = desk.id("sewage"), desk.id("beds")
    desk.act("serve", beds, "--at", "2024-03-02", "--document", "督〔2024〕1号")
    before = desk.notice()
    assert (
        before.index("持续未整改（1 项）") < before.index(sewage) < before.index("新发现（1 项）") < before.index(beds)
    )
    assert f"{sewage} 加重（2022、2023 年）；未送达" in before
    assert f"{beds} 新发现（2023 年）；2024年3月2日（督〔2024〕1号）送达；期限2024年5月1日" in before
    assert "台账状态截至2024年3月15日" in before
    late = desk.notice("--date", "2024-12-31")
    assert late.index("逾期未整改（1 项）") < late.index(f"{beds} 逾期") < late.index("持续未整改（1 项）")
    assert "至2024年12月31日已逾期 244 日" in late


def test_what_was_promised_and_put_off_last_time_is_told_again(desk: Desk) -> None:
    sewage = desk.id("sewage")
    desk.act("serve", sewage, "--at", "2023-03-01")
    desk.act("reply", sewage, "--at", "2023-03-20", "--reason", "管网在建，年底通水")
    desk.act("extend", sewage, "--at", "2023-04-01", "--due", "2024-06-30", "--reason", "汛期")
    desk.act("escalate", sewage, "--at", "2023-05-01", "--measure", "约谈")
    told = desk.notice()
    for said in (
        "2023年3月1日送达；期限2024年6月30日（已延期 1 次）",
        "2023年3月20日督查室回复：管网在建，年底通水",
        "2023年5月1日约谈",
    ):
        assert said in told


def test_dates_are_those_of_the_ledger_unless_the_office_sets_one(desk: Desk) -> None:
    told = desk.notice()
    assert "请于问题清单所列整改期限前" in told
    assert "期限自送达之日起 60 日内（2024年3月15日送达的，至2024年5月14日）" in told
    assert "期限自送达之日起 60 日内）" not in desk.notice("--as-of", "2099-01-01")
    desk.act("serve", desk.id("sewage"), "--at", "2024-03-01")
    own = desk.notice(*ON, "--due", "2024-09-30")
    assert "请于2024年9月30日前" in own
    assert "期限2024年9月30日（本文书另定，台账为2024年4月30日）" in own
    assert "期限2024年9月30日（本文书另定）" in own


def test_a_finding_that_no_kept_run_has_seen_is_in_no_ledger(desk: Desk) -> None:
    rows = (row(93, year=2024), row(42, GREEN, 2024), row(1100, BEDS, 2024, "张"))
    desk.take(desk.file("2024.csv", *rows))
    told = desk.notice("--date", "2025-03-01", year=2024)
    assert "未入台账" in told
    assert "本次所见尚未记入台账" in told  # of what the ledger knows of earlier years
    desk.check("--year", "2024")
    again = desk.notice("--date", "2025-03-01", year=2024)
    assert "未入台账" not in again
    assert "尚未记入台账" not in again


def test_without_a_ledger_papers_are_as_they_were(run: Run, tmp_path: Path) -> None:
    desk = Desk(run, tmp_path)
    desk.take(desk.file("2023.csv", row(92.5)))
    told = desk.notice()
    assert "问题清单" in told
    assert "台账" not in told
    assert "请于    年    月    日前" in told


def test_a_waiver_is_told_with_reason_approver_and_expiry_and_lapses_by_the_day_of_the_paper(desk: Desk) -> None:
    desk.waive("sewage", "2024-06-30")
    spared = desk.notice()
    sewage = desk.id("sewage")
    assert "豁免事项" in spared
    assert "县政府批准，至2024年6月30日：区划调整（县函1号）" in spared
    assert f"{sewage}）" in spared
    assert "污水收集率" not in spared.partition("豁免事项")[0]
    assert "已豁免 1 项" in next(iter(desk.paper("briefing").values()))
    lapsed = desk.notice("--date", "2024-07-01")
    assert "豁免已于2024年6月30日到期（县政府批准：区划调整，县函1号）" in lapsed
    assert "豁免事项" not in lapsed


def test_the_annual_report_tells_what_was_opened_put_right_and_closed_and_on_what_evidence(desk: Desk) -> None:
    green = desk.id("green")
    desk.act("verify", green, "--at", "2024-02-01", "--reason", "现场属实")
    desk.act("close", green, "--at", "2024-02-02")
    (annual,) = desk.paper("annual").values()
    chapter = annual.partition("、整改情况")[2]
    assert "截至2024年3月15日，台账共 " in chapter
    assert "（三）2023年1月1日以来销号的：1 项" in chapter
    done = chapter.partition("以来销号的")[2].partition("（四）")[0]
    for said in (green, "绿化覆盖率", "实际 43.2%", "2023.csv:3:4", "现场属实", "2024年2月2日销号"):
        assert said in done


def test_as_of_looks_back_at_the_ledger_too_and_the_same_again_is_the_same(desk: Desk) -> None:
    desk.act("serve", desk.id("sewage"), "--at", "2024-03-01", "--due", "2024-04-01")
    first, again = (desk.paper("annual", "--as-of", "2099-01-01") for _ in range(2))
    assert first == again
    assert "台账共" in next(iter(first.values()))
    assert "逾期 1 项" in next(iter(first.values()))
    assert "2099年1月1日" in next(iter(first.values()))
    assert desk.paper("annual", "--as-of", "2001-01-01", code=2) == {}


def test_what_is_still_open_without_a_finding_of_the_year_is_carried_on(desk: Desk) -> None:
    desk.take(desk.file("2024.csv", row(95.5, year=2024), row(45, GREEN, 2024)))
    desk.check("--year", "2024")
    (annual,) = desk.paper("annual", "--date", "2025-03-01", year=2024).values()
    assert desk.id("beds") in annual
    assert "本年度没有结论而尚未整改到位的" in annual


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
@pytest.mark.parametrize("kind", ["notice", "annual", "briefing", "midterm"])
def test_every_format_tells_of_the_ledger(desk: Desk, kind: str, form: str) -> None:
    desk.waive("beds", "2024-06-30")
    folder = desk.folder / "out"
    words = ("--store", desk.store, "--rules", desk.rules, "--year", "2023", "-o", folder, "--format", form)
    assert desk.run("paper", kind, *words, *ON)[0] == 0
    for path in folder.iterdir():
        told = word.text(path.read_bytes()) if form == "docx" else portable.text(path.read_bytes(), form)
        assert desk.id("sewage") in told
        assert "豁免" in told or kind == "midterm"


def test_a_paper_is_written_for_the_departments_named_only(run: Run, tmp_path: Path) -> None:
    said = ("--year", "2023", "-o")
    assert run("paper", "notice", EXAMPLES, *said, "a", "--department", "城管局", "--department", "区科技局")[0] == 0
    made = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert made == ["整改通知书-2023-区城管局.docx", "整改通知书-2023-区科技局.docx"]
    assert run("paper", "annual", EXAMPLES, *said, "b", "--department", "城管局", "--department", "科技局")[0] == 0
    own = {path.name: word.text(path.read_bytes()) for path in (tmp_path / "b").iterdir()}
    assert sorted(own) == ["年度监测报告-2023-区城管局.docx", "年度监测报告-2023-区科技局.docx"]
    told = own["年度监测报告-2023-区科技局.docx"]
    assert "监测报告（区科技局）" in told
    assert "本报告只涉及由区科技局负责的要求" in told
    assert "城镇污水集中收集率" not in told
    assert "城镇污水集中收集率" in own["年度监测报告-2023-区城管局.docx"]
    assert run("paper", "briefing", EXAMPLES, *said, "c.docx", "--department", "区发展改革局")[0] == 0  # an alias


def test_an_unknown_department_is_guessed_and_two_editions_need_a_folder(run: Run) -> None:
    code, _, err = run("paper", "annual", EXAMPLES, "--year", "2023", "-o", "a", "--department", "区城官局")
    assert code == 2
    assert "没有部门“区城官局”。是不是“区城管局”？" in err
    both = ("--department", "城管局", "--department", "科技局")
    code, _, err = run("paper", "annual", EXAMPLES, "--year", "2023", "-o", "a.docx", *both)
    assert code == 2
    assert "请给文件夹" in err


def test_a_plan_without_a_check_up_says_so(desk: Desk) -> None:
    assert desk.paper("checkup", code=2) == {}

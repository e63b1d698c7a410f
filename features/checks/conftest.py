"""The steps of the features of the checks on the data."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from features.checks.bench import DEFAULT, OWN, Bench, Table
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL, REASON, STATUS

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@given("规划有这些指标")
def indicators(bench: Bench, datatable: Table) -> None:
    """Name the indicators of a plan of 2020–2025: 编号, 名称, 单位, 责任部门, perhaps 口径, 目标, 算式."""
    bench.plan(datatable)


@given("各规划通用的审核规则写作")
def defaults(bench: Bench, docstring: str) -> None:
    """The checks.yaml beside the plans, below its first line."""
    bench.declare(DEFAULT, docstring)


@given("本规划的审核规则写作")
def own(bench: Bench, docstring: str) -> None:
    """The plan's own checks.yaml, below its first line."""
    bench.declare(OWN, docstring)


@given("报来的数是")
def reported(bench: Bench, datatable: Table) -> None:
    """One file, row by row; the head is line 1."""
    bench.report(datatable)


@given(parsers.re(r"(?P<by>\D+)(?P<day>\d{4}-\d\d-\d\d)报来并入库的数是"))
def handed_in(bench: Bench, by: str, day: str, datatable: Table) -> None:
    """One file, taken into a store on a day."""
    bench.hand_in(datatable, by, datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=BEIJING))


@when(parsers.re(r"审核(?P<first>\d{4})年(?:至(?P<last>\d{4})年)?"))
def checked(bench: Bench, first: str, last: str | None) -> None:
    bench.check(int(first), int(last or first))


@then("疑问如下")
def flags_are(bench: Bench, datatable: Table) -> None:
    """Exactly these flags, in this order, as far as the head names their columns."""
    titles = bench.titles()
    found = [
        {
            "年份": str(flag.year),
            "程度": CHECK_LEVEL[flag.level].zh,
            "种类": CHECK_KIND[flag.kind].zh,
            "部门": flag.owner,
            "指标": "、".join(titles[each] for each in flag.indicators),
            "单元格": "、".join(map(bench.cell, flag.at)),
            "说明": bench.told(flag.message.zh),
            "算式": flag.arithmetic,
        }
        for flag in bench.flags
    ]
    head, *rows = datatable
    assert [tuple(flag[column] for column in head) for flag in found] == [tuple(row) for row in rows]


@then("没有疑问")
def no_flags(bench: Bench) -> None:
    assert [flag.message.zh for flag in bench.flags] == []


@then(parsers.re(r"(?P<year>\d{4})年“(?P<title>[^”]+)”的数(?P<used>照用|不用)"))
def used_or_not(bench: Bench, year: str, title: str, used: str) -> None:
    """Whether any figure of that year and indicator is left to be judged."""
    (indicator,) = (key for key, each in bench.titles().items() if each == title)
    left = [seen for seen in bench.submission.observations if (seen.indicator, seen.year) == (indicator, int(year))]
    assert bool(left) == (used == "照用")


@then(parsers.re(r"(?P<year>\d{4})年“(?P<title>[^”]+)”的判定是“(?P<status>[^”]+)”，原因是“(?P<reason>[^”]+)”"))
def judged(bench: Bench, year: str, title: str, status: str, reason: str) -> None:
    (indicator,) = (key for key, each in bench.titles().items() if each == title)
    (row,) = (each for each in bench.judgements if (each.indicator, each.year) == (indicator, int(year)))
    assert (STATUS[row.status].zh, REASON[row.reason].zh) == (status, reason)


@then("规则有误，指在")
def problems_are(bench: Bench, datatable: Table) -> None:
    """What is wrong with the checks as they are written, and where."""
    loaded = bench.compiled()
    assert loaded.catalogue is None
    found = [(Path(p.at.file).name, str(p.at.line), p.message.zh) for p in loaded.problems]
    assert found == [tuple(row) for row in datatable[1:]]

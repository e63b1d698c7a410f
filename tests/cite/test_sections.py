"""Locators lead to the passages that they name."""

import pytest
from tests.support.cited import TEXT

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.sections import Outline
from zhunsheng.cite.text import read


def lines(edition: Edition, locator: str) -> list[tuple[int, int]]:
    text, passage = edition.text, edition.outline.resolve(locator)
    return [(text.lines[text.rows[r.start][0]], text.lines[text.rows[r.stop - 1][1] - 1]) for r in passage.rows]


def line(start: str, nth: int = 0) -> int:
    """Return the number of the line of the text that begins with `start`."""
    return [number for number, each in enumerate(TEXT.splitlines(), 1) if each.startswith(start)][nth]


@pytest.mark.parametrize(
    ("locator", "first", "last"),
    [
        ("前言", line("前 言", 1), line("2020年，")),
        ("第一章", line("第一章", 1), line("注：")),
        ("第二章第一节", line("第一节 工程"), line("3.供水点")),
        ("第二章 第二节", line("第二节 覆盖"), line("专栏 10")),
        ("第二章第一节 专栏1", line("专栏 1："), line("3.供水点")),
        ("专栏10", line("专栏 10"), line("专栏 10")),
        ("专栏1 第1项", line("1.水厂"), line("1.水厂")),
        ("表1", line("表1"), line("注：")),
        ("表1 第1项", line("供水\t1"), line("供水\t1")),
        ("表1 第二项", line("\t2\t"), line("\t\t小学")),
        ("表1 第2项", line("\t2\t"), line("\t\t小学")),
        ("表1 第3项", line("\t供水\t3"), line("\t供水\t3")),
        ("表1 第4项", line("4\t"), line("4\t")),
        ("表1 第6项", line("\t6\t"), line("\t6\t")),
        ("名词解释", line("名词解释"), line("1. <p>")),
        ("名词解释 第1项", line("1. <p>"), line("1. <p>")),
        ("附件1", line("附件1"), line("分区表")),
        ("附件2 第1项", line("水源保护") - 2, line("水务局牵头")),
        ("附件2 第2项", line("龙头企业") - 2, line("2021年,培育")),
        ("附件2 第1项 2020年", line("2020年,全县"), line("2020年,全县")),
        ("主要目标", line("第一节 主要目标"), line("注：")),
        ("通知", 1, line("第二章 主要任务\t")),
        ("正文", line("前 言", 1), line("专栏 10")),
    ],
)
def test_a_passage(edition: Edition, locator: str, first: int, last: int) -> None:
    assert lines(edition, locator) == [(first, last)]


def test_two_items_with_one_number_are_both_meant(edition: Edition) -> None:
    assert lines(edition, "专栏1 第2项") == [(line("2.队伍"),) * 2, (line("2.管网"),) * 2]


@pytest.mark.parametrize(
    ("locator", "unknown"),
    [
        ("第三章", "第三章"),
        ("第一章第二节", "第二节"),
        ("表1 第7项", "第7项"),
        ("表2", "表2"),
        ("表1 第百百项", "第百百项"),
        ("专栏2 第1项", "专栏2"),
        ("附件2 第9项 2020年", "第9项"),
        ("附件3", "附件3"),
        ("没有的一段", "没有的一段"),
    ],
)
def test_a_part_that_the_text_does_not_have(edition: Edition, locator: str, unknown: str) -> None:
    passage = edition.outline.resolve(locator)
    assert (passage.rows, passage.unknown) == ((), unknown)


def test_the_table_of_contents_never_counts(edition: Edition) -> None:
    assert lines(edition, "第一章")[0][0] == line("第一章", 1)
    assert len(lines(edition, "前言")) == 1


def test_a_scheme_without_chapters() -> None:
    rows = (
        "关于印发方案的通知 一、总体目标 目标。 二、重点任务 (一)强化能力。 1.做甲。 2.做乙。 (二)提升动力。 3.做丙。"
    )
    text = read("\n".join([*rows.split(), "三、工作保障", "保障。", "附件", "表"]))
    outline = Outline(text)

    def said(locator: str) -> list[str]:
        return [" ".join(text.row(row) for row in rows) for rows in outline.resolve(locator).rows]

    assert said("通知") == ["关于印发方案的通知"]
    assert said("总体目标") == ["一、总体目标 目标。"]
    assert said("正文 第2项") == ["2.做乙。"]
    assert said("提升动力 第3项") == ["3.做丙。"]
    assert said("工作保障") == ["三、工作保障 保障。"]
    assert said("附件") == ["附件 表"]


@pytest.mark.parametrize("row", ["(一)先做。再做。", "(做)", "一、" + "长" * 60 + ":", "总体目标;"])
def test_not_a_heading(row: str) -> None:
    assert Outline(read(f"前言\n{row}\n末")).resolve("前言").rows == (range(3),)


def test_a_text_of_nothing_has_nothing() -> None:
    assert Outline(read("")).resolve("前言").unknown == "前言"
    assert Outline(read("目 录\n前言\t1")).resolve("前言").unknown == "前言"
    assert Outline(read("只有一句")).resolve("正文").unknown == "正文"

"""How far is near, and which units agree."""

from decimal import Decimal

import pytest

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.near import REACH, hits
from zhunsheng.cite.units import parts, same_unit


@pytest.mark.parametrize(("apart", "near"), [(REACH, True), (REACH + 1, False)])
def test_reach(apart: int, near: bool) -> None:
    edition = Edition("前言\n供水量" + "增" * apart + "5%")
    (anchor,) = edition.occurrences(edition.outline.resolve("前言"), "供水量")
    assert bool(hits(edition, anchor, Decimal(5), frozenset(), "%")) is near


@pytest.mark.parametrize(
    ("sentence", "anchor", "figure", "near"),
    [
        ("规划11000亩，分期建设生产基地。", "生产基地", "11000", True),
        ("甲达100%，乙比例65%以上。", "乙比例", "100", False),
        ("甲达100%，乙比例65%以上。", "乙比例", "65", True),
        ("甲、乙分别达到95%、98%。", "甲", "98", True),
        ("甲达到95%，乙达到98%。", "甲", "98", False),
        ("甲达到3所，容纳98%。", "甲", "98", True),
        ("甲达到95%。乙达到98%。", "甲", "98", False),
        ("甲达到95%；乙达到98%。", "乙", "95", False),
    ],
)
def test_a_nearer_figure_of_the_same_unit_hides_the_others(
    sentence: str,
    anchor: str,
    figure: str,
    near: bool,
) -> None:
    edition = Edition(f"前言\n{sentence}")
    (found,) = edition.occurrences(edition.outline.resolve("前言"), anchor)
    assert bool(hits(edition, found, Decimal(figure), frozenset({Decimal(figure)}), None)) is near


@pytest.mark.parametrize(
    ("unit", "power", "counted"),
    [
        ("万平方米/百户", 4, "平方米"),
        ("percent", 0, "%"),
        ("亿元", 8, "元"),
        ("百万人", 6, "人"),
        ("名", 0, "人"),
        ("个/千人", 0, "个"),
        ("", 0, ""),
    ],
)
def test_scale_and_what_is_counted(unit: str, power: int, counted: str) -> None:
    assert parts(unit) == (Decimal(10) ** power, counted)


@pytest.mark.parametrize(
    ("printed", "unit", "agrees"),
    [("%", "percent", True), ("", "percent", False), ("", "万人", True), ("家", "个", False), ("名", "人", True)],
)
def test_units_that_agree(printed: str, unit: str, agrees: bool) -> None:
    assert same_unit(printed, unit) is agrees

# ruff: noqa: E501 - a table of mistakes reads better in rows
"""Mistakes as people make them: the example of a code mended, with one thing in it written as somebody would."""

from typing import NamedTuple


class Variant(NamedTuple):
    """In the mended example of `of`, `old` becomes `new`, in which «…» marks the place of `code`; what the hint says."""

    code: str
    of: str
    old: str
    new: str
    hint: str


_RULE, _GROWTH, _FLOW, _STATION, _FORMULA = (
    "missing-operator",
    "base-of-growth",
    "base-range",
    "done-target",
    "bad-expression",
)
_TARGET = '{2025: ">= 95"}'
_SOURCE = "locator: 表1 第12项, anchor: 污水集中收集率, figure: 95"

VARIANTS = (
    # marks of a Chinese keyboard, blanks, brackets, quotes
    Variant("yaml-syntax", _RULE, "owner: 城", "owner«：»城", "半角"),
    Variant("yaml-syntax", _RULE, "owner: 城", "owner:«城»", "冒号后空一格"),
    Variant("yaml-syntax", _RULE, "{2020: 92}", "{2020«：»92}", "半角"),
    Variant("yaml-syntax", _RULE, "{2020: 92}", "«｛»2020: 92｝", "半角"),
    Variant("yaml-syntax", _RULE, "表1 第12项, anchor", "表1 第12项«，»anchor", "半角"),
    Variant("yaml-syntax", _RULE, "{2020: 92}", "{«2020» 92}", "半角"),
    Variant("yaml-syntax", _RULE, "- id: sewage", "«-»id: sewage", "短横线后空一格"),
    Variant("yaml-syntax", _RULE, "  owner", "   «owner»", "左端对齐"),
    Variant("yaml-syntax", _RULE, "  base:", "   «base»:", "左端对齐"),
    Variant("yaml-syntax", _RULE, "  owner", " «owner»", "左端对齐"),
    Variant("yaml-syntax", _RULE, _TARGET, '«{»2025: ">= 95"', "没有收尾"),
    Variant("yaml-syntax", _RULE, _TARGET, '{2025: «"»>= 95}', "没有收尾"),
    Variant("yaml-syntax", _RULE, "title: 污水集中收集率", 'title: "污水«\\»集中收集率"', "引号"),
    Variant("yaml-syntax", _RULE, "owner: ", "owner:«\u00a0»", "不是半角空格"),
    Variant("yaml-syntax", _RULE, "owner: ", "owner:«\u3000»", "不是半角空格"),
    Variant("yaml-syntax", _RULE, "  owner", "«\u3000»owner", "不是半角空格"),
    Variant("yaml-syntax", _RULE, "unit: percent", "unit: «%»", "加引号"),
    Variant("yaml-syntax", _RULE, "title: 污水集中收集率", "title: 污水«:» 集中收集率", "冒号时要加引号"),
    Variant("control-character", _RULE, "percent", "percent«\u200b»", "重打一遍"),
    # keys and values in Chinese
    Variant("unknown-key", _RULE, "owner:", "«责任部门»:", "“owner”"),
    Variant("unknown-key", _RULE, "title:", "«名称»:", "“title”"),
    Variant("unknown-key", _RULE, "anchor:", "«原文»:", "“anchor”"),
    Variant("unknown-value", _RULE, "nature: binding", "nature: «约束»", "“约束性”"),
    Variant("unknown-value", _RULE, "nature: binding", "nature: «强制性»", "“binding”"),
    Variant("unknown-value", _STATION, "kind: milestone", "kind: «里程碑»", "“milestone”"),
    Variant("unknown-value", _STATION, "kind: milestone", "kind: «mileston»", "“milestone”"),
    Variant("unknown-value", _FLOW, "kind: flow", "kind: «累计»", "“flow”"),
    Variant("unknown-value", "unknown-pattern", "status: missed", "status: «未达标»", "“missed”"),
    Variant("unknown-value", "unknown-pattern", "nature: binding", "nature: «约束性»", "“binding”"),
    Variant(
        "wrong-type",
        "unknown-pattern",
        "{j: {nature: binding, status: missed}}",
        "«{»nature: binding, status: missed}",
        "{j: {",
    ),
    Variant("unknown-value", "unknown-pattern", "level: red", "level: «红色»", "“red”"),
    Variant("unknown-key", "ledger-days", "violation:", "«违规»:", "“violation”"),
    Variant("wrong-type", "empty-selection", "{kind: level, unit: percent}", "«percent»", "unit"),
    # units, departments, lists
    Variant("unknown-unit", _RULE, "unit: percent", "unit: «％»", "“percent”"),
    Variant("unknown-unit", _RULE, "unit: percent", "unit: «百分比»", "“percent”"),
    Variant("unknown-unit", _RULE, "unit: percent", "unit: «百分数»", "“percent”"),
    Variant("unknown-unit", _FLOW, "unit: 公里", "unit: «千米»", "“公里”"),
    Variant("unknown-department", _RULE, "owner: 城管局", "owner: «区城管局»", "“城管局”"),
    Variant("unknown-department", "duplicate-item", "[水务局, 财政局]", "[«水务局、财政局»]", "[水务局, 财政局]"),
    Variant("unknown-department", "duplicate-item", "[水务局, 财政局]", "[«水务局，财政局»]", "[水务局, 财政局]"),
    Variant("unknown-department", "duplicate-item", "[水务局, 财政局]", "[«水务局、财金局»]", "“水务局”"),
    # numbers, years, targets
    Variant("bad-number", _RULE, "{2020: 92}", "{2020: «92%»}", "只写数"),
    Variant("bad-number", _RULE, "{2020: 92}", "{2020: «９２»}", "半角"),
    Variant("bad-number", _RULE, "{2020: 92}", "{2020: «—»}", "删去这一项"),
    Variant("bad-number", _RULE, "{2020: 92}", "{2020: «“92”»}", "引号"),
    Variant("bad-number", _RULE, "{2020: 92}", "{2020: «9e1»}", "科学记数法"),
    Variant("bad-number", _FLOW, '">= 40"', '«">= 4,000"»', "千分位"),
    Variant("bad-number", _RULE, "figure: 95", "figure: «95%»", "只写数"),
    Variant("bad-year", _RULE, "{2025: ", "{«2025年»: ", "写成 2025。"),
    Variant("bad-year", _GROWTH, "2021-2025", "«2021—2025»", "写成 2021-2025。"),
    Variant("bad-year", _GROWTH, "2021-2025", "«2021~2025»", "写成 2021-2025。"),
    Variant("bad-year", _GROWTH, "2021-2025", "«2021-25»", "写成 2021-2025。"),
    Variant("unknown-operator", _RULE, '">= 95"', "«≥95»", "“>=”"),
    Variant("unknown-operator", _RULE, '">= 95"', '«"> = 95"»', "“>=”"),
    Variant("unknown-operator", _RULE, '">= 95"', '«"=> 95"»', "“>=”"),
    Variant("bad-target", _RULE, '">= 95"', "«“>= 95”»", "引号"),
    Variant("bad-target", _RULE, '">= 95"', "«不低于 95%»", "“>=”"),
    Variant("bad-target", _RULE, '">= 95"', "«95左右»", "区间"),
    Variant("bad-target", _GROWTH, '">= 6"', "«5-8»", "5..8"),
    Variant("bad-target", _GROWTH, '">= 6"', "«5%~8%»", "5..8"),
    Variant("bad-target", _STATION, "{2023: done}", "{2023: «完成»}", "done"),
    Variant("bad-target", _STATION, "{2023: done}", "{2023: «true»}", "done"),
    Variant("wrong-type", _RULE, _TARGET, "«95»", "{2025: "),
    Variant("wrong-type", _RULE, "{2020: 92}", "«92»", "{2020: 92}"),
    Variant("wrong-type", _RULE, "{" + _SOURCE + "}", "«表1第12项»", "locator"),
    # formulas
    Variant("bad-expression", _FORMULA, " / land", " «÷» land", "“/”"),
    Variant("bad-expression", _FORMULA, "/ land-revenue", "/ land-revenue «%»", "/ 100"),
    Variant("unknown-indicator", _FORMULA, "/ land-revenue", "/ «土地出让收入»", "land-revenue"),
)

"""The checks on the data (数据审核) of a plan, each as a line of the book: what it looks at, and what it flags."""

from fractions import Fraction

import msgspec

from zhunsheng.model.figures import RANGE, figure
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Check, CheckKind, Parts, Range, Relation
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL
from zhunsheng.report.names import MOST_NAMED, Names

_OUTSIDE = Text("不在 {0} 之内", "outside {0}")
_NOT_SO = Text("不符合 {0}", "not so: {0}")
_TOLERANCE = Text("（允许差 {0}）", " (give or take {0})")
_FLAGS = {
    CheckKind.MISSING: Text("当年有规则要用的数没有报来", "what a rule needs of a year was not handed in"),
    CheckKind.JUMP: Text(
        "与历年变化相比的稳健 z 分数大于 {threshold}，且变动超过 {change}"
        "（至少 {history} 个以前的变化，不足的与同年别处相比）",
        "a robust z-score above {threshold} among {history} earlier changes or more, or else those of other places; "
        "and a change above {change}",
    ),
    CheckKind.UNCHANGED: Text(
        "与上年相同，有效数字不少于 {digits} 位", "the figure of last year, of {digits} significant digits or more"
    ),
    CheckKind.COPIED: Text(
        "一个部门至少 {figures} 个数、占 {share} 以上与上年相同",
        "{figures} figures of a department or more, and {share} of all, are those of last year",
    ),
    CheckKind.COMPONENTS: Text(
        "不符合 {share} = {numerator} ÷ {denominator}，或没有同时报来",
        "not so: {share} = {numerator} ÷ {denominator}, or not handed in together",
    ),
    CheckKind.ON_LIMIT: Text(
        "一个部门或一条规则至少 {figures} 个数、占 {share} 以上恰好等于目标",
        "{figures} figures of a department or a rule or more, and {share} of all, are just the limit",
    ),
    CheckKind.DENOMINATOR: Text(
        "分母一年里变动超过 {change}", "a denominator that changed by more than {change} in a year"
    ),
    CheckKind.RESTATED: Text("报过的数后来的报送改了", "a figure that a later submission changed"),
    CheckKind.MAGNITUDE: Text(
        "与上年相差 {factor} 倍以上，而且差在小数点", "{factor} times last year's figure or more, by a power of ten"
    ),
}
"""What all kinds flag but those that write a sum or a range."""
_MANY = Text("{0}等 {1} 项", "{0} and others, {1} in all")


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """One check. `about` names what it looks at, and is empty where the sentence does, or where it is everything."""

    title: str
    kind: str
    level: str
    about: str
    sentence: str
    check_id: str
    at: str


def rows(names: Names, lang: Lang) -> tuple[CheckRow, ...]:
    """Write all checks of a plan, in their order."""
    return tuple(_row(names, check, lang) for check in names.catalogue.checks)


def _row(names: Names, check: Check, lang: Lang) -> CheckRow:
    kind = _kind(check)
    return CheckRow(
        title=readable(check.title),
        kind=CHECK_KIND[kind].to(lang),
        level=CHECK_LEVEL[check.level].to(lang),
        about=_about(names, check, lang),
        sentence=_sentence(names, check, lang),
        check_id=readable(check.id),
        at=readable(str(check.at).removeprefix("../")),
    )


def _about(names: Names, check: Check, lang: Lang) -> str:
    listed: tuple[str, ...] = getattr(check, "indicators", ())
    titles = ("、" if lang == "zh" else ", ").join(map(names.indicator_title, listed[:MOST_NAMED]))
    return titles if len(listed) <= MOST_NAMED else _MANY.to(lang).format(titles, len(listed))


def _kind(check: Check) -> CheckKind:
    return CheckKind(str(check.__struct_config__.tag))


def _sentence(names: Names, check: Check, lang: Lang) -> str:
    if isinstance(check, Range):
        return _range(check.low, check.high, lang)
    if isinstance(check, Parts):
        return _sum(names, check, lang)
    values = {key: _value(names, key, getattr(check, key)) for key in check.__struct_fields__}
    return _FLAGS[_kind(check)].to(lang).format(**values)


def _value(names: Names, key: str, value: object) -> str:
    """Write a setting: the id of an indicator as its title, a share as a percentage, any other number as it is."""
    if isinstance(value, str):
        return names.indicator_title(value)
    if isinstance(value, Fraction):
        return _percent(value) if key in ("change", "share") else _number(value)
    return str(value)


def _range(low: Fraction | None, high: Fraction | None, lang: Lang) -> str:
    if low is not None and high is not None:
        return _OUTSIDE.to(lang).format(f"{_number(low)}{RANGE.to(lang)}{_number(high)}")
    ends = (f"{sign} {_number(end)}" for sign, end in (("≥", low), ("≤", high)) if end is not None)
    return _OUTSIDE.to(lang).format("".join(ends))


def _sum(names: Names, check: Parts, lang: Lang) -> str:
    parts = " + ".join(map(names.indicator_title, check.parts))
    sign = "=" if check.relation is Relation.EQUAL else "≤"
    leeway = _TOLERANCE.to(lang).format(_percent(check.tolerance)) if check.tolerance else ""
    return _NOT_SO.to(lang).format(f"{parts} {sign} {names.indicator_title(check.whole)}{leeway}")


def _number(value: Fraction) -> str:
    return figure(value).brief()


def _percent(share: Fraction) -> str:
    return figure(share * 100).brief("%")

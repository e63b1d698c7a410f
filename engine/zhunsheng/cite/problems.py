"""What can be wrong between a catalogue and the published text."""

from collections.abc import Sequence

from zhunsheng.cite.edition import Edition
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Text

_LISTED = 3


def text_missing(path: str) -> Diagnostic:
    """There is no text of a plan."""
    message = Text("没有这个规划的原文，无从核对", "the text of this plan is not there: nothing can be verified")
    hint = Text("原文存为 规划编号.txt，UTF-8 编码", "store it as PLAN-ID.txt, in UTF-8")
    return Diagnostic(
        code="source-text-missing", severity=Severity.ERROR, at=Location(file=path), message=message, hint=hint
    )


def text_unreadable(path: str) -> Diagnostic:
    """The text of a plan cannot be opened, or is not UTF-8."""
    message = Text("原文打不开，或不是 UTF-8 编码", "the text cannot be opened, or is not UTF-8")
    hint = Text("另存为 UTF-8 编码的纯文本", "save it as plain text in UTF-8")
    return Diagnostic(
        code="source-text-unreadable", severity=Severity.ERROR, at=Location(file=path), message=message, hint=hint
    )


def unknown_locator(at: Location, whose: Text, locator: str, part: str) -> Diagnostic:
    """A locator names a part that the text does not have."""
    return Diagnostic(
        code="unknown-locator",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"{whose.zh}：原文里找不到“{locator}”，缺的是“{part}”",
            f"{whose.en}: the text has no “{locator}”: “{part}” is missing",
        ),
        hint=Text("照原文的章节、表、专栏编号写", "name the chapter, table or box as the text does"),
    )


def anchor_not_found(at: Location, whose: Text, locator: str, anchor: str, edition: Edition) -> Diagnostic:
    """An anchor does not stand in the passage that a locator names."""
    lines = _lines(sorted(set(edition.elsewhere(anchor))))
    return Diagnostic(
        code="anchor-not-found",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"{whose.zh}：“{locator}”里没有“{anchor}”", f"{whose.en}: “{anchor}” does not stand in “{locator}”"
        ),
        hint=Text(f"它在原文{lines.zh}", f"it stands on {lines.en} of the text")
        if lines.zh
        else Text("原文别处也没有；照抄原文里的短名", "nor elsewhere: copy a short name from the text"),
    )


def figure_not_near(
    at: Location, whose: Text, anchor: str, figure: str, nearest: Sequence[tuple[str, int]]
) -> Diagnostic:
    """A figure does not stand near its anchor; `nearest` are the quantities that do, with their lines."""
    shown = list(dict.fromkeys(nearest))[:_LISTED]
    zh = "、".join(f"{written}（第 {line} 行）" for written, line in shown)
    en = ", ".join(f"{written} (line {line})" for written, line in shown)
    return Diagnostic(
        code="figure-not-near-anchor",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"{whose.zh}：原文“{anchor}”近旁没有 {figure}",
            f"{whose.en}: {figure} does not stand near “{anchor}” in the text",
        ),
        hint=Text(f"那里写的是 {zh}", f"what stands there is {en}")
        if shown
        else Text("那里没有数；核对 locator 和 anchor", "no figure stands there: check locator and anchor"),
    )


def unit_differs(at: Location, whose: Text, unit: str, written: str, line: int) -> Diagnostic:
    """The number is right, and its unit is not the rule's."""
    return Diagnostic(
        code="unit-differs-from-text",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"{whose.zh}：原文第 {line} 行写的是 {written}，规则的单位是 {unit}",
            f"{whose.en}: line {line} of the text says {written}, the rule's unit is {unit}",
        ),
        hint=Text(
            "原文有误的，在 discrepancies 里记明并列出本规则",
            "where the text is wrong, record it under discrepancies and name this rule there",
        ),
    )


def another_year(at: Location, whose: Text, anchor: str, figure: str, year: int) -> Diagnostic:
    """A figure is not in the paragraph of the year that it is due in."""
    return Diagnostic(
        code="figure-of-another-year",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"{whose.zh}：原文 {year} 年一段里，“{anchor}”近旁没有 {figure}",
            f"{whose.en}: in the paragraph of {year}, {figure} does not stand near “{anchor}”",
        ),
        hint=Text("核对各年的要求", "check what is asked of each year"),
    )


def target_not_cited(at: Location, whose: Text, figures: Sequence[str]) -> Diagnostic:
    """A rule demands figures that none of its citations lists: nobody can check them against the text."""
    zh, en = "、".join(figures), ", ".join(figures)
    return Diagnostic(
        code="target-not-cited",
        severity=Severity.ERROR,
        at=at,
        message=Text(f"{whose.zh}：目标 {zh} 没有引用出处", f"{whose.en}: no citation lists the target {en}"),
        hint=Text("写进 source 的 figure 或 also", "list it in `figure` of the source, or under `also`"),
    )


def strictness_differs(rule: Rule, target: Target, said: Operator, line: int) -> Diagnostic:
    """The operator of a target is not what the words around its figure say."""
    figure = "" if target.value is None else decimal_text(target.value)
    return Diagnostic(
        code="strictness-differs",
        severity=Severity.WARNING,
        at=rule.at,
        message=Text(
            f"{rule.id}：原文第 {line} 行的意思是“{said} {figure}”，这里写的是“{target.operator} {figure}”",
            f"{rule.id}: line {line} of the text means “{said} {figure}”, the rule says “{target.operator} {figure}”",
        ),
        hint=Text("照原文的宽严写比较符号", "write the operator as strictly as the text has it"),
        instead=f"{said} {figure}",
        subject=f"rules/{rule.id}/target/{target.year}",
    )


def idle_context(at: Location, whose: Text) -> Diagnostic:
    """An entry of the context covers no quantity."""
    return Diagnostic(
        code="idle-context",
        severity=Severity.WARNING,
        at=at,
        message=Text(f"{whose.zh}：那里没有数量", f"{whose.en}: there is no quantity"),
        hint=Text("核对 locator 和 anchor，用不着的删去", "check locator and anchor, or remove the entry"),
    )


def _lines(numbers: Sequence[int]) -> Text:
    shown = numbers[:_LISTED]
    if not shown:
        return Text("", "")
    more = len(numbers) > len(shown)
    zh = "第 " + "、".join(map(str, shown)) + (" 等行" if more else " 行")
    return Text(zh, "line " + ", ".join(map(str, shown)) + (" …" if more else ""))

"""Lines that every explanation is made of: a heading and what it says, clauses, doubts of the text."""

from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Citation, Rule, Source
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import doubts
from zhunsheng.report.names import Names

BLANK = Text("", "")
RULE = Text("规则", "rule")
ILLUSTRATIVE = Text("（示例数据，非真实填报）", " (illustrative, not a real submission)")
NOTHING = Text("没有填报", "nothing was submitted")
UNREADABLE = Text("无法读取", "could not be read")
_CLAUSE = Text("条款", "clause")
_ALSO = Text("另见", "also")
_DOUBT = Text("文本疑点", "in doubt")
_FOLLOWED = Text("（采用）", " (followed)")
_BECAUSE = Text("理由：{0}", "why: {0}")


def cited(document: str, citation: Citation) -> str:
    """Write one passage: document, locator, anchor, figures."""
    quoted = f"“{readable(citation.anchor)}”"
    numbers = "".join(f" {readable(figure)}" for figure in citation.figures)
    return f"{readable(document)} {readable(citation.locator)} {quoted}{numbers}"


def clauses(source: Source, lang: Lang) -> list[str]:
    """Cite the clause, then every other passage that says the same."""
    first, *others = source.citations
    lines = [line(_CLAUSE, cited(source.document, first), lang)]
    return lines + [line(_ALSO, cited(source.document, other), lang) for other in others]


def in_doubt(names: Names, rule: Rule, lang: Lang) -> list[str]:
    """Tell each doubt of the text about `rule`: in brief, its readings, and why the one was chosen."""
    lines = []
    for each in doubts.about(names, rule.id):
        lines.append(line(_DOUBT, doubts.in_brief(each, lang), lang))
        for number, reading in enumerate(each.readings):
            quoted = f"{readable(reading.locator)} “{readable(reading.anchor)}”{colon(lang)}{readable(reading.says)}"
            mark = _FOLLOWED.to(lang) if number == each.chosen else ""
            lines.append(line(BLANK, f"{quoted}{mark}", lang))
        lines.append(line(BLANK, _BECAUSE.to(lang).format(readable(each.because)), lang))
    return lines


def line(head: Text, body: str, lang: Lang) -> str:
    """Put a heading of even width before `body`; a Chinese character is two columns wide."""
    word = head.to(lang)
    width = 14 if lang == "en" else 10
    taken = sum(2 if ord(c) > 0x2E80 else 1 for c in word)
    return f"  {word}{' ' * (width - taken)}{body}"


def colon(lang: Lang) -> str:
    """Return the colon of a language."""
    return "：" if lang == "zh" else ": "

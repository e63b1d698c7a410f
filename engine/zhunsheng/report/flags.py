"""Flags of the checks on the data (数据审核) in words: by department and level, and as marks beside verdicts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.page_flags import FlagGroup, FlagSection, FlagView
from zhunsheng.model.page_parts import FlagMark
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import CheckLevel, Flag
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL
from zhunsheng.report.flag_index import GRAVEST
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.names import panel_anchor, slug
from zhunsheng.report.provenance import senders, spots

MOST_FLAGS = 500
"""More flags than this are counted on the page and listed in full only in JSON."""
MOST_CELLS = 8
MOST_NAMED = 4

SAID = Text(
    "审核疑问不是结论：以下是对所报数据本身的审核，请有关部门核实、说明或更正；退回的数不采用，所涉判定为“不可判定”。",
    "A question about the data is no finding. What follows looks at the figures themselves and is for the departments "
    "to verify, explain or correct. A refused figure is not used: what rests on it is “not evaluable”.",
)
_LINE = Text("数据审核：{0}（审核疑问不是结论）", "Checks on the data: {0} (no findings)")
_CLEAN = Text("数据审核：{0} 条审核规则，没有疑问", "Checks on the data: {0} of them, no questions")
_COUNT = Text("{0} {1} 条", "{0}: {1}")
_LEFT_OUT = Text(
    "另有 {0} 条未列出，完整清单见 JSON 报告。", "{0} more are not listed here; the JSON report has them all."
)
_CELLS_LEFT_OUT = Text("……共 {0} 格", "… {0} cells in all")
_NAMED = Text("{0}等 {1} 项", "{0} and others, {1} in all")
_JOIN = Text("；", "; ")
_IN_LINE = Text(
    "{level}（不是结论）{kind}：{said}  [{check} {declared}]",
    "{level} (no finding), {kind}: {said}  [{check} {declared}]",
)
_BRIEF = Text("{level}：{kind}", "{level}: {kind}")
_OF_DEPARTMENT = Text("数据审核：{0}", "Checks on the data: {0}")
_NOBODY = Text("未定部门", "no department")
_MARK = {
    CheckLevel.REFUSE: Text("数据退回 {0}", "figures refused: {0}"),
    CheckLevel.QUESTION: Text("数据有疑问 {0}", "figures in question: {0}"),
    CheckLevel.NOTE: Text("数据有提示 {0}", "remarks on figures: {0}"),
}


def section(lookup: Lookup, lang: Lang) -> FlagSection:
    """Put all flags into words."""
    flags = lookup.flags.flags
    by_owner = groupby(enumerate(flags), key=lambda numbered: numbered[1].owner)
    return FlagSection(
        count=len(flags),
        line=line(lookup, lang),
        said=SAID.to(lang),
        groups=tuple(_group(lookup, owner, list(group), lang) for owner, group in by_owner),
        left_out=_LEFT_OUT.to(lang).format(len(flags) - MOST_FLAGS) if len(flags) > MOST_FLAGS else "",
    )


def _group(lookup: Lookup, owner: str, numbered: Sequence[tuple[int, Flag]], lang: Lang) -> FlagGroup:
    return FlagGroup(
        anchor=group_anchor(owner),
        title=owner_title(lookup, owner, lang),
        counts=counts((flag for _, flag in numbered), lang),
        flags=tuple(_view(lookup, number, flag, lang) for number, flag in numbered if number < MOST_FLAGS),
    )


def line(lookup: Lookup, lang: Lang) -> str:
    """Count the flags in one line; empty where no check looked at the data."""
    if lookup.flags.flags:
        return _LINE.to(lang).format(counts(lookup.flags.flags, lang))
    checks = len(lookup.catalogue.checks)
    return _CLEAN.to(lang).format(checks) if checks else ""


def counts(flags: Iterable[Flag], lang: Lang) -> str:
    """Count flags by level, the gravest first."""
    tally = Counter(flag.level for flag in flags)
    parts = [_COUNT.to(lang).format(CHECK_LEVEL[level].to(lang), tally[level]) for level in GRAVEST if tally[level]]
    return ("、" if lang == "zh" else ", ").join(parts)


def mark(lookup: Lookup, judgements: Sequence[Judgement], lang: Lang) -> FlagMark | None:
    """Say beside a verdict, or beside what rests on several, that their figures were questioned, if they were."""
    numbers = lookup.flags.of_all(judgements)
    if not numbers:
        return None
    flags = [lookup.flags.flags[number] for number in numbers]
    kinds = dict.fromkeys(CHECK_KIND[flag.kind].to(lang) for flag in flags)
    return FlagMark(
        anchor=anchor(numbers[0]),
        level=str(flags[0].level),
        text=_MARK[flags[0].level].to(lang).format(len(numbers)),
        title=("、" if lang == "zh" else ", ").join(kinds),
    )


def in_words(lookup: Lookup, judgement: Judgement, lang: Lang) -> tuple[str, ...]:
    """Tell each flag on the figures of a judgement in one line; it is said that none of them is a verdict."""
    flags = [lookup.flags.flags[number] for number in lookup.flags.of(judgement)]
    return tuple(_in_line(flag, lang) for flag in flags)


def _in_line(flag: Flag, lang: Lang) -> str:
    words = {"level": CHECK_LEVEL[flag.level].to(lang), "kind": CHECK_KIND[flag.kind].to(lang)}
    said = _JOIN.to(lang).join(text for text in (flag.message.to(lang), flag.arithmetic) if text)
    return readable(_IN_LINE.to(lang).format(**words, said=said, check=flag.check, declared=flag.declared))


def briefly(lookup: Lookup, flag: Flag, lang: Lang) -> tuple[str, str]:
    """Tell a flag as two lines for the terminal: where it is and of what kind, and what it says.

    Without a cell it is about a department, which the message names.
    """
    kind = _BRIEF.to(lang).format(level=CHECK_LEVEL[flag.level].to(lang), kind=CHECK_KIND[flag.kind].to(lang))
    head = f"{lookup.short(flag.at[0])}: {kind}" if flag.at else kind
    return head, readable(flag.message.to(lang))


def of_department(lookup: Lookup, owner: str, lang: Lang) -> str:
    """Count what a department is asked, by level; empty where it is asked nothing."""
    asked = [flag for flag in lookup.flags.flags if flag.owner == owner]
    return _OF_DEPARTMENT.to(lang).format(counts(asked, lang)) if asked else ""


def group_anchor(owner: str) -> str:
    """Return the anchor of a department's flags."""
    return f"qd-{slug(owner)}"


def anchor(number: int) -> str:
    """Return the anchor of a flag; that of the section for one that is not listed."""
    return f"q-{number + 1}" if number < MOST_FLAGS else "flags"


def owner_title(lookup: Lookup, owner: str, lang: Lang) -> str:
    """Name the department that is to answer."""
    return lookup.department(owner) if owner else _NOBODY.to(lang)


def concerned(lookup: Lookup, flag: Flag, lang: Lang) -> str:
    """Name the indicators that a flag concerns; of many, the first few."""
    identifiers = flag.indicators or ((flag.indicator,) if flag.indicator else ())
    titles = [lookup.indicator_title(identifier) for identifier in identifiers]
    listed = ("、" if lang == "zh" else ", ").join(titles[:MOST_NAMED])
    return listed if len(titles) <= MOST_NAMED else _NAMED.to(lang).format(listed, len(titles))


def _view(lookup: Lookup, number: int, flag: Flag, lang: Lang) -> FlagView:
    found = senders(lookup, (), flag.at[:MOST_CELLS])
    rules = (rule.id for rule in lookup.catalogue.rules.values() if rule.indicator == flag.indicator)
    rule = next((rule for rule in rules if lookup.is_judged(rule)), None)
    return FlagView(
        anchor=anchor(number),
        level=str(flag.level),
        level_word=CHECK_LEVEL[flag.level].to(lang),
        kind_word=CHECK_KIND[flag.kind].to(lang),
        year=flag.year,
        title=concerned(lookup, flag, lang),
        rule_anchor=panel_anchor(rule) if rule is not None else "",
        place=lookup.elsewhere(flag.entity) if flag.entity is not None else "",
        message=readable(flag.message.to(lang)),
        arithmetic=readable(flag.arithmetic),
        cells=spots(found, lang),
        cells_left_out=_cells_left_out(flag.at, lang),
        hint=readable(flag.hint.to(lang)) if flag.hint is not None else "",
        check=readable(flag.check),
        declared=readable(str(flag.declared)),
    )


def _cells_left_out(places: Sequence[Location], lang: Lang) -> str:
    return _CELLS_LEFT_OUT.to(lang).format(len(places)) if len(places) > MOST_CELLS else ""

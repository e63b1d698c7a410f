"""A new rule: what is asked, and how the answers stand in YAML, one key a line."""

import re
from collections.abc import Iterable, Iterator

from zhunsheng.authoring.questions import Answers, Question, several
from zhunsheng.authoring.writing import figure, listed, one_or_list, quoted
from zhunsheng.model.text import Text

_DUE = re.compile(r"(\d[\d-]*)\s*(?:[=:：]\s*)?(.*)", re.DOTALL)
_YEARS = re.compile(r"\d{4}(-\d{4})?")
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def _is_milestone(answers: Answers) -> bool:
    return answers.get("kind") == "milestone"


def _is_measured(answers: Answers) -> bool:
    return not _is_milestone(answers)


def _defines(answers: Answers) -> bool:
    """Whether the rule has an indicator of its own."""
    return not answers.get("indicator")


def _walks(answers: Answers) -> bool:
    return answers.get("kind", "level") in ("level", "flow", "") and bool(answers.get("base"))


RULE_QUESTIONS = (
    Question(key="title", about=Text("名称，填报表里就用它", "its name, as forms write it"), needed=True),
    Question(
        key="id",
        about=Text("编号：小写英文、数字、短横线", "id: lower-case letters, digits, hyphens"),
        example="sewage-collection-rate",
        needed=True,
    ),
    Question(
        key="nature",
        about=Text("性质：binding 约束性、anticipatory 预期性、task 任务", "nature: binding, anticipatory or task"),
        needed=True,
        default=lambda _: "task",
    ),
    Question(
        key="kind",
        about=Text(
            "种类：level 年度数、yearly 当年数、flow 累计、growth 增速、milestone 节点",
            "kind: level, yearly, flow, growth or milestone",
        ),
        default=lambda _: "level",
        asks=_defines,
    ),
    Question(
        key="unit",
        about=Text("单位", "unit"),
        example="percent、个、张/千人",
        needed=True,
        asks=lambda answers: _is_measured(answers) and _defines(answers),
    ),
    Question(
        key="target",
        several=True,
        about=Text(
            "目标：年份和要求，几年的用逗号分开；节点只写年份", "targets: year and limit; of a milestone the year"
        ),
        example="2025: >= 95",
        needed=True,
    ),
    Question(
        key="base",
        about=Text("基期数，没有就空着", "the base figure, if there is one"),
        example="2020: 92",
        asks=lambda answers: _is_measured(answers) and answers.get("kind") != "growth",
    ),
    Question(
        key="trajectory",
        about=Text(
            "中期怎样判：linear 直线、cagr 等速、none 不判、maintain 每年保持；空着为默认",
            "interim years: linear, cagr, none or maintain; empty for the default",
        ),
        asks=_walks,
    ),
    Question(
        key="task", about=Text("分工表里的任务编号，没有就空着", "number of the task in the plan's table, if any")
    ),
    Question(
        key="owner",
        about=Text("责任部门", "the department that answers for it"),
        needed=True,
        asks=lambda answers: not answers.get("task"),
    ),
    Question(
        key="scope",
        several=True,
        about=Text("适用地区的 id，空着为整个规划范围", "ids of places; empty for the whole plan"),
    ),
    Question(key="locator", about=Text("出处：在哪里", "where the text says so"), example="表1 第12项", needed=True),
    Question(
        key="anchor",
        about=Text("原文里的短名", "the short name in the text"),
        needed=True,
        default=lambda answers: answers.get("title", ""),
    ),
    Question(
        key="figure",
        several=True,
        about=Text("原文里的数，没有就空着", "the figure in the text, if there is one"),
        default=lambda answers: ", ".join(dict.fromkeys(_figures(answers))),
        asks=_is_measured,
    ),
    Question(key="note", about=Text("读法说明，没有就空着", "a remark on how the text is read, if any")),
)
"""In the order in which they are asked."""


def _figures(answers: Answers) -> Iterator[str]:
    for _, limit in _dues(answers.get("target", "")):
        yield from _FIGURE.findall(limit.replace("..", " "))


def rule_lines(answers: Answers) -> list[str]:
    """Write the rule as an item of `rules`, a key a line; what is not answered is left out."""
    return [line for _, line in _keyed(answers)]


def key_lines(answers: Answers) -> dict[int, str]:
    """Say which key stands on which line of the rule, the first being 0."""
    return {number: key for number, (key, _) in enumerate(_keyed(answers))}


def _keyed(answers: Answers) -> list[tuple[str, str]]:
    """Return key and line, the first behind its dash."""
    lines = [(key, f"    {key}: {value}") for key, value in _values(answers) if value]
    cited = {key: quoted(answers[key]) for key in ("locator", "anchor") if answers.get(key)}
    if answers.get("figure"):
        cited["figure"] = one_or_list(several(answers["figure"]))
    if cited:
        lines += [("source", "    source:"), *((key, f"      {key}: {value}") for key, value in cited.items())]
    if answers.get("note"):
        lines.append(("note", f"    note: {quoted(answers['note'])}"))
    return [(key, f"  - {line.lstrip()}" if number == 0 else line) for number, (key, line) in enumerate(lines)]


def _values(answers: Answers) -> Iterator[tuple[str, str]]:
    for key in ("id", "title", "nature", "indicator", "kind", "unit", "expression", "benchmark"):
        # The default kind goes without saying.
        value = "" if (key, answers.get(key)) == ("kind", "level") else answers.get(key, "")
        yield key, value and quoted(value)
    yield "base", _by_year((year, figure(value)) for year, value in _dues(answers.get("base", "")))
    said = [
        (year, limit or ("done" if _is_milestone(answers) else "")) for year, limit in _dues(answers.get("target", ""))
    ]
    yield "target", _by_year((year, quoted(limit)) for year, limit in said)
    for key in ("trajectory", "task", "owner"):
        yield key, answers.get(key, "") and quoted(answers[key])
    for key in ("scope", "support"):
        yield key, answers.get(key, "") and listed(several(answers[key]))


def _dues(answer: str) -> Iterator[tuple[str, str]]:
    """Take years and what is asked of them apart: `2025: >= 95, 2024: >= 90`."""
    for part in several(answer):
        found = _DUE.fullmatch(part)
        yield (found[1], found[2].strip()) if found else (part, "")


def _by_year(values: Iterable[tuple[str, str]]) -> str:
    written = ", ".join(f"{year if _YEARS.fullmatch(year) else quoted(year)}: {value}" for year, value in values)
    return written and f"{{{written}}}"

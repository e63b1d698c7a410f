"""Diagnostics of rule files as they are told: a case a file, a kind a number, with its help."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from zhunsheng.ci.told import Aside, Case, Kind, Outcome, Remark, Repair, Setting, Spot, Suite, Weight
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Lang, Text

_EXPECTED = Text("应为：{0}", "Expected: {0}")
_HINT = Text("建议：{0}", "Hint: {0}")
_KNOWN = Text("在基线内", "in the baseline")
_COUNT = Text("{0} 个问题", "{0} problem(s)")
_WHY = Text("为什么", "Why")
_HOW = Text("怎样改", "How to mend it")
_BAD = Text("不对", "Wrong")
_GOOD = Text("改成", "Mended")


class Help(NamedTuple):
    """What is said of a number in general: why it matters, how to mend it, an example wrong and mended."""

    why: Text
    how: Text
    bad: str
    good: str


class Marked(NamedTuple):
    """A problem with what it is known by, and who has set it aside."""

    problem: Diagnostic
    mark: str
    aside: Aside | None = None


def in_baseline(lang: Lang) -> Aside:
    """Say that a list of what is known has it."""
    return Aside(by=Setting.KNOWN, why=_KNOWN.to(lang))


def kinds(problems: Iterable[Marked], help_of: Callable[[str], Help | None], lang: Lang) -> tuple[Kind, ...]:
    """Tell what is said in general of the numbers that occur, in their order."""
    codes = sorted({each.problem.code for each in problems}, key=number)
    return tuple(_kind(code, help_of(code) if code in CODES else None, lang) for code in codes)


def number(code: str) -> str:
    """Return the number of a code; of one without (what is wrong with data), the code itself."""
    return CODES[code].number if code in CODES else code


def _kind(code: str, about: Help | None, lang: Lang) -> Kind:
    if about is None:
        return Kind(id=code, name=code, short=code, weight=Weight.ERROR)
    meaning = CODES[code].meaning.to(lang)
    why, how = about.why.to(lang), about.how.to(lang)
    heads = [each.to(lang) for each in (_WHY, _HOW, _BAD, _GOOD)]
    told = zip(heads, (why, how, about.bad, about.good), strict=True)
    fenced = zip(heads, (why, how, *(_fenced(each) for each in (about.bad, about.good))), strict=True)
    return Kind(
        id=CODES[code].number,
        name=code,
        short=meaning,
        full=why,
        help="\n\n".join(f"{head}\n{text.rstrip()}" for head, text in told),
        markdown="\n\n".join([f"**{meaning}**", *(f"**{head}**\n\n{text}" for head, text in fenced)]),
        weight=Weight(CODES[code].severity.value),
    )


def _fenced(text: str) -> str:
    return f"```yaml\n{text.rstrip(chr(10))}\n```"


def remarks(problems: Iterable[Marked], lang: Lang) -> tuple[Remark, ...]:
    """Tell every problem."""
    return tuple(_remark(each, lang) for each in problems)


def _remark(marked: Marked, lang: Lang) -> Remark:
    problem = marked.problem
    fix = problem.fix
    return Remark(
        kind=number(problem.code),
        weight=Weight(problem.severity.value),
        text="\n".join(_sentences(problem, lang)),
        spots=(Spot(at=problem.at, until=problem.until),),
        related=tuple(Spot(at=at) for at in problem.also),
        mark=marked.mark,
        aside=marked.aside,
        repair=None if fix is None else Repair(title=fix.title.to(lang), edits=fix.edits),
    )


def _sentences(problem: Diagnostic, lang: Lang) -> Iterator[str]:
    yield problem.message.to(lang)
    if problem.expected is not None:
        yield _EXPECTED.to(lang).format(problem.expected.to(lang))
    if problem.hint is not None:
        yield _HINT.to(lang).format(problem.hint.to(lang))


def suites(
    files: Mapping[str, Sequence[str]], problems: Sequence[Marked], fails: Callable[[Severity], bool], lang: Lang
) -> tuple[Suite, ...]:
    """Make a suite a plan and a case a file; files that no plan lists, but a problem names, come last."""
    listed = {file for each in files.values() for file in each}
    others = {each.problem.at.file: None for each in problems if each.problem.at.file not in listed}
    groups = [*files.items(), *([("features", list(others))] if others else [])]
    by_file: dict[str, list[Diagnostic]] = {}
    for each in problems:
        if each.aside is None:
            by_file.setdefault(each.problem.at.file, []).append(each.problem)
    return tuple(
        Suite(name=name, cases=tuple(_case(name, file, by_file.get(file, ()), fails, lang) for file in listed_here))
        for name, listed_here in groups
    )


def _case(group: str, file: str, found: Sequence[Diagnostic], fails: Callable[[Severity], bool], lang: Lang) -> Case:
    grave = [problem for problem in found if fails(problem.severity)]
    name = PurePath(file).name if PurePath(file).parent.name == group else "/".join(PurePath(file).parts[-2:])
    detail = "\n".join(_line(problem, lang) for problem in found)
    if not grave:
        return Case(group=group, name=name, detail=detail)
    says = _line(grave[0], lang, placed=False) if len(grave) == 1 else _COUNT.to(lang).format(len(grave))
    kind = number(grave[0].code)
    return Case(group=group, name=name, outcome=Outcome.FAILED, kind=kind, says=says, detail=detail)


def _line(problem: Diagnostic, lang: Lang, *, placed: bool = True) -> str:
    where = f"{problem.at}: " if placed else ""
    return f"{where}{number(problem.code)} {problem.message.to(lang)}"

"""What `lint`, `test` and `check` found, as the outputs for CI are made from it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import zhunsheng
from zhunsheng import ci
from zhunsheng import compile as compiling
from zhunsheng.ci import linted as of_lint
from zhunsheng.ci.told import Aside, Kind, Remark, Setting, Suite, Told
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Lang
from zhunsheng.use_cases.rule_files import RuleFiles

if TYPE_CHECKING:
    from zhunsheng.ci.linted import Help
    from zhunsheng.use_cases.linting import Asked, Linted

FORMATS = ci.FORMATS


def render(told: Told, fmt: str) -> bytes:
    """Write what was found in `fmt`, one of `FORMATS`, paths as seen from the root of the repository."""
    return ci.render(told, fmt, Path.cwd())


def told(
    command: str,
    lang: Lang,
    kinds: tuple[Kind, ...],
    remarks: tuple[Remark, ...],
    suites: tuple[Suite, ...],
    *,
    compared: bool = False,
) -> Told:
    """Put together what is told of a command."""
    return Told(
        command=command,
        version=zhunsheng.__version__,
        language={"zh": "zh-CN", "en": "en"}[lang],
        kinds=kinds,
        remarks=remarks,
        suites=suites,
        compared=compared,
    )


def linted(found: "Linted", asked: "Asked", fails: Callable[[Severity], bool], lang: Lang) -> Told:
    """Tell what lint found: what a comment ignores or the baseline has is set aside, and says so."""
    from zhunsheng.lint.fingerprints import fingerprints

    asides = [Aside(by=Setting.IN_SOURCE, why=reason) for _, reason in found.ignored]
    known = of_lint.in_baseline(lang)
    problems = [*found.problems, *(problem for problem, _ in found.ignored), *found.known]
    aside = [*[None] * len(found.problems), *asides, *[known] * len(found.known)]
    marked = [of_lint.Marked(*each) for each in zip(problems, fingerprints(problems), aside, strict=True)]
    return told(
        "lint",
        lang,
        kinds=of_lint.kinds(marked, _help, lang),
        remarks=of_lint.remarks(marked, lang),
        suites=of_lint.suites(_files(asked.rules, asked.plan), marked, fails, lang),
        compared=asked.baseline is not None,
    )


def _help(code: str) -> "Help":
    from zhunsheng.lint.rule_help import help_of

    about = help_of(code)
    return of_lint.Help(about.why, about.how, about.bad, about.good)


def _files(rules: Path, plan: str | None) -> Mapping[str, Sequence[str]]:
    """List the files of each plan; one that serves several, with the first."""
    found: dict[str, list[str]] = {}
    for folder in compiling.find_plans(rules):
        if plan in (None, folder.name):
            own = RuleFiles(folder)
            listed = {file for each in found.values() for file in each}
            found[folder.name] = [file for file in map(own.shown, own.names) if file not in listed]
    return found

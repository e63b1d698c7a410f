"""`zhunsheng lint`: the rule files by themselves, and held against the published texts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands.shared import cache_dir, say_problems
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.cite import Citations


def lint(args: argparse.Namespace) -> int:
    """Check rule files, and citations where texts are given; 2 when any is bad. Or explain a number."""
    if args.explain is not None:
        from zhunsheng.commands.lint_explain import explained

        print(explained(args.explain, args.lang))
        return ExitCode.OK
    if args.uncited and not args.sources:
        raise UsageError(Text("--uncited 须与 --sources 同用。", "--uncited needs --sources."))
    sources = Path(args.sources) if args.sources else None
    linted = api.lint(api.rules_folder(args.rules), args.plan, cache_dir(args), sources)
    say_problems(linted.problems, args.lang)
    errors = sum(p.severity is Severity.ERROR for p in linted.problems)
    warnings = sum(p.severity is Severity.WARNING for p in linted.problems)
    read = Text(f"{linted.rules} 条规则", f"{linted.rules} rules")
    if errors and not linted.rules:
        read = Text("规则未能读入", "whose rules could not be read")
    tally = Text(f"{errors} 个错误，{warnings} 个警告", f"{errors} errors, {warnings} warnings")
    summary = Text(f"{linted.plans} 个规划，{read.zh}：{tally.zh}", f"{linted.plans} plan(s), {read.en}: {tally.en}")
    print(summary.to(args.lang))
    for each in linted.citations:
        _say(each, args.lang, listing=args.uncited)
    unmodelled = args.uncited and any(each.uncited for each in linted.citations)
    return ExitCode.USAGE if errors or (args.strict and (warnings or unmodelled)) else ExitCode.OK


def _say(citations: "Citations", lang: Lang, *, listing: bool) -> None:
    """Write how many rules were verified and, if asked, the quantities that nothing cites."""
    cited, verified = citations.cited, citations.verified
    verdict = Text(
        f"{citations.plan}：有数字的规则 {cited} 条，{verified} 条与原文相符",
        f"{citations.plan}: {verified} of {cited} rules with a figure verified",
    )
    print(verdict.to(lang))
    if not listing:
        return
    from zhunsheng.model.readable import readable  # an excerpt of a foreign file may hold terminal escapes

    for each in citations.uncited:
        print(readable(f"{citations.file}:{each.line}:{each.column}: …{each.before}【{each.quantity}】{each.after}…"))
    count = len(citations.uncited)
    closing = Text(
        f"{citations.plan}：{count} 处数量没有规则引用，也未在 context 说明"
        f"（年份、日期 {citations.dates} 处只说何时，不列）",
        f"{citations.plan}: {count} quantities that no rule cites and no context explains "
        f"({citations.dates} dates, which only say when, are not listed)",
    )
    print(closing.to(lang))

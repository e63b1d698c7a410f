"""`zhunsheng lint`: the rule files by themselves, and held against the published texts."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api, outputs, settings
from zhunsheng.commands import ci_arguments, lint_outputs
from zhunsheng.commands.shared import cache_dir, outputs_asked, say_problems
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.cite import Citations
    from zhunsheng.lint.levels import Level
    from zhunsheng.use_cases.linting import Asked, Linted


def lint(args: argparse.Namespace) -> int:
    """Check rule files, and citations where texts are given; 2 when any is bad. Or explain a number."""
    if args.explain is not None:
        from zhunsheng.commands.lint_explain import explained

        print(explained(args.explain, args.lang))
        return ExitCode.OK
    from zhunsheng.use_cases.linting import lint as run_lint  # not loaded for other commands

    asked = _asked(args)
    written = outputs_asked(args.output, lint_outputs.FORMATS)
    outputs.check_writable(written)
    linted = _fixed(asked, args) if args.fix else run_lint(asked)
    if args.write_baseline:
        return _write_baseline(linted, Path(args.write_baseline), args.lang)
    linted = lint_outputs.since(linted, asked, args.changed_since)
    lint_outputs.write(written, linted, asked, args, lambda: _json(linted))
    with ci_arguments.aside(written):
        if args.format == "json":
            print(_json(linted))
        else:
            _say(linted, args)
    counted = _count(linted)
    unmodelled = args.uncited and any(each.uncited for each in linted.citations)
    strictly = args.strict and (counted[Severity.WARNING] or unmodelled)
    return ExitCode.USAGE if strictly else lint_outputs.exit_code(linted.problems, args.fail_on)


def weighing(one: argparse.ArgumentParser) -> None:
    """Arguments that say how what is found is weighed, written and put right."""
    one.add_argument("--format", default="text", choices=("text", "json"), help="格式 (default: %(default)s)")
    about = "场景文件夹，每个规划一个子文件夹；默认与规则文件夹并列 / folder of features; default: beside the rules"
    one.add_argument("--features", metavar="DIR", help=about)
    one.add_argument("--baseline", metavar="FILE", help="基线：其中的警告不再列出 / hide the warnings of this baseline")
    one.add_argument(
        "--write-baseline",
        metavar="FILE",
        help="把现有的警告写成基线 / write the warnings that there are as a baseline",
    )
    one.add_argument(
        "--show-ignored", action="store_true", help="也列出已忽略的，连同理由 / list what is ignored, and why"
    )
    one.add_argument("--fix", action="store_true", help="改正意思明确的错误 / put right what is beyond doubt")
    one.add_argument("--diff", action="store_true", help="与 --fix 同用：只显示改动 / with --fix: only show the change")


def _asked(args: argparse.Namespace) -> "Asked":
    """Gather what is asked for. Raises `UsageError` for flags that do not go together, or bad settings."""
    if args.uncited and not args.sources:
        raise UsageError(Text("--uncited 须与 --sources 同用。", "--uncited needs --sources."))
    if args.diff and not args.fix:
        raise UsageError(Text("--diff 须与 --fix 同用。", "--diff needs --fix."))
    from zhunsheng.use_cases.linting import Asked
    from zhunsheng.use_cases.rule_book import features_folder

    rules = api.rules_folder(args.rules)
    folder, table = settings.lint(Path.cwd())
    set_levels, default = _settings(table)
    known = args.baseline or (str(folder / default) if default else None)
    return Asked(
        rules=rules,
        plan=args.plan,
        cache_dir=cache_dir(args),
        sources=Path(args.sources) if args.sources else None,
        features=features_folder(args.features, rules),
        levels=set_levels,
        baseline=Path(known) if known and not args.write_baseline else None,
    )


def _settings(table: dict[str, object]) -> tuple[dict[str, "Level"], str | None]:
    """Read the levels and the baseline of the configuration file."""
    from zhunsheng.lint import levels

    unknown = sorted(set(table) - {"level", "baseline"})
    level = table.get("level", {})
    if unknown or not isinstance(level, dict):
        listed = ", ".join(unknown) or "level"
        raise UsageError(
            Text(f"lint 的设置只有 level 和 baseline：{listed}", f"lint has the settings level and baseline: {listed}")
        )
    try:
        read = levels.read(level)
    except levels.BadLevelError as error:
        raise UsageError(Text(f"lint.level：{error.text.zh}", f"lint.level: {error.text.en}")) from error
    given = table.get("baseline")
    return read, None if given is None else str(given)


def _fixed(asked: "Asked", args: argparse.Namespace) -> "Linted":
    """Apply the safe fixes, or only show them."""
    from zhunsheng.model.readable import readable
    from zhunsheng.use_cases import fixing

    fixed = fixing.fix(asked)
    if args.diff:
        sys.stdout.write(fixed.diff())
    else:
        fixed.write()
    done = Text(f"修正 {len(fixed.fixes)} 处", f"{len(fixed.fixes)} fixes applied")
    shown = Text(f"可修正 {len(fixed.fixes)} 处，未写入", f"{len(fixed.fixes)} fixes would be applied")
    for each in fixed.fixes:
        at = each.edits[0]
        print(readable(f"{at.file}:{at.line}:{at.column}: {each.title.to(args.lang)}"), file=sys.stderr)
    print((shown if args.diff else done).to(args.lang), file=sys.stderr)
    return fixed.linted


def _write_baseline(linted: "Linted", path: Path, lang: Lang) -> int:
    """Write what is known from now on; errors are not, and are told all the same."""
    from zhunsheng.lint import baseline

    outputs.check_writable({"baseline": path})
    outputs.write_all({path: baseline.write(linted.problems)})
    errors = [problem for problem in linted.problems if problem.severity is Severity.ERROR]
    say_problems(errors, lang)
    count = len(linted.problems) - len(errors)
    print(Text(f"基线写入 {count} 条", f"{count} entries written to the baseline").to(lang))
    return ExitCode.USAGE if errors else ExitCode.OK


def _json(linted: "Linted") -> str:
    import msgspec

    from zhunsheng.lint import listing

    cited = tuple(
        listing.CitedPlan(plan=each.plan, cited=each.cited, verified=each.verified) for each in linted.citations
    )
    ignored = [problem for problem, _ in linted.ignored]
    whole = listing.Listing(
        plans=linted.plans,
        rules=linted.rules,
        problems=listing.entries(linted.problems),
        ignored=listing.entries(ignored, [reason for _, reason in linted.ignored]),
        known=len(linted.known),
        citations=cited,
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _count(linted: "Linted") -> dict[Severity, int]:
    return {severity: sum(p.severity is severity for p in linted.problems) for severity in Severity}


def _say(linted: "Linted", args: argparse.Namespace) -> None:
    """Write problems to standard error, and to standard output how many there are."""
    lang: Lang = args.lang
    say_problems(linted.problems, lang)
    counted = _count(linted)
    errors, warnings, notes = (counted[each] for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    read = Text(f"{linted.rules} 条规则", f"{linted.rules} rules")
    if errors and not linted.rules:
        read = Text("规则未能读入", "whose rules could not be read")
    tally = Text(f"{errors} 个错误，{warnings} 个疑问", f"{errors} errors, {warnings} warnings")
    for count, what in (
        (notes, Text("个提示", "notes")),
        (len(linted.ignored), Text("个已忽略", "ignored")),
        (len(linted.known), Text("个在基线内", "in the baseline")),
    ):
        if count:
            tally = Text(f"{tally.zh}，{count} {what.zh}", f"{tally.en}, {count} {what.en}")
    summary = Text(f"{linted.plans} 个规划，{read.zh}：{tally.zh}", f"{linted.plans} plan(s), {read.en}: {tally.en}")
    print(summary.to(lang))
    if args.show_ignored:
        _say_ignored(linted, lang)
    for each in linted.citations:
        _say_citations(each, lang, listing=args.uncited)


def _say_ignored(linted: "Linted", lang: Lang) -> None:
    from zhunsheng import report
    from zhunsheng.model.readable import readable

    why = Text("    忽略的理由：", "    ignored because: ").to(lang)
    for problem, reason in linted.ignored:
        print(f"{report.problem_text(problem, lang)}\n{why}{readable(reason)}")


def _say_citations(citations: "Citations", lang: Lang, *, listing: bool) -> None:
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

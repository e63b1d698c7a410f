"""`check`: evaluate and report."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng import api, resources
from zhunsheng.commands import check_outputs, marked
from zhunsheng.commands.shared import cache_dir, console, leaders_asked, outputs_asked, progress_bar, years_asked
from zhunsheng.errors import UnreadableDataError, UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.commands.store import Keep

MANY = 300_000
"""Judgements from which on a bulk run is worth being named."""


def check(args: argparse.Namespace) -> int:
    """`zhunsheng check`: evaluate, write the reports asked for, show a summary."""
    from zhunsheng import outputs, report, streams

    asked = outputs_asked(args.output, (*report.FORMATS, *check_outputs.FORMATS))
    outputs.check_writable(asked)
    check_outputs.check_baselines(args)
    compiled = cache(lambda: compiled_rules(args))
    with marked.asked_for(args, of_store=bool(args.store)), _asking_anyway(asked):
        evaluation, keep = evaluate(args, compiled, args.place)
    # Read before anything is kept or written; of what the store keeps the digest of, people are no part.
    leaders = leaders_asked(args, [evaluation.catalogue])
    copies = marked.of_evaluation(args, evaluation)
    # What a store keeps the digest of is mostly asked for as a report, too: nothing is written twice.
    rendered = cache(partial(report.render, evaluation, cache_dir=cache_dir(args)))
    stands = evaluation if keep is None else keep(rendered("json", "zh"))
    if leaders is not None:
        stands = msgspec.structs.replace(stands, leaders=leaders)
    if stands is not evaluation:
        evaluation = stands
        rendered = cache(partial(report.render, evaluation, cache_dir=cache_dir(args)))
    known = check_outputs.weighed(evaluation, args)
    reports = {path: rendered(fmt, args.lang) for fmt, path in asked.items() if fmt in report.FORMATS}
    reports |= check_outputs.rendered(asked, evaluation, () if args.store else compiled(), known, args)
    copies = "\n".join(said for said in (copies, check_outputs.told(known, args)) if said)
    try:
        outputs.write_all(reports)
        if not args.quiet:
            _summary(evaluation, args, copies, to_stderr=outputs.STDOUT in asked.values())
        sys.stdout.flush()
    except BrokenPipeError:  # who reads only the first lines still gets the exit code
        streams.forget_stdout()
    return exit_code(check_outputs.counted(evaluation, known), args.fail_on)


@contextmanager
def _asking_anyway(asked: Mapping[str, Path]) -> Iterator[None]:
    """Where not one figure can be read, no report can be made; the list of questions can."""
    try:
        yield
    except UnreadableDataError as error:
        if "questions" in asked:
            from zhunsheng import outputs, report

            outputs.write_all({asked["questions"]: report.unread_questions(error.problems)})
        raise


def compiled_rules(args: argparse.Namespace) -> tuple[api.Compiled, ...]:
    """Compile the plans that are asked for."""
    return api.catalogues(api.rules_folder(args.rules), args.plan, cache_dir(args))


def evaluate(
    args: argparse.Namespace, compiled: Callable[[], tuple[api.Compiled, ...]], place: str | None = None
) -> tuple[Evaluation, "Keep | None"]:
    """Judge the data given, or what a store holds; then return what keeps in the store what is said, too.

    With `place`, judge of the data given what concerns that place alone.
    """
    if place and args.store:
        raise UsageError(Text("--place 用于数据文件，不用于库。", "--place is for files of data, not for a store."))
    if args.store:
        from zhunsheng.commands import store

        return store.evaluate(args, compiled)
    if not args.data or args.as_of:
        raise UsageError(
            Text("请给出数据文件，或用 --store 指明库；--as-of 须有库。", "give data, or a --store; --as-of needs one.")
        )
    data = [Path(name) for name in args.data]
    with progress_bar() as progress:
        if place:
            from zhunsheng.use_cases import drilling

            return drilling.check(compiled(), data, years_asked(args), place, progress), None
        announce = partial(_many, lang=args.lang)
        return api.check(compiled(), data, years_asked(args), progress, announce), None


def _many(judgements: int, lang: Lang) -> None:
    """Name the command for data of this size, before minutes go by."""
    if judgements > MANY:
        text = Text(
            f"将有约 {judgements // 10_000} 万条判定：全省、全国的数据，zhunsheng bulk 快得多。",
            f"some {judgements:,} judgements: for data of this size, zhunsheng bulk is much faster.",
        )
        print(text.to(lang), file=sys.stderr)


def exit_code(evaluation: Evaluation, fail_on: str) -> ExitCode:
    """Say by the exit code how a check ended; `fail_on` is the kind of finding that counts, or never."""
    if api.unreadable(evaluation):
        return ExitCode.NOT_EVALUABLE
    if has_errors(evaluation.problems):
        return ExitCode.USAGE  # a policy rule that broke is a bad rule
    if fail_on != "never" and api.at_or_above(evaluation.findings, FindingKind(fail_on)):
        return ExitCode.FOUND
    return ExitCode.OK


def _summary(evaluation: Evaluation, args: argparse.Namespace, copies: str, *, to_stderr: bool) -> None:
    from zhunsheng.report import terminal

    # What a store holds is judged by the rules that it keeps.
    rules = None if args.store else _other_rules(args.rules)
    said = "" if rules is None else rules.to(args.lang)
    terminal.show(evaluation, args.lang, console(to_stderr=to_stderr), said)
    if copies:
        print(copies, file=sys.stderr if to_stderr else sys.stdout)


def _other_rules(asked: str | None) -> Text | None:
    """Name the rules that are used, where they are not the ones that came with the program.

    Nobody need have asked for them: a `rules/` in the current folder takes their place without a word.
    """
    folder = api.rules_folder(asked)
    if folder.resolve() == resources.rules_dir().resolve():
        return None
    here = Text("（当前文件夹）", " (current folder)") if asked is None else Text("", "")
    return Text(f"规则：{folder}{here.zh}", f"Rules: {folder}{here.en}")

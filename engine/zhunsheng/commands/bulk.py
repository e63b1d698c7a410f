"""`bulk`: judge a whole country, part by part, into a data set."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands import common_arguments as common
from zhunsheng.commands.check_outputs import fails
from zhunsheng.commands.common_arguments import Defaults
from zhunsheng.commands.shared import cache_dir, console, outputs_asked, years_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.bulk import BulkSummary
    from zhunsheng.use_cases.bulk import Request

ABOUT = "批量核查：全国各县、各镇、各村，分部分判定，写成数据集 / judge a whole country, part by part, into a data set"
FORMATS = ("html", "json")
_ENGINES = ("local", "dask")


def fill(one: argparse.ArgumentParser, defaults: Defaults) -> None:
    """Add the arguments."""
    common.which_rules(one, defaults)
    one.add_argument(
        "data", nargs="+", metavar="DATA", help="Parquet、CSV 文件或文件夹：数和名册 / files, folders: figures, rosters"
    )
    one.add_argument("--into", required=True, metavar="DIR", help="写到哪个文件夹，新的或空的 / a new or empty folder")
    one.add_argument(
        "--resume",
        action="store_true",
        help="接着做中断了的；没有可接的就从头做 / go on with what was interrupted, if there is anything",
    )
    common.years(one, defaults)
    one.add_argument(
        "--part-size",
        type=int,
        metavar="N",
        help="每部分多少个地区，默认至多约 400 万条判定 / places in a part; default: up to 4 M judgements",
    )
    one.add_argument(
        "--findings-only",
        action="store_true",
        help="只写结论；逐条判定只计数，不写出 / write findings alone: verdicts are counted, and not written",
    )
    about = "在本机，或用 Dask / on this machine, or by Dask (default: %(default)s)"
    one.add_argument("--engine", choices=_ENGINES, default=_ENGINES[0], help=about)
    about = "同时做几部分，默认至多每个处理器一部分 / parts at a time; default: at most one a processor"
    one.add_argument("--workers", type=int, metavar="N", help=about)
    about = "Dask：在本机时用进程而不用线程 / Dask: on this machine, processes, not threads"
    one.add_argument("--processes", action="store_true", help=about)
    about = "Dask：集群的调度器，如 tcp://主机:8786 / Dask: the scheduler of a cluster"
    one.add_argument("--scheduler", metavar="ADDRESS", help=about)
    about = "汇总：html、json；可多次 / write a summary; repeatable; PATH - is standard output"
    one.add_argument("-o", "--output", action="append", default=[], metavar="FORMAT=PATH", help=about)
    common.fail_on(one, defaults)
    one.add_argument("-q", "--quiet", action="store_true", help="不显示进度和摘要 / neither progress nor summary")


def bulk(args: argparse.Namespace) -> int:
    """`zhunsheng bulk`: judge, write the data set and the summaries asked for, show one."""
    from zhunsheng import kept_memory, lean_arrow
    from zhunsheng.bulk.errors import BulkError
    from zhunsheng.commands import bulk_progress, bulk_stopped, interrupting
    from zhunsheng.use_cases import bulk as use_case

    request = _request(args)
    asked = _outputs(args.output, request.into)
    compiled = api.catalogues(request.rules, request.plan, request.cache_dir)
    kept_memory.keep(huge=use_case.is_long(request))
    unasked = lean_arrow.loading() if request.engine == "local" else nullcontext()
    try:
        with unasked, bulk_progress.shown(args.lang, quiet=args.quiet) as progress, interrupting.twice(args.lang):
            summary = use_case.run(request, compiled, progress)
    except (KeyboardInterrupt, BulkError, OSError, MemoryError) as error:
        return bulk_stopped.told(error, request.into, args.lang)
    (catalogue,) = (each.catalogue for each in compiled if each.catalogue.plan.id == summary.run.plan)
    if asked or not args.quiet:
        _report(summary, catalogue, asked, args)
    return exit_code(summary, kinds_found(summary, catalogue, request.into), args.fail_on)


def _outputs(words: list[str], folder: Path) -> dict[str, Path]:
    """Return the summaries asked for. Raises `UsageError` where one cannot be written, or would spoil the data set."""
    from zhunsheng import outputs
    from zhunsheng.bulk import layout

    asked = outputs_asked(words, FORMATS)
    outputs.check_writable(asked, coming=folder)
    for fmt, path in asked.items():
        if path != outputs.STDOUT and layout.is_own(folder, path):
            better = folder / f"report.{fmt}"
            raise UsageError(
                Text(
                    f"{path} 是数据集自己的文件，写到那里会毁掉数据集。请换一个名字，如 {better}。",
                    f"{path} is a file of the data set itself, which would be spoilt. Choose another name, such as "
                    f"{better}.",
                )
            )
    return asked


def exit_code(summary: "BulkSummary", kinds: Iterable[FindingKind], fail_on: str) -> ExitCode:
    """Say by the exit code how a run ended, as `check` does; `kinds` are those of its findings."""
    if any(each.refused for each in summary.problems) or any(each.key == Reason.REFUSED for each in summary.statuses):
        return ExitCode.NOT_EVALUABLE
    if any(each.of_rules for each in summary.problems):
        return ExitCode.USAGE
    return ExitCode.FOUND if any(fails(kind, fail_on) for kind in kinds) else ExitCode.OK


def kinds_found(summary: "BulkSummary", catalogue: Catalogue, folder: Path) -> set[FindingKind]:
    """Collect the kinds of findings that were drawn: the summary does not list every one about a department."""
    policies = {each.key for each in summary.drawn} | {each.policy for each in summary.departments}
    rules = (rule for stratum in catalogue.policy.strata for rule in stratum.rules)
    kinds = {rule.kind for rule in rules if rule.id in policies}
    if summary.department_findings > len(summary.departments):
        from zhunsheng.bulk import reading

        kinds |= reading.department_kinds(folder)
    return kinds


def _report(summary: "BulkSummary", catalogue: Catalogue, asked: Mapping[str, Path], args: argparse.Namespace) -> None:
    from zhunsheng import outputs, streams
    from zhunsheng.report import bulk as report

    titles = _titles(summary, Path(args.into))
    beside = report.Beside(folder=args.into, data=tuple(args.data), rules=args.rules or "", titles=titles)
    reports = {
        path: report.render(summary, catalogue, fmt, args.lang, beside, cache_dir(args)).encode()
        for fmt, path in asked.items()
    }
    try:
        outputs.write_all(reports)
        if not args.quiet:
            from zhunsheng.report.bulk import terminal

            terminal.show(summary, catalogue, args.lang, console(to_stderr=outputs.STDOUT in asked.values()), beside)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads only the first lines still gets the exit code
        streams.forget_stdout()


def _titles(summary: "BulkSummary", folder: Path) -> dict[str, str]:
    """Look up what the places that a summary names are called; what cannot be looked up is named by its id."""
    from zhunsheng.bulk import reading
    from zhunsheng.bulk.errors import BulkError

    named = {place for place, _, _ in summary.worst} | {each.entity for each in summary.departments}
    try:
        return reading.titles(folder, named | {each.within for each in summary.statuses_around})
    except BulkError:
        return {}


def _request(args: argparse.Namespace) -> "Request":
    """Put together what is asked for. Raises `UsageError` for what does not go together."""
    from zhunsheng.use_cases.bulk import Request

    _demand_sense(args)
    years = years_asked(args)
    return Request(
        data=tuple(Path(name) for name in args.data),
        into=Path(args.into),
        rules=api.rules_folder(args.rules),
        plan=args.plan,
        years=None if years is None else tuple(years),
        part_size=args.part_size,
        findings_only=args.findings_only,
        engine=args.engine,
        workers=args.workers,
        processes=args.processes,
        scheduler=args.scheduler,
        resume=args.resume,
        cache_dir=cache_dir(args),
    )


def _demand_sense(args: argparse.Namespace) -> None:
    for flag, number in (("--workers", args.workers), ("--part-size", args.part_size)):
        if number is not None and number < 1:
            raise UsageError(Text(f"{flag} 至少为 1，不能是 {number}。", f"{flag} is 1 or more, not {number}."))
    asked = [flag for flag, given in (("--scheduler", args.scheduler), ("--processes", args.processes)) if given]
    if asked and args.engine != "dask":
        raise UsageError(Text(f"{asked[0]} 要与 --engine dask 同用。", f"{asked[0]} goes with --engine dask."))
    own = [flag for flag, given in (("--workers", args.workers), ("--processes", args.processes)) if given]
    if args.scheduler and own:
        raise UsageError(
            Text(
                f"{own[0]} 不能与 --scheduler 同用：集群有几个 worker，由集群自己定。",
                f"{own[0]} does not go with --scheduler: a cluster has the workers that it has.",
            )
        )
    if args.engine == "dask":
        from zhunsheng.bulk.engines import dask_client
        from zhunsheng.bulk.errors import BulkError

        try:
            dask_client.demand()
        except BulkError as error:
            raise UsageError(error.message) from error

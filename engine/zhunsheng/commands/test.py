"""`zhunsheng test`: run the features, and tell what they prove."""

import argparse
import os
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api, ci, outputs
from zhunsheng.commands import ci_arguments
from zhunsheng.commands.shared import cache_dir, outputs_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhunsheng.prove.floors import Floors
    from zhunsheng.prove.suite import PlanProof
    from zhunsheng.prove.table import Telling
    from zhunsheng.use_cases.watching import Bench, Look

MOST_WORKERS = 8
"""Beyond that many processes, waiting for them to start costs more than they save."""
FORMATS = (*ci.FORMATS, "json")


def fill(one: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    one.add_argument(
        "--features",
        metavar="DIR",
        help="场景文件夹，每个规划一个子文件夹；默认与规则文件夹并列 / folder of features; default: beside the rules",
    )
    one.add_argument("--format", default="text", choices=("text", "json"), help="格式 (default: %(default)s)")
    one.add_argument(
        "--all", action="store_true", help="列出每条规则，不只是有缺口的 / list every rule, complete or not"
    )
    about = "列出已证明等价的变异 / list the changes proven equivalent, with proof"
    one.add_argument("--equivalent", action="store_true", help=about)
    ci_arguments.machine_outputs(one, FORMATS)
    for name, zh, en in (
        (
            "--min-score",
            "规划的得分低于此数才因变异未察觉而不通过",
            "fail for changes unnoticed only below this score of a plan",
        ),
        (
            "--min-coverage",
            "规划的情形已示比例低于此数才因情形未演示而不通过",
            "the same for situations that are not shown",
        ),
    ):
        one.add_argument(name, metavar="PERCENT", default="100", help=f"{zh} / {en} (default: %(default)s)")
    ci_arguments.changed_since(one)
    one.add_argument(
        "--watch", action="store_true", help="保存一次，重证一次，Ctrl-C 结束 / prove again on saving, until Ctrl-C"
    )
    one.add_argument("--jobs", type=int, default=0, metavar="N", help="进程数，0 为自动 / processes; 0: one a core")


def test(args: argparse.Namespace) -> int:
    """Prove every rule by its feature. Returns `FOUND` where too much is missing, or anything fails."""
    floors = _floors(args)
    written = outputs_asked(args.output, FORMATS)
    outputs.check_writable(written)
    if args.watch:
        if written or args.format != "text":
            message = Text("--watch 不能与 -o、--format json 同用。", "--watch does not go with -o or --format json.")
            raise UsageError(message)
        from zhunsheng.commands import test_watch

        return test_watch.watch(args, bench(args), features(args))
    look = bench(args).look()
    _write(look, floors, args)
    with ci_arguments.aside(written):
        if args.format == "json":
            from zhunsheng.prove import show

            sys.stdout.write(show.json(look.proofs) + "\n")
        else:
            tell(look, args)
            _tell_floors(look.proofs, floors, args)
    return ExitCode.FOUND if _fails(look.proofs, floors) else ExitCode.OK


def bench(args: argparse.Namespace) -> "Bench":
    """Set up what proves the rules asked for. Raises `UsageError` for a revision that is none."""
    from zhunsheng.use_cases import watching  # the stages load only once the rules are known to be there

    rules, folder = api.rules_folder(args.rules), features(args)
    known = None
    if args.changed_since is not None:
        from zhunsheng.use_cases import changing

        known = changing.rule_keys(rules, folder, args.changed_since, cache_dir(args))
    workers = args.jobs or min(os.cpu_count() or 1, MOST_WORKERS)
    return watching.Bench(lambda: api.catalogues(rules, args.plan, cache_dir(args)), folder, workers, known)


def features(args: argparse.Namespace) -> Path:
    """The features asked for, else the folder `features` beside the rules. Raises `UsageError` for none."""
    folder = Path(args.features) if args.features is not None else _beside(api.rules_folder(args.rules))
    if not folder.is_dir():
        raise UsageError(Text(f"场景文件夹不存在：{folder}", f"there is no features folder {folder}"))
    return folder


def _beside(rules: Path) -> Path:
    return Path("features") if rules == Path("rules") else rules.resolve().parent / "features"


def tell(look: "Look", args: argparse.Namespace) -> None:
    """Write the table, and what is missing."""
    from zhunsheng.prove import table

    table.table(look.proofs, _telling(look, args))


def _telling(look: "Look", args: argparse.Namespace) -> "Telling":
    from zhunsheng.prove.table import Telling
    from zhunsheng.use_cases import proof

    return Telling(args.lang, proof.places(look.compiled), every=args.all, equivalents=args.equivalent)


def _floors(args: argparse.Namespace) -> "Floors":
    from zhunsheng.prove.floors import Floors

    return Floors(_percent(args.min_score, "--min-score"), _percent(args.min_coverage, "--min-coverage"))


def _percent(text: str, flag: str) -> Fraction:
    if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?%?", text, re.ASCII) or Fraction(text.rstrip("%")) > 100:
        raise UsageError(
            Text(f"{flag} {text}：应为 0 到 100 的百分数，如 95。", f"{flag} {text}: give a percentage, 0 to 100.")
        )
    return Fraction(text.rstrip("%"))


def _fails(proofs: "Sequence[PlanProof]", floors: "Floors") -> bool:
    from zhunsheng.prove.floors import counting

    return any(counting(proof, floors) for proof in proofs)


def _tell_floors(proofs: "Sequence[PlanProof]", floors: "Floors", args: argparse.Namespace) -> None:
    """Where a floor below the whole is set, say how each plan stands to it."""
    from zhunsheng.prove import show
    from zhunsheng.prove.floors import Floors

    if floors == Floors():
        return
    whole = Fraction(100)
    for proof in proofs:
        score, shown = show.percent(show.score(proof.proofs), whole), show.percent(show.coverage(proof.proofs), whole)
        told = Text(
            f"{proof.plan}：得分 {score}%（门槛 {args.min_score}），情形 {shown}%（门槛 {args.min_coverage}）",
            f"{proof.plan}: score {score}% (floor {args.min_score}), situations {shown}% (floor {args.min_coverage})",
        )
        print(told.to(args.lang))


def _write(look: "Look", floors: "Floors", args: argparse.Namespace) -> None:
    """Write the outputs asked for. Raises `UsageError`."""
    asked = outputs_asked(args.output, FORMATS)
    if not asked:
        return
    from zhunsheng.prove import show
    from zhunsheng.use_cases import proof, telling, telling_proofs

    told = telling_proofs.proven(look.proofs, proof.places(look.compiled), floors, args.lang)
    rendered = {
        fmt: f"{show.json(look.proofs)}\n".encode() if fmt == "json" else telling.render(told, fmt) for fmt in asked
    }
    outputs.write_all({path: rendered[fmt] for fmt, path in asked.items()})

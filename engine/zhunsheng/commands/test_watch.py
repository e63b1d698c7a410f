"""`zhunsheng test --watch`: what is saved is proven again, until Ctrl-C."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands.shared import say_problems
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.use_cases.watching import Bench, Look

_QUIET = 300
"""Milliseconds that a burst of changes, as a save makes it, may last before it is looked at."""
_NAMED = 5
"""So many rules are named in what is told of a look."""


def changes(paths: Iterable[Path]) -> Iterable[object]:
    """Yield once for each burst of changes below `paths`. Raises `UsageError` without the library that watches."""
    try:
        import watchfiles
    except ImportError as error:
        raise UsageError(
            Text(
                "--watch 需要 watchfiles：pip install 'zhunsheng[watch]'。",
                "--watch needs watchfiles: pip install 'zhunsheng[watch]'.",
            )
        ) from error
    return watchfiles.watch(*paths, watch_filter=_matters, debounce=_QUIET)


def _matters(_change: object, path: str) -> bool:
    return path.endswith((".yaml", ".feature", ".txt"))


def watch(
    args: argparse.Namespace,
    bench: "Bench",
    features: Path,
    changed: Callable[[Iterable[Path]], Iterable[object]] | None = None,
) -> int:
    """Prove, then again whatever a change concerns. Ends with 0 on Ctrl-C, or when there are no more changes."""
    bursts = (changed or changes)([api.rules_folder(args.rules), features])
    try:
        _look(bench, args)
        for _ in bursts:
            _look(bench, args)
    except KeyboardInterrupt:
        pass
    return ExitCode.OK


def _look(bench: "Bench", args: argparse.Namespace) -> None:
    """Prove what has changed and tell it; rules that do not compile are told, and wait for the next save."""
    from zhunsheng.commands.test import tell

    start = time.monotonic()
    try:
        look = bench.look()
    except BadRulesError as error:
        say_problems(error.problems, args.lang)
        return
    except UsageError as error:  # a folder that an editor has just moved away
        print(error.message.to(args.lang), file=sys.stderr)
        return
    if look.anew:
        tell(look, args)
    print(_told(look, time.monotonic() - start, args.lang), flush=True)


def _told(look: "Look", seconds: float, lang: Lang) -> str:
    names = [rule or "policy" for _, rule in look.anew]
    listed = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    if not names:
        return Text(
            "没有规则受影响。等候改动，Ctrl-C 结束。", "no rule is concerned. Waiting for changes; Ctrl-C ends."
        ).to(lang)
    gaps = sum(len(proof.gaps) for proof in look.proofs)
    return Text(
        f"重证 {len(names)} 条（{listed}），{seconds:.1f} 秒；缺口 {gaps} 处。等候改动，Ctrl-C 结束。",
        f"proved {len(names)} anew ({listed}) in {seconds:.1f} s; {gaps} gaps. Waiting for changes; Ctrl-C ends.",
    ).to(lang)

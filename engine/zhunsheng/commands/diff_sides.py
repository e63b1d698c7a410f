"""What `diff` is to compare: two reports or sets of data, moments of a store, versions of the rules, or years."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng import compile as compiling
from zhunsheng.commands.shared import cache_dir, from_here, years_asked
from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.change import Comparison
    from zhunsheng.use_cases.comparing import Held, Rules
    from zhunsheng.use_cases.versions import Source

_FORMS = Text(
    "diff 比的是两样东西，任选一种：两份报告、数据或规则文件夹 OLD NEW；--store 加两个（或一个）--as-of；"
    "两版规则（两个 --rules，或 --rules-at、--changed-since），可加 --data 或 --store；"
    "--data 或 --store 加两个 --year。",
    "diff compares two things: OLD NEW (reports, data or folders of plans); --store with two --as-of (or one); two "
    "versions of the rules (two --rules, or --rules-at, --changed-since), with or without --data or --store; --data or "
    "--store with two --year.",
)


def compared(args: argparse.Namespace) -> "Comparison":
    """Find out what is to be compared, and compare it. Raises `UsageError` where that is not two things."""
    from zhunsheng.use_cases import comparing

    asked = years_asked(args)
    years = tuple(asked) if asked else None
    versions = _versions(args)
    things = [] if versions and not args.rules_at and args.changed_since is None else args.things
    pairs = [bool(things), len(args.as_of) == 2, versions is not None]
    if sum(pairs) > 1 or max(len(args.as_of), len(args.rules), len(args.rules_at)) > 2 or (args.data and args.store):
        raise UsageError(_FORMS)
    if versions is not None:
        from zhunsheng.use_cases import revising

        held = _held(args) if args.data or args.store else None
        return revising.two_rule_versions(versions, held, args.plan, years, cache_dir(args))
    if things:
        if len(things) != 2 or args.data or args.store or args.as_of:
            raise UsageError(_FORMS)
        return comparing.two_things((Path(things[0]), Path(things[1])), _rules(args), years)
    if len(args.as_of) == 2 or (args.as_of and (years is None or len(years) != 2)):
        if args.data or not args.store:
            raise UsageError(_FORMS)
        moments = (args.as_of[0], args.as_of[1] if len(args.as_of) == 2 else "")
        return comparing.two_moments(Path(args.store), moments, args.plan, _rules(args), years, cache_dir(args))
    if years is None or len(years) != 2 or not (args.data or args.store):
        raise UsageError(_FORMS)
    return comparing.two_years(_held(args), _rules(args), (years[0], years[1]), cache_dir(args))


def _versions(args: argparse.Namespace) -> "tuple[Source, Source] | None":
    """Return the two versions of the rules that are asked for; None where something else is compared."""
    from zhunsheng.use_cases.versions import Source

    revisions = [*args.rules_at, *([] if args.changed_since is None else [args.changed_since])]
    folders = [Path(each) for each in (args.things if _are_rules(args.things) else args.rules)]
    if revisions:
        many = len(revisions) > 2 or bool(args.changed_since and args.rules_at) or len(args.rules) > 1
        if many or args.as_of or not all(revisions):
            raise UsageError(_FORMS)
        folder = api.rules_folder(args.rules[0] if args.rules else args.rules_default)
        now = Source(folder, from_here(folder))
        then = [now._replace(revision=each, fork=bool(args.changed_since)) for each in revisions]
        return then[0], then[1] if len(then) == 2 else now
    if len(folders) != 2:
        return None
    if args.as_of or (args.rules and args.things):
        raise UsageError(_FORMS)
    old, new = (Source(each, each.as_posix()) for each in folders)
    return old, new


def _are_rules(things: list[str]) -> bool:
    """Tell whether two folders of plans are named: no data lie in such a folder."""
    try:
        return len(things) == 2 and all(compiling.find_plans(Path(each)) for each in things)
    except (OSError, ValueError):
        return False


def _held(args: argparse.Namespace) -> "Held":
    """Return what is judged twice: data, or a store."""
    from zhunsheng.use_cases.comparing import Held

    store = Path(args.store) if args.store else None
    as_of = args.as_of[0] if args.as_of else ""
    return Held(data=tuple(map(Path, args.data)), store=store, as_of=as_of, plan=args.plan)


def _rules(args: argparse.Namespace) -> "Rules":
    chosen = args.rules[0] if args.rules else args.rules_default
    return partial(_catalogues, chosen, args.plan, cache_dir(args))


def _catalogues(folder: str | None, plan: str | None, cache: Path) -> tuple[api.Compiled, ...]:
    return api.catalogues(api.rules_folder(folder), plan, cache)

"""`zhunsheng ledger` and what is done in it: list, show, note what people did, hold it against its evidence."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.commands.shared import cache_dir, console, outputs_asked, say_problems
from zhunsheng.commands.store import moment_asked, named, plain
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.ledger import Deed, Item, State
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import DEED, LEDGER_STATE

if TYPE_CHECKING:
    from zhunsheng.use_cases.ledgering import Shown

_NOTED = Text("已登记", "noted")


def ledger(args: argparse.Namespace) -> int:
    """List the items asked for, and write them out."""
    from zhunsheng import outputs
    from zhunsheng.report import ledger as writing
    from zhunsheng.report.ledger import terminal
    from zhunsheng.use_cases import ledgering

    asked = outputs_asked(args.output, writing.FORMATS)
    outputs.check_writable(asked)
    sought = ledgering.Sought(
        plan=args.plan,
        department=args.department,
        states=tuple(map(_state, args.state)),
        as_of=args.as_of,
        leaders=Path(args.leaders) if args.leaders else None,
        leader=args.leader,
    )
    shown = ledgering.listed(Path(args.store), sought, cache_dir(args))
    say_problems(shown.problems, args.lang)
    outputs.write_all(
        {path: writing.render(shown.ledger, shown.catalogue, fmt, args.lang) for fmt, path in asked.items()}
    )
    to_stdout = outputs.STDOUT in asked.values()
    terminal.show(shown.ledger, shown.catalogue, args.lang, console(to_stderr=to_stdout))
    return ExitCode.USAGE if has_errors(shown.problems) else ExitCode.OK


def show(args: argparse.Namespace) -> int:
    """Tell the whole life of one item."""
    from zhunsheng.report.ledger import terminal
    from zhunsheng.use_cases import ledgering

    shown = ledgering.one(Path(args.store), args.plan, args.item, args.as_of, cache_dir(args))
    terminal.tell(shown.ledger.items[0], shown.catalogue, args.lang, console())
    return ExitCode.OK


def act(args: argparse.Namespace) -> int:
    """Note what somebody did about items: all of them, or none."""
    from zhunsheng.use_cases import ledgering

    doing = ledgering.Doing(
        deed=Deed(args.deed),
        by=named(args.by, "--by"),
        at=moment_asked(args.at),
        reason=plain(args.reason),
        due=_day(args.due, "--due"),
        until=_day(args.until, "--until"),
        approver=plain(args.approver),
        measure=plain(args.measure),
        document=plain(args.document),
        attach=tuple(map(Path, args.attach)),
    )
    shown = ledgering.act(Path(args.store), args.plan, args.items, doing, cache_dir(args))
    for item in shown.ledger.items:
        print(_noted(item, doing.deed, shown, args.lang))
    return ExitCode.OK


def fetch(args: argparse.Namespace) -> int:
    """Write the attachments of an item into a folder."""
    from zhunsheng.use_cases import ledgering

    folder = Path(args.to)
    for name in ledgering.fetch(Path(args.store), args.plan, args.item, folder, cache_dir(args), force=args.force):
        print(folder / name)
    return ExitCode.OK


def waivers(args: argparse.Namespace) -> int:
    """List what is waived, or was and is not yet put right."""
    from zhunsheng.report.ledger import terminal
    from zhunsheng.use_cases import ledgering

    sought = ledgering.Sought(
        plan=args.plan, states=(State.WAIVED, State.WAIVER_EXPIRED, State.OVERDUE), as_of=args.as_of
    )
    shown = ledgering.listed(Path(args.store), sought, cache_dir(args))
    terminal.show_waivers(shown.ledger, shown.catalogue, args.lang, console())
    return ExitCode.OK


def verify(args: argparse.Namespace) -> int:
    """Note that items were verified; without an item, hold the whole ledger against its evidence: 2 where it differs.

    The log is held against its digests, and what each run saw against what it sees when it is made again.
    """
    if args.items:
        return act(args)
    if args.attach:
        raise UsageError(Text("--attach 须写明是哪一项的。", "--attach needs an item."))
    from zhunsheng.use_cases import rebuilding

    rebuilt = rebuilding.verify(Path(args.store), cache_dir(args))
    for problem in (*rebuilt.problems, *rebuilt.remarks):
        print(problem.to(args.lang), file=sys.stderr)
    if rebuilt.problems:
        return ExitCode.USAGE
    whole = Text(
        f"台账与证据相符：{rebuilt.runs} 次核查重做一遍，所见与所存一致；{rebuilt.acts} 笔登记。"
        f"末笔摘要 {rebuilt.head}",
        f"the ledger is what its evidence says: {rebuilt.runs} runs made again saw what is kept; {rebuilt.acts} acts. "
        f"Digest of the last entry: {rebuilt.head}",
    )
    print(whole.to(args.lang))
    return ExitCode.OK


def _noted(item: Item, deed: Deed, shown: "Shown", lang: Lang) -> str:
    from zhunsheng.report.ledger.lines import Lines

    lines = Lines(shown.catalogue, lang)
    due = Text(f"，期限 {item.due}", f", due {item.due}") if item.due is not None else Text("", "")
    stands = LEDGER_STATE[item.state]
    now = Text(f"；现状态 {stands.zh}{due.zh}", f"; it is {stands.en} now{due.en}")
    return f"{item.key.id} {lines.matter(item)}  {_NOTED.to(lang)} {DEED[deed].to(lang)}{now.to(lang)}"


def _state(word: str) -> State:
    """Read a state as the program writes it in Chinese, or as JSON does."""
    known = {name: state for state in State for name in (LEDGER_STATE[state].zh, state.value)}
    if word not in known:
        listed = "、".join(LEDGER_STATE[state].zh for state in State)
        raise UsageError(
            Text(f"--state {word}：应为 {listed}。", f"--state {word}: one of {', '.join(map(str, State))}.")
        )
    return known[word]


def _day(text: str | None, flag: str) -> dt.date | None:
    if not text:
        return None
    try:
        if len(text) != len("2024-03-01"):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            Text(f"{flag} {text}：应为日期，如 2024-03-01。", f"{flag} {text}: give a day, as 2024-03-01.")
        ) from None

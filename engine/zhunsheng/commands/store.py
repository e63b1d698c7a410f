"""`zhunsheng import`, `close`, `reopen`, `history`; and `check` and `explain` against a store."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands import marked
from zhunsheng.commands.shared import cache_dir, console, progress_bar, say_problems, years_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.model.catalogue import Catalogue
    from zhunsheng.model.statement import Statement
    from zhunsheng.store import Entered, Verified
    from zhunsheng.use_cases.importing import Taken

# SQLite is loaded by the commands that need it, and not at every start of the program.


def import_(args: argparse.Namespace) -> int:
    """Take files in; 3 where anything in them could not be read, or came too late."""
    from zhunsheng.use_cases import importing

    who, at = named(args.by, "--by"), moment_asked(args.at)
    handing = importing.Handing(by=who, at=at, note=plain(args.note), again=args.again, replaces=tuple(args.replaces))
    compiled = api.catalogues(api.rules_folder(args.rules), args.plan, cache_dir(args))
    with marked.asked_for(args, of_store=False), progress_bar() as progress:
        done = importing.import_files(compiled, [Path(name) for name in args.data], Path(args.store), handing, progress)
    problems = [*done.problems, *(problem for file in done.files for problem in file.problems)]
    say_problems(problems, args.lang)
    for file in done.files:
        _say_taken(file, {each.catalogue.plan.id: each.catalogue for each in compiled}, args.lang)
    entered = sum(file.entered is not None and file.entered.before is None for file in done.files)
    total = Text(f"{len(done.files)} 个文件，入库 {entered} 个", f"{len(done.files)} file(s), {entered} taken in")
    print(total.to(args.lang))
    marked.of_problems(args, problems)
    return ExitCode.NOT_EVALUABLE if has_errors(problems) else ExitCode.OK


Keep = Callable[[bytes], Evaluation]
"""Takes the report (JSON, Chinese): the store keeps its digest, and what was asked. Returns what was judged with the
state of each finding in the ledger, which moves on: it has no part in the digest."""


def evaluate(args: argparse.Namespace, compiled: Callable[[], Sequence[api.Compiled]]) -> tuple[Evaluation, Keep]:
    """Judge what a store holds; return that, and what keeps in the store what is said of it."""
    from zhunsheng.use_cases import standing, storing

    years = years_asked(args)
    question = storing.Question(
        plan=args.plan,
        years=tuple(years) if years else None,
        as_of=args.as_of,
        data=tuple(Path(name) for name in args.data),
        on=getattr(args, "on", None),
    )
    store = Path(args.store)
    with progress_bar() as progress:
        answer = storing.judge(store, question, compiled, cache_dir(args), progress)

    def keep(said: bytes) -> Evaluation:
        remarks = [storing.otherwise(store, question, answer, said)]
        if not storing.record(store, question, answer, said):
            remarks.append(Text("库是只读的，本次核查未记入库。", "the store is read-only: it does not keep this run."))
        for remark in filter(None, remarks):
            print(remark.to(args.lang), file=sys.stderr)
        return standing.standing(store, question, answer.evaluation)

    return answer.evaluation, keep


def close(args: argparse.Namespace) -> int:
    """Close years: figures of them that come in later are kept, and not used."""
    return _turn(args, closing=True)


def reopen(args: argparse.Namespace) -> int:
    """Reopen years."""
    return _turn(args, closing=False)


def history(args: argparse.Namespace) -> int:
    """Show every vintage of the figures asked for; with --verify, whether the store is whole: 2 where it is not."""
    from zhunsheng.use_cases import histories, history_view, soundness

    if args.verify:
        return _verified(soundness.verify(Path(args.store)), args.lang)
    years = years_asked(args)
    sought = histories.Sought(
        plan=args.plan,
        indicator=args.indicator,
        place=args.place,
        years=tuple(years) if years else None,
        restated=args.restated,
        as_of=args.as_of,
    )
    found = histories.history(Path(args.store), sought, cache_dir(args))
    if args.format == "json":
        sys.stdout.write(history_view.json_text(found))
    else:
        history_view.show(found, args.lang, console())
    return ExitCode.OK


def _turn(args: argparse.Namespace, *, closing: bool) -> int:
    from zhunsheng.use_cases import turning

    who, reason, at = named(args.by, "--by"), named(args.reason, "--reason"), moment_asked(args.at)
    args.year_default = None
    years = years_asked(args) or []
    plan = turning.turn(Path(args.store), args.plan, years, who, reason, at, closing=closing)
    done = Text("已锁定", "closed") if closing else Text("已重开", "reopened")
    for year in years:
        print(Text(f"{plan} {year} 年{done.zh}", f"{plan}: {year} {done.en}").to(args.lang))
    return ExitCode.OK


def moment_asked(text: str | None) -> datetime | None:
    """Read a moment as the user gave it. Raises `UsageError`."""
    from zhunsheng import store
    from zhunsheng.use_cases import storing

    return storing.moment(text, store.received_at) if text else None


def named(text: str, flag: str) -> str:
    """Return what a flag says, which must be something: provenance with a blank name is none."""
    said = plain(text)
    if not said:
        raise UsageError(Text(f"{flag} 不能空白。", f"{flag} must say something."))
    return said


def plain(text: str) -> str:
    """Return text that can be kept and shown anywhere: what a terminal hands over may be neither."""
    from zhunsheng.model.readable import readable

    return " ".join(readable(text).split())


def _say_taken(file: "Taken", catalogues: Mapping[str, "Catalogue"], lang: Lang) -> None:
    from zhunsheng.model.readable import readable  # names and units come out of foreign files

    if file.entered is None:
        return
    print(readable(f"{file.path}: {_outcome(file.entered, file.places).to(lang)}"))
    catalogue = catalogues[file.plan]
    for new, old in file.entered.revised:
        print(readable(f"  {_about(old, catalogue)}: {_figure(old, lang)} → {_figure(new, lang)}"))
    for new, old in file.entered.withdrawn:
        before = (
            _figure(old, lang) if old.value is not None else Text("未能读取的数", "what could not be read").to(lang)
        )
        print(readable(f"  {_about(old, catalogue)}: {before} → {new.text}"))


def _about(figure: "Statement", catalogue: "Catalogue") -> str:
    """Name a figure as a clerk knows it; a place that only a roster names, by its id."""
    places = {place.id: place.title for place in catalogue.plan.places}
    indicator = catalogue.indicators.get(figure.indicator or "")
    title = figure.indicator if indicator is None else indicator.title
    return f"{figure.year} {places.get(figure.entity or '', figure.entity)} {title}"


def _figure(figure: "Statement", lang: Lang) -> str:
    """Write a figure with its unit once."""
    from zhunsheng.model.figures import amount
    from zhunsheng.model.quantity import Operator

    if figure.value is None:
        return figure.text
    bound = Operator(figure.bound) if figure.bound else None
    return amount(Fraction(figure.value), figure.unit, lang, bound=bound, brief=True)


def _outcome(entered: "Entered", places: int) -> Text:
    from zhunsheng.store import beijing

    before = entered.before
    if before is None:
        same, changed = entered.taken - entered.new - len(entered.revised), len(entered.revised)
        gone = len(entered.withdrawn)
        withdrawn = Text(f"，撤回 {gone}", f", {gone} withdrawn") if gone else Text("", "")
        listed = Text(f"地区 {places}，", f"{places} places, ") if places else Text("", "")
        late = len(entered.closed)
        return Text(
            f"{listed.zh}新数 {entered.new}，修订 {changed}，与前相同 {same}，因锁定未用 {late}{withdrawn.zh}",
            f"{listed.en}{entered.new} new, {changed} revised, {same} as before, "
            f"{late} of closed years not used{withdrawn.en}",
        )
    when = beijing(before.at)
    later = Text("", "")
    if entered.superseded:
        later = Text(
            f"；其中 {entered.superseded} 个数此后另有报送，要以本文件为准请加 --again",
            f"; {entered.superseded} of its figures were handed in again since: --again makes this file the latest",
        )
    return Text(
        f"同样内容已由 {before.by} 于 {when} 入库（{before.path}），不重复{later.zh}",
        f"the same bytes were taken in already, by {before.by} at {when} ({before.path}){later.en}",
    )


def _verified(verified: "Verified", lang: Lang) -> int:
    for problem in verified.problems:
        print(problem.to(lang), file=sys.stderr)
    if verified.problems:
        return ExitCode.USAGE
    whole = Text(
        f"库完好：{verified.entries} 笔记录，{verified.files} 个文件。末笔摘要 {verified.head}",
        f"the store is whole: {verified.entries} entries, {verified.files} files. Digest of the last: {verified.head}",
    )
    print(whole.to(lang))
    return ExitCode.OK

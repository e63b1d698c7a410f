"""The use case of `zhunsheng import`: files are read, understood by the rules of the day, and taken in one by one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from zhunsheng import api, intake, wrong_plan
from zhunsheng.api import Compiled, Progress
from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake import arrivals, packed, vintages
from zhunsheng.intake.files import find
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.tables import Table, Tables
from zhunsheng.intake.vintages import Lot
from zhunsheng.model.catalogue import peopled
from zhunsheng.model.diagnostic import Diagnostic, Severity, has_errors
from zhunsheng.model.handing import Handed
from zhunsheng.model.location import Location
from zhunsheng.model.statement import State, Statement
from zhunsheng.model.text import Text
from zhunsheng.store import Access, Arrival, Context, Entered, Store
from zhunsheng.use_cases import readings, storing
from zhunsheng.use_cases.readings import Reading
from zhunsheng.use_cases.stored_rules import kept


class Handing(msgspec.Struct, frozen=True, kw_only=True):
    """Who hands in, when (None: now), with what remark; whether known bytes count again; what the files replace."""

    by: str
    at: datetime | None = None
    note: str = ""
    again: bool = False
    replaces: tuple[str, ...] = ()


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: `entered` is None where it was not taken in, which `problems` explain.

    `places` counts the places of the rosters in it.
    """

    path: str
    plan: str = ""
    entered: Entered | None = None
    problems: tuple[Diagnostic, ...] = ()
    places: int = 0


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """All files, and what is wrong with the paths that were named."""

    files: tuple[Taken, ...]
    problems: tuple[Diagnostic, ...]


def import_files(
    compiled: Sequence[Compiled], paths: Sequence[Path], store: Path, handing: Handing, progress: Progress | None = None
) -> Imported:
    """Take in every data file that `paths` name, each whole or not at all.

    Raises `UsageError` where the store cannot be used or it is unclear for which plan the files are, and
    `UnreadableDataError` where there is no file at all to take in.
    """
    storing.check(store, Access.CREATE)
    found = find(paths)
    known = _known(store, compiled, found.files) if not handing.again else {}
    read = tuple(readings.read([path for path in found.files if path not in known], progress))
    if not known and all(each.data is None for each in read):
        raise UnreadableDataError((*found.problems, *(p for each in read for p in each.table.problems)))
    fresh = iter(_take(store, compiled, read, handing) if read else ())
    return Imported(files=tuple(known.get(path) or next(fresh) for path in found.files), problems=found.problems)


def _known(store: Path, compiled: Sequence[Compiled], files: Sequence[Path]) -> dict[Path, Taken]:
    """Find the files whose very bytes the store holds: they need not be opened again, let alone understood."""
    if not store.exists() or not store.stat().st_size:
        return {}
    known: dict[Path, Taken] = {}
    with storing.opened(store, Access.READ) as opened:
        for path in files:
            sha256 = readings.digest(path)
            for plan in (each.catalogue.plan.id for each in compiled):
                entered = opened.before(plan, sha256) if sha256 else None
                if entered is not None:
                    known[path] = Taken(path=readings.name(path), plan=plan, entered=entered)
    return known


def _take(store: Path, compiled: Sequence[Compiled], read: Sequence[Reading], handing: Handing) -> list[Taken]:
    """Take in what was read, plan by plan, and say what became of each file."""
    plans = _plans(compiled, read)
    taken: dict[int, Taken] = {}
    with storing.opened(store, Access.CREATE) as opened:
        for plan in compiled:
            mine = [index for index, chosen in enumerate(plans) if chosen is plan and read[index].data is not None]
            lots = _enter(opened, plan, [read[index] for index in mine], handing) if mine else []
            taken |= dict(zip(mine, lots, strict=True))
    return [taken.get(index) or _left_out(each, plans[index]) for index, each in enumerate(read)]


def _plans(compiled: Sequence[Compiled], read: Sequence[Reading]) -> list[Compiled | None]:
    """Say for which plan each file is: all for one, as in a check; or each for its own."""
    if len(compiled) == 1:
        return [compiled[0]] * len(read)
    catalogues = [each.catalogue for each in compiled]
    together = intake.spoken(Tables(tables=tuple(each.table for each in read), problems=()), catalogues)
    if together.chosen is not None:
        return [compiled[together.chosen]] * len(read)
    apart = [intake.spoken(Tables(tables=(each.table,), problems=()), catalogues).chosen for each in read]
    if all(chosen is None for chosen in apart):
        raise wrong_plan.several([each.plan.id for each in catalogues], together.telling)
    return [None if chosen is None else compiled[chosen] for chosen in apart]


def _enter(store: Store, plan: Compiled, read: Sequence[Reading], handing: Handing) -> list[Taken]:
    """Understand the files of one plan, with the rosters among them and those in the store; then take each in."""
    tables = [each.table for each in read]
    earlier = storing.lots(store, plan.catalogue.plan.id) if plan.catalogue.plan.rosters else []
    listed = vintages.roster(plan.catalogue, [*earlier, *_arriving(tables, handing, after=earlier)])
    known = peopled(plan.catalogue, listed.places)
    reader = RowReader(known)
    understood = [arrivals.understand(known, reader, table, listed.places, listed.problems) for table in tables]
    silent = [not any(said.state in (State.TAKEN, State.WITHDRAWN) for said in each.statements) for each in understood]
    if all(silent):
        _hold_against_others(plan, tables)
    else:
        lost = [none and has_errors(each.problems) for none, each in zip(silent, understood, strict=True)]
        strangers = _strangers(plan, {at: table for at, table in enumerate(tables) if lost[at]})
        if strangers:
            rest = iter(_enter(store, plan, [each for at, each in enumerate(read) if at not in strangers], handing))
            return [strangers.get(at) or next(rest) for at in range(len(read))]
    rules = kept(plan)
    taken: list[Taken] = []
    context = Context(plan.catalogue.plan.id, handing.by, rules, handing.at, handing.note, handing.again)
    arrivals_of_files = (_arrival(each, said, handing) for each, said in zip(read, understood, strict=True))
    for arrival, entered in store.enter(arrivals_of_files, context):
        problems = (*arrival.problems, *map(_late, entered.closed), *map(_nothing_to_withdraw, entered.idle))
        problems = () if entered.before else problems
        places = len(arrival.places)
        taken.append(Taken(path=arrival.path, plan=context.plan, entered=entered, problems=problems, places=places))
    return taken


def _arrival(read: Reading, said: arrivals.Understood, handing: Handing) -> Arrival:
    file, data = read.table.file, read.data
    assert file is not None and data is not None  # noqa: S101, PT018 - others are left out before
    return Arrival(
        path=read.table.name,
        sha256=file.sha256,
        data=data,
        count=file.rows,
        reader=packed.reader(),
        rows=read.rows,
        statements=said.statements,
        places=said.places,
        problems=said.problems,
        replaces=handing.replaces,
    )


def _arriving(tables: Sequence[Table], handing: Handing, after: Sequence[Lot]) -> list[Lot]:
    """Put new files behind those that came in before."""
    first = after[-1].source.seq + 1 if after else 1
    return [
        Lot(Handed(seq=seq, path=table.name, by=handing.by, replaces=handing.replaces), table)
        for seq, table in enumerate(tables, start=first)
    ]


def _hold_against_others(plan: Compiled, tables: Sequence[Table]) -> None:
    """Refuse data that speak of a plan beside the one asked for: every row would be kept as unreadable."""
    beside = [plan.catalogue, *api.plans_beside(plan)]
    if len(beside) > 1:
        chosen = intake.spoken(Tables(tables=tuple(tables), problems=()), beside).chosen
        if chosen:
            raise wrong_plan.another(plan.catalogue.plan.id, beside[chosen].plan.id)


def _strangers(plan: Compiled, tables: Mapping[int, Table]) -> dict[int, Taken]:
    """Leave out each of `tables` that speaks of a plan beside the one asked for: a store gives nothing back."""
    beside = [plan.catalogue, *api.plans_beside(plan)] if tables else []
    found: dict[int, Taken] = {}
    for at, table in tables.items():
        chosen = intake.spoken(Tables(tables=(table,), problems=()), beside).chosen
        if chosen:
            found[at] = Taken(path=table.name, problems=(_of_another(table, plan, beside[chosen].plan.id),))
    return found


def _of_another(table: Table, plan: Compiled, spoken: str) -> Diagnostic:
    asked = plan.catalogue.plan.id
    return Diagnostic(
        code="another-plan",
        severity=Severity.ERROR,
        at=Location(file=table.name),
        message=Text(
            f"没有一行是规划 {asked} 的，说的是规划 {spoken}，未入库",
            f"no row is of the plan {asked}; it speaks of {spoken}: not taken in",
        ),
        hint=Text(f"要入库的，请另用 --plan {spoken}", f"take it in with --plan {spoken}"),
    )


def _late(figure: Statement) -> Diagnostic:
    return vintages.late(figure.year or 0, Severity.ERROR, withdrawn=figure.value is None).at(figure.at)


def _nothing_to_withdraw(withdrawal: Statement) -> Diagnostic:
    return Diagnostic(
        code="nothing-to-withdraw",
        severity=Severity.WARNING,
        at=withdrawal.at,
        message=Text(
            "库里没有这个数，或已经撤回，无可撤回", "the store holds no such figure: there is nothing to withdraw"
        ),
        hint=Text("请核对地区、年份、指标和类型", "check place, year, indicator and record"),
    )


def _left_out(read: Reading, plan: Compiled | None) -> Taken:
    """Say why a file was not taken in."""
    problems = read.table.problems
    if read.data is not None and plan is None:
        unclear = Diagnostic(
            code="plan-unclear",
            severity=Severity.ERROR,
            at=Location(file=read.table.name),
            message=Text("看不出是哪个规划的，未入库", "it is not clear for which plan it is: not taken in"),
            hint=Text("请用 --plan 指明", "name the plan with --plan"),
        )
        problems = (*problems, unclear)
    return Taken(path=read.table.name, problems=problems)

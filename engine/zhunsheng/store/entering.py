"""Taking a file in: its entry in the log, its bytes, what was understood of it, and which vintage each figure is."""

import hashlib
import sqlite3

import msgspec

from zhunsheng.model.statement import State, Statement
from zhunsheng.store import log, looking, rows
from zhunsheng.store.records import Arrival, Context, Deed, Entered, Rules


class Turned(msgspec.Struct, frozen=True):
    """The body of an entry that closes or reopens a year."""

    year: int


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """The body of an import's entry: digests of all that the entry brought along."""

    path: str
    sha256: str
    size: int
    count: int
    replaces: tuple[str, ...]
    reader: str
    reading: str
    content: str


def keep_rules(connection: sqlite3.Connection, rules: Rules) -> None:
    """Keep the files of a plan folder, once."""
    if connection.execute("SELECT 1 FROM rules WHERE digest = ? LIMIT 1", (rules.digest,)).fetchone():
        return
    for file in rules.files:
        sha256 = keep(connection, file.data)
        connection.execute("INSERT INTO rules VALUES (?, ?, ?)", (rules.digest, file.name, sha256))


def enter(connection: sqlite3.Connection, arrival: Arrival, context: Context) -> Entered:
    """Add a file, within a transaction."""
    known = None if context.again else before(connection, context.plan, arrival.sha256)
    if known is not None:
        return known
    seq = log.head(connection).seq + 1
    closed = looking.closed_years(connection, context.plan, None)
    connection.execute("PRAGMA defer_foreign_keys=ON")  # the entry comes last: it holds the digest of the others
    keep(connection, arrival.data)
    path, replaces = rows.plain(arrival.path), tuple(map(rows.plain, arrival.replaces))
    file = (seq, context.plan, path, arrival.sha256, len(arrival.data), arrival.count, _listed(replaces))
    connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", file)
    if arrival.rows is not None:
        connection.execute("INSERT INTO reading VALUES (?, ?, ?)", (seq, arrival.reader, arrival.rows))
    entered = _enter_figures(connection, seq, context.plan, [_locked(each, closed) for each in arrival.statements])
    rows.insert(connection, "place", (seq,), map(rows.place_row, arrival.places))
    rows.insert(connection, "problem", (seq,), map(rows.problem_row, arrival.problems))
    body = Imported(
        path=path,
        sha256=arrival.sha256,
        size=len(arrival.data),
        count=arrival.count,
        replaces=replaces,
        reader=arrival.reader,
        reading=digest_of(arrival.rows),
        content=rows.digest(connection, seq),
    )
    said = {"plan": context.plan, "by": context.by, "note": context.note, "rules": context.rules.digest}
    log.append(connection, Deed.IMPORT, context.at, body, **said)
    return entered


def before(connection: sqlite3.Connection, plan: str, sha256: str) -> Entered | None:
    """Say what is known of these very bytes, if a plan has them already."""
    known = looking.same_bytes(connection, plan, sha256)
    return Entered(before=known, superseded=looking.superseded(connection, known.seq)) if known else None


def digest_of(data: bytes | None) -> str:
    """The SHA-256 of what was read, empty where nothing was kept."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def keep(connection: sqlite3.Connection, data: bytes) -> str:
    """Keep bytes once, under their SHA-256, which is returned."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not connection.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone():
        connection.execute("INSERT INTO content VALUES (?, ?)", (sha256, data))
    return sha256


def _listed(names: tuple[str, ...]) -> str:
    return msgspec.json.encode(names).decode()


def _locked(figure: Statement, closed: frozenset[int]) -> Statement:
    """Mark a word on a closed year. One that could not be read stays what it is: it was never going to be used."""
    if figure.state in (State.TAKEN, State.WITHDRAWN) and figure.year in closed:
        return msgspec.structs.replace(figure, state=State.CLOSED, code="year-closed")
    return figure


def _enter_figures(connection: sqlite3.Connection, seq: int, plan: str, figures: list[Statement]) -> Entered:
    """Number each word that counts: figures, and what withdraws one that holds."""
    made: list[rows.Row] = []
    revised: list[tuple[Statement, Statement]] = []
    withdrawn: list[tuple[Statement, Statement]] = []
    idle: list[Statement] = []
    new = 0
    for figure in figures:
        vintage = None
        if figure.state in (State.TAKEN, State.WITHDRAWN):
            last, vintage = looking.last_word(connection, plan, figure)
            if figure.state is State.TAKEN:
                new += last is None
                revised += [(figure, last)] if last is not None and looking.differs(last, figure) else []
            elif (gone := _gone(connection, plan, figure)) is not None:
                withdrawn.append((figure, gone))
            else:
                idle.append(figure)
                vintage = None
        made.append(rows.figure_row(figure, vintage))
    rows.insert(connection, "figure", (seq, plan), made)
    return Entered(
        taken=sum(figure.state is State.TAKEN for figure in figures),
        new=new,
        closed=tuple(figure for figure in figures if figure.state is State.CLOSED),
        revised=tuple(revised),
        withdrawn=tuple(withdrawn),
        idle=tuple(idle),
    )


def _gone(connection: sqlite3.Connection, plan: str, withdrawal: Statement) -> Statement | None:
    """What a withdrawal takes back. One that is made up takes back nothing that is not."""
    word = looking.withdrawable(connection, plan, withdrawal)
    return word if word is not None and (word.illustrative or not withdrawal.illustrative) else None

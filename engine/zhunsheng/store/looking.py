"""What the store holds, up to any entry of its log."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import msgspec

from zhunsheng.model.plan import Place
from zhunsheng.model.statement import State, Statement
from zhunsheng.model.text import Text
from zhunsheng.store import rows
from zhunsheng.store.errors import StoreError
from zhunsheng.store.moments import beijing, read, written
from zhunsheng.store.records import Closing, Deed, History, Received, RulesFile, Run, Vintage

_RECEIVED = (
    "SELECT file.seq, event.at, event.entered, event.by, file.plan, file.path, file.sha256, file.size, "
    "file.count, event.note, file.replaces FROM file JOIN event USING (seq) "
)
_UNTIL = "(? IS NULL OR seq <= ?)"


class _Year(msgspec.Struct):
    year: int


def until(connection: sqlite3.Connection, moment: datetime | None) -> int:
    """Return the number of the last import or closing, before `moment` if given. Their times never go back."""
    query = "SELECT max(seq) FROM event WHERE kind NOT IN ('run', 'act') AND (? IS NULL OR at < ?)"
    before = None if moment is None else written(moment)
    (seq,) = connection.execute(query, (before, before)).fetchone()
    return int(seq or 0)


def plans(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The plans of all files."""
    rows = connection.execute("SELECT plan FROM file GROUP BY plan ORDER BY min(seq)")
    return tuple(plan for (plan,) in rows)


def received(connection: sqlite3.Connection, plan: str, last: int | None) -> tuple[Received, ...]:
    """The files of a plan, each with the years that were closed when it came in."""
    turns = [(seq, each) for seq, each in _turns(connection) if each.plan == plan]
    found = connection.execute(f"{_RECEIVED} WHERE file.plan = ? AND {_UNTIL} ORDER BY seq", (plan, last, last))
    return tuple(_received(row, _closed([each for seq, each in turns if seq < row[0]])) for row in found)


def same_bytes(connection: sqlite3.Connection, plan: str, sha256: str) -> Received | None:
    """The last import of these very bytes for a plan."""
    query = f"{_RECEIVED} WHERE file.plan = ? AND file.sha256 = ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(query, (plan, sha256)).fetchone()
    return None if row is None else _received(row, frozenset())


def superseded(connection: sqlite3.Connection, seq: int) -> int:
    """Count the figures of a file that a later one speaks of too."""
    query = """
        SELECT count(*) FROM figure AS mine WHERE seq = ? AND state = 'taken' AND EXISTS (
          SELECT 1 FROM figure AS later WHERE later.seq > mine.seq AND later.state IN ('taken', 'refused', 'withdrawn')
          AND later.plan = mine.plan AND later.indicator = mine.indicator AND later.entity = mine.entity
          AND later.year = mine.year AND later.record = mine.record)"""
    (count,) = connection.execute(query, (seq,)).fetchone()
    return int(count)


def last_word(connection: sqlite3.Connection, plan: str, figure: Statement) -> tuple[Statement | None, int]:
    """The figure that holds, None where there is none or it was withdrawn; and the number of the next vintage."""
    found = _last(connection, plan, figure, "vintage IS NOT NULL")
    if found is None:
        return None, 1
    known, vintage = found
    return known if known.state is State.TAKEN else None, (vintage or 0) + 1


def withdrawable(connection: sqlite3.Connection, plan: str, figure: Statement) -> Statement | None:
    """What a withdrawal takes back: the last word on a figure, also one that could not be read. None: there is none."""
    found = _last(connection, plan, figure, "(vintage IS NOT NULL OR state = 'refused')")
    return found[0] if found and found[0].state is not State.WITHDRAWN else None


def _last(
    connection: sqlite3.Connection, plan: str, figure: Statement, which: str
) -> tuple[Statement, int | None] | None:
    query = f"""
        SELECT path, {rows.FIGURE} FROM figure JOIN file USING (seq) WHERE figure.plan = ? AND indicator = ?
        AND entity = ? AND year = ? AND record = ? AND {which} ORDER BY seq DESC LIMIT 1"""  # noqa: S608
    key = (plan, figure.indicator, figure.entity, figure.year, figure.record)
    row = connection.execute(query, key).fetchone()
    return None if row is None else rows.figure_of(row[1:], row[0])


def differs(one: Statement, other: Statement) -> bool:
    """Tell whether two vintages say something different: 5800 人 and 0.58 万人 say the same."""
    return (one.figure, one.bound) != (other.figure, other.bound)


def reading(connection: sqlite3.Connection, seq: int) -> tuple[str, bytes] | None:
    """What was read in a file when it came in, and by which reader."""
    row = connection.execute("SELECT reader, data FROM reading WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else (str(row[0]), bytes(row[1]))


def content(connection: sqlite3.Connection, sha256: str) -> bytes:
    """Bytes by their SHA-256. Raises `StoreError` where they are missing."""
    row = connection.execute("SELECT data FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise StoreError(Text(f"库里缺少内容 {sha256}。", f"the store lacks the content {sha256}."))
    return bytes(row[0])


def rules_in_use(connection: sqlite3.Connection, plan: str, moment: datetime | None) -> str | None:
    """The digest of the rules of the last import or check of a plan, checks that looked back left out."""
    query = """
        SELECT rules FROM event WHERE plan = ? AND rules <> '' AND (? IS NULL OR at < ?)
        AND NOT (kind = 'run' AND json_extract(body, '$.as_of') <> '') ORDER BY seq DESC LIMIT 1"""
    before = None if moment is None else written(moment)
    row = connection.execute(query, (plan, before, before)).fetchone()
    return None if row is None else str(row[0])


def rules_digests(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The digests of all rules that entries speak of."""
    found = connection.execute("SELECT rules FROM event WHERE rules <> '' GROUP BY rules ORDER BY min(seq)")
    return tuple(digest for (digest,) in found)


def rules_files(connection: sqlite3.Connection, digest: str) -> tuple[RulesFile, ...]:
    """The files that a digest stands for."""
    found = connection.execute("SELECT name, sha256 FROM rules WHERE digest = ? ORDER BY name", (digest,)).fetchall()
    return tuple(RulesFile(str(name), content(connection, sha256)) for name, sha256 in found)


def closings(connection: sqlite3.Connection, last: int | None = None) -> list[Closing]:
    """Every closing and reopening, in order."""
    return [each for _, each in _turns(connection, last)]


def closed_years(connection: sqlite3.Connection, plan: str, last: int | None) -> frozenset[int]:
    """The years of a plan that are closed."""
    return _closed([each for each in closings(connection, last) if each.plan == plan])


def already(last: Closing) -> Text:
    """Say who closed or reopened a year, and when."""
    done = Text("锁定", "closed") if last.deed is Deed.CLOSE else Text("重开", "reopened")
    return Text(
        f"{last.year} 年已由 {last.by} 于 {beijing(last.at)} {done.zh}：{last.reason}",
        f"{last.year} was {done.en} already, by {last.by} at {beijing(last.at)} (Beijing time): {last.reason}",
    )


def places(connection: sqlite3.Connection, plan: str, last: int | None) -> tuple[Place, ...]:
    """The places of all rosters of a plan."""
    found = connection.execute(
        f"SELECT id, title, level, place.kind, within FROM place JOIN event USING (seq) "  # noqa: S608
        f"WHERE plan = ? AND {_UNTIL} ORDER BY seq, n",
        (plan, last, last),
    )
    return tuple(
        Place(id=identity, title=title, level=level, kind=kind, within=tuple(within.split()))
        for identity, title, level, kind, within in found
    )


def said_before(connection: sqlite3.Connection, plan: str, rules: str, asked: Run) -> tuple[datetime, Run] | None:
    """The last check that asked the same of the same figures by the same rules, and when; other data beside none."""
    found = connection.execute(
        "SELECT entered, body FROM event WHERE kind = 'run' AND plan = ? AND rules = ? ORDER BY seq DESC", (plan, rules)
    )
    for entered, body in found:
        run = msgspec.json.decode(body, type=Run)
        if (run.until, run.years, run.data, run.waived) == (asked.until, asked.years, (), asked.waived):
            return read(entered), run
    return None


def history(connection: sqlite3.Connection, plan: str | None, last: int | None) -> History:
    """Every vintage of every figure of which it is known whose it is."""
    sources = {each.seq: each for name in plans(connection) for each in received(connection, name, last)}
    found = connection.execute(
        f"SELECT seq, plan, {rows.FIGURE} FROM figure WHERE state <> 'unread' AND {_UNTIL} "  # noqa: S608
        "AND (? IS NULL OR plan = ?) ORDER BY seq, n",
        (last, last, plan, plan),
    )
    figures: dict[tuple[str, str | None, int | None, str | None, str], list[Vintage]] = {}
    for seq, of_plan, *row in found:
        figure, number = rows.figure_of(row, sources[seq].path)
        key = (of_plan, figure.entity, figure.year, figure.indicator, figure.record)
        before = figures.setdefault(key, [])
        restated = number is not None and _restates(figure, [each.figure for each in before if each.number is not None])
        said = _said(connection, seq, figure) if figure.state is State.REFUSED else None
        before.append(Vintage(figure=figure, source=sources[seq], number=number, restated=restated, said=said))
    turns = [each for each in closings(connection, last) if plan in (None, each.plan)]
    return History(figures={key: tuple(each) for key, each in figures.items()}, closings=tuple(turns))


def _said(connection: sqlite3.Connection, seq: int, figure: Statement) -> Text | None:
    """What was said of a figure that could not be read, when its file came in; it quotes the cell."""
    query = "SELECT zh, en FROM problem WHERE seq = ? AND code = ? AND at = ? ORDER BY n LIMIT 1"
    row = connection.execute(query, (seq, figure.code, rows.plain(str(figure.at)))).fetchone()
    return None if row is None else Text(str(row[0]), str(row[1]))


def _restates(figure: Statement, words: Sequence[Statement]) -> bool:
    """Tell whether a word changes what was said before: it withdraws a figure, or gives another than the last one."""
    if figure.state is State.WITHDRAWN:
        return bool(words)
    last = next((each for each in reversed(words) if each.state is State.TAKEN), None)
    return last is not None and differs(last, figure)


def _turns(connection: sqlite3.Connection, last: int | None = None) -> list[tuple[int, Closing]]:
    found = connection.execute(
        f"SELECT seq, at, kind, plan, body, by, note FROM event WHERE kind IN ('close', 'reopen') AND {_UNTIL} "  # noqa: S608
        "ORDER BY seq",
        (last, last),
    )
    return [
        (seq, Closing(at=read(at), deed=Deed(kind), plan=plan, year=_year(body), by=by, reason=note))
        for seq, at, kind, plan, body, by, note in found
    ]


def _year(body: str) -> int:
    return msgspec.json.decode(body, type=_Year).year


def _closed(turns: list[Closing]) -> frozenset[int]:
    last = {each.year: each.deed for each in turns}
    return frozenset(year for year, deed in last.items() if deed is Deed.CLOSE)


def _received(row: tuple[object, ...], closed: frozenset[int]) -> Received:
    seq, at, entered, by, plan, path, sha256, size, count, note, replaces = row
    return Received(
        seq=int(str(seq)),
        at=read(str(at)),
        entered=read(str(entered)),
        by=str(by),
        plan=str(plan),
        path=str(path),
        sha256=str(sha256),
        size=int(str(size)),
        count=int(str(count)),
        note=str(note),
        replaces=msgspec.json.decode(str(replaces), type=tuple[str, ...]),
        closed=closed,
    )

"""A store of an earlier version becomes one of this version when it is first written to. Nothing that it holds changes.

The log and every digest in it stay as they are: rows are copied, column by column, into tables that allow more.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from zhunsheng.store import schema

_REMADE = ("event", "figure")
"""Tables in which this version allows more than earlier ones, each after those it points at."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, within a transaction that `references_untouched` surrounds. Else nothing."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= schema.VERSION:
        return
    connection.execute("DROP VIEW vintage")
    for kind, name in _around(connection):
        connection.execute(f"DROP {kind} {name}")
    for table in _REMADE:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
    _create_missing(connection, "table")
    for table in _REMADE:
        connection.execute(f"INSERT INTO {table} SELECT * FROM {table}_before ORDER BY rowid")  # noqa: S608
        connection.execute(f"DROP TABLE {table}_before")
    _create_missing(connection, "index", "trigger", "view")
    connection.execute(f"PRAGMA user_version={schema.VERSION}")


@contextmanager
def references_untouched(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a table be replaced by one of the same name to which others point. Only works outside a transaction."""
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA legacy_alter_table=ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA legacy_alter_table=OFF")
        connection.execute("PRAGMA foreign_keys=ON")


def _around(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Indexes and triggers of the tables that are made anew."""
    marks = ", ".join("?" * len(_REMADE))
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> '' "  # noqa: S608
        f"AND tbl_name IN ({marks})",
        _REMADE,
    )
    return [(str(kind), str(name)) for kind, name in found]


def _create_missing(connection: sqlite3.Connection, *kinds: str) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in schema.statements():
        _, kind, name, *_ = statement.split()
        if kind.lower() in kinds and name not in there:
            connection.execute(statement)

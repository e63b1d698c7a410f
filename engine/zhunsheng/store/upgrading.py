"""A store of an earlier version becomes one of this version when it is first written to. Nothing that it holds changes.

The log and every digest in it stay as they are: figures are copied, column by column, into a table that allows more.
"""

import sqlite3

from zhunsheng.store import schema

_OF_FIGURES = (
    "DROP VIEW vintage",
    "DROP TRIGGER figure_no_update",
    "DROP TRIGGER figure_no_delete",
    "DROP TRIGGER figure_no_replace",
    "DROP INDEX figure_by_key",
    "ALTER TABLE figure RENAME TO figure_before",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, within a transaction. Does nothing where they are."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= schema.VERSION:
        return
    for statement in _OF_FIGURES:
        connection.execute(statement)
    _create_missing(connection, "table")
    connection.execute("INSERT INTO figure SELECT * FROM figure_before ORDER BY seq, n")
    connection.execute("DROP TABLE figure_before")
    _create_missing(connection, "index", "trigger", "view")
    connection.execute(f"PRAGMA user_version={schema.VERSION}")


def _create_missing(connection: sqlite3.Connection, *kinds: str) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in schema.statements():
        _, kind, name, *_ = statement.split()
        if kind.lower() in kinds and name not in there:
            connection.execute(statement)

"""The tables, and what keeps them append-only.

`event` is the log: an entry for each import, closing, reopening, run and act of the ledger (整改台账), each with the
digest of the one before, so that nothing can be changed, dropped or slipped in without the chain breaking. The other
tables hold what entries speak of. What was understood of figures when they came in (`figure`) is told by the history;
a check reads the rows anew. What a run saw for the ledger is a content, named by its entry.
"""

APPLICATION_ID = 0x7A73_6B75
"""“zsku”, written in the file's header: tells a store from any other SQLite file."""
VERSION = 3
"""Since version 2 a figure can be withdrawn; since version 3 the log holds what people do about findings."""
_BEFORE_WITHDRAWALS = ("taken", "refused", "closed", "unread")
STATES = {1: _BEFORE_WITHDRAWALS, 2: (*_BEFORE_WITHDRAWALS, "withdrawn"), 3: (*_BEFORE_WITHDRAWALS, "withdrawn")}
_BEFORE_ACTS = ("import", "close", "reopen", "run")
KINDS = {1: _BEFORE_ACTS, 2: _BEFORE_ACTS, 3: (*_BEFORE_ACTS, "act")}

_TABLES = """
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  entered TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ({kinds})),
  plan TEXT NOT NULL,
  by TEXT NOT NULL,
  note TEXT NOT NULL,
  rules TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE content (
  sha256 TEXT PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE rules (
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES content,
  PRIMARY KEY (digest, name)
) STRICT;
CREATE TABLE file (
  seq INTEGER PRIMARY KEY REFERENCES event,
  plan TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES content,
  size INTEGER NOT NULL,
  count INTEGER NOT NULL,
  replaces TEXT NOT NULL
) STRICT;
CREATE INDEX file_by_content ON file (plan, sha256);
CREATE TABLE reading (
  seq INTEGER PRIMARY KEY REFERENCES file,
  reader TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE figure (
  seq INTEGER NOT NULL REFERENCES file,
  n INTEGER NOT NULL,
  plan TEXT NOT NULL,
  record TEXT NOT NULL CHECK (record IN ('actual', 'issued', 'benchmark')),
  state TEXT NOT NULL CHECK (state IN ({states})),
  entity TEXT,
  year INTEGER,
  indicator TEXT,
  vintage INTEGER,
  value TEXT,
  unit TEXT NOT NULL,
  factor TEXT,
  bound TEXT NOT NULL,
  text TEXT NOT NULL,
  sheet TEXT,
  cell TEXT,
  line INTEGER,
  field INTEGER,
  note TEXT NOT NULL,
  evidence TEXT NOT NULL,
  illustrative INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;
CREATE INDEX figure_by_key ON figure (plan, indicator, entity, year, record, seq);
CREATE TABLE place (
  seq INTEGER NOT NULL REFERENCES file,
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  level TEXT NOT NULL,
  kind TEXT,
  within TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;
CREATE TABLE problem (
  seq INTEGER NOT NULL REFERENCES file,
  n INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  at TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;
CREATE VIEW vintage AS
  SELECT figure.plan, figure.indicator, figure.entity, figure.year, figure.record, figure.vintage, figure.state,
    figure.value, figure.unit, figure.text, event.by AS submitter, event.at AS received, file.path, file.sha256,
    figure.sheet, figure.cell, figure.line, figure.code
  FROM figure JOIN event USING (seq) JOIN file USING (seq);
"""

_KEYS = {
    "event": ("seq",),
    "content": ("sha256",),
    "rules": ("digest", "name"),
    "file": ("seq",),
    "reading": ("seq",),
    "figure": ("seq", "n"),
    "place": ("seq", "n"),
    "problem": ("seq", "n"),
}


def statements(version: int = VERSION) -> tuple[str, ...]:
    """Return what makes an empty database a store of a version, in order."""
    words = {"{states}": STATES[version], "{kinds}": KINDS[version]}
    tables = _TABLES
    for name, known in words.items():
        tables = tables.replace(name, ", ".join(f"'{word}'" for word in known))
    made = [part.strip() for part in tables.split(";\n") if part.strip()]
    for table, key in _KEYS.items():
        made += [
            _guard(f"{table}_no_{change.lower()}", f"BEFORE {change} ON {table}") for change in ("UPDATE", "DELETE")
        ]
        # REPLACE deletes without asking the trigger on DELETE.
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of this module alone
        made.append(_guard(f"{table}_no_replace", f"BEFORE INSERT ON {table} {there}"))
    return tuple(made)


def _guard(name: str, when: str) -> str:
    return f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'append-only'); END"

"""JSON and JSON Lines: nested, doubled, endless, not quite JSON, and not what it says."""

import json

from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.support.office import GREEN

RECORD = {"地区": "小县", "年份": 2022, "指标": GREEN, "数值": 43, "单位": "%"}
LINE = json.dumps(RECORD, ensure_ascii=False)
MEGA = 1_000_000


def _records(*more: str) -> bytes:
    return f"[{', '.join((LINE, *more))}]".encode()


def _with(**changed: object) -> bytes:
    return _records(json.dumps(RECORD | changed, ensure_ascii=False))


def _written(field: str, value: str) -> bytes:
    """Put a value as it stands into a record."""
    rest = {name: each for name, each in RECORD.items() if name != field}
    return _records(json.dumps(rest, ensure_ascii=False)[:-1] + f', "{field}": {value}}}')


def _broken() -> Rows:
    yield "arrays a million deep", "broken-json", lambda: b"[" * MEGA
    yield "objects 20,000 deep", "broken-json", lambda: b'{"a":' * 20_000
    yield "a value a million deep", "nested-value", lambda: _written("数值", "[" * MEGA + "]" * MEGA)
    yield "truncated", "broken-json", lambda: _records(LINE)[:-20]
    yield "a comma too many", "broken-json", lambda: _records("")
    yield "a key twice", "duplicate-key", lambda: _records(LINE.replace('"单位"', '"数值": 44, "单位"'))
    yield "a number of a million digits", "figure-out-of-bounds", lambda: _written("数值", "9" * MEGA)
    yield "an exponent of a million digits", "figure-out-of-bounds", lambda: _written("数值", "1e" + "9" * MEGA)
    yield "a text of a million characters", "field-too-long", lambda: _with(数值="数" * MEGA)
    yield "an endless text", "broken-json", lambda: _written("数值", '"' + "x" * MEGA)
    for word in ("NaN", "Infinity", "-Infinity"):
        yield word, "figure-out-of-bounds", lambda word=word: _written("数值", word)
    for word in ("0x1F", "043", "+43", ".5", "4_3", "43.", "'43'", "undefined", "None", "43 44"):
        yield f"a number written {word}", BARE.get(word, "invalid-json-value"), lambda word=word: _written("数值", word)
    yield "a NUL", "nul-bytes", lambda: _records() + b"\0"
    yield "a NUL by JSON's own escape", "hidden-characters", lambda: _with(地区="小\0县")
    yield "an override", "hidden-characters", lambda: _with(地区="小\u202e县")
    yield "half a character by JSON's own escape", "hidden-characters", lambda: _written("地区", '"小\\ud800县"')
    yield "invalid UTF-8", "unknown-encoding", lambda: _records() + b"\xff\xff"
    yield "an object as a figure", "nested-value", lambda: _with(数值={"a": 1})
    yield "true as a figure", "boolean-value", lambda: _with(数值=True)
    yield "a formula", "formula-as-text", lambda: _with(数值="=cmd|' /C calc'!A0")
    yield "a page", "unknown-indicator", lambda: _with(指标="<img src=x onerror=alert(1)>")
    yield "records and numbers", "json-not-a-record", lambda: _records("1", "2")
    yield "5,000 numbers among the records", "problems-not-listed", lambda: _records(*["7"] * 5_000)


BARE = {"43 44": "broken-json"}


def _lines() -> Rows:
    yield "lines that are no JSON", "broken-json", lambda: f"{LINE}\n{{nonsense\n".encode()
    yield "a record over two lines", "broken-json", lambda: LINE.replace(",", ",\n").encode()
    yield "100,000 lines of nonsense", "not-json", lambda: (LINE + "\n" + "{x\n" * 100_000).encode()


def _no_data() -> Rows:
    yield "an empty object", "json-passed-over", lambda: b"{}"
    yield "a schema", "json-passed-over", lambda: b'{"type": "object", "properties": {}}'


def _readable() -> Rows:
    yield "UTF-16", "", lambda: _records().decode().encode("utf-16")
    yield "a number with 30 places", "", lambda: _written("备注", "43." + "1" * 30)
    yield "keys by the thousand", "unknown-columns", lambda: _with(**{f"k{n}": n for n in range(5_000)})


def _heavy() -> Rows:
    yield "objects four million deep", "broken-json", lambda: b'{"a":' * 4 * MEGA
    yield "half a million numbers among the records", "problems-not-listed", lambda: _records(*["7"] * 500_000)


ENTRIES: tuple[Entry, ...] = (
    *of_files(_broken(), "broken.json"),
    *of_files(_heavy(), "heavy.json", heavy=True),
    *of_files(_lines(), "lines.jsonl"),
    *of_files(_no_data(), "settings.json", READABLE),
    *of_files(_readable(), "readable.json", READABLE),
)

"""Cases of CSV and JSON: tables and records of words, in odd shapes and encodings."""

import json
from random import Random
from typing import Any

from tests.hostile.fuzz import words
from tests.hostile.fuzz.bytes_changed import changed


def of_csv(chance: Random) -> bytes:
    """Make a table: rows of words, quoted as it comes, in one encoding or several, bytes changed in some."""
    delimiter = chance.choice((",", ",", ",", ";", "\t", "|"))
    columns = words.header(chance)
    lines = [columns, *(words.row(chance, columns) for _ in range(chance.randint(0, 8)))]
    if chance.random() < 0.1:
        lines.insert(0, ["某表"])
    end = chance.choice(("\n", "\n", "\r\n", "\r"))
    text = "".join(delimiter.join(_quoted(field, chance) for field in line) + end for line in lines)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"))
    raw = text.encode(encoding, "replace")
    return changed(raw, chance, (text.encode("gb18030", "replace"),)) if chance.random() < 0.5 else raw


def _quoted(field: str, chance: Random) -> str:
    if chance.random() < 0.2 or any(mark in field for mark in ',"\n\r'):
        return f'"{field}"' if chance.random() < 0.1 else '"' + field.replace('"', '""') + '"'
    return field


def of_json(chance: Random) -> bytes:
    """Make a document: records for the most part, nested and doubled in places, bytes changed in some."""
    columns = words.header(chance)
    records: list[Any] = [_record(chance, columns) for _ in range(chance.randint(0, 6))]
    if chance.random() < 0.2:
        records.insert(chance.randint(0, len(records)), _value(chance, 0))
    whole = chance.choice((records, records, records, {"rows": records, "x": _value(chance, 0)}, _value(chance, 0)))
    if chance.random() < 0.3:
        text = "\n".join(json.dumps(each, ensure_ascii=chance.random() < 0.5) for each in records)
    else:
        text = json.dumps(whole, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, None, 1)))
    if chance.random() < 0.2 and '"数值"' in text:
        text = text.replace('"年份"', '"数值"', 1)
    raw = text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")
    return changed(raw, chance, (raw,)) if chance.random() < 0.5 else raw


def _record(chance: Random, columns: list[str]) -> dict[str, Any]:
    return {
        name: value if chance.random() < 0.9 else _value(chance, 0)
        for name, value in zip(columns, words.row(chance, columns), strict=False)
    }


def _value(chance: Random, depth: int) -> Any:  # noqa: ANN401 - any JSON
    kind = chance.randrange(8 if depth < 4 else 5)
    if kind == 5:
        return [_value(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    if kind == 6:
        return {words.word(chance): _value(chance, depth + 1) for _ in range(chance.randint(0, 4))}
    if kind == 7:
        value: Any = words.word(chance)
        for _ in range(chance.choice((3, 50, 400))):
            value = [value]
        return value
    odd = (None, True, False, 0, -1, 1e300, float("nan"), 10**40, 0.1, "\ud800")
    return chance.choice((words.word(chance), chance.choice(odd), chance.randint(-9, 99), 92.5))

"""The JSON Schema of the JSON that is read, made from the columns that are read (`zhunsheng schema figures`)."""

import json
from itertools import combinations
from typing import Any

from zhunsheng.intake.columns import FIGURES, ROSTER, STANDS_FOR, Field, Form
from zhunsheng.intake.json_document import TABLES
from zhunsheng.intake.json_messages import SCHEMA
from zhunsheng.intake.table import MAX_FIELD

_Schema = dict[str, Any]
_DONE_OR_NOT = frozenset({Field.VALUE, Field.STATE})
_ALSO = {Field.WITHIN: ("parent",)}


def schema_json() -> str:
    """Return the schema as text."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> _Schema:
    records = {"figures": {"$ref": "#/$defs/figure"}, "places": {"$ref": "#/$defs/place"}}
    arrays = {key: {"type": "array", "items": records[kind]} for key, kind in TABLES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": (
            "Figures handed in, or a roster of places. In JSON Lines every line is a figure or a place of $defs. "
            "Numbers are read digit by digit, as they are written."
        ),
        "anyOf": [
            {"type": "array", "minItems": 1, "items": records["figures"]},
            {"type": "array", "minItems": 1, "items": records["places"]},
            {
                "type": "object",
                "properties": {"schema": {"const": SCHEMA}, **arrays},
                "anyOf": [{"required": [key]} for key in TABLES],
            },
        ],
        "$defs": {"figure": _record(FIGURES), "place": _record(ROSTER)},
    }


def _record(form: Form) -> _Schema:
    fields = (*form.telling, *form.optional)
    return {
        "type": "object",
        "properties": {name: _cell(field) for field in fields for name in _names(field)},
        "allOf": [_present(field) for field in form.required] + [_once(field) for field in fields],
    }


def _names(field: Field) -> tuple[str, ...]:
    return field.value, field.zh, *_ALSO.get(field, ())


def _cell(field: Field) -> _Schema:
    kinds = ["string", "number", "null", *(["boolean"] if field in _DONE_OR_NOT else [])]
    return {"type": kinds, "maxLength": MAX_FIELD}


def _present(field: Field) -> _Schema:
    """Ask for one of the names of a column, or for the column that does instead of it."""
    instead = STANDS_FOR.get(field)
    names = _names(field) + (_names(instead) if instead else ())
    return {"anyOf": [{"required": [name]} for name in names]}


def _once(field: Field) -> _Schema:
    """Allow a column under one of its names only."""
    return {"not": {"anyOf": [{"required": list(two)} for two in combinations(_names(field), 2)]}}

"""From a table of keys to JSON Schema.

Only what the editors' validators know is used (`if`/`then`, not `unevaluatedProperties`), and a schema is never
stricter than the compiler: what it underlines is wrong.
"""

from collections.abc import Iterator
from typing import Any

from zhunsheng.model.shapes.base import Case, Either, Form, Key, Several, Shape, Value
from zhunsheng.model.text import Text

Schema = dict[str, Any]


def schema_of(shape: Shape, identifier: str) -> Schema:
    """Return the schema of a document that is a mapping of this shape."""
    within = {each.name: each for each in _shapes(shape)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": shape.about.zh,
        "$ref": f"#/$defs/{shape.name}",
        "$defs": {name: _mapping(each) for name, each in sorted(within.items())},
    }


def _shapes(form: Form) -> Iterator[Shape]:
    """Every shape that occurs in `form`."""
    if isinstance(form, Shape):
        yield form
    for below in _below(form):
        yield from _shapes(below)


def _below(form: Form) -> tuple[Form, ...]:
    if isinstance(form, Shape):
        return tuple(key.of for key in form.keys)
    if isinstance(form, Either):
        return form.options
    return () if isinstance(form, Value) else (form.of,)


def _mapping(shape: Shape) -> Schema:
    cases = [_case(case) for case in shape.cases]
    return {
        "type": "object",
        "title": shape.name,
        "description": _said(shape.about),
        "properties": {key.name: _property(key) for key in shape.keys},
        "required": list(shape.names.needed),
        "additionalProperties": False,
    } | ({"allOf": cases} if cases else {})


def _property(key: Key) -> Schema:
    examples = {"examples": list(key.examples)} if key.examples else {}
    return _form(key.of) | {"description": _said(key.about)} | examples


def _form(form: Form) -> Schema:
    if isinstance(form, Value):
        return _value(form)
    if isinstance(form, Shape):
        return {"$ref": f"#/$defs/{form.name}"}
    if isinstance(form, Either):
        return {"anyOf": [_form(option) for option in form.options]}
    if isinstance(form, Several):
        listed: Schema = {"type": "array", "items": _form(form.of), "minItems": 1}
        return {"anyOf": [_form(form.of), listed]} if form.or_one else listed
    keys = {"pattern": _whole(form.keys.pattern)} if form.keys.pattern else {}
    return {
        "type": "object",
        "propertyNames": keys | {"description": _said(form.keys.about)},
        "additionalProperties": _form(form.of),
        "minProperties": 1,
    }


def _value(value: Value) -> Schema:
    said = {"description": _said(value.about)}
    if value.choices:
        words = [each for word in value.choices for each in _spellings(word)]
        meanings = [_said(meaning) for word, meaning in value.choices.items() for _ in _spellings(word)]
        return {"enum": words, "enumDescriptions": meanings} | said
    if value.pattern:
        types = ["string", "number"] if value.number else "string"
        return {"type": types, "pattern": _whole(value.pattern)} | said
    # Nothing is resolved by the compiler: what an editor takes for a number or for yes and no is text to it.
    return {"type": ["string", "number", "boolean"], "pattern": r"\S"} | said


def _spellings(word: str) -> tuple[str | bool, ...]:
    """A word as YAML reads it: true and false come as such where they are not quoted."""
    return (word == "true", word) if word in ("true", "false") else (word,)


def _whole(pattern: str) -> str:
    """Blanks around a value are left out before it is read."""
    return rf"^\s*(?:{pattern})\s*$"


def _case(case: Case) -> Schema:
    told = [_says(key, word) for key, word in case.says]
    told += [{"not": _says(key, word)} for key, word in case.denies]
    told += [{"not": {"required": [key]}} for key in case.lacks]
    told += [{"required": [key]} for key in case.has]
    then: Schema = {"required": list(case.needs)} if case.needs else {}
    if case.refuses:
        then["properties"] = dict.fromkeys(case.refuses, False)
    return {"if": told[0] if len(told) == 1 else {"allOf": told}, "then": then}


def _says(key: str, word: str) -> Schema:
    return {"properties": {key: {"enum": list(_spellings(word))}}, "required": [key]}


def _said(text: Text) -> str:
    return f"{text.zh}\n{text.en}"

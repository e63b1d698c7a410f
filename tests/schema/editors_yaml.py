"""YAML as an editor's validator reads it (1.2 core): only true, false, null and plain numbers are not text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml
from jsonschema import Draft202012Validator, ValidationError

from zhunsheng import schema
from zhunsheng.model import shapes


class _Core(yaml.SafeLoader):
    """The core schema of YAML 1.2."""


_Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+|[-+]?[0-9]+\.[0-9]*", "-+.0123456789"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def read(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Raises `yaml.YAMLError`."""
    return _as_json(yaml.load(text, _Core))  # noqa: S506 - a safe loader


def _as_json(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {str(key): _as_json(each) for key, each in value.items()}
    return [_as_json(each) for each in value] if isinstance(value, list) else value


VALIDATORS = {word: Draft202012Validator(msgspec.json.decode(schema.text(word))) for word in schema.DOCUMENTS}


def document(name: str) -> str:
    """The kind of file that is called so."""
    return next(word for word, shape in schema.DOCUMENTS.items() if shape is shapes.of_file(name))


def complaints(path: Path) -> Iterator[ValidationError]:
    """What an editor would underline in a file of a plan folder."""
    return VALIDATORS[document(path.name)].iter_errors(read(path.read_text(encoding="utf-8")))

"""JSON Schema (2020-12) of every file that an author writes, for editors: made from `model.shapes`."""

from collections.abc import Mapping

import msgspec

from zhunsheng.model import shapes
from zhunsheng.model.shapes.base import Shape
from zhunsheng.model.shapes.rules import RULES
from zhunsheng.model.shapes.settings import SETTINGS
from zhunsheng.schema.generate import schema_of

FOLDER = "schema"
"""The folder of schemas, beside the plan folders."""

_OF_FILES = {shape.name: shape for shape in shapes.FILES.values()}
DOCUMENTS: Mapping[str, Shape] = {"rule": RULES} | _OF_FILES | {"settings": SETTINGS}
"""What there is a schema of, by the word that asks for it."""

HINT = "# yaml-language-server: $schema="
"""How the first line of a YAML file tells an editor its schema."""


def text(document: str) -> str:
    """Return the schema of a kind of file. Raises `KeyError` for one that is not in `DOCUMENTS`."""
    schema = schema_of(DOCUMENTS[document], f"zhunsheng/{document}/1")
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def files() -> dict[str, bytes]:
    """Return every schema under the name of its file."""
    return {f"{document}.json": text(document).encode() for document in DOCUMENTS}


def hint_for(name: str, *, in_plan: bool) -> str:
    """Return the first line of the YAML file called `name`, in a plan folder or beside the plan folders."""
    shape = shapes.of_file(name)
    document = next(word for word, each in DOCUMENTS.items() if each is shape)
    return f"{HINT}{'../' if in_plan else ''}{FOLDER}/{document}.json"

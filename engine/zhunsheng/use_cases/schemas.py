"""Use case: the schemas of YAML files, put where editors find them."""

from collections.abc import Iterator
from pathlib import Path

from zhunsheng import compile as compiling
from zhunsheng import new_files, outputs, schema

_BOM = b"\xef\xbb\xbf"


def write(rules: Path, *, hints: bool) -> tuple[int, int]:
    """Write every schema into `schema/` of the folder of plans `rules`.

    With `hints`, every YAML file there that does not say yet what its schema is says so in its first line; nothing
    else of it changes. Returns how many schemas and how many files were written. Raises `UsageError`.
    """
    found = schema.files()
    new_files.write_new(rules / schema.FOLDER, found, force=True)
    hinted = dict(_hinted(rules)) if hints else {}
    outputs.write_all(hinted)
    return len(found), len(hinted)


def _hinted(rules: Path) -> Iterator[tuple[Path, bytes]]:
    plans = compiling.find_plans(rules)
    for folder in (rules, *(plan for plan in plans if plan != rules)):
        for path in sorted(folder.glob("*.yaml")):
            if path.is_symlink() or not path.is_file():
                continue
            text = path.read_bytes()
            mark = _BOM if text.startswith(_BOM) else b""
            if not text.removeprefix(mark).startswith(schema.HINT.encode()):
                line = schema.hint_for(path.name, in_plan=folder in plans and folder != rules)
                ending = b"\r\n" if b"\r\n" in text else b"\n"
                yield path, mark + line.encode() + ending + text.removeprefix(mark)

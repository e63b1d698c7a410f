"""Holds outputs of every command against the published schemas: `python -m tests.ci.published SARIF_SCHEMA JUNIT_XSD`.

Both schemas are other people's text, which no package for Python carries, and are not part of this repository: that of
SARIF is published by OASIS with the standard, the other by the xUnit plugin of Jenkins (the source archive of pytest
has it, too). It needs `xmlschema`, which nothing else here does: `uv run --with xmlschema python -m …`.
"""

import contextlib
import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from jsonschema import Draft7Validator

from tests.ci.samples import COMMANDS, write
from zhunsheng.cli import main


def samples(folder: Path) -> list[Path]:
    """Run every command in `folder`, and list what was written."""
    os.environ["ZHUNSHENG_CACHE_DIR"] = str(folder / "cache")
    written: list[Path] = []
    for name in ("good", "bad"):
        (folder / name).mkdir()
        write(folder / name, spoilt=name == "bad")
    for number, (where, words) in enumerate(COMMANDS):
        files = [folder / f"{number}-{words[0]}.{ending}" for ending in ("sarif", "xml")]
        os.chdir(folder / where)
        with Path(os.devnull).open("w", encoding="utf-8") as away, contextlib.redirect_stdout(away):
            main([*words, "-o", f"sarif={files[0]}", "-o", f"junit={files[1]}"])
        written += files
    return written


def validate(sarif_schema: Path, junit_xsd: Path) -> int:
    """Validate every sample, and say how many there were. Raises what the validators raise."""
    junit = import_module("xmlschema").XMLSchema(str(junit_xsd.resolve()))
    sarif = Draft7Validator(json.loads(sarif_schema.read_bytes()))
    with tempfile.TemporaryDirectory() as name:
        files = samples(Path(name).resolve())
        for file in files:
            if file.suffix == ".xml":
                junit.validate(str(file))
            else:
                sarif.validate(json.loads(file.read_bytes()))
        os.chdir("/")
    return len(files)


if __name__ == "__main__":
    print(validate(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()), "documents are valid")

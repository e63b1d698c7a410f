"""`zhunsheng schema`: printed, and written beside the plans."""

import json
from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.cli import Run

from zhunsheng import schema
from zhunsheng.compile import load


@pytest.mark.parametrize("document", schema.DOCUMENTS)
def test_every_kind_of_file_has_one(document: str, run: Run) -> None:
    code, out, said = run("schema", "--for", document)
    assert (code, said) == (0, "")
    assert out == schema.text(document)
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_kind_that_there_is_not(run: Run) -> None:
    code, out, said = run("schema", "--for", "rulez")
    assert (code, out) == (2, "")
    assert "rule、plan" in said
    assert run("schema", "--hints")[0] == 2
    assert run("schema", "--write", "nowhere")[0] == 2


def test_written_beside_the_plans_every_file_says_so_and_nothing_else_changes(run: Run, tmp_path: Path) -> None:
    plan = plan_folder.write(tmp_path / "rules" / "mini")
    (plan / "policy.yaml").rename(tmp_path / "rules" / "policy.yaml")
    (plan / "checks.yaml").write_bytes(b"\xef\xbb\xbf" + (plan / "checks.yaml").read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in (tmp_path / "rules").rglob("*.yaml")}
    catalogue = load(plan).catalogue
    code, out, said = run("schema", "--write", "rules")
    assert (code, said) == (0, "")
    assert {path.name for path in (tmp_path / "rules" / "schema").iterdir()} == set(schema.files())
    assert {path: path.read_bytes() for path in before} == before
    code, out, said = run("schema", "--write", "rules", "--hints")
    assert f"{len(before)} 个文件" in out
    hints = {path.name: path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip() for path in before}
    assert hints["rules.yaml"] == "# yaml-language-server: $schema=../schema/rule.json"
    assert hints["policy.yaml"] == "# yaml-language-server: $schema=schema/policy.json"
    assert hints["checks.yaml"] == "# yaml-language-server: $schema=../schema/checks.json"
    data = (plan / "checks.yaml").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# yaml-language-server")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(before[path].removeprefix(b"\xef\xbb\xbf") in path.read_bytes() for path in before)
    loaded = load(plan)
    assert catalogue is not None
    assert loaded.catalogue is not None
    assert loaded.problems == ()
    assert loaded.catalogue.rules.keys() == catalogue.rules.keys()
    again = {path: path.read_bytes() for path in before}
    assert "0 个文件" in run("schema", "--write", "rules", "--hints")[1]
    assert {path: path.read_bytes() for path in before} == again

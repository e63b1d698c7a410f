"""policy.yaml and units.txt that lie beside the plan folders and serve them all."""

from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.plan_folder import FILES, POLICY

from zhunsheng.compile import Loaded, load
from zhunsheng.model.catalogue import Catalogue


def compiled(loaded: Loaded) -> Catalogue:
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def defaults(tmp_path: Path, *names: str, **changed: str) -> Path:
    """A plan folder whose files `names` lie beside it."""
    folder = plan_folder.write(tmp_path / "rules" / "mini", **changed)
    for name in names:
        (folder / name).rename(folder.parent / name)
    return folder


def test_policy_and_units_may_lie_beside_the_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = defaults(tmp_path, "policy.yaml", "units.txt")
    catalogue = compiled(load(folder))
    assert catalogue.policy.strata[0].rules[0].at.file == "../policy.yaml"
    monkeypatch.chdir(folder)
    assert load(Path()).catalogue == catalogue
    monkeypatch.chdir(folder.parent)
    assert load(Path("mini")).catalogue == catalogue


def test_a_file_of_its_own_replaces_the_default(tmp_path: Path) -> None:
    folder = defaults(tmp_path)
    for name in ("policy.yaml", "units.txt"):
        (folder.parent / name).write_text("not read", encoding="utf-8")
    assert compiled(load(folder)).policy.strata[0].rules[0].at.file == "policy.yaml"


def test_a_changed_default_is_another_plan(tmp_path: Path) -> None:
    folder = defaults(tmp_path, "policy.yaml", "units.txt")
    digests = {compiled(load(folder)).digest}
    for name in ("policy.yaml", "units.txt"):
        with (folder.parent / name).open("a", encoding="utf-8") as file:
            file.write("# 改\n")
        digests.add(compiled(load(folder)).digest)
    digests.add(compiled(load(plan_folder.write(tmp_path / "own"))).digest)
    assert len(digests) == 4


def test_a_mistake_in_a_default_is_told_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, units = POLICY.replace("missed, year", "misst, year"), FILES["units.txt"] + "个\n"
    folder = defaults(tmp_path, "policy.yaml", "units.txt", policy=policy, units=units)
    assert [p.at.file for p in load(folder).problems] == [
        str(folder.parent / name) for name in ("policy.yaml", "units.txt")
    ]
    monkeypatch.chdir(folder)
    assert [p.at.file for p in load(Path()).problems] == ["../policy.yaml", "../units.txt"]


def test_a_default_may_not_lead_elsewhere(tmp_path: Path) -> None:
    folder = defaults(tmp_path, "policy.yaml")
    (folder.parent / "policy.yaml").rename(tmp_path / "policy.yaml")
    (folder.parent / "policy.yaml").symlink_to(tmp_path / "policy.yaml")
    [problem] = load(folder).problems
    assert (problem.code, problem.at.file) == ("outside-folder", str(folder.parent / "policy.yaml"))

"""A rule is proven anew where something that its proof hangs on has changed, and nowhere else."""

import shutil
from pathlib import Path

import msgspec
import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location
from zhunsheng.prove.keys import keys

replace = msgspec.structs.replace


@pytest.fixture
def folder(features: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "features"
    shutil.copytree(features, copy)
    return copy


def differing(catalogue: Catalogue, folder: Path, changed: Catalogue) -> set[str | None]:
    old, new = keys(catalogue, folder), keys(changed, folder)
    return {key for key in old | new if old.get(key) != new.get(key)}


def with_rule(catalogue: Catalogue, rule: str, **changed: object) -> Catalogue:
    rules = catalogue.rules | {rule: replace(catalogue.rules[rule], **changed)}
    return replace(catalogue, rules=rules)


def test_where_a_rule_stands_does_not_matter(catalogue: Catalogue, folder: Path) -> None:
    moved = with_rule(catalogue, "rising", at=Location(file="other.yaml", line=99))
    assert differing(catalogue, folder, moved) == set()


def test_a_changed_rule_and_the_policy_over_all(catalogue: Catalogue, folder: Path) -> None:
    changed = with_rule(catalogue, "rising", owner="乙局")
    assert differing(catalogue, folder, changed) == {"rising", None}


def test_a_feature(catalogue: Catalogue, folder: Path) -> None:
    before = keys(catalogue, folder)
    path = folder / "rising.feature"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    after = keys(catalogue, folder)
    assert {key for key in before if before[key] != after[key]} == {"rising"}
    path.unlink()
    assert keys(catalogue, folder)["rising"] not in (before["rising"], after["rising"])


def test_an_indicator_concerns_what_is_made_of_it(catalogue: Catalogue, folder: Path) -> None:
    part = replace(catalogue.indicators["income"], title="别的收入")
    changed = replace(catalogue, indicators=catalogue.indicators | {"income": part})
    concerned = differing(catalogue, folder, changed)
    assert "share" in concerned
    assert "rising" not in concerned


def test_the_plan_concerns_everything(catalogue: Catalogue, folder: Path) -> None:
    changed = replace(catalogue, plan=replace(catalogue.plan, title="别的"))
    assert differing(catalogue, folder, changed) == {*catalogue.rules, None}


def test_a_rule_that_a_feature_names(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "rising.feature"
    title = catalogue.rules["yearly"].title
    path.write_text(path.read_text(encoding="utf-8") + f"\n# 对照规划指标“{title}”\n", encoding="utf-8")
    changed = with_rule(catalogue, "yearly", owner="乙局")
    assert differing(catalogue, folder, changed) == {"rising", "yearly", None}
    path.write_text("对照规划指标“<指标>”", encoding="utf-8")
    assert "rising" in differing(catalogue, folder, with_rule(catalogue, "kept", owner="乙局"))

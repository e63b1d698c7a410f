"""ledger.yaml: the days to put something right."""

from pathlib import Path

from tests.support import plan_folder

from zhunsheng.compile import load
from zhunsheng.model.catalogue import DEFAULT_TERMS
from zhunsheng.model.ledger import Terms


def terms(folder: Path) -> Terms:
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue.terms


def test_days_by_kind_and_level(tmp_path: Path) -> None:
    stated = Terms(days={"violation": 30, "alert:red": 45, "alert:blue": 90}, default=60)
    assert terms(plan_folder.write(tmp_path / "mini")) == stated


def test_one_beside_the_plans_serves_them_all(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    (folder / "ledger.yaml").unlink()
    assert terms(folder) == DEFAULT_TERMS
    (tmp_path / "ledger.yaml").write_text("terms: {default: 15}\n", encoding="utf-8")
    assert terms(folder) == Terms(days={}, default=15)


def test_a_plans_own_replaces_the_one_beside_it(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    (tmp_path / "ledger.yaml").write_text("not read", encoding="utf-8")
    assert terms(folder).default == 60
    (folder / "ledger.yaml").write_text("- not a mapping\n", encoding="utf-8")
    assert load(folder).catalogue is None

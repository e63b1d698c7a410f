"""Binds the features of the checks on the data, one a kind, and holds that no kind is without one."""

from pathlib import Path

from pytest_bdd import scenarios

from zhunsheng.model.validation import CheckKind

HERE = Path(__file__).parent

scenarios(str(HERE))


def test_every_kind_has_a_feature() -> None:
    assert {path.stem for path in HERE.glob("*.feature")} == {"declaring", *(kind.value for kind in CheckKind)}

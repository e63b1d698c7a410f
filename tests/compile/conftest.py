from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support import plan_folder

from zhunsheng.compile import Loaded, load
from zhunsheng.model.catalogue import Catalogue

REAL = Path(__file__).parents[2] / "rules" / "jianghai-urbanization-14fyp"


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The catalogue of the real plan."""
    loaded = load(REAL)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Loaded]:
    """Compile the small plan with some files replaced."""
    return lambda **changed: load(plan_folder.write(tmp_path / "mini", **changed))

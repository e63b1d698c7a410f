import pytest
from tests.support.evaluations import evaluation

from zhunsheng.model.evaluation import Evaluation


@pytest.fixture(scope="session")
def whole() -> Evaluation:
    return evaluation()


@pytest.fixture(scope="session")
def plain() -> Evaluation:
    """Hold no Chinese in any title, unit, note or citation: what is Chinese in a page is then the report's own."""
    return evaluation(ascii_only=True)

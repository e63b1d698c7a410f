"""The made-up text, read once."""

import pytest
from tests.support.cited import TEXT

from zhunsheng.cite.edition import Edition


@pytest.fixture(scope="session")
def edition() -> Edition:
    return Edition(TEXT)

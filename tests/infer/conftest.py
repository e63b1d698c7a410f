"""The plan's policy over a small catalogue, and rooms of their own for the tests that need them."""

import pytest
import yaml
from tests.support.judgements import a_catalogue
from tests.support.paths import RULES
from tests.support.policies import a_policy

import zhunsheng.infer
from zhunsheng.infer.keeper import Room
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.policy import Policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy of the real plan."""
    return a_policy(yaml.safe_load((RULES / "policy.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def catalogue(policy: Policy) -> Catalogue:
    return a_catalogue(policy)


@pytest.fixture
def own_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every inference open and close a room of its own, as it does outside the tests."""
    monkeypatch.setattr(zhunsheng.infer, "Room", Room)
    monkeypatch.setattr("zhunsheng.infer.escalating.Room", Room)

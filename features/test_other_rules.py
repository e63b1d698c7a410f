"""Binds the features that test_rules.py leaves out. By day conftest.py passes over it: reading them takes seconds."""

import pytest
from pytest_bdd import scenarios

from features.plans import PLANS, told_apart

pytestmark = pytest.mark.slow

for _plan in PLANS:
    _, _others = told_apart(_plan)
    if _others:
        scenarios(*map(str, _others))

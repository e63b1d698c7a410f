"""Binds the features of the rules, of every plan.

`make test` runs every scenario of every rule with `zhunsheng test`. pytest-bdd takes ten times as long for the same: in
the ordinary tests it binds those of binding and anticipatory rules, and one of each make of
task (kind, direction, number of targets …); `make nightly` binds the rest. tests/prove/test_agreement.py holds the
two runners together.
"""

import pytest
from pytest_bdd import scenarios

from features.plans import PLANS, told_apart

for _plan in PLANS:
    _usual, _others = told_apart(_plan)
    scenarios(*map(str, _usual))
    _bound = set(globals())
    if _others:
        scenarios(*map(str, _others))
    for _name in set(globals()) - _bound:
        _scenario = globals()[_name]
        if callable(_scenario):
            pytest.mark.slow(_scenario)

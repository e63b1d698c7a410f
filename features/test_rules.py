"""Binds the features of the rules that any make of rule is known by, of every plan.

`make test` runs every scenario of every rule with `zhunsheng test`. pytest-bdd takes ten times as long for the same: in
the ordinary tests it binds those of binding and anticipatory rules, and one of each make of
task (kind, direction, number of targets …); test_other_rules.py binds the rest by night. tests/prove/test_agreement.py
holds the two runners together.
"""

from pytest_bdd import scenarios

from features.plans import PLANS, told_apart

for _plan in PLANS:
    _usual, _ = told_apart(_plan)
    scenarios(*map(str, _usual))

"""Binds every rule's feature, of every plan."""

from pytest_bdd import scenarios

from features.plans import PLANS, rule_features

for plan in PLANS:
    scenarios(*map(str, rule_features(plan)))

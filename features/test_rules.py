"""Binds every rule's feature."""

from pytest_bdd import scenarios

from features.steps.pipeline import PLAN_FEATURES

scenarios(*sorted(map(str, PLAN_FEATURES.glob("*.feature"))))

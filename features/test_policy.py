"""Binds the features of the policy: what is made of judgements taken together."""

from pytest_bdd import scenarios

from features.steps.pipeline import PLAN_FEATURES

scenarios(*sorted(map(str, (PLAN_FEATURES / "policy").glob("*.feature"))))

"""Binds the features of the policy: what is made of judgements taken together."""

from pytest_bdd import scenarios

from features.plans import PLANS, policy_features

for plan in PLANS:
    if policy_features(plan):
        scenarios(*map(str, policy_features(plan)))

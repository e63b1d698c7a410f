"""Proof that the features pin the rules down: their scenarios run, their coverage is complete, no change goes unseen.

features → `reading` (plain data) → `runner` (`steps` on a `case`) → `coverage` (what they show) and
`mutations` (what they notice; `equivalence` proves what cannot be noticed) → `proof`. `scaffold` writes features;
`situations` is what these three see of a rule.
It judges nothing itself: whoever calls passes in a `Judge`.
"""

"""Lint: what is wrong with rules beyond their syntax, and help on each number."""

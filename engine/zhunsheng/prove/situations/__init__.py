"""A rule as whoever tests it sees it: what it holds its places to, every situation it can be in, figures for each.

Shared by what writes features (`scaffold`), what counts what they show (`coverage`) and what changes rules
(`mutations`). Everything is worked out in decimals and fractions; the engine is not asked.
"""

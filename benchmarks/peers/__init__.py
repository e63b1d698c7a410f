"""Peers: other programs given the same three rules over the same records, each in a process of its own.

The rules, of every record (one place in one year):

1. `coverage` is at least 95.00 %;
2. `spending` is at least a tenth of `revenue`, without dividing: 10 × spending ≥ revenue;
3. `staff` is reported at all.

Peers get whole numbers (hundredths of a percent, cents), which each of them compares exactly; what they would make of
decimals by default is not measured. They run in an environment of their own (`pyproject.toml` beside this file).
"""

"""What a bulk run costs, measured: synthetic nations with known verdicts, the floor under any such run, and peers.

`python -m benchmarks.run CASE --json` runs one case; docs/benchmarks.md shows the outcome. Nothing of the program
imports this package.
"""

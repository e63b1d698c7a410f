"""The plain evaluator: fractions, one row at a time, written for reading and not for speed.

It follows the words of docs/verdicts.md. The columnar kernel must agree with it in every field of every row.
"""

from zhunsheng.evaluate.reference.judging import evaluate

__all__ = ["evaluate"]

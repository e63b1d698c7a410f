"""Assess: judgements × the declared assessment → a score for each place, its parts, and how firm the order is.

Pure and exact: every score is a fraction. Only the draws that move weights and figures come from a seeded generator.
"""

from zhunsheng.assess.stage import assess

__all__ = ["assess"]

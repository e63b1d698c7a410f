"""How much must be proven: below these shares a plan fails; scenarios that fail or cannot run always count."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.prove import show
from zhunsheng.prove.proof import Gap
from zhunsheng.prove.suite import PlanProof

_WHOLE = Fraction(100)


class Floors(NamedTuple):
    """The least score (changes noticed) and the least coverage (situations shown) of a plan, in percent."""

    score: Fraction = _WHOLE
    coverage: Fraction = _WHOLE


def counting(proof: PlanProof, floors: Floors) -> tuple[Gap, ...]:
    """Return the gaps for which a plan fails; those that a floor leaves room for do not count."""
    score, coverage = show.score(proof.proofs), show.coverage(proof.proofs)
    tolerated = {
        "survived": score is not None and score >= floors.score,
        "uncovered": coverage is not None and coverage >= floors.coverage,
    }
    return tuple(gap for gap in proof.gaps if not tolerated.get(gap.kind, False))

"""The exact sign of n·q − d·p for 64-bit columns n, d and constants p, q, without wide integers.

Wrap-around arithmetic knows the difference modulo 2⁶⁴; binary floats know its size. Let |n·q|, |d·p| <= B = 2¹¹⁰ and
u = 2⁻⁵³. Each of n, q, d, p is rounded once to a float, each product once, their difference once, so the float
difference errs by at most 2B((1 + u)³ − 1) + 2B(1 + u)³u < 8.01·B·u < 2⁶⁰·⁰¹. Hence

- where the float difference exceeds 2⁶¹ in size, the true one has its sign;
- elsewhere the true one is below 2⁶¹ + 2⁶⁰·⁰¹ < 2⁶³ in size, and the wrapped difference *is* the true one.

The float guides; it never decides by itself what is near.
"""

import numpy as np
from numpy.typing import NDArray

PRODUCT_BOUND = 2**110
SURE = float(2**61)
_MODULUS = 2**64

Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Ratios:
    """A block of fractions over/under, `under` > 0, converted once and compared with many constants."""

    def __init__(self, over: Int64, under: Int64) -> None:
        self._over, self._under = over.view(np.uint64), under.view(np.uint64)
        self._rough_over, self._rough_under = over.astype(np.float64), under.astype(np.float64)

    def above(self, p: int, q: int, inclusive: bool) -> Bools:
        """Tell where over/under > p/q, or >= where `inclusive`; `q` > 0.

        The caller has made sure that |over·q| and |under·p| stay within `PRODUCT_BOUND`.
        """
        wrapped = self._over * np.uint64(q % _MODULUS)
        wrapped -= self._under * np.uint64(p % _MODULUS)
        rough = self._rough_over * float(q)
        rough -= self._rough_under * float(p)
        exact = wrapped.view(np.int64)
        answer: Bools = exact >= 0 if inclusive else exact > 0
        answer &= rough >= -SURE
        answer |= rough > SURE
        return answer

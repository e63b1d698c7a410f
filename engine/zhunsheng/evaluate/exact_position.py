"""Where fractions n/d of 64-bit columns lie on a ruler with `steps` marks to the unit: exactly, without wide integers.

The position of x = n·steps/d is 2·⌊x⌋, plus 1 if x lies between two marks; so “x >= mark p” reads position >= 2p, and
“x > mark p” reads position > 2p. A float guesses the nearest mark k; wrap-around arithmetic then computes the remainder
r = n·steps − k·d modulo 2⁶⁴, and the position is 2k + sign(r). Why that is exact, with u = 2⁻⁵³ and `steps` <= `REACH`:

- n and d are rounded once to floats (`steps` is a float as it stands), then follow one product and one quotient, so
  the guess errs by less than 4.01·u·|x|. Where |x| <= 2⁴⁸ that is below 0.13, and k, rounded to a whole number, is
  less than 0.63 from x. Hence |r| < 0.63·d < 2⁶³: modulo 2⁶⁴ it *is* the remainder, and its sign says on which side
  of k the fraction lies.
- A guess beyond ±2⁴⁸ is held there. The remainder is then without meaning, but moves the position by 1 at most, and
  no mark that the caller asks about lies beyond `REACH`: the answer is the same.

The float only guesses; what is near a mark is told by the remainder alone.
"""

import numpy as np
from numpy.typing import NDArray

REACH = 2**47
"""Marks asked about, and `steps`, are at most this; the ruler itself ends a little further out."""

_END = float(2**48)

Int64 = NDArray[np.int64]


def positions(over: Int64, under: Int64, steps: int | Int64) -> Int64:
    """Return 2·⌊over·steps/under⌋ + (1 where between two marks), for |over| < 2⁶³, 0 < under < 2⁶³, steps <= REACH.

    Beyond ±2·REACH only the side is right. Arrays of one shape, at least one-dimensional; an array of `steps`
    broadcasts to it.
    """
    marked = np.asarray(steps, dtype=np.int64)
    guess = over.astype(np.float64)
    guess *= marked.astype(np.float64)
    guess /= under
    np.minimum(guess, _END, out=guess)
    np.maximum(guess, -_END, out=guess)
    np.rint(guess, out=guess)
    mark = guess.astype(np.int64)
    remainder = over.view(np.uint64) * marked.view(np.uint64)
    remainder -= mark.view(np.uint64) * under.view(np.uint64)
    mark += mark
    mark += np.sign(remainder.view(np.int64))
    return mark

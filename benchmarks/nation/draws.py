"""Random numbers that depend on where they stand and on nothing else: any stretch of a nation can be drawn by itself.

The mixing function is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
"""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

_STEP, _FIRST, _SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def mixed(words: Words) -> Words:
    """Return 64 random bits for each word; equal words give equal bits."""
    z = words + _STEP
    z ^= z >> np.uint64(30)
    z *= _FIRST
    z ^= z >> np.uint64(27)
    z *= _SECOND
    z ^= z >> np.uint64(31)
    return z


def cells(seed: int, stream: int, years: int, first: int, last: int) -> Words:
    """Draw for the places `first` to `last` (not included) in every year: uint64, (years, places).

    Streams of one seed have nothing to do with each other.
    """
    key = mixed(mixed(np.array([seed], dtype=np.uint64)) ^ np.uint64(stream))
    places = np.arange(first, last, dtype=np.uint64)
    rows = np.arange(years, dtype=np.uint64)[:, None]
    return mixed(key ^ (places[None, :] * np.uint64(64) + rows))

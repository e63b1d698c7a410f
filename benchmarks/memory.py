"""How fast memory is copied: what no program that reads and writes columns can beat.

Run as `python -m benchmarks.memory`, a process of its own; prints one JSON object: bytes read and written a second, by
one thread. Each copy is larger than any cache.
"""

import json
import time

import numpy as np

SIZE = 256 << 20
TIMES = 8


def copied() -> float:
    """Return bytes read and written in a second, the best of a few copies."""
    source, target = np.ones(SIZE // 8), np.zeros(SIZE // 8)
    best = float("inf")
    for _ in range(TIMES):
        begin = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - begin)
    return 2 * SIZE / best


def main() -> None:
    """Measure, and print."""
    print(json.dumps({"bytes_per_s": copied()}))


if __name__ == "__main__":
    main()

"""What a problem is known by from one run to the next, however the lines around it move.

It is made of the code, the plan, the path to what is meant (“rules/share/target/2025”) and the words that the message
quotes: neither of lines nor of the wording.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from zhunsheng.model.diagnostic import Diagnostic

_QUOTED = re.compile("“([^”]*)”")


def fingerprints(problems: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return the fingerprint of each problem, in their order; those alike in everything are counted."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        # Absolute, because the plan's own folder may be the one that the command runs in.
        file = Path(problem.at.file).absolute()
        about = problem.subject or file.name
        parts = (problem.code, file.parent.name, about, *_QUOTED.findall(problem.message.en))
        mark = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return tuple(found)

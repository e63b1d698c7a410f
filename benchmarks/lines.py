"""One line of outcome: the same keys for every subject of every case, and more behind them."""

import json
from typing import NamedTuple

from benchmarks.measuring import Cost

WHOLE = "zhunsheng bulk"
ALONE = f"{WHOLE} --findings-only"
OURS = (WHOLE, ALONE)
"""With every verdict written; and findings alone, as peers that keep the rows that fail."""


class Line(NamedTuple):
    """What a subject did in a case. `rows` are the judgements made, or the rows that were read and written.

    `more` holds what only some have: a ratio, a mark of what was checked.
    """

    case: str
    subject: str
    rows: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    violations: int
    more: dict[str, object]

    @classmethod
    def of(cls, case: str, subject: str, rows: int, cost: Cost, violations: int, **more: object) -> "Line":
        """Make a line of what a process cost."""
        return cls(case, subject, rows, cost.wall_s, cost.cpu_s, cost.peak_mb, violations, more)

    def json(self) -> str:
        """Return the line as one JSON object."""
        return json.dumps(
            {
                "case": self.case,
                "subject": self.subject,
                "rows": self.rows,
                "wall_s": round(self.wall_s, 3),
                "cpu_s": round(self.cpu_s, 3),
                "peak_mb": round(self.peak_mb, 1),
                "rows_per_s": round(self.rows / self.wall_s) if self.wall_s else 0,
                "violations": self.violations,
                **self.more,
            },
            ensure_ascii=False,
        )

    def text(self) -> str:
        """Return the line for a reader."""
        more = "".join(f"  {name}={value}" for name, value in self.more.items() if name != "machine")
        return (
            f"{self.case:<8}{self.subject:<26}{self.rows:>13,} rows{self.wall_s:>9.2f} s{self.cpu_s:>9.2f} s CPU"
            f"{self.peak_mb:>8.0f} MB{self.violations:>11,} violations{more}"
        )

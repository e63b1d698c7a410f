"""What everything that speaks of a run needs: its summary, a language, names, and a limit to what is listed."""

from collections.abc import Sequence

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Lang
from zhunsheng.report.bulk.beside import Beside
from zhunsheng.report.bulk.named import Named
from zhunsheng.report.bulk.tables import Head, Row, Table

LISTED = 200
"""Rows of a table. What is more is counted, and stands in the run's folder."""


class Speaker:
    """One summary in one language."""

    def __init__(self, summary: BulkSummary, catalogue: Catalogue, lang: Lang, beside: Beside) -> None:
        self.summary = summary
        self.catalogue = catalogue
        self.lang: Lang = lang
        self.named = Named(catalogue, beside.titles)

    def say(self, zh: str, en: str) -> str:
        """Return the text in the language spoken."""
        return zh if self.lang == "zh" else en

    @property
    def nothing_found(self) -> str:
        """Say that there is no finding."""
        return self.say("没有违反、预警或提示。", "No violation, alert or notice.")

    def cut(
        self,
        key: str,
        title: str,
        note: str,
        heads: Sequence[Head],
        rows: Sequence[Row],
        rest: str,
        total: int | None = None,
    ) -> Table:
        """Cut a table to the rows that are listed, and say in which file the others stand, of `total` in all."""
        total = len(rows) if total is None else total
        left = total - min(len(rows), LISTED)
        more = self.say(f"另有 {left:,} 行未列出，见 {rest}。", f"{left:,} more rows are not listed: see {rest}.")
        return Table(key, title, note, tuple(heads), tuple(rows[:LISTED]), more if left > 0 else "", total=total)

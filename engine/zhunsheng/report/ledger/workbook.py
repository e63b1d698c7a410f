"""The ledger -> XLSX. The same ledger gives the same bytes."""

import datetime as dt

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Ledger
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang
from zhunsheng.report.export import workbook
from zhunsheng.report.ledger.sheet import sheet


def render(ledger: Ledger, catalogue: Catalogue, lang: Lang) -> bytes:
    """Return the ledger as XLSX."""
    created = dt.datetime(ledger.today.year, 1, 1, tzinfo=dt.UTC)
    return workbook.of_tables([sheet(ledger, catalogue, lang)], readable(catalogue.plan.title), created, lang)

"""The ledger (整改台账) -> terminal, JSON, XLSX, HTML. Nothing here decides where an item stands."""

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Ledger
from zhunsheng.model.text import Lang

FORMATS = ("json", "xlsx", "html")


def render(ledger: Ledger, catalogue: Catalogue, fmt: str, lang: Lang) -> bytes:
    """Return the ledger in `fmt`, one of `FORMATS`; raises `ValueError` for another. Same ledger, same bytes."""
    match fmt:
        case "json":
            from zhunsheng.report.ledger import json_file

            return json_file.render(ledger, catalogue).encode()
        case "xlsx":
            from zhunsheng.report.ledger import workbook

            return workbook.render(ledger, catalogue, lang)
        case "html":
            from zhunsheng.report.ledger import html

            return html.render(ledger, catalogue, lang).encode()
        case _:
            raise ValueError(f"unknown format of the ledger {fmt!r}: one of {', '.join(FORMATS)}")


def schema_json() -> str:
    """Return the JSON Schema of the ledger."""
    from zhunsheng.report import contract
    from zhunsheng.report.ledger import contract as of_ledger

    return contract.schema_text(of_ledger.schema())

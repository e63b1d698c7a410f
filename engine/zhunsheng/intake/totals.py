"""A row that sums up the rows above it (合计): whose figure it holds, and of which indicator, it does not say."""

from zhunsheng.intake.characters import fold
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import Row
from zhunsheng.model.text import Text

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "汇总", "total"})
_KEY = (Field.ENTITY, Field.YEAR, Field.INDICATOR)


def total_of(row: Row) -> Field | None:
    """Return where a row says that it is a total, if it leaves its indicator or its year open."""
    if row.fault is not None or row.covered or not row.cell(Field.CODE).blank:
        return None
    said = {field: fold(row.cell(field).text).lower().removesuffix(":") for field in _KEY}
    where = next((field for field in _KEY if said[field] in _TOTALS), None)
    missing = any(said[field] in {"", *_TOTALS} for field in (Field.YEAR, Field.INDICATOR))
    return where if missing else None


def total_row() -> Complaint:
    """Say that such a row is not read. It is an error: it may be meant for the very figure that is missing."""
    return Complaint(
        code="total-row",
        message=Text("合计行不读：没有写明指标或年份", "a total is not read: it names no indicator or no year"),
        hint=Text(
            "只是合计的，请删去这一行；是要报送的数的，请写全地区、年份、指标",
            "delete the row if it only sums up; if it is a figure to report, state place, year and indicator",
        ),
    )

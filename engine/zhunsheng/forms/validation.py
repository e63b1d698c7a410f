"""What a spreadsheet says while an input cell is filled in. It guards against slips; intake decides what is read."""

import datetime as dt
from typing import Any

from zhunsheng.forms.columns import Input
from zhunsheng.forms.entries import Entry
from zhunsheng.model.words import MILESTONE

STATES = [MILESTONE[True].zh, MILESTONE[False].zh]
_HUGE = 10**15
_EARLIEST = dt.date(1990, 1, 1)


def validation(kind: Input, entry: Entry, year: int) -> dict[str, Any] | None:
    """Return what XlsxWriter puts upon an input cell; None where any text will do."""
    match kind:
        case Input.NUMBER:
            return _share() if entry.share else _number(entry.unit)
        case Input.STATE:
            return choice_of(STATES, "请从下拉列表中选。进度写在“备注”；撤回以前报的，写“撤回”。确认无误的请选“是”。")
        case Input.DATE:
            return _date(year)
        case Input.TEXT:
            return None


def _share() -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "ignore_blank": True,
        "input_title": "百分比",
        "input_message": "单位是 %：百分之九十五填 95，不填 0.95。没有数的留空。",
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": "比例通常是 0 到 100 之间的数。百分之九十五填 95。确认无误的请选“是”。",
    }


def _number(unit: str) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -_HUGE,
        "maximum": _HUGE,
        "ignore_blank": True,
        "input_title": "数值",
        "input_message": f"单位：{unit[:80]}。只填数，单位不同的请先换算。没有数的留空。",
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": "这里应填一个数，不带文字和单位。没有数的留空或填“—”。确认无误的请选“是”。",
    }


def choice_of(choices: list[str], said: str) -> dict[str, Any]:
    """Offer `choices`; anything else is questioned, not refused: intake knows more spellings."""
    return {
        "validate": "list",
        "source": choices,
        "ignore_blank": True,
        "error_type": "warning",
        "error_title": "请从列表中选",
        "error_message": said,
    }


def _date(year: int) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _EARLIEST,
        "maximum": dt.date(year, 12, 31),
        "ignore_blank": True,
        "input_title": "完成日期",
        "input_message": f"如 {year}-06-30。只有已完成的才填。",
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"这里应填日期，不晚于 {year} 年末。确认无误的请选“是”。",
    }

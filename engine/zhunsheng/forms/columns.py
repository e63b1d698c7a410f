"""The columns of each sheet: heading, width in digits, what stands in it, and whether it is to be filled in."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from zhunsheng.forms.entries import Entry
from zhunsheng.model.form import row_code


class Input(StrEnum):
    """What is typed into a cell."""

    NUMBER = "number"
    TEXT = "text"
    STATE = "state"
    DATE = "date"


_SMALL = 1.2


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column. Either `text` says what stands in it (a whole number if `counted`), or `input` what is to be typed."""

    heading: str
    width: float
    text: Callable[[Entry], str] | None = None
    input: Input | None = None
    centred: bool = False
    small: bool = False
    counted: bool = False

    @property
    def room(self) -> float:
        """The width in digits of the size that stands in it: small ones take a fifth less."""
        return self.width * _SMALL if self.small else self.width


def _columns(year: int) -> dict[str, Column]:
    return {
        "编码": Column(heading="编码", width=17, text=lambda e: row_code(e.indicator.id, e.place.id), small=True),
        "地区": Column(heading="地区", width=12, text=lambda e: e.place.title, centred=True),
        "年份": Column(heading="年份", width=6.5, text=lambda _: str(year), centred=True, counted=True),
        "指标": Column(heading="指标", width=24, text=lambda e: e.indicator.title),
        "单位": Column(heading="单位", width=10, text=lambda e: e.unit, centred=True),
        "类型": Column(heading="类型", width=10, text=lambda e: e.record, centred=True),
        "口径": Column(heading="口径", width=26, text=lambda e: e.meaning),
        "上年数": Column(heading="上年数", width=17, text=lambda e: e.before),
        "上年情况": Column(heading="上年情况", width=16, text=lambda e: e.before),
        "本年目标": Column(heading="本年目标", width=17, text=lambda e: e.target),
        "数值": Column(heading="数值", width=13, input=Input.NUMBER, centred=True),
        "完成情况": Column(heading="完成情况", width=10, input=Input.STATE, centred=True),
        "完成日期": Column(heading="完成日期", width=12, input=Input.DATE, centred=True),
        "依据": Column(heading="依据", width=20, input=Input.TEXT),
        "备注": Column(heading="备注", width=15, input=Input.TEXT),
    }


_FIGURES = ("编码", "地区", "年份", "指标", "单位", "口径", "上年数", "本年目标", "数值", "依据", "备注")
_MILESTONES = (
    *("编码", "地区", "年份", "指标", "口径", "上年情况", "本年目标"),
    *("完成情况", "完成日期", "依据", "备注"),
)
_ISSUED = ("编码", "地区", "年份", "类型", "指标", "单位", "口径", "本年目标", "数值", "依据", "备注")


def figures(year: int) -> tuple[Column, ...]:
    """Columns of the sheet of figures."""
    return tuple(_columns(year)[name] for name in _FIGURES)


def milestones(year: int) -> tuple[Column, ...]:
    """Columns of the sheet of milestones."""
    return tuple(_columns(year)[name] for name in _MILESTONES)


def issued(year: int) -> tuple[Column, ...]:
    """Columns of the sheet of issued targets and benchmarks."""
    return tuple(_columns(year)[name] for name in _ISSUED)

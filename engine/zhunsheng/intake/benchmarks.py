"""Benchmarks (基准值): the figure of others that a rule compares with, and for which of its places a row gives it.

A place that is judged by the benchmark gets it for itself. A blank place, or the area that the benchmark is named after
(全省 or 广东省 for 全省平均水平), gives it to every place judged by it. Anything else is refused.
"""

from collections.abc import Sequence

from zhunsheng.intake.characters import fold, shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.issued import MISSING_CITATION
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text

_WHOLES = {"全省": frozenset({"省", "本省", "广东", "广东省"}), "全国": frozenset({"中国", "我国"})}
"""What else the whole that a benchmark is named after may be called. Another province's figure is none."""


class BenchmarkRules:
    """The rules of a catalogue that compare with a benchmark, by indicator."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._places: dict[str, dict[str, tuple[str, ...]]] = {}
        for rule in catalogue.rules.values():
            if rule.benchmark is not None:
                named = self._places.setdefault(rule.indicator, {})
                named[rule.benchmark] = (*named.get(rule.benchmark, ()), *rule.scope)

    def awaited(self, indicator: Indicator) -> Complaint | None:
        """Say that no rule compares this indicator with anything, if none does."""
        if indicator.id in self._places:
            return None
        return Complaint(
            code="no-benchmark",
            message=Text(
                f"规划对“{indicator.title}”没有与基准值比较的要求",
                f"the plan compares {indicator.title} with no benchmark",
            ),
            hint=Text("如系下达的目标，“类型”应填“下达目标”", "an issued target has the record “issued”"),
        )

    def places(self, text: str, place: str | None, indicator: Indicator) -> tuple[str, ...] | Complaint:
        """Return the places that a row is for. `text` stands in its column 地区, and names `place` if any."""
        named = self._places[indicator.id]
        meant = {each: None for benchmark, scope in named.items() for each in _meant(text, place, benchmark, scope)}
        if not meant:
            return _unclear(text, indicator, tuple(named))
        others = [benchmark for benchmark, scope in named.items() if not meant.keys().isdisjoint(scope)]
        return tuple(meant) if len(others) == 1 else _which(indicator, others)

    @staticmethod
    def complaint(operator: Operator | None, citation: str) -> Complaint | None:
        """Say what a benchmark row lacks, if anything."""
        if operator is not None:
            return Complaint(
                code="benchmark-with-bound",
                message=Text(
                    f"基准值前写着“{operator.value}”，它应是一个确定的数",
                    f"{operator.value} stands before a benchmark, which is a definite figure",
                ),
                hint=Text("如何比较，由规划规定", "how to compare is for the plan to say"),
            )
        if citation:
            return None
        return Complaint(
            code=MISSING_CITATION,
            message=Text("基准值没有依据", "a benchmark without evidence"),
            expected=Text("“依据”列填写出处（文号、公报）和日期", "document and date in the column evidence"),
        )


def _meant(text: str, place: str | None, benchmark: str, scope: tuple[str, ...]) -> tuple[str, ...]:
    if place is not None and place in scope:
        return (place,)
    said, name = fold(text), fold(benchmark)
    if not said or (len(said) > 1 and said in name):
        return scope
    return scope if any(whole in name and said in called for whole, called in _WHOLES.items()) else ()


def _unclear(text: str, indicator: Indicator, benchmarks: Sequence[str]) -> Complaint:
    named = "、".join(benchmarks)
    return Complaint(
        code="benchmark-place",
        message=Text(
            f"看不出“{shown(text)}”的数是“{indicator.title}”的基准值",
            f"it is not clear that a figure of {shown(text)} is the benchmark of {indicator.title}",
        ),
        expected=Text(
            f"留空，或“{named}”所指的范围，或据以判定的地区",
            f"blank, or the area that {named} speaks of, or the place judged by it",
        ),
    )


def _which(indicator: Indicator, benchmarks: Sequence[str]) -> Complaint:
    named = "、".join(benchmarks)
    return Complaint(
        code="benchmark-unclear",
        message=Text(
            f"“{indicator.title}”在同一地区有几种基准（{named}），分不清这是哪一个",
            f"{indicator.title} has several benchmarks for one place ({named}); which of them is this?",
        ),
    )

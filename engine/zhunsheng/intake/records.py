"""What a row of figures is: a result, an issued target, or the figure of others that results are compared with."""

from enum import StrEnum

from zhunsheng.model.submission import IssuedTarget, Observation


class Record(StrEnum):
    """类型. The value is its English name."""

    RESULT = "actual"
    ISSUED = "issued"
    BENCHMARK = "benchmark"


RECORDS = {
    "": Record.RESULT,
    "实绩": Record.RESULT,
    "actual": Record.RESULT,
    "下达目标": Record.ISSUED,
    "issued": Record.ISSUED,
    "基准值": Record.BENCHMARK,
    "benchmark": Record.BENCHMARK,
}
"""What may stand in the column 类型."""


def record_of(figure: Observation | IssuedTarget) -> Record:
    """Tell which record a figure came in as."""
    if isinstance(figure, Observation):
        return Record.RESULT
    return Record.BENCHMARK if figure.benchmark else Record.ISSUED

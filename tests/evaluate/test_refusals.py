"""Which refusals make a figure not evaluable."""

import msgspec
import pytest
from tests.support.judging import judge, refusal, rule

from zhunsheng.model.judgement import Reason, Status


@pytest.mark.parametrize(
    ("issued", "expected"),
    [(False, (Status.NOT_EVALUABLE, Reason.REFUSED)), (True, (Status.NOT_REPORTED, Reason.NO_OBSERVATION))],
)
def test_an_unreadable_target_is_no_unreadable_figure(issued: bool, expected: tuple[Status, Reason]) -> None:
    row = judge(rule(), msgspec.structs.replace(refusal(2025), issued=issued))[2025]
    assert (row.status, row.reason) == expected

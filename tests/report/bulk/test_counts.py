"""What a run is counted by: nothing is lost or counted twice, and what is worst comes first."""

import msgspec
import pytest
from tests.support.bulk_summaries import YEARS, catalogue, summary

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.report.bulk.counts import Counts


@pytest.fixture(scope="module")
def run() -> BulkSummary:
    return summary(4000, 30)


@pytest.fixture(scope="module")
def counts(run: BulkSummary) -> Counts:
    return Counts(run, catalogue())


def test_every_way_of_counting_comes_to_the_whole(run: BulkSummary, counts: Counts) -> None:
    assert counts.whole.judgements == run.judgements
    assert counts.whole.kinds.total() == counts.whole.levels.total() == run.findings
    for groups in (counts.by_year(), counts.by_rule(), counts.by_owner(), counts.around()):
        assert sum(count.judgements for _, count in groups) == run.judgements
        assert sum(count.kinds.total() for _, count in groups) == run.findings
        assert sum((count.reasons for _, count in groups), type(counts.whole.reasons)()) == counts.whole.reasons
    assert sum(count.judgements for count in counts.by_rule_and_year().values()) == run.judgements
    assert sum(count.judgements for count in counts.around_by_year().values()) == run.judgements
    assert sum(count for _, _, count in counts.by_policy()) == run.findings


def test_the_worst_come_first(counts: Counts) -> None:
    for groups in (counts.by_rule(), counts.by_owner(), counts.around()):
        gravest = [
            (count.kinds[FindingKind.VIOLATION], count.kinds[FindingKind.ALERT], count.statuses[Status.MISSED])
            for _, count in groups
        ]
        assert gravest == sorted(gravest, reverse=True)
        assert gravest[0] > gravest[-1]


def test_a_reason_counts_for_its_status_and_a_policy_rule_for_its_kind_and_level(counts: Counts) -> None:
    whole = counts.whole
    assert whole.statuses[Status.NOT_REPORTED] == whole.reasons[Reason.NO_OBSERVATION]
    assert whole.levels[FindingKind.ALERT, Level.YELLOW] == whole.statuses[Status.NOT_REPORTED]
    assert whole.levels[FindingKind.NOTICE, Level.BLUE] == whole.statuses[Status.NOT_EVALUABLE]


def test_a_year_of_which_nothing_is_counted_is_a_year_all_the_same(run: BulkSummary) -> None:
    silent = msgspec.structs.replace(run, statuses=(), drawn=(), statuses_around=(), drawn_around=())
    assert [(year, count.judgements) for year, count in Counts(silent, catalogue()).by_year()] == [
        (y, 0) for y in YEARS
    ]


def test_the_summary_of_other_rules_is_not_counted_by_these(run: BulkSummary) -> None:
    other = msgspec.structs.replace(run, run=msgspec.structs.replace(run.run, rules_digest="other"))
    with pytest.raises(ValueError, match="other rules"):
        Counts(other, catalogue())

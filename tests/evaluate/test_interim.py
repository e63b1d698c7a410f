"""Interim years: R = p/e against the bands, on straight and on compound paths, and where no path leads anywhere."""

from fractions import Fraction

import pytest
from tests.support.judging import base, judge, rule, seen

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Rule, Trajectory


def interim(held_to: Rule, value: str, year: int = 2022, kind: Kind = Kind.LEVEL) -> Judgement:
    row = judge(held_to, seen(value, year), kind=kind)[year]
    assert row.phase is Phase.INTERIM
    return row


RISING = rule(">= 95", base=base("92"))
FALLING = rule("<= 2", base=base("12"))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("95", Reason.ALREADY_MET),
        ("94.999999999999999999", Reason.PACE_ON_TRACK),
        ("93.2", Reason.PACE_ON_TRACK),  # R = 1
        ("93.199999999999999999", Reason.PACE_NEARLY),
        ("93.14", Reason.PACE_NEARLY),  # R = 0.95
        ("93.139999999999999999", Reason.PACE_BEHIND),
        ("92.72", Reason.PACE_BEHIND),  # R = 0.6
        ("92.719999999999999999", Reason.PACE_FAR_BEHIND),
        ("92", Reason.PACE_FAR_BEHIND),  # R = 0
        ("91.999999999999999999", Reason.PACE_REGRESSING),
    ],
)
def test_the_bands_of_a_rising_path(value: str, reason: Reason) -> None:
    assert interim(RISING, value).reason is reason


@pytest.mark.parametrize(
    ("value", "reason", "status"),
    [
        ("2", Reason.ALREADY_MET, Status.MET),
        ("8", Reason.PACE_ON_TRACK, Status.ON_TRACK),
        ("8.000000000000000001", Reason.PACE_NEARLY, Status.ON_TRACK),
        ("8.2", Reason.PACE_NEARLY, Status.ON_TRACK),
        ("9.6", Reason.PACE_BEHIND, Status.BEHIND),
        ("9.600000000000000001", Reason.PACE_FAR_BEHIND, Status.FAR_BEHIND),
        ("12", Reason.PACE_FAR_BEHIND, Status.FAR_BEHIND),
        ("12.000000000000000001", Reason.PACE_REGRESSING, Status.REGRESSING),
    ],
)
def test_the_bands_of_a_falling_path(value: str, reason: Reason, status: Status) -> None:
    row = interim(FALLING, value)
    assert (row.reason, row.status) == (reason, status)


def test_bands_of_the_rule_itself() -> None:
    own = Bands(on_track=Fraction(3, 4), nearly=Fraction(1, 2), behind=Fraction(1, 3))
    held_to = rule(">= 10", base=base("0"), bands=own)
    assert [interim(held_to, value, 2023).reason for value in ("4.5", "3", "2", "1.9")] == [
        Reason.PACE_ON_TRACK,
        Reason.PACE_NEARLY,
        Reason.PACE_BEHIND,
        Reason.PACE_FAR_BEHIND,
    ]


def test_rounding_never_touches_the_pace() -> None:
    rounded = rule(">= 95", base=base("92"), decimals=0)
    assert interim(rounded, "93.199999").reason is Reason.PACE_NEARLY
    assert interim(rounded, "94.6").reason is Reason.ALREADY_MET


@pytest.mark.parametrize(
    "held_to",
    [
        rule(">= 95", base=base("92"), trajectory=Trajectory.NONE),
        rule("= 95", base=base("92")),
        rule("94..96", base=base("92")),
    ],
)
def test_no_trajectory_no_pace(held_to: Rule) -> None:
    row = interim(held_to, "93.2")
    assert (row.status, row.reason, row.pace, row.expected) == (Status.NOT_DUE, Reason.NO_TRAJECTORY, None, None)
    assert interim(held_to, "95").reason is Reason.ALREADY_MET


@pytest.mark.parametrize(
    "held_to",
    [
        rule(">= 95"),
        rule(">= 95", base=base("> 92")),
        rule(">= 95", base=base("92", year=2022)),  # a base of this very year is no base to run from
        rule(">= 95", base=base("0"), trajectory=Trajectory.CAGR),
        rule(">= 95", base=base("-1"), trajectory=Trajectory.CAGR),
        rule("<= 0", base=base("5"), trajectory=Trajectory.CAGR),
    ],
)
def test_a_path_needs_a_base(held_to: Rule) -> None:
    row = interim(held_to, "93")
    assert (row.status, row.reason, row.pace, row.catch_up) == (Status.NOT_EVALUABLE, Reason.NO_BASE, None, None)


def test_a_compound_flow_has_no_base_to_grow_from() -> None:
    held_to = rule(">= 95", base=base("92"), trajectory=Trajectory.CAGR)
    assert interim(held_to, "3", 2021, Kind.FLOW).reason is Reason.NO_BASE


@pytest.mark.parametrize(
    ("demand", "value", "reason"),
    [
        ("> 40", "40", Reason.FLAT_PATH),
        ("> 40", "39.999999999999999999", Reason.PACE_REGRESSING),
        ("> 40", "40.000000000000000001", Reason.ALREADY_MET),
        ("< 40", "40", Reason.FLAT_PATH),
        ("< 40", "40.000000000000000001", Reason.PACE_REGRESSING),
    ],
)
def test_a_path_from_40_to_above_40_is_flat(demand: str, value: str, reason: Reason) -> None:
    row = interim(rule(demand, base=base("40")), value)
    assert (row.reason, row.pace, row.expected, row.catch_up) == (reason, None, None, None)


def test_a_base_past_its_limit_in_the_declared_direction_never_turns_the_path_round() -> None:
    held_to = rule(">= 95.03", base=base("95.04"), decimals=1)  # 95.0 when rounded: not satisfied
    assert interim(held_to, "94").reason is Reason.PACE_REGRESSING
    assert interim(held_to, "95.045").reason is Reason.FLAT_PATH
    net_flow = rule(">= -5")
    assert interim(net_flow, "-7", 2021, Kind.FLOW).reason is Reason.PACE_REGRESSING


@pytest.mark.parametrize(
    ("demand", "total", "reason"),
    [
        ("<= 5", "5", Reason.NO_TRAJECTORY),
        ("<= 5", "5.01", Reason.LIMIT_MISSED),
        ("< 5", "4.99", Reason.NO_TRAJECTORY),
        ("< 5", "5", Reason.LIMIT_MISSED),
        ("= 5", "5", Reason.NO_TRAJECTORY),
        ("= 5", "5.01", Reason.LIMIT_MISSED),
        ("3..5", "4", Reason.NO_TRAJECTORY),
        ("3..5", "5.01", Reason.LIMIT_MISSED),
    ],
)
def test_a_sum_with_an_upper_end_can_only_be_lost_early(demand: str, total: str, reason: Reason) -> None:
    row = interim(rule(demand), total, 2021, Kind.FLOW)
    assert (row.reason, row.pace, row.catch_up) == (reason, None, None)


COMPOUND = rule(">= 146.41", base=base("100", year=2021), trajectory=Trajectory.CAGR)


@pytest.mark.parametrize(
    ("year", "value", "reason", "pace"),
    [
        (2022, "110", Reason.PACE_ON_TRACK, "1"),
        (2022, "109.999999999999999999", Reason.PACE_NEARLY, "1"),  # shown to 12 places, judged by all
        (2022, "109.5", Reason.PACE_NEARLY, "0.95"),
        (2023, "121", Reason.PACE_ON_TRACK, "1"),
        (2023, "119.9025", Reason.PACE_NEARLY, "0.95"),
        (2023, "119.902499999999999999", Reason.PACE_BEHIND, "0.95"),
        (2023, "112.36", Reason.PACE_BEHIND, "0.6"),
        (2023, "112.35", Reason.PACE_FAR_BEHIND, "0.599528291391"),
        (2023, "100", Reason.PACE_FAR_BEHIND, "0"),
        (2023, "99", Reason.PACE_REGRESSING, "-0.050125628934"),
        (2023, "0", Reason.PACE_REGRESSING, None),
        (2023, "-5", Reason.PACE_REGRESSING, None),
        (2024, "146.41", Reason.ALREADY_MET, "1.355081270020"),
    ],
)
def test_compound_growth(year: int, value: str, reason: Reason, pace: str | None) -> None:
    row = interim(COMPOUND, value, year)
    assert row.reason is reason
    assert row.pace == (None if pace is None else Fraction(pace))
    assert row.catch_up is None
    on_path = {2022: "110", 2023: "121", 2024: "133.1"}[year]
    assert row.expected == (None if pace is None else Fraction(on_path))


def test_a_band_below_zero_does_not_make_sense_of_growth_to_nothing() -> None:
    lenient = Bands(behind=Fraction(-50))
    held_to = rule(">= 146.41", base=base("100", year=2021), trajectory=Trajectory.CAGR, bands=lenient)
    assert interim(held_to, "0.01", 2023).reason is Reason.PACE_BEHIND
    assert interim(held_to, "0", 2023).reason is Reason.PACE_REGRESSING


def test_compound_decline() -> None:
    held_to = rule("<= 16", base=base("81", year=2021), trajectory=Trajectory.CAGR)  # two thirds a year
    assert interim(held_to, "54", 2022).reason is Reason.PACE_ON_TRACK
    assert interim(held_to, "36", 2023).pace == 1
    assert interim(held_to, "36.000000000000000001", 2023).reason is Reason.PACE_NEARLY
    assert interim(held_to, "82", 2023).reason is Reason.PACE_REGRESSING
    assert interim(held_to, "-1", 2023).reason is Reason.ALREADY_MET


def test_an_irrational_path_is_decided_to_the_last_digit() -> None:
    # 100 → 200 in five years: 100·2^(1/5) = 114.8698354997035006798626946777927589…
    held_to = rule(">= 200", base=base("100"), trajectory=Trajectory.CAGR)
    assert interim(held_to, "114.86983549970350067986269467779275", 2021).reason is Reason.PACE_NEARLY
    assert interim(held_to, "114.86983549970350067986269467779276", 2021).reason is Reason.PACE_ON_TRACK
    row = interim(held_to, "114.87", 2021)
    assert (row.expected, row.pace) == (Fraction("114.869835499704"), Fraction("1.000011062684"))

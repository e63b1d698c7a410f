"""An assessment worked out by hand, and what every part of it must be."""

from decimal import Decimal
from fractions import Fraction

import msgspec
from tests.support.assessing import YEAR, catalogue, declared, judged, place, scored, theme

from zhunsheng.assess import assess
from zhunsheng.model.assessment import Formula, MissingAs, Moved, NotScored, Treatment
from zhunsheng.model.judgement import Phase, Status
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Members, Nature, Rule, Source, Target, Trajectory

GROWTH = theme("growth", "up", "sum", silent=MissingAs.LOWEST)
CARE = theme("care", "down", "built", silent=MissingAs.ZERO)
WEIGHED = declared([GROWTH, CARE], {"growth": 80, "care": 20}, {"growth": 20, "care": 80})

FIGURES = [
    judged("up", "p", 90),
    judged("sum", "p", 30, phase=Phase.INTERIM, expected=Fraction(40), status=Status.BEHIND),
    judged("down", "p", 125),
    judged("up", "q", 120),
    judged("sum", "q"),
    judged("built", "q", 1),
    judged("built", "town", 0, status=Status.MISSED),
    judged("up", "r", 50, status=Status.MISSED),
    judged("down", "r"),
    judged("built", "r", 1, status=Status.NOT_DUE),
]


def test_every_part_of_every_score() -> None:
    found = scored(WEIGHED, FIGURES)
    p, q, r = (place(found, each) for each in "pqr")

    # P, all in the north: growth is (90/100 + 30/40) / 2 = 33/40; care is 100/125 = 4/5.
    assert [t.completion for t in p.themes] == [Fraction(33, 40), Fraction(4, 5)]
    assert [t.points for t in p.themes] == [66, 16]
    assert (p.score, p.rank, p.counted) == (82, 1, 1)

    # Q, two thirds in the south: growth weighs (80 + 2×20)/300 = 2/5, care 3/5. Its sum was not reported: it is taken
    # as the lowest of the theme, the 50/100 of R. Of two milestones, its own and that of its town, one is done.
    assert [t.weight for t in q.themes] == [Fraction(2, 5), Fraction(3, 5)]
    assert [t.completion for t in q.themes] == [Fraction(3, 4), Fraction(1, 2)]
    assert (q.score, q.rank) == (60, 2)

    # R: 1/2 of growth at 20 %; of care the unreported figure counts as 0, for the theme declares it, and the milestone
    # that is not due does not count.
    assert [t.completion for t in r.themes] == [Fraction(1, 2), Fraction(0)]
    assert (r.score, r.rank) == (10, 3)
    assert [line.treatment for line in r.lines] == [Treatment.COUNTED, Treatment.AS_ZERO, Treatment.NOT_DUE]
    assert [each.entity for each in found.places] == ["p", "q", "r"]


def test_a_theme_that_does_not_count_gives_its_weight_to_the_rest() -> None:
    found = place(scored(WEIGHED, [judged("up", "p", 90), judged("built", "p", 0, status=Status.PENDING)]), "p")
    assert [(t.share, t.completion) for t in found.themes] == [(1, Fraction(9, 10)), (0, None)]
    assert (found.score, found.counted) == (90, Fraction(4, 5))


def test_a_place_of_which_nothing_counts_has_no_score_and_no_rank() -> None:
    found = scored(WEIGHED, [judged("up", "p", 90)])
    assert [(each.entity, each.score, each.rank) for each in found.places] == [
        ("p", 90, 1),
        ("q", None, None),
        ("r", None, None),
    ]
    assert [robust.ranks for robust in found.robustness] == [{"p": (1, 1)}] * 3


def test_without_any_figure_there_is_no_ranking() -> None:
    found = scored(WEIGHED, [])
    assert [each.score for each in found.places] == [None, None, None]
    assert found.robustness == ()


def test_the_lowest_of_nothing_is_left_out_and_said() -> None:
    found = place(scored(WEIGHED, [judged("sum", "p"), judged("built", "p", 1)]), "p")
    assert (found.score, found.themes[0].completion) == (100, None)
    assert found.themes[0].rules[0].lines[0].treatment is Treatment.EXCLUDED


def test_equal_scores_share_a_rank() -> None:
    found = scored(WEIGHED, [judged("up", each, 80 + (each == "r")) for each in "pqr"])
    assert [(each.entity, each.rank) for each in found.places] == [("r", 1), ("p", 2), ("q", 2)]


def test_other_years_and_rules_do_not_count() -> None:
    strangers = [judged("up", "p", 10, year=YEAR - 1), judged("more", "p", 10), judged("up", "city", 10)]
    assert place(scored(WEIGHED, [judged("up", "p", 90), *strangers]), "p").score == 90


def test_what_a_refused_figure_becomes_is_declared() -> None:
    unclear = judged("up", "p", None, status=Status.NOT_EVALUABLE)
    lines = {}
    for how in MissingAs:
        assessment = declared([theme("growth", "up", unclear=how)], {"growth": 100}, {"growth": 100})
        found = assess(catalogue(), assessment, [unclear, judged("up", "q", 40)], YEAR)
        (lines[how],) = place(found, "p").lines
    assert {how: (line.treatment, line.completion) for how, line in lines.items()} == {
        MissingAs.EXCLUDE: (Treatment.EXCLUDED, None),
        MissingAs.ZERO: (Treatment.AS_ZERO, 0),
        MissingAs.LOWEST: (Treatment.AS_LOWEST, Fraction(2, 5)),
    }


def test_weights_within_their_margins_turn_the_order_as_often_as_counted() -> None:
    first, second = theme("first", "up"), theme("second", "down")
    close = declared([first, second], {"first": 50, "second": 50}, {"first": 50, "second": 50})
    figures = [judged("up", "p", 100), judged("down", "p", 200), judged("up", "r", 50), judged("down", "r", 101)]
    # P: 50 × 1 + 50 × 1/2 = 75; R: 50 × 1/2 + 50 × 100/101 = 74.5.
    found = scored(close, figures)
    robust = {each.moved: each for each in found.robustness}
    (pair,) = robust[Moved.WEIGHTS].pairs
    assert (pair.above, pair.below) == ("p", "r")
    assert pair.kept + pair.tied + pair.turned == 20
    assert 0 < pair.turned < 20
    assert robust[Moved.WEIGHTS].unchanged == pair.kept
    assert robust[Moved.WEIGHTS].ranks == {"p": (1, 2), "r": (1, 2)}
    assert [line.formula for line in place(found, "p").lines] == [Formula.POSITIVE, Formula.NEGATIVE_QUOTIENT]
    assert scored(close, figures) == found, "the same seed gives the same draws"


def promised(rule: str, *scope: str) -> Rule:
    """A rule of some places; without any it waits for a roster."""
    return Rule(
        id=rule,
        plan="plan",
        title=rule,
        indicator="up",
        nature=Nature.TASK,
        unit="%",
        owner="",
        support=(),
        scope=scope,
        theme="",
        base=None,
        targets=(Target(year=YEAR, operator=Operator.AT_LEAST, value=Decimal(100)),),
        trajectory=Trajectory.NONE,
        decimals=None,
        bands=Bands(),
        source=Source(document="", locator="", anchor=""),
        note="",
        at=Location(file="a.yaml"),
        members=None if scope else Members(level="grid"),
    )


def test_rules_that_enter_no_score_are_listed_with_the_reason() -> None:
    rules = [promised("up", "p"), promised("zone", "north"), promised("town", "city", "town"), promised("grid")]
    known = msgspec.structs.replace(catalogue(), rules={rule.id: rule for rule in rules})
    only_growth = declared([theme("growth", "up")], {"growth": 100}, {"growth": 100})
    found = assess(known, only_growth, [judged("up", "p", 90)], YEAR)
    assert [(each.rule, each.why) for each in found.unscored] == [
        ("zone", NotScored.ELSEWHERE),
        ("town", NotScored.NO_THEME),
        ("grid", NotScored.NO_ROSTER),
    ]

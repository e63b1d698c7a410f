"""What holds of every assessment, whatever the figures."""

import random
from fractions import Fraction

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.assessing import declared, judged, place, scored, theme

from zhunsheng.model.assessment import Assessed, Assessment, Line, Margins, MissingAs, Negative, Treatment
from zhunsheng.model.judgement import Judgement, Status

RULES = ("up", "more", "down", "built")
FEW = Margins(weights=Fraction(1, 5), figures=Fraction(1, 10), draws=3, seed=3)
HOW = st.sampled_from(MissingAs)
FIGURE = st.one_of(
    st.none(),
    st.sampled_from([Status.PENDING, Status.NOT_DUE, Status.NOT_EVALUABLE, Status.WAIVED]),
    st.fractions(0, 300, max_denominator=100),
)


@st.composite
def assessments(draw: st.DrawFn, missing: st.SearchStrategy[MissingAs] = HOW) -> Assessment:
    """Two themes of two rules, weights of two zones."""
    themes = [
        theme(key, *rules, silent=draw(missing), unclear=draw(missing))
        for key, rules in (("a", RULES[:2]), ("b", RULES[2:]))
    ]
    north, south = (draw(st.integers(1, 99)) for _ in range(2))
    cap = draw(st.sampled_from([Fraction(1), Fraction(6, 5)]))
    weights = ({"a": north, "b": 100 - north}, {"a": south, "b": 100 - south})
    return declared(themes, *weights, cap=cap, negative=draw(st.sampled_from(Negative)), margins=FEW)


@st.composite
def submissions(draw: st.DrawFn) -> list[Judgement]:
    """A figure, a state, or nothing at all for each rule and place."""
    found = []
    for rule in RULES:
        for entity in ("p", "q", "r", "town"):
            figure = draw(FIGURE)
            if isinstance(figure, Status):
                found.append(judged(rule, entity, status=figure))
            else:
                value = None if figure is None else min(figure, Fraction(1)).__floor__() if rule == "built" else figure
                found.append(judged(rule, entity, value))
    return draw(st.permutations(found))


@settings(max_examples=30, deadline=None)
@given(assessments(), submissions())
def test_weights_renormalise_and_scores_lie_within_the_cap(assessment: Assessment, found: list[Judgement]) -> None:
    for each in scored(assessment, found).places:
        assert sum(t.weight for t in each.themes) == 1
        if each.score is None:
            assert each.rank is None
            continue
        assert sum(t.share for t in each.themes) == 1
        assert sum(t.points for t in each.themes) == each.score
        assert 0 <= each.score <= 100 * assessment.cap
        assert all(t.share == 0 for t in each.themes if t.completion is None)


@settings(max_examples=20, deadline=None)
@given(assessments(), submissions(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_makes_no_difference(
    assessment: Assessment, found: list[Judgement], chance: random.Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert scored(assessment, shuffled) == scored(assessment, found)


@settings(max_examples=30, deadline=None)
@given(assessments(), submissions(), st.fractions(0, 50, max_denominator=10))
def test_more_of_a_good_thing_never_costs_points(
    assessment: Assessment, found: list[Judgement], more: Fraction
) -> None:
    better = [_raised(each, more) for each in found]
    before, after = (place(scored(assessment, each), "p").score for each in (found, better))
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


def _raised(judgement: Judgement, more: Fraction) -> Judgement:
    if judgement.rule != "up" or judgement.entity != "p" or judgement.value is None:
        return judgement
    return msgspec.structs.replace(judgement, value=judgement.value + more)


@settings(max_examples=30, deadline=None)
@given(assessments(st.sampled_from([MissingAs.EXCLUDE, MissingAs.LOWEST])), submissions())
def test_nothing_missing_counts_as_zero_unless_declared(assessment: Assessment, found: list[Judgement]) -> None:
    for line in _lines(scored(assessment, found)):
        assert line.treatment is not Treatment.AS_ZERO
        if line.judgement.value is None and line.treatment is Treatment.AS_LOWEST:
            assert line.completion is not None
        elif line.judgement.value is None:
            assert line.completion is None


@settings(max_examples=30, deadline=None)
@given(assessments(st.just(MissingAs.EXCLUDE)), submissions())
def test_what_is_left_out_changes_nothing(assessment: Assessment, found: list[Judgement]) -> None:
    with_gaps, without = scored(assessment, found), scored(assessment, [f for f in found if f.value is not None])
    assert {p.entity: p.score for p in with_gaps.places} == {p.entity: p.score for p in without.places}


@settings(max_examples=30, deadline=None)
@given(assessments(), submissions())
def test_no_margin_no_change(assessment: Assessment, found: list[Judgement]) -> None:
    firm = msgspec.structs.replace(
        assessment, margins=Margins(weights=Fraction(0), figures=Fraction(0), draws=2, seed=1)
    )
    for robust in scored(firm, found).robustness:
        assert robust.unchanged == robust.draws
        assert all(best == worst for best, worst in robust.ranks.values())


def _lines(assessed: Assessed) -> list[Line]:
    return [line for each in assessed.places for line in each.lines]

"""Which judgements enter the score of which place, and as what."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.assess import completion
from zhunsheng.assess.completion import Measured
from zhunsheng.model.assessment import Assessment, MissingAs, Treatment
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Judgement, Status

_LEFT_OUT = {
    Status.NOT_DUE: Treatment.NOT_DUE,
    Status.PENDING: Treatment.PENDING,
    Status.WAIVED: Treatment.WAIVED,
}
"""States that are nobody's fault: left out whatever a theme declares of missing figures."""

_AS = {
    MissingAs.EXCLUDE: Treatment.EXCLUDED,
    MissingAs.ZERO: Treatment.AS_ZERO,
    MissingAs.LOWEST: Treatment.AS_LOWEST,
}


class Entry(NamedTuple):
    """One judgement in a theme of a place. `measured` is set where there is a figure to count."""

    place: str
    theme: int
    judgement: Judgement
    treatment: Treatment
    measured: Measured | None


def entries(
    catalogue: Catalogue, assessment: Assessment, judgements: Sequence[Judgement], year: int
) -> tuple[Entry, ...]:
    """Take the judgements of `year` in the order of themes, rules and places: that of the input makes no difference."""
    theme_of = {rule: number for number, theme in enumerate(assessment.themes) for rule in theme.rules}
    rules = {rule: number for number, rule in enumerate(theme_of)}
    places = scored_in(catalogue, assessment)
    found = [
        Entry(place, theme_of[each.rule], each, *_treated(each, assessment, theme_of[each.rule], catalogue))
        for each in judgements
        if each.year == year and each.rule in theme_of
        for place in places.get(each.entity, ())
    ]
    return tuple(sorted(found, key=lambda entry: (rules[entry.judgement.rule], entry.judgement.entity, entry.place)))


def scored_in(catalogue: Catalogue, assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Tell for each place of the plan in whose score its figures count: its own, or that of the place around it."""
    plan = catalogue.plan
    around = {place.id: (place.id, *(each.id for each in plan.surroundings(place))) for place in plan.places}
    return {key: tuple(each for each in ids if each in assessment.places) for key, ids in around.items()}


def _treated(
    judgement: Judgement, assessment: Assessment, theme: int, catalogue: Catalogue
) -> tuple[Treatment, Measured | None]:
    if judgement.status in _LEFT_OUT:
        return _LEFT_OUT[judgement.status], None
    declared = assessment.themes[theme]
    if judgement.status is Status.NOT_REPORTED:
        return _AS[declared.not_reported], None
    kind = catalogue.indicators[judgement.indicator].kind
    measured = completion.measured(judgement, kind, assessment.negative)
    if judgement.status is Status.NOT_EVALUABLE or measured is None:
        return _AS[declared.not_evaluable], None
    return Treatment.COUNTED, measured


def completions(found: Sequence[Entry], cap: Fraction) -> list[Fraction | None]:
    """Give the completion of each entry whose figure counts; None for the others."""
    return [None if entry.measured is None else completion.completion(entry.measured, cap) for entry in found]


def filled(counted: Sequence[Fraction | None], found: Sequence[Entry]) -> list[Fraction | None]:
    """Put in what is declared for figures that are missing: zero, or the lowest of the theme in any place, if any."""
    values = list(counted)
    for number, entry in enumerate(found):
        if entry.treatment is Treatment.AS_ZERO:
            values[number] = Fraction(0)
        elif entry.treatment is Treatment.AS_LOWEST:
            theirs = (value for other, value in zip(found, counted, strict=True) if other.theme == entry.theme)
            values[number] = min((value for value in theirs if value is not None), default=None)
    return values

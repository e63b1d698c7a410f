"""The stage itself: from judgements of a year to scores with all their parts, ranked."""

from collections.abc import Sequence
from fractions import Fraction

from zhunsheng.assess import lines, scoring
from zhunsheng.assess.lines import Entry
from zhunsheng.assess.robustness import Ranking
from zhunsheng.assess.unscored import unscored
from zhunsheng.model.assessment import (
    Assessed,
    Assessment,
    Line,
    Moved,
    PlaceScore,
    RuleScore,
    ThemeScore,
    Treatment,
)
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Judgement


def assess(catalogue: Catalogue, assessment: Assessment, judgements: Sequence[Judgement], year: int) -> Assessed:
    """Score and rank the places of `assessment` by the judgements of `year`, in whatever order they come."""
    found = lines.entries(catalogue, assessment, judgements, year)
    values = lines.filled(lines.completions(found, assessment.cap), found)
    written = [_line(entry, value) for entry, value in zip(found, values, strict=True)]
    sorted_in = scoring.tree(found, assessment)
    weighed = scoring.mixed(assessment, scoring.declared(assessment))
    themes = {place: _themes(assessment, sorted_in[place], weighed[place], written) for place in assessment.places}
    scores = {
        place: scoring.score(weighed[place], [theme.completion for theme in each]) for place, each in themes.items()
    }
    ranks = scoring.ranks(scores)
    places = [_place(place, scores[place], ranks.get(place), themes[place]) for place in assessment.places]
    places.sort(key=lambda each: (each.rank is None, each.rank or 0))
    ranking = Ranking(assessment, found, [each.entity for each in places if each.rank is not None])
    return Assessed(
        assessment=assessment,
        year=year,
        places=tuple(places),
        robustness=tuple(ranking.robustness(moved) for moved in Moved) if ranks else (),
        unscored=unscored(catalogue, assessment),
    )


def _line(entry: Entry, completion: Fraction | None) -> Line:
    measured, treatment = entry.measured, entry.treatment
    if treatment is Treatment.AS_LOWEST and completion is None:
        treatment = Treatment.EXCLUDED  # nothing in the theme to take the lowest of
    return Line(
        judgement=entry.judgement,
        treatment=treatment,
        formula=measured.formula if measured else None,
        limit=measured.limit if measured else None,
        completion=completion,
    )


def _themes(
    assessment: Assessment,
    sorted_in: Sequence[dict[str, list[int]]],
    weighed: Sequence[int],
    written: Sequence[Line],
) -> tuple[ThemeScore, ...]:
    values = [line.completion for line in written]
    completions = [scoring.of_theme(rules, values) for rules in sorted_in]
    counted = sum(w for w, completion in zip(weighed, completions, strict=True) if completion is not None)
    found = []
    for theme, rules, weight, completion in zip(assessment.themes, sorted_in, weighed, completions, strict=True):
        share = Fraction(weight, counted) if completion is not None and counted else Fraction(0)
        found.append(
            ThemeScore(
                theme=theme.id,
                weight=Fraction(weight, sum(weighed)),
                share=share,
                completion=completion,
                points=100 * share * (completion or 0),
                rules=tuple(_rule(rule, numbers, written) for rule, numbers in rules.items()),
            )
        )
    return tuple(found)


def _rule(rule: str, numbers: Sequence[int], written: Sequence[Line]) -> RuleScore:
    held = tuple(written[number] for number in numbers)
    return RuleScore(rule=rule, completion=scoring.mean([line.completion for line in held]), lines=held)


def _place(entity: str, score: Fraction | None, rank: int | None, themes: tuple[ThemeScore, ...]) -> PlaceScore:
    counted = sum((theme.weight for theme in themes if theme.completion is not None), Fraction(0))
    return PlaceScore(entity=entity, score=score, rank=rank, counted=counted, themes=themes)

"""Weights and means: from completions to scores, for the ranking as for every draw that tests it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from zhunsheng.assess.lines import Entry
from zhunsheng.model.assessment import Assessment

Tree = dict[str, tuple[dict[str, list[int]], ...]]
"""For each place and theme the rules, and for each rule the numbers of its entries."""

Weights = Sequence[Sequence[int]]
"""For each zone the weight of each theme; only the proportion of those of one zone matters."""


def tree(found: Sequence[Entry], assessment: Assessment) -> Tree:
    """Sort entries by place, theme and rule; a place without any is there, too."""
    sorted_in: Tree = {place: tuple({} for _ in assessment.themes) for place in assessment.places}
    for number, entry in enumerate(found):
        sorted_in[entry.place][entry.theme].setdefault(entry.judgement.rule, []).append(number)
    return sorted_in


def mean(values: Sequence[Fraction | None]) -> Fraction | None:
    """Return the mean of those that count; None where none does."""
    counted = [value for value in values if value is not None]
    if len(counted) < 2:  # most rules have one figure
        return counted[0] if counted else None
    return sum(counted, Fraction(0)) / len(counted)


def of_theme(rules: Mapping[str, Sequence[int]], values: Sequence[Fraction | None]) -> Fraction | None:
    """Return the completion of a theme: the mean of its rules, each the mean of its figures."""
    return mean([mean([values[number] for number in numbers]) for numbers in rules.values()])


def declared(assessment: Assessment) -> Weights:
    """Return the declared weights as whole numbers: only their proportion matters."""
    whole = lcm(*(weight.denominator for zone in assessment.zones for weight in zone.weights.values()))
    return [[int(zone.weights[theme.id] * whole) for theme in assessment.themes] for zone in assessment.zones]


def mixed(assessment: Assessment, weights: Weights) -> dict[str, list[int]]:
    """Mix, for each place, the weights of its zones in the proportion of its places in each."""
    return {
        place: [
            sum(
                zones[zone.zone] * of[theme]
                for zone, of in zip(assessment.zones, weights, strict=True)
                if zone.zone in zones
            )
            for theme in range(len(assessment.themes))
        ]
        for place, zones in assessment.places.items()
    }


def score(weights: Sequence[int], completions: Sequence[Fraction | None]) -> Fraction | None:
    """Return the weighted mean, 0 to 100 × cap, over the themes that count; None where their weights are nothing."""
    pairs = [(w, c) for w, c in zip(weights, completions, strict=True) if w and c is not None]
    if not pairs:
        return None
    # Over one denominator the sum is one of whole numbers: a thousand draws have a thousand such sums.
    denominator = lcm(*(c.denominator for _, c in pairs))
    numerator = sum(w * c.numerator * (denominator // c.denominator) for w, c in pairs)
    return Fraction(100 * numerator, denominator * sum(w for w, _ in pairs))


def ranks(scores: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Rank places by score, the highest first; equal scores share a rank. A place without a score has none."""
    held = {place: value for place, value in scores.items() if value is not None}
    return {place: 1 + sum(other > value for other in held.values()) for place, value in held.items()}

"""Submissions that try a rule out: figures around every limit, the base and the path; silence, refusals, sequences.

Every probe is a place of its own, made up for the purpose, so that one evaluation tries them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, product
from typing import NamedTuple

from msgspec.structs import replace

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind, parts
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission
from zhunsheng.prove.situations import formula
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.subject import Subject

HERE = Location(file="probes")

SILENT, REFUSED = "silent", "refused"
Word = Decimal | str
"""What is reported in a year: a figure, nothing, or something unreadable."""
Series = tuple[Word, ...]
"""One word for each year of the period, base year first."""
Issued = Mapping[int, Decimal]


class Probe(NamedTuple):
    """What one made-up place reports, and what was issued to it."""

    series: Series
    issued: Issued


class Grid(NamedTuple):
    """Probes laid out: the made-up places, and all that they submit."""

    places: tuple[Place, ...]
    submission: Submission


def grid(before: Catalogue, after: Catalogue, rule_id: str) -> Grid:
    """Lay out every probe that could tell two versions of a rule apart."""
    rules = (before.rules[rule_id], after.rules[rule_id])
    probes = list(_probes(before, rules))
    members = rules[0].members
    places = tuple(
        Place(
            id=f"probe-{n}",
            title=f"试{n}",
            level=members.level if members else "probe",
            kind=members.kind if members else None,
        )
        for n in range(len(probes))
    )
    rows = list(chain.from_iterable(_rows(before, rules[0], *each) for each in zip(places, probes, strict=True)))
    return Grid(
        places,
        Submission(
            observations=tuple(row for row in rows if isinstance(row, Observation)),
            refusals=tuple(row for row in rows if isinstance(row, Refusal)),
            issued=tuple(row for row in rows if isinstance(row, IssuedTarget)),
        ),
    )


def peopled_by(catalogue: Catalogue, rule_id: str, places: tuple[Place, ...]) -> Catalogue:
    """The catalogue whose one rule speaks of the made-up places."""
    rule = replace(catalogue.rules[rule_id], members=None, scope=tuple(place.id for place in places))
    plan = replace(catalogue.plan, places=(*catalogue.plan.places, *places))
    return replace(catalogue, plan=plan, rules={rule_id: rule})


def _probes(catalogue: Catalogue, rules: Sequence[Rule]) -> Iterator[Probe]:
    years = len(catalogue.plan.period.years)
    figures = sorted(set(_figures(catalogue, rules)))
    if catalogue.indicators[rules[0].indicator].kind is Kind.MILESTONE:
        words: tuple[Word, ...] = (Decimal(1), Decimal(0), SILENT, *((REFUSED,) if years <= 4 else ()))
        for series in product(words, repeat=years):
            yield Probe(series, {})
        return
    for issued in _issued(catalogue, rules):
        for figure in figures:
            yield Probe((figure,) * years, issued)
        low, high = figures[0], figures[-1]
        yield Probe(tuple(low if n % 2 else high for n in range(years)), issued)
        yield Probe(tuple(high if n % 2 else low for n in range(years)), issued)
        yield Probe(tuple(high if n % 2 else SILENT for n in range(years)), issued)
        yield Probe(tuple(SILENT if n % 2 else low for n in range(years)), issued)
        yield Probe((SILENT,) * years, issued)
        yield Probe((REFUSED,) * years, issued)
        yield Probe((high, *(REFUSED,) * (years - 1)), issued)


def _figures(catalogue: Catalogue, rules: Sequence[Rule]) -> Iterator[Decimal]:
    """Every figure at which one of the rules may turn, limits, base and bands of the path, and its neighbours."""
    turning = {Fraction(0)}
    period, kind = catalogue.plan.period, catalogue.indicators[rules[0].indicator].kind
    for rule in rules:
        start, since = Fraction(0), period.start - 1
        if rule.base is not None:
            turning.add(Fraction(rule.base.value))
        if rule.base is not None and kind is not Kind.FLOW:
            start, since = Fraction(rule.base.value), rule.base.last_year
        cuts = (Fraction(0), rule.bands.behind, rule.bands.nearly, rule.bands.on_track)
        for target in Held(Subject(catalogue, rule)).targets:
            goals = [Fraction(end) for end in (target.value, target.upper) if end is not None]
            turning.update(goals)
            for goal, band, year in product(goals, cuts, range(since + 1, target.year)):
                turning.add(start + (goal - start) * band * Fraction(year - since, target.year - since))
    hair = Held(Subject(catalogue, rules[0])).subject.step
    shares = range(1, len(period.years)) if kind is Kind.FLOW else (1,)
    for figure, share in product(turning, shares):
        exact = Decimal(decimal_text(figure / share))
        yield from (exact, exact - hair, exact + hair, exact - hair / 3)


def _issued(catalogue: Catalogue, rules: Sequence[Rule]) -> Iterator[Issued]:
    """What may have been issued: nothing, everything, only the first, another figure."""
    yield {}
    held = Held(Subject(catalogue, rules[0]))
    samples = {t.year: t.value for t in held.targets if t.year in held.open_years and t.value is not None}
    if samples:
        first = min(samples)
        yield samples
        yield {first: samples[first]}
        yield {year: figure - 1 if figure >= 1 else figure + 1 for year, figure in samples.items()}
        for year in {first - 1, max(samples) - 1} & set(catalogue.plan.period.years[1:]):
            yield {year: samples[first]}  # a figure may be issued for a year that nobody spoke of


def _rows(
    catalogue: Catalogue, rule: Rule, place: Place, probe: Probe
) -> Iterator[Observation | Refusal | IssuedTarget]:
    indicator = catalogue.indicators[rule.indicator]
    for year, word in zip(catalogue.plan.period.years, probe.series, strict=True):
        for part, told in _told(catalogue, rule, word).items():
            if told == REFUSED:
                yield Refusal(entity=place.id, year=year, indicator=part, code="unreadable", at=(HERE,))
            elif isinstance(told, Decimal):
                yield _observation(catalogue, place, year, part, told)
    for year, figure in probe.issued.items():
        yield IssuedTarget(
            entity=place.id,
            year=year,
            indicator=indicator.id,
            value=figure,
            unit=indicator.unit,
            factor=Fraction(1),
            citation="试",
            at=HERE,
            benchmark=rule.benchmark is not None,
        )


def _told(catalogue: Catalogue, rule: Rule, word: Word) -> dict[str, Word]:
    """What the parts of a figure report for it to come out, as nearly as decimals can."""
    indicators, indicator = catalogue.indicators, catalogue.indicators[rule.indicator]
    made_of = parts(indicators, indicator.id)
    if indicator.expression is None or isinstance(word, str):
        return dict.fromkeys(made_of, word)
    try:
        solved = formula.first_part(indicators, indicator, Fraction(word))
    except ValueError:
        solved = Decimal(0)
    return {made_of[0]: solved, **formula.fixed_parts(indicators, indicator)}


def _observation(catalogue: Catalogue, place: Place, year: int, part: str, figure: Decimal) -> Observation:
    indicator = catalogue.indicators[part]
    return Observation(
        entity=place.id,
        year=year,
        indicator=part,
        value=figure,
        unit=indicator.unit,
        factor=indicator.units.get(indicator.unit, Fraction(1)),
        text=str(figure),
        at=HERE,
    )

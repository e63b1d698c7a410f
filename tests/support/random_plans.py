"""Random rules, and random figures placed where verdicts change: on limits and band thresholds, and one step beside."""

import random
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tests.support.judging import ONE, PERIOD, SOMEWHERE, catalogue, indicator, rule
from tests.support.random_formulas import FORMULAS
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Members, Rule, Target, Trajectory
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission

PLACES = ("here", "there")
FACTORS = (ONE, ONE, ONE, Fraction(2000, 3), Fraction(1, 10000), Fraction(100), Fraction(1, 7))
RAY_OPERATORS = (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW)

BENCHMARK = "全省平均水平"

Case = tuple[Catalogue, Submission]

figures = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-60, 1200), st.sampled_from((0, 0, 1, 2))
)
bands = st.sampled_from(
    (
        Bands(),
        Bands(),
        Bands(on_track=Fraction(9, 10), nearly=Fraction(1, 3), behind=Fraction(1, 7)),
        Bands(on_track=Fraction(3, 2), nearly=Fraction(1), behind=Fraction(1, 10**9)),
        Bands(on_track=Fraction(1), nearly=Fraction(1, 2), behind=Fraction(-1, 2)),
        Bands(on_track=Fraction(1, 2), nearly=Fraction(2), behind=Fraction(0)),
    )
)


@st.composite
def targets(draw: st.DrawFn) -> tuple[Target, ...]:
    """One to three years, mostly of one operator; some figures are issued later."""
    operator = draw(st.sampled_from(Operator))
    made = []
    for year in sorted(draw(st.sets(st.integers(2021, 2025), min_size=1, max_size=3))):
        value = None if draw(st.integers(0, 5)) == 0 else draw(figures)
        upper = value + abs(draw(figures)) if operator is Operator.WITHIN and value is not None else None
        made.append(Target(year=year, operator=operator, value=value, upper=upper))
        if draw(st.integers(0, 5)) == 0:
            operator = draw(st.sampled_from(Operator))
    return tuple(made)


@st.composite
def bases(draw: st.DrawFn, near: Sequence[Decimal]) -> Base | None:
    if draw(st.integers(0, 7)) == 0:
        return None
    last_year = draw(st.sampled_from((2020, 2020, 2020, 2019, 2015, 2022)))
    value = draw(st.one_of(figures, figures, st.sampled_from((Decimal(40), *near))))
    bound = draw(st.sampled_from((None,) * 6 + tuple(Operator)))
    return Base(value=value, first_year=last_year, last_year=last_year, bound=bound)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    limits = draw(targets())
    unpeopled = draw(st.integers(0, 15)) == 7
    return rule(
        targets=limits,
        benchmark=draw(st.sampled_from((None, BENCHMARK))),
        base=draw(bases([limit.value for limit in limits if limit.value is not None])),
        trajectory=draw(st.sampled_from((*Trajectory, Trajectory.LINEAR, Trajectory.LINEAR, Trajectory.CAGR))),
        decimals=draw(st.sampled_from((None, None, 0, 1, 2, 6))),
        bands=draw(bands),
        scope=() if unpeopled else PLACES,
        members=Members(level="grid") if unpeopled else None,
    )


ROUND_CAGRS = ((Decimal(100), Decimal("146.41")), (Decimal(81), Decimal(16)), (Decimal(1), Decimal(32)))
"""Base and target between which the yearly factor over four or five years is rational."""


@st.composite
def paths(draw: st.DrawFn) -> Rule:
    """Draw a rule with a path that leads somewhere, so that R matters."""
    start, goal = draw(
        st.one_of(
            st.tuples(figures, figures).map(lambda ends: (abs(ends[0]) + 1, abs(ends[1]) + 2)),
            st.sampled_from(ROUND_CAGRS),
        )
    )
    rising = goal >= start
    operator = draw(st.sampled_from(RAY_OPERATORS[:2] if rising else RAY_OPERATORS[2:]))
    return rule(
        targets=(Target(year=draw(st.sampled_from((2025, 2025, 2024))), operator=operator, value=goal),),
        base=Base(
            value=start,
            first_year=2020,
            last_year=draw(st.sampled_from((2020, 2020, 2016))),
        ),
        trajectory=draw(st.sampled_from((Trajectory.LINEAR, Trajectory.CAGR))),
        decimals=draw(st.sampled_from((None, 1, 3))),
        bands=draw(bands),
        scope=PLACES,
    )


@st.composite
def milestones(draw: st.DrawFn) -> Rule:
    """Draw a rule that asks for something to be done by a year, sometimes again by another."""
    years = sorted(draw(st.sets(st.integers(2021, 2025), min_size=1, max_size=2)))
    return rule(
        targets=tuple(Target(year=year, operator=Operator.AT_LEAST, value=Decimal(1)) for year in years),
        base=draw(st.sampled_from((None, None, Base(value=Decimal(1), first_year=2020, last_year=2020)))),
        trajectory=Trajectory.NONE,
        scope=PLACES,
        unit=DONE,
    )


@st.composite
def milestone_cases(draw: st.DrawFn) -> Case:
    held_to = draw(milestones())
    scattered = Scatter(random.Random(draw(st.integers(0, 2**48))), held_to, Kind.MILESTONE)  # noqa: S311
    return catalogue([held_to], [indicator("x", Kind.MILESTONE)]), scattered.words()


@st.composite
def figure_cases(draw: st.DrawFn) -> Case:
    held_to = draw(st.one_of(rules(), paths()))
    formula = draw(st.sampled_from(FORMULAS))
    kind = draw(st.sampled_from((Kind.LEVEL, Kind.LEVEL, Kind.LEVEL, Kind.FLOW, Kind.FLOW, Kind.YEARLY, Kind.GROWTH)))
    named = [
        indicator(name, kind if name == "x" else Kind.LEVEL, expression, formula.factor if name == "x" else ONE)
        for name, expression in formula.indicators.items()
    ]
    scattered = Scatter(random.Random(draw(st.integers(0, 2**48))), held_to, kind)  # noqa: S311
    return catalogue([held_to], named), scattered.submission(named)


def cases() -> st.SearchStrategy[Case]:
    """Draw a catalogue of one rule, and a submission. Cells come from a drawn seed: there are too many to draw."""
    return st.one_of(figure_cases(), figure_cases(), figure_cases(), milestone_cases())


class Scatter:
    """Figures for the cells of one rule, on and around everything that a verdict could turn on."""

    def __init__(self, chance: random.Random, held_to: Rule, kind: Kind) -> None:
        self._chance = chance
        self._rule = held_to
        self._kind = kind
        self._tidy = chance.random() < 0.3
        self._width = chance.choice((0, 2, 5, 16, 30))

    def submission(self, named: Sequence[Indicator]) -> Submission:
        reported = [one.id for one in named if one.expression is None]
        observations: list[Observation] = []
        refusals: list[Refusal] = []
        for place in PLACES:
            for year in PERIOD.years:
                figures_of_year = self._cells(reported, year)
                for name, (value, factor) in figures_of_year.items():
                    fate = 1.0 if self._tidy else self._chance.random()
                    if fate < 0.04:
                        refusals.append(Refusal(entity=place, year=year, indicator=name, code="c", at=(SOMEWHERE,)))
                    elif fate > 0.1:
                        observations.append(self._seen(place, year, name, value, factor, bounded=fate < 0.18))
        return Submission(observations=tuple(observations), refusals=tuple(refusals), issued=self._issued())

    def words(self) -> Submission:
        """Say done, not done, nothing, or something unreadable."""
        observations: list[Observation] = []
        refusals: list[Refusal] = []
        for place in PLACES:
            for year in PERIOD.years:
                word = self._chance.choice(("1", "0", "silent", "silent", "refused"))
                if word == "refused":
                    refusals.append(Refusal(entity=place, year=year, indicator="x", code="c", at=(SOMEWHERE,)))
                elif word != "silent":
                    observations.append(self._seen(place, year, "x", Decimal(word), ONE, bounded=False))
        return Submission(observations=tuple(observations), refusals=tuple(refusals), issued=self._issued())

    def _seen(
        self, place: str, year: int, name: str, value: Decimal, factor: Fraction, *, bounded: bool
    ) -> Observation:
        return Observation(
            entity=place,
            year=year,
            indicator=name,
            value=value,
            unit="percent",
            factor=factor,
            text=str(value),
            at=SOMEWHERE,
            bound=self._chance.choice((*RAY_OPERATORS, *RAY_OPERATORS, Operator.WITHIN)) if bounded else None,
        )

    def _issued(self) -> tuple[IssuedTarget, ...]:
        """Sometimes the same for both places, sometimes for one only."""
        rows = []
        for place in self._chance.choice(((), PLACES, PLACES[:1])):
            for year in self._chance.sample(range(2020, 2026), self._chance.choice((1, 1, 2))):
                figure = self._chance.choice((Decimal(95), Decimal(self._chance.randint(1, 999)).scaleb(-1)))
                operator = self._chance.choice((None, None, None, *Operator))
                rows.append(
                    IssuedTarget(
                        entity=place,
                        year=year,
                        indicator="x",
                        value=figure,
                        unit="percent",
                        factor=self._chance.choice(FACTORS),
                        citation=f"文号{place}{year}",
                        at=SOMEWHERE,
                        operator=operator,
                        benchmark=self._chance.random() < 0.5,
                    )
                )
        return tuple(rows)

    def _cells(self, reported: Sequence[str], year: int) -> dict[str, tuple[Decimal, Fraction]]:
        """Choose the year's figures; with two parts, so that their quotient is likely to be what matters."""
        wanted = self._wanted(year)
        if len(reported) < 2 or self._chance.random() < 0.2:
            cells = {name: self._factored(self._beside(self._wanted(year))) for name in reported}
        else:
            below = Fraction(self._chance.choice((0, 1, -1, 7, 40, 10**9 + 7, 10**17 - 3)))
            share = wanted * below / self._chance.choice((1, 100))
            cells = {name: self._factored(self._beside(below)) for name in reported[2:]}
            cells |= {reported[0]: self._factored(self._beside(share)), reported[1]: (Decimal(int(below)), ONE)}
        return cells

    def _wanted(self, year: int) -> Fraction:
        """Choose a figure that a verdict could turn on."""
        limits = [limit for limit in self._rule.targets if limit.value is not None]
        chosen = self._chance.choice(limits) if limits else None
        if chosen is None or chosen.value is None or self._chance.random() < 0.2:
            return Fraction(self._chance.randint(-50, 1500), self._chance.choice((1, 10, 100)))
        goal = Fraction(chosen.value)
        places = [limit for limit in (goal, chosen.upper) if limit is not None]
        start = Fraction(0) if self._kind is Kind.FLOW or self._rule.base is None else Fraction(self._rule.base.value)
        band = self._chance.choice(
            (self._rule.bands.on_track, self._rule.bands.nearly, self._rule.bands.behind, Fraction(0), Fraction(1))
        )
        since = 2020 if self._rule.base is None else self._rule.base.last_year
        share = band * Fraction(year - since, max(1, chosen.year - since))
        half_step = Fraction(self._chance.choice((-1, 0, 1)), 2 * 10 ** (self._rule.decimals or 0))
        on_path = start + share * (goal - start)
        if self._rule.trajectory is Trajectory.CAGR and min(start, goal) > 0:
            on_path = _on_compound_path(start, goal, share)
        wanted = self._chance.choice((*(Fraction(p) for p in places), start, on_path, on_path, on_path))
        if self._kind is Kind.FLOW:
            wanted /= self._chance.choice((1, 5, max(1, year - 2020)))
        return wanted + (half_step if self._chance.random() < 0.3 else 0)

    def _beside(self, figure: Fraction) -> Fraction:
        """Stay, or move one unit of the last written place."""
        return figure + Fraction(self._chance.choice((0, 0, 0, 1, -1)), 10**self._width)

    def _factored(self, figure: Fraction) -> tuple[Decimal, Fraction]:
        """Write a figure in some unit, as a decimal of at most 38 digits."""
        factor = self._chance.choice(FACTORS)
        in_unit = figure / factor
        return Context(prec=38).divide(Decimal(in_unit.numerator), Decimal(in_unit.denominator)), factor


def _on_compound_path(start: Fraction, goal: Fraction, share: Fraction) -> Fraction:
    """Come near to start·(goal/start)^share, and hit it where the decimal happens to be exact."""
    context = Context(prec=80)
    ratio = context.divide(Decimal((goal / start).numerator), Decimal((goal / start).denominator))
    power = context.power(ratio, context.divide(Decimal(share.numerator), Decimal(share.denominator)))
    return start * Fraction(context.quantize(power, Decimal("1e-12")))

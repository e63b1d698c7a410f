"""The rule that a feature is written for, and how its sentences begin: place, year, title, figure, unit."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.plan import Place, Roster
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target
from zhunsheng.prove.situations import amounts, formula
from zhunsheng.prove.step_text import StepText
from zhunsheng.prove.words import OPERATORS, PERCENTAGE_POINTS

GAP = "<数值>"
"""Where an outline puts its figure."""


class Subject:
    """A rule of a catalogue, seen by whoever writes its scenarios. The first place of its scope is the one told of."""

    def __init__(self, catalogue: Catalogue, rule: Rule) -> None:
        self.catalogue, self.rule = catalogue, rule
        self.indicator: Indicator = catalogue.indicators[rule.indicator]
        self.kind = self.indicator.kind
        self.period = catalogue.plan.period
        self.owner = rule.owner

    @cached_property
    def roster(self) -> Roster | None:
        """The roster that fills the scope, if one does."""
        members = self.rule.members
        return next((r for r in self.catalogue.plan.rosters if members and r.level == members.level), None)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the scope that the plan itself lists."""
        by_id = {place.id: place for place in self.catalogue.plan.places}
        return tuple(by_id[key] for key in self.rule.scope)

    @property
    def place(self) -> str:
        """The place told of."""
        return f"甲{self.roster.title}" if self.roster else self.places[0].title

    @property
    def several(self) -> bool:
        """Whether the rule holds several places, so that sentences must say which they mean."""
        return len(self.places) > 1

    @property
    def who(self) -> str:
        """How a sentence about the place told of begins."""
        return self.place if self.several else ""

    @property
    def preamble(self) -> list[StepText]:
        """What every scenario must say first: the roster."""
        if self.roster is None or self.rule.members is None:
            return []
        return [f"名册列有{self.rule.members.kind or ''}{self.roster.title}“{self.place}”"]

    @cached_property
    def unit(self) -> str:
        """The unit as a reader writes it."""
        return unit_label(self.indicator)

    @cached_property
    def whole(self) -> bool:
        """Whether its figures come whole: things are counted, and no figure of the rule is an average of them."""
        return self.unit in amounts.COUNTED and all(map(amounts.is_whole, self._figures))

    @property
    def _figures(self) -> list[Decimal]:
        stated = [figure for target in self.rule.targets for figure in (target.value, target.upper)]
        base = () if self.rule.base is None else (self.rule.base.value,)
        return [*(figure for figure in stated if figure is not None), *base]

    @cached_property
    def limits(self) -> tuple[Target, ...]:
        """The rule's targets, with a sample in the place of each figure that arrives as data."""
        return tuple(self._filled(number, target) for number, target in enumerate(self.rule.targets))

    def _filled(self, number: int, target: Target) -> Target:
        if target.value is not None:
            return target
        base, share = self.rule.base, self.unit == "%"
        if base is None:
            value = Decimal(60 if share else 10)
        else:
            step = max(Decimal(1), ((100 - base.value if share else base.value) / 4).quantize(Decimal(1)))
            value = base.value - step if target.operator.falling else base.value + step
            rounding = ROUND_FLOOR if target.operator.falling else ROUND_CEILING
            value = base.value / 2 if value < 0 else value.to_integral_value(rounding) if value >= 1 else value
        further = 1 if self.whole else amounts.margin(value, "0.02", whole=False)
        return replaced(target, value + number * further if number else value)

    def amount(self, figure: Decimal) -> str:
        """A figure with its unit."""
        return f"{amounts.plain(figure)}{self.unit}"

    def apart(self, gap: Decimal) -> str:
        """A distance with its direction and unit: 高0.1个百分点, 少3家."""
        if self.unit == "%":
            return f"{'高' if gap > 0 else '低'}{amounts.plain(abs(gap))}{PERCENTAGE_POINTS}"
        return f"{'多' if gap > 0 else '少'}{amounts.plain(abs(gap))}{self.unit}"

    @property
    def step(self) -> Decimal:
        """By how much a figure misses when it only just does."""
        figures = [figure for target in self.limits for figure in (target.value, target.upper)]
        return amounts.smallest_step(self.unit, *figures, whole=self.whole)

    def last_place(self, figure: Decimal) -> Decimal:
        """One in the last place that a figure is written with; one person, one dwelling where ten thousands are."""
        written = Decimal(1).scaleb(-amounts.places_of(figure))
        if self.unit in amounts.TEN_THOUSANDS:
            return min(Decimal("0.0001"), written)
        return Decimal(1) if self.whole else written

    def told(self, year: int, figure: Decimal) -> str:
        """What is reported in `year` for `figure` to come out: the first part of a formula, the last year of a sum."""
        if self.kind is Kind.FLOW:
            figure -= sum(self.before(year), Decimal(0))
        if self.indicator.expression is None:
            return self.amount(figure)
        solved = formula.first_part(self.catalogue.indicators, self.indicator, Fraction(figure))
        return f"{amounts.plain(solved)}{unit_label(self.parts[0])}"

    def tells(self, year: int, figure: Decimal | str) -> list[StepText]:
        """The steps by which `figure` of `year` is reported; `GAP` leaves what is reported to an outline."""
        told = figure if isinstance(figure, str) else self.told(year, figure)
        before = self.before(year) if self.kind is Kind.FLOW else []
        if not before:
            return self.reports(year, told)
        rows = [(str(self.period.start + n), self.amount(each)) for n, each in enumerate(before)]
        return [(f"{self.place}历年{self.indicator.title}如下", [("年份", "数值"), *rows, (str(year), told)])]

    def before(self, year: int) -> list[Decimal]:
        """What a sum that goes as it should has collected in each year before `year`."""
        sums = [Decimal(0), *(self.so_far(each) for each in range(self.period.start, year))]
        return [now - past for past, now in pairwise(sums)]

    def so_far(self, year: int) -> Decimal:
        """What such a sum comes to by the end of `year`: on its way to the next limit, upon it when it is due."""
        since, past = self.period.start - 1, Decimal(0)
        for target in self.limits:
            due, goal = target.year, self._kept(target)
            if year <= due:
                quantum = Decimal(1) if self.whole else self.step
                if target.operator.rising:  # its pace is reckoned from the start of the period
                    paced = goal * (year - self.period.start + 1) / (due - self.period.start + 1)
                    return max(past, paced.quantize(quantum, ROUND_CEILING))
                return (past + (goal - past) * (year - since) / (due - since)).quantize(quantum, ROUND_CEILING)
            since, past = due, goal
        return past

    def _kept(self, target: Target) -> Decimal:
        """A figure that only just satisfies a limit."""
        low, _ = amounts.ends(target)
        return low + {Operator.ABOVE: self.step, Operator.BELOW: -self.step}.get(target.operator, Decimal(0))

    def reports(self, year: int | str, told: str, place: str | None = None) -> list[StepText]:
        """The steps by which a figure is reported: `told` itself, or for a formula its first part, the others fixed."""
        where = f"{place or self.place}{year}年"
        if self.indicator.expression is None:
            return [f"{where}{self.indicator.title}为{told}"]
        fixed = formula.fixed_parts(self.catalogue.indicators, self.indicator)
        others = [self.catalogue.indicators[key] for key in fixed]
        return [
            *(f"{where}{each.title}为{amounts.plain(fixed[each.id])}{unit_label(each)}" for each in others),
            f"{where}{self.parts[0].title}为{told}",
        ]

    def others_do_well(self, year: int, figure: Decimal) -> list[StepText]:
        """Where the rule holds several places: that all others do well, so that only one is talked about."""
        if not self.several:
            return []
        told = self.told(year, figure)
        before = self.before(year) if self.kind is Kind.FLOW else []
        early = [
            step
            for n, each in enumerate(before)
            for step in self.reports(self.period.start + n, self.amount(each), "其余地区")
        ]
        return [*early, *self.reports(year, told, "其余地区")]

    def says(self, year: int | str, *, done: bool, place: str | None = None) -> str:
        """The step by which a milestone is reported."""
        return f"{place or self.place}{year}年{self.indicator.title}{'已完成' if done else '未完成'}"

    def silent(self, year: int | str) -> list[StepText]:
        """The steps that say that nothing was reported."""
        return [f"{self.place}{year}年未报送{part.title}" for part in self.parts]

    @property
    def parts(self) -> list[Indicator]:
        """The reported indicators that the figure is made of."""
        indicators = self.catalogue.indicators
        return [indicators[key] for key in parts(indicators, self.indicator.id)]

    def limit(self, target: Target, citation: str | None = None) -> str:
        """The step that states the limit looked at."""
        if self.kind is Kind.MILESTONE:
            return f"{self.who}应于{target.year}年完成"
        low, high = amounts.ends(target)
        if target.operator is Operator.WITHIN:
            return f"{self.who}执行的目标为{amounts.plain(low)}至{self.amount(high)}，{target.year}年到期"
        cited = f"，{'依据' if self.rule.benchmark else '文号'}“{citation}”" if citation else ""
        return f"{self.who}执行的目标为{demand(target.operator)}{self.amount(low)}，{target.year}年到期{cited}"

    def verdict(self, status: str, year: int | str | None = None) -> StepText:
        """The step that states a status."""
        return f"{self.who}{f'{year}年' if year else ''}判定为{status}"

    def because(self, reason: str, year: int | str | None = None) -> str:
        """The step that states a reason."""
        return f"{self.who}{'的' if self.who and not year else ''}{f'{year}年' if year else ''}原因是{reason}"


def demand(operator: Operator) -> str:
    """The word for an operator."""
    return next(word for word, value in OPERATORS.items() if value is operator)


def unit_label(indicator: Indicator) -> str:
    """The unit as a reader writes it: % for percent, the printed unit of a density."""
    if indicator.unit == "percent":
        return "%"
    same = [spelling for spelling, factor in indicator.units.items() if factor == 1 and not spelling.isascii()]
    if "/" in indicator.unit:
        return next((spelling for spelling in same if "/" not in spelling), indicator.unit)
    return indicator.unit


def replaced(target: Target, value: Decimal) -> Target:
    """The target with a figure in the place of one that is issued later."""
    return msgspec.structs.replace(target, value=value)

"""Five years of an office, made up at random: figures come in, are missing, or are put right; runs; acts of people.

What a life goes through is the program itself: figures are judged, policy draws findings, waivers are taken into
account, and the ledger keeps what it must. Figures are illustrative.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import msgspec

from zhunsheng import evaluate, infer, ledger
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.ledger import Act, Deed, Item, ItemKey, Look, Sighting
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Observation, Submission

Figures = dict[tuple[str, str, int], Decimal]
"""What was reported of an indicator, at a place, in a year."""

RULES = 9
"""So many rules of a plan are lived through in one life."""


def livable(catalogue: Catalogue) -> list[list[Rule]]:
    """Group the rules that figures can be made up for, by sort: reported, with a limit that the plan itself states."""
    able = [
        rule
        for rule in catalogue.rules.values()
        if not rule.issued
        and rule.members is None
        and not catalogue.indicators[rule.indicator].expression
        and all(target.operator in _SIDES for target in rule.targets)
    ]
    able.sort(key=lambda rule: _sort_of(catalogue, rule))
    return [list(group) for _, group in groupby(able, key=lambda rule: _sort_of(catalogue, rule))]


def few_rules(catalogue: Catalogue, life: int) -> Catalogue:
    """Leave some rules of every sort, each held at one place; from life to life it is the turn of others."""
    turns = ((group[(life + turn) % len(group)] for group in livable(catalogue)) for turn in range(RULES))
    chosen = dict.fromkeys(rule.id for turn in turns for rule in turn)
    here = (catalogue.rules[each] for each in list(chosen)[:RULES])
    rules = {rule.id: msgspec.structs.replace(rule, scope=rule.scope[:1]) for rule in here}
    return msgspec.structs.replace(catalogue, rules=rules)


def _sort_of(catalogue: Catalogue, rule: Rule) -> tuple[str, str]:
    return catalogue.indicators[rule.indicator].kind.value, rule.nature.value


_SIDES = {Operator.AT_LEAST: 1, Operator.ABOVE: 1, Operator.AT_MOST: -1, Operator.BELOW: -1, Operator.EQUAL: 1}


@dataclass
class Life:
    """One history. `whole` holds all that runs saw, `kept` what a store would give back of it."""

    catalogue: Catalogue
    session: infer.Session
    random: random.Random
    figures: Figures = field(default_factory=dict)
    whole: list[Sighting | Act] = field(default_factory=list)
    kept: list[Sighting | Act] = field(default_factory=list)
    runs: list[tuple[Figures, int, tuple[str, ...]]] = field(default_factory=list)
    day: dt.date = dt.date(2022, 3, 1)

    def live(self) -> Iterator[tuple[Item, ...]]:
        """Go through five years, and give all items as they stand after each event and some days later."""
        period = self.catalogue.plan.period
        for year in range(period.start, period.end + 1):
            self.day = dt.date(year + 1, 3, 1) + dt.timedelta(days=self.random.randrange(30))
            self._report(year)
            yield from self._run(year)
            for _ in range(self.random.randrange(2, 9)):
                yield from self._act()
            if self.random.random() < 0.5:
                self._restate(year)
                yield from self._run(year)
                for _ in range(3):
                    yield from self._act()

    def items(self, events: Sequence[Sighting | Act] | None = None) -> tuple[Item, ...]:
        """All items as they stand on the day."""
        return ledger.fold(self.whole if events is None else events, self.catalogue.terms, self.day)

    def today(self) -> Evaluation:
        """What a check of the last year finds on the day: no run that is kept."""
        return self._judged(dict(self.figures), self.runs[-1][1], ledger.waivers(self.items()))

    def made_again(self, number: int, shuffled: random.Random | None = None) -> tuple[tuple[ItemKey, Look], ...]:
        """What a run sees when it is made again, of the same figures in another order and out of other files."""
        figures, year, waived = self.runs[number]
        return ledger.looks(self._judged(figures, year, self._waivers(number, waived), shuffled))

    def _waivers(self, number: int, waived: tuple[str, ...]) -> ledger.Waivers:
        run = [each for each in self.whole if isinstance(each, Sighting)][number]
        before = self.whole[: self.whole.index(run)]
        day = run.at.date()
        in_force = ledger.waivers(ledger.fold(before, self.catalogue.terms, day))
        assert tuple(sorted(in_force)) == waived
        return in_force

    def _report(self, year: int) -> None:
        for rule in self.catalogue.rules.values():
            mood = self.random.choice(("good", "good", "slow", "slow", "bad", "silent"))
            if mood != "silent":
                self.figures[rule.indicator, rule.scope[0], year] = self._figure(rule, mood)

    def _restate(self, year: int) -> None:
        for rule in self.catalogue.rules.values():
            if self.random.random() < 0.4:
                mood = self.random.choice(("good", "good", "bad"))
                self.figures[rule.indicator, rule.scope[0], year] = self._figure(rule, mood)

    def _figure(self, rule: Rule, mood: str) -> Decimal:
        """A figure on the right side of the last limit, on the way, or further off than the base."""
        if rule.unit == DONE:
            return Decimal(mood == "good")
        last = rule.targets[-1]
        limit = last.value or Decimal(1)
        side = _SIDES[last.operator]
        base = rule.base.value if rule.base is not None else limit / 2
        if self.catalogue.indicators[rule.indicator].kind in (Kind.FLOW, Kind.YEARLY, Kind.GROWTH):
            base = Decimal(0)
        step = abs(limit - base) or abs(limit) or Decimal(1)
        away = {"good": Decimal("0.5"), "slow": -Decimal(self.random.randrange(30, 95)) / 100, "bad": Decimal("-1.5")}
        if last.operator is Operator.EQUAL and mood == "good":
            return limit
        return round(limit + side * step * away[mood], 4)

    def _judged(
        self, figures: Figures, year: int, waivers: ledger.Waivers, shuffled: random.Random | None = None
    ) -> Evaluation:
        catalogue = self.catalogue
        made = [
            self._observation(indicator, place, of, value, renamed=shuffled is not None)
            for (indicator, place, of), value in sorted(figures.items())
        ]
        if shuffled is not None:
            shuffled.shuffle(made)
        submission = Submission(observations=tuple(made))
        judged = evaluate.evaluate(catalogue, submission, range(catalogue.plan.period.base, year + 1))
        judgements = list(ledger.waive(catalogue, judged, waivers))
        if shuffled is not None:
            shuffled.shuffle(judgements)
        found = self.session.infer(catalogue, judgements).findings
        return Evaluation(
            catalogue=catalogue,
            years=(year,),
            submission=submission,
            judgements=tuple(each for each in judgements if each.year == year),
            findings=tuple(f for f in ledger.undrawn(catalogue, found, waivers) if f.year == year),
            problems=(),
        )

    def _observation(self, indicator: str, place: str, year: int, value: Decimal, *, renamed: bool) -> Observation:
        return Observation(
            entity=place,
            year=year,
            indicator=indicator,
            value=value,
            unit=self.catalogue.indicators[indicator].unit,
            factor=Fraction(1),
            text=str(value),
            at=Location(file="别的名字.csv" if renamed else f"{year}.csv", line=2, column=4),
            illustrative=True,
        )

    def _run(self, year: int) -> Iterator[tuple[Item, ...]]:
        waivers = ledger.waivers(self.items())
        evaluation = self._judged(dict(self.figures), year, waivers)
        self.runs.append((dict(self.figures), year, tuple(sorted(waivers))))
        looks = ledger.looks(evaluation)
        known = ledger.known(each.seen for each in self.kept if isinstance(each, Sighting))
        packed = ledger.pack(ledger.worth_keeping(looks, known), evaluation.years)
        seen, years = ledger.unpack(self.catalogue.plan.id, packed)
        entry, at, rules = len(self.whole) + 1, self._at(), self.catalogue.digest
        self.whole.append(Sighting(entry=entry, at=at, rules=rules, seen=looks, years=evaluation.years))
        self.kept.append(Sighting(entry=entry, at=at, rules=rules, seen=seen, years=years))
        yield self.items()

    def _act(self) -> Iterator[tuple[Item, ...]]:
        self.day += dt.timedelta(days=self.random.randrange(40))
        items = self.items()
        yield items
        if items:
            item = self.random.choice(items)
            deeds = tuple(Deed) if item.course.open else (Deed.CLOSE if item.verified else Deed.VERIFY, Deed.REJECT)
            act = self._deed(item, self.random.choice(deeds))
            if ledger.objection(item, act, self.day) is None:
                self.whole.append(act)
                self.kept.append(act)
                yield self.items()

    def _deed(self, item: Item, deed: Deed) -> Act:
        later = dt.timedelta(days=self.random.randrange(5, 200))
        due = self.day + later if deed is Deed.EXTEND else None
        until = self.day + later if deed is Deed.WAIVE else None
        return Act(
            entry=len(self.whole) + 1, at=self._at(), item=item.key.id, deed=deed, by="督查室", reason="示例",
            due=due, until=until, approver="区政府", measure="约谈" if deed is Deed.ESCALATE else "",
        )  # fmt: skip

    def _at(self) -> dt.datetime:
        """Noon in Beijing, later with each event of a day."""
        return dt.datetime.combine(self.day, dt.time(4), dt.UTC) + dt.timedelta(seconds=len(self.whole))

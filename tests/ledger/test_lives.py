"""Five-year lives of both plans at random: every turn is reached, identities are stable, what is kept is enough."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from tests.support.lives import Life, few_rules, livable
from tests.support.paths import RULES

from zhunsheng import compile as compiling
from zhunsheng import infer
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Course, Item, Sighting, State

FEW, MANY = 36, 1000
OPEN = (Course.NEW, Course.PERSISTING, Course.WORSENED, Course.REOPENED)
TURNS = {
    *((before, after) for before in OPEN for after in (Course.PERSISTING, Course.WORSENED, Course.RESOLVED)),
    *((before, Course.RESTATED) for before in OPEN),
    *((before, after) for before in (Course.RESOLVED, Course.RESTATED) for after in (Course.CLOSED, Course.REOPENED)),
    (Course.CLOSED, Course.REOPENED),
    (Course.NEW, Course.CLOSED),
}
"""What evidence and acts can lead to what. What was promised for one year alone is closed as it was found."""
BY_DATE = {
    *((course, State.OVERDUE) for course in OPEN),
    *((course, State.WAIVED) for course in OPEN),
    *((course, State.WAIVER_EXPIRED) for course in OPEN),
}


def plans() -> list[Catalogue]:
    loaded = [compiling.load(folder).catalogue for folder in compiling.find_plans(RULES)]
    return [each for each in loaded if each is not None]


def told(items: tuple[Item, ...]) -> list[object]:
    """All of an item but where its figures stood."""
    return [
        (
            item.key.id, item.state, item.owner, item.due, item.years, item.extended, item.reopened, item.verified,
            [(step.entry, step.course, step.look and (step.look.evidence, step.look.findings)) for step in item.steps],
        )
        for item in items
    ]  # fmt: skip


def lived(plan: Catalogue, session: infer.Session, seed: int) -> tuple[Counter[object], Counter[object]]:
    """Live one life, hold it against itself, and return the turns and the states by date that it went through."""
    life = Life(few_rules(plan, seed), session, random.Random(seed))  # noqa: S311 - a seeded history
    states: Counter[object] = Counter()
    for items in life.live():
        states.update((item.course, item.state) for item in items)
    items = life.items()
    assert life.items(life.kept) == items
    runs = iter(range(len(life.runs)))
    again, other = [], []
    for each in life.whole:
        if isinstance(each, Sighting):
            number = next(runs)
            assert life.made_again(number) == each.seen
            shuffled = life.made_again(number, random.Random(seed))  # noqa: S311
            again.append(Sighting(entry=each.entry, at=each.at, rules=each.rules, seen=each.seen, years=each.years))
            other.append(Sighting(entry=each.entry, at=each.at, rules=each.rules, seen=shuffled, years=each.years))
        else:
            again.append(each)
            other.append(each)
    assert life.items(again) == items
    assert told(life.items(other)) == told(items)
    turns = Counter(
        (one.course, two.course)
        for item in items
        for one, two in pairwise(item.steps)
        if one.course is not two.course or two.look is not None
    )
    return turns, states


def assert_everything_is_reached(lives: int) -> None:
    turns: Counter[object] = Counter()
    states: Counter[object] = Counter()
    with infer.Session() as session:
        for plan in plans():
            for seed in range(lives // 2):
                of_life, by_date = lived(plan, session, seed)
                turns += of_life
                states += by_date
    assert TURNS - turns.keys() == set()
    assert turns.keys() - TURNS - {(course, Course.CLOSED) for course in OPEN} == set()
    assert BY_DATE - states.keys() == set()
    assert {state for _, state in states} == set(State)  # type: ignore[misc]


def test_a_few_lives() -> None:
    assert_everything_is_reached(FEW)


@pytest.mark.slow
def test_a_thousand_lives() -> None:
    for plan in plans():
        lived_through = {rule for life in range(MANY // 2) for rule in few_rules(plan, life).rules}
        assert lived_through == {rule.id for group in livable(plan) for rule in group}
    assert_everything_is_reached(MANY)

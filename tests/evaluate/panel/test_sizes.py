"""Many rules and many places: put together by shape, cut into blocks, laid out once, judged by several threads."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.support import every_kind
from tests.support.cubes import cube_of, judge_alike, places_of
from tests.support.judging import PERIOD, base, catalogue, indicator, refusal, rule, seen, submission
from tests.support.random_panels import many_rules
from tests.support.random_plans import Case

from zhunsheng.evaluate.panel import judge, layer, panels, placing
from zhunsheng.evaluate.panel.programme import programme
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import parts
from zhunsheng.model.panel import Cube, Judged, Panel
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Trajectory
from zhunsheng.model.submission import Observation, Refusal, Submission


@given(many_rules())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_blocks_change_nothing(case: Case) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "BLOCK", 2)
        patch.setattr(layer, "BLOCK", 2)
        judge_alike(*case)


def shares() -> tuple[Catalogue, Submission]:
    """Make a plan of two shapes: levels that rise by different limits, and quotients of parts in different units."""
    rules, indicators, rows = [], [], []
    for n in range(4):
        rising = {"base": base(str(60 + n)), "id": f"level{n}", "indicator": f"x{n}", "scope": ("here", "there")}
        rules.append(rule(f"{'>=' if n % 2 else '>'} {90 + n}", **rising))
        indicators.append(indicator(f"x{n}"))
        rules.append(rule(f">= 0.{5 + n}", id=f"share{n}", indicator=f"s{n}", trajectory=Trajectory.NONE))
        share = Operation("/", Name(f"a{n}", Fraction(n + 1)), Name(f"b{n}"))
        indicators += [indicator(f"s{n}", expression=share), indicator(f"a{n}"), indicator(f"b{n}")]
        rows += [seen(f"{80 + n}.{'1' * n}5", 2023, name) for name in (f"x{n}", f"a{n}", f"b{n}")]
    return catalogue(rules, indicators), submission(*rows)


def laid(case: tuple[Catalogue, Submission]) -> tuple[Cube, tuple[Panel, ...]]:
    checked, data = case
    places = places_of(checked, data.roster)
    return cube_of(checked, data, places, PERIOD.years), panels(checked, Places.of(places))


def test_rules_of_one_shape_are_one_group_whatever_their_limits_and_units() -> None:
    checked, data = shares()
    judge_alike(checked, data)
    cube, (both, there) = laid((checked, data))
    assert len(set(cube.scales)) > 2
    assert [len(members) for _, members in programme(checked, cube, both).groups] == [4, 4]
    assert [len(members) for _, members in programme(checked, cube, there).groups] == [4]


def test_what_is_laid_out_serves_the_next_part() -> None:
    checked, data = shares()
    cube, (first, _) = laid((checked, data))
    _, (again, _) = laid((checked, data))
    assert programme(checked, cube, first) is programme(checked, cube, again)


def grids(folder: Path) -> tuple[Catalogue, Submission]:
    """Let sixty grids report to the plan of every kind, whatever chance makes of each cell."""
    checked, chance = every_kind.compiled(folder), random.Random(7)  # noqa: S311
    roster = tuple(
        Place(id=f"g{n:02}", title=f"网格{n}", level="grid", kind=("农村", "社区")[n % 2]) for n in range(60)
    )
    used = {p for rule in checked.rules.values() for p in parts(checked.indicators, rule.indicator)}
    rows: list[Observation | Refusal] = []
    for place in (*checked.plan.places, *roster):
        for name in sorted(used):
            for year in checked.plan.period.years:
                fate = chance.random()
                if fate < 0.05:
                    rows.append(refusal(year, name, place.id))
                elif fate < 0.85:
                    rows.append(seen(Decimal(chance.choice((0, 1, 2, 3, 50, 93))), year, name, place.id))
    observed = submission(*rows)
    return checked, Submission(observations=observed.observations, refusals=observed.refusals, roster=roster)


def test_rules_of_every_kind_over_a_roster(tmp_path: Path) -> None:
    said = judge_alike(*grids(tmp_path))
    assert len({each.reason for each in said.values()}) > 12


def same(left: Judged, right: Judged) -> bool:
    arrays = ("reason", "relapsed", "valued", "over")
    return all(np.array_equal(getattr(left, name), getattr(right, name)) for name in arrays)


def test_threads_judge_the_same(tmp_path: Path) -> None:
    checked, data = grids(tmp_path)
    cube, found = laid((checked, data))
    alone = [judge(checked, cube, panel) for panel in found]
    with ThreadPoolExecutor(4) as pool:
        for again in pool.map(lambda _: [judge(checked, cube, panel) for panel in found], range(8)):
            assert all(
                same(*pair) for one, other in zip(alone, again, strict=True) for pair in zip(one, other, strict=True)
            )

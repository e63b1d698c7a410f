"""The 三区并进 scheme: how much of it there is, and some of it to the letter."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from zhunsheng.compile import load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature

FOLDER = Path(__file__).parents[2] / "rules" / "jiangmen-three-zones-2020-8"


@pytest.fixture(scope="module")
def scheme() -> Catalogue:
    loaded = load(FOLDER)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def targets(scheme: Catalogue, rule: str) -> dict[int, tuple[Operator, Decimal | None]]:
    return {target.year: (target.operator, target.value) for target in scheme.rules[rule].targets}


def at_least(**figures: str) -> dict[int, tuple[Operator, Decimal | None]]:
    return {int(year.removeprefix("y")): (Operator.AT_LEAST, Decimal(figure)) for year, figure in figures.items()}


def test_every_part_of_the_scheme_is_there(scheme: Catalogue) -> None:
    assert Counter(rule.theme for rule in scheme.rules.values()) == {
        "强化都市核心区引领带动能力": 78,
        "提升大广海湾区蓝色发展动力": 27,
        "激活生态发展区绿色发展潜力": 27,
        "加快区域交通基础设施互联互通": 33,
        "创新区域协调发展体制机制": 37,
        "工作保障": 1,
    }
    assert sum(len(rule.targets) for rule in scheme.rules.values()) == 256
    assert {rule.nature for rule in scheme.rules.values()} == {Nature.TASK}
    assert Counter(scheme.indicators[rule.indicator].kind for rule in scheme.rules.values()) == {
        Kind.MILESTONE: 156,
        Kind.YEARLY: 33,
        Kind.LEVEL: 13,
        Kind.GROWTH: 1,
    }


def test_all_tasks_but_two_have_a_rule(scheme: Catalogue) -> None:
    all_tasks = [task.id for task in scheme.plan.tasks]
    assert all_tasks == [str(number) for number in range(1, 37)]
    assert set(all_tasks) - {rule.task for rule in scheme.rules.values()} == {"4", "11"}
    named = {each for task in scheme.plan.tasks for each in (*task.leads, *task.support)}
    assert named == {department.id for department in scheme.plan.departments}


def test_towns_lie_in_a_county_and_in_one_zone(scheme: Catalogue) -> None:
    plan = scheme.plan
    towns = [place for place in plan.places if place.level == "town"]
    assert plan.area.title == "江门市"
    assert Counter(place.level for place in plan.places) == {"city": 1, "zone": 3, "county": 7, "town": 73}
    assert Counter(town.within[1] for town in towns) == {"core": 36, "bay": 16, "eco": 21}
    extended = {town.title: (town.within, town.extends) for town in towns if town.extends}
    assert extended == dict.fromkeys(("恩城街道", "东城镇", "大槐镇"), (("enping", "eco"), ("core",)))


def test_figures_of_the_yearly_plans(scheme: Catalogue) -> None:
    assert targets(scheme, "talent-island-investment") == at_least(y2020="27.05", y2021="30.65", y2022="30.56")
    assert targets(scheme, "industrial-renewal-completed") == at_least(y2020="200", y2021="300", y2022="200")
    assert targets(scheme, "kaiping-beautiful-villages") == at_least(y2020="65", y2021="75", y2022="85")
    assert targets(scheme, "demonstration-towns-beautiful-villages") == at_least(y2020="70", y2021="80", y2022="90")
    assert targets(scheme, "leading-agricultural-firms") == at_least(y2020="5", y2021="3", y2022="3")
    assert targets(scheme, "jiangmen-station-in-operation") == at_least(y2020="1")


def test_figures_that_arrive_later_and_ranges(scheme: Catalogue) -> None:
    benchmark, coastline = scheme.rules["ppp-landing-rate"], scheme.rules["natural-coastline-retention"]
    assert (benchmark.benchmark, coastline.benchmark) == ("全省平均水平", None)
    assert targets(scheme, benchmark.id) == {2021: (Operator.AT_LEAST, None)}
    assert targets(scheme, coastline.id) == {2020: (Operator.AT_LEAST, None)}
    (firms,) = scheme.rules["siqian-leading-firms"].targets
    assert (firms.operator, firms.value, firms.upper) == (Operator.WITHIN, Decimal(1), Decimal(2))


def test_places_that_a_rule_speaks_of(scheme: Catalogue) -> None:
    scopes = {rule.id: rule.scope for rule in scheme.rules.values()}
    assert scopes["tech-upgrade-investment-growth"] == ("core",)
    assert scopes["mangrove-planting"] == ("hengpo",)
    assert scopes["county-medical-communities"] == ("xinhui", "taishan", "kaiping", "heshan", "enping")
    assert len(scopes["eco-towns-clean"]) == 21
    assert len(scopes["county-yearly-work-plan"]) == 7


def test_who_answers(scheme: Catalogue) -> None:
    rules = scheme.rules
    assert rules["talent-island-projects"].owner == "蓬江区政府"
    assert "市人才工作局" in rules["talent-island-projects"].support
    assert rules["renewal-area-added"].owner == "市自然资源局"
    assert rules["renewal-area-added"].support[-1] == "各市（区）政府"


def test_what_is_doubtful_in_the_text_is_recorded(scheme: Catalogue) -> None:
    doubts = {doubt.id: doubt for doubt in scheme.plan.discrepancies}
    assert len(doubts) == 35
    misprint = doubts["talent-island-investment-unit"]
    assert (misprint.chosen, misprint.readings[0].figures) == (1, ("30.65",))
    assert misprint.rules == ("talent-island-investment",)

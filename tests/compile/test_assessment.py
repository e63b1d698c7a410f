"""assessment.yaml: what its author writes is what is compiled; what cannot be is told."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from tests.support.plan_folder import ASSESSMENT, PLAN

from zhunsheng.compile import Loaded, load
from zhunsheng.model.assessment import Assessment, Margins, MissingAs, Negative, Theme, Unmeasured, ZoneWeights
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation

Small = Callable[..., Loaded]
THREE_ZONES = Path(__file__).parents[2] / "rules" / "jiangmen-three-zones-2020-8"


def cited(anchor: str) -> Citation:
    return Citation(locator="第三章", anchor=anchor)


def at(line: int, column: int) -> Location:
    return Location(file="assessment.yaml", line=line, column=column)


def of(loaded: Loaded) -> Assessment | None:
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue.assessment


def test_an_assessment_as_its_author_writes_it(small: Small) -> None:
    lowest, exclude, zero = MissingAs.LOWEST, MissingAs.EXCLUDE, MissingAs.ZERO
    assert of(small()) == Assessment(
        id="weighed", title="考核", source=cited("考核"), level="district", counted_by="rural", because="按镇折算",
        places={"town": {"core": 1}}, cap=Fraction(6, 5), negative=Negative.QUOTIENT, at=at(1, 5),
        margins=Margins(weights=Fraction(1, 5), figures=Fraction(1, 40), draws=50, seed=7),
        themes=(
            Theme(
                id="wealth", title="经济", rules=("share", "jobs", "revenue-issued"), not_reported=lowest,
                not_evaluable=exclude, source=cited("经济"), at=at(11, 9),
            ),
            Theme(
                id="works", title="工程", rules=("centre",), not_reported=zero, not_evaluable=zero,
                source=cited("工程"), at=at(17, 10),
            ),
        ),
        zones=(
            ZoneWeights(
                zone="core", weights={"wealth": Fraction(125, 2), "works": Fraction(75, 2)}, assumed=True,
                because="没有写", source=cited("核心区"),
            ),
        ),
        unmeasured=(Unmeasured(title="生态", zones=("core",), because="没有指标"),),
    )  # fmt: skip


def test_a_plan_need_not_declare_any(small: Small) -> None:
    assert of(small(assessment=None)) is None


def test_it_is_a_mapping(small: Small) -> None:
    [problem] = small(assessment="- themes\n").problems
    assert (problem.code, problem.at.line, problem.at.column) == ("wrong-type", 1, 1)


def test_every_zone_must_have_weights(small: Small) -> None:
    rim = "  - {id: rim, title: 外围, level: zone, within: town}\ndepartments:"
    [problem] = small(plan=PLAN.replace("departments:", rim)).problems
    assert (problem.code, problem.message.zh) == ("assessment-zones", "没有写“外围”的权重。")
    assert problem.at.line == ASSESSMENT.split("\n").index("zones:") + 1


def test_weights_of_the_plan_itself_need_no_reason(small: Small) -> None:
    found = of(small(assessment=ASSESSMENT.replace("assumed: true, because: 没有写,", "assumed: false,")))
    assert found is not None
    assert (found.assumed, found.zones[0].because) == (False, "")


def test_all_is_told_at_once(small: Small) -> None:
    text = ASSESSMENT.replace("cap: 120 %", "cap: 1.2").replace("[share, jobs]", "[shares]").replace("37.5}", "37}")
    found = [problem.code for problem in small(assessment=text).problems]
    assert found == ["bad-percentage", "unknown-rule", "assessment-weights"]


def test_the_scheme_weighs_each_county_by_the_zones_of_its_towns() -> None:
    found = of(load(THREE_ZONES))
    assert found is not None
    assert found.assumed
    assert found.places == {
        "pengjiang": {"core": 6},
        "jianghai": {"core": 3},
        "xinhui": {"core": 6, "bay": 5},
        "taishan": {"core": 7, "bay": 10},
        "kaiping": {"core": 6, "eco": 9},
        "heshan": {"core": 8, "eco": 2},
        "enping": {"bay": 1, "eco": 10},
    }
    assert all(sum(zone.weights.values()) == 100 for zone in found.zones)

"""Whatever goes wrong over a policy rule is told as it is of rows, and costs nothing else."""

from pathlib import Path
from random import Random

import msgspec
import pytest
from tests.infer.panel.cases import Case, a_case, as_bulk, by_panels, by_rows
from tests.support.judgements import a_catalogue
from tests.support.policies import a_rule, a_stratum
from tests.support.stand_ins import MARK, trapdoor

from zhunsheng.infer import Session, keeper
from zhunsheng.infer.keeper import EngineMissingError, Room, RoomClosedError
from zhunsheng.infer.panel import PanelSession, departments
from zhunsheng.model.bulk import Load
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.policy import Policy
from zhunsheng.model.text import Text

GOOD = a_rule("good", {"j": {"status": "missed"}}, kind="violation", level="red")
BAD = a_rule("bad", {"j": {"status": "missed", "year_no": f"!= {MARK}"}})
BLIND = a_rule("bad", {"j": {"phase": "due"}})
MANY = a_rule("many", {"t": {"all": ">= 1"}})
FEW = a_rule("few", {"t": {"all": "< 5"}})
PAIR = a_rule("pair", {"t": {"all": ">= 1"}, "u": {"all": ">= 1", "year": "t.year"}})


def a_policy(first: object, *, tallied: tuple[str, ...] = ("owner", "year")) -> Policy:
    counting = a_stratum(MANY, FEW, PAIR, name="tallies", per=tallied, sees=["all"], tallies={"all": {}})
    return Policy(strata=(a_stratum(GOOD, first, name="first", sees=["status", "year_no"]), counting))


def a_case_of(policy: Policy) -> Case:
    return a_case(Random(2), policy)  # noqa: S311 - not for secrets


@pytest.mark.parametrize("tallied", [("owner", "year"), ("entity", "owner", "year"), ("entity",), ("owner", "nature")])
@pytest.mark.parametrize("first", [BAD, BLIND])
def test_problems_are_those_of_rows(
    by_row: Session, by_panel: PanelSession, first: object, tallied: tuple[str, ...]
) -> None:
    case = a_case_of(a_policy(first, tallied=tallied))
    outcome = by_panels(case, by_panel)
    assert outcome == by_rows(case, by_row)
    assert {each.code for each in outcome.problems} >= (
        {"policy-rule-refused", "tally-incomplete"} if first is BLIND else set()
    )


@pytest.mark.parametrize("tallied", [("owner", "year"), ("entity", "year")])
def test_a_rule_that_crashes_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tallied: tuple[str, ...]
) -> None:
    case = a_case_of(a_policy(BAD, tallied=tallied))
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, "os._exit(3)"))
    with PanelSession() as session:
        outcome = by_panels(case, session)
    assert {key[0] for key in (*outcome.findings, *outcome.departments)} == {"good", "many"}
    assert {each.code for each in outcome.problems} == {"policy-rule-failed", "tally-incomplete"}
    assert {each.at for each in outcome.problems} == {BAD.at, FEW.at}


@pytest.mark.parametrize(
    ("error", "code"), [(EngineMissingError, "inference-engine-missing"), (RoomClosedError, "inference-unavailable")]
)
def test_without_a_room_there_is_one_problem(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], code: str
) -> None:
    def fail(_: Room) -> None:
        raise error(Text("没有", "gone"))

    monkeypatch.setattr(Room, "open", fail)
    case = a_case_of(a_policy(BAD))
    with PanelSession() as session:
        panel, judged = case.panels[1]
        drawn = session.draw(case.catalogue, case.cube, panel, judged)
        load = Load(year=2021, rule="sewage", kind=FindingKind.ALERT, level=Level.RED, stratum="first")
        over_all = departments(case.catalogue, [load], session)
    assert [each.code for each in drawn.problems] == [code]
    assert len(drawn.drawn.policy) == len(drawn.loads) == drawn.situations == 0
    assert over_all.findings == ()
    assert [each.code for each in over_all.problems] == [code]


def test_tallies_are_not_run_over_findings_that_are_missing_somewhere(by_panel: PanelSession) -> None:
    catalogue = a_catalogue(a_policy(BAD))
    load = Load(year=2021, rule="sewage", kind=FindingKind.ALERT, level=Level.RED, stratum="first")
    whole = departments(catalogue, [load], by_panel)
    assert [each.policy for each in whole.findings] == ["many", "few"]
    assert whole.problems == ()
    lost = by_panels(a_case_of(a_policy(BLIND)), by_panel).problems
    less = departments(catalogue, [load], by_panel, [as_bulk(each) for each in lost])
    assert [each.policy for each in less.findings] == ["many"]
    assert [each.code for each in less.problems] == ["tally-incomplete"]
    unrelated = [msgspec.structs.replace(as_bulk(each), code="unknown-unit") for each in lost]
    assert departments(catalogue, [load], by_panel, unrelated) == whole


def test_a_tally_of_nothing_but_pairs_says_nothing(by_row: Session, by_panel: PanelSession) -> None:
    counting = a_stratum(PAIR, name="tallies", per=["entity", "year"], sees=["all"], tallies={"all": {}})
    policy = Policy(strata=(a_stratum(GOOD, sees=["status"]), counting))
    case = a_case_of(policy)
    assert by_panels(case, by_panel) == by_rows(case, by_row)

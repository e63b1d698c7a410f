"""Lives of an office at random: whatever is still to be put right stands in the notice of its department, once."""

import random

import pytest
from tests.support.lives import Life, few_rules
from tests.support.paths import RULES

from zhunsheng import compile as compiling
from zhunsheng import infer, ledger
from zhunsheng.model.ledger import Ledger, State
from zhunsheng.model.paper import Letterhead, Register, Scope
from zhunsheng.papers import Dossier, contexts
from zhunsheng.papers.ledger_shapes import Entry, Rectification
from zhunsheng.papers.shapes import Item
from zhunsheng.report import view

LIVES = 10


def dossier(life: Life) -> Dossier:
    """Prepare papers on the last year of a life, on its last day."""
    evaluation, items = life.today(), life.items()
    known = {item.key.id for item in items}
    seen = ledger.looks(evaluation)
    register = Register(
        ledger=Ledger(plan=life.catalogue.plan.id, today=life.day, items=items),
        entered={f: key.id for key, look in seen if look.off and key.id in known for f in look.findings},
    )
    return Dossier(evaluation, view.build(evaluation, "zh"), Letterhead(), Scope(register=register))


def entries(shown: object) -> list[Entry]:
    """Return what is told of the ledger under findings, or in a list."""
    assert isinstance(shown, tuple)
    return [entry for each in shown for entry in (each.entries if isinstance(each, Item) else (each,))]


@pytest.mark.parametrize("plan", [folder.name for folder in compiling.find_plans(RULES)])
def test_nothing_that_is_open_is_missing_from_the_notices(plan: str) -> None:
    catalogue = compiling.load(RULES / plan).catalogue
    assert catalogue is not None
    late = 0
    with infer.Session() as session:
        for seed in range(LIVES):
            life = Life(few_rules(catalogue, seed), session, random.Random(seed))  # noqa: S311 - a seeded history
            for _ in life.live():
                pass
            desk = dossier(life)
            served: dict[str, set[str]] = {}
            for department, told in contexts("notice", desk):
                of_findings = {each.id for each in entries(told["items"])}
                carried = [each.id for each in entries(told["carried"])]
                assert of_findings.isdisjoint(carried)
                served[department] = of_findings | set(carried)
            titles = desk.departments
            for item in life.items():
                if item.course.open and item.state is not State.WAIVED:
                    assert [who for who, ids in served.items() if item.key.id in ids] == [titles[item.owner]]
            ((_, annual),) = contexts("annual", desk)
            stands = annual["rectification"]
            assert isinstance(stands, Rectification)
            assert stands.by_department[-1].total == len(life.items())
            assert {each.id for each in stands.late} == {i.key.id for i in life.items() if i.late(life.day)}
            late += len(stands.late)
    assert late > 0

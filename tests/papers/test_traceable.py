"""Every finding that any paper shows leads to its clause, its cell (or says that there is none), its sum, its id."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.papers.conftest import Write
from tests.support import word
from tests.support.paths import ROOT, RULES

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.paper import Letterhead, Scope
from zhunsheng.papers import Dossier, contexts
from zhunsheng.papers.checkup_shapes import Diagnosis
from zhunsheng.papers.shapes import Item, Progress
from zhunsheng.report import cards, view
from zhunsheng.report.lookup import Lookup
from zhunsheng.use_cases import papers

Shown = Item | Progress | Diagnosis
NUMBER = re.compile(r"ZS-[0-9a-f]{12}")
CELL = re.compile(r":[A-Z]{1,3}\d|:\d+:\d+|（空白）")
NO_CELL = ("未报送，没有单元格", "据所列各条，没有单元格", "处，单元格见")
PLANS = {"jianghai-urbanization-14fyp": 2023, "jiangmen-three-zones-2020-8": 2021}
KINDS = ("notice", "annual", "theme", "department", "briefing", "midterm", "checkup")
PAPERS = [(plan, kind) for plan in PLANS for kind in KINDS if kind != "checkup" or plan.startswith("jianghai")]

NOTHING_ON_ITS_WAY = ("jiangmen-three-zones-2020-8", "midterm")
"""Its findings of the year are about milestones, which have no share of a way done."""


@pytest.fixture(scope="module")
def examples(cache_dir: Path) -> dict[str, Evaluation]:
    cache = cache_dir
    return {
        plan: api.check(api.catalogues(RULES, plan, cache), [ROOT / "examples" / plan], range(2020, year + 1))
        for plan, year in PLANS.items()
    }


def confined(evaluation: Evaluation, kind: str) -> tuple[str, Evaluation, Scope]:
    """Confine an evaluation as the paper is, and say which kind of paper is made of it."""
    year = evaluation.years[-1]
    owner = next(each.owner for each in evaluation.findings if each.rule is not None and each.year == year)
    theme = next(r.theme for r in evaluation.catalogue.rules.values() if r.owner == owner)
    checkup = evaluation.catalogue.checkup
    rules = {
        "theme": frozenset(r.id for r in evaluation.catalogue.rules.values() if r.theme == theme),
        "checkup": checkup.rules if checkup is not None else frozenset(),
    }.get(kind, frozenset())
    owners = frozenset({owner}) if kind == "department" else frozenset[str]()
    scope = Scope(theme=theme if kind == "theme" else "", rules=rules, department=owner if owners else "")
    meant = papers.of_departments(papers.of_rules(evaluation, rules), owners)
    return {"theme": "annual", "department": "annual"}.get(kind, kind), meant, scope


def within(value: object) -> Iterator[Shown]:
    """Find all that shows findings, wherever it stands in what a template may use."""
    if isinstance(value, Shown):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from within([getattr(value, name) for name in value.__struct_fields__])
    elif isinstance(value, dict):
        yield from within(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from within(each)


def expected(evaluation: Evaluation, kind: str) -> set[str]:
    """The findings that a paper must show, each one."""
    found = [each for each in evaluation.findings if each.year == evaluation.years[-1]]
    if kind == "annual":
        return {each.id for each in found}
    served = {each.id for each in found if each.kind is not FindingKind.NOTICE}
    return served if kind in ("notice", "checkup") else set()


@pytest.mark.parametrize(("plan", "kind"), PAPERS)
def test_every_finding_shown_leads_to_clause_cell_sum_and_number(
    examples: dict[str, Evaluation], plan: str, kind: str
) -> None:
    made, evaluation, scope = confined(examples[plan], kind)
    lookup, known = Lookup.of(evaluation), {each.id: each for each in evaluation.findings}
    dossier = Dossier(evaluation, view.build(evaluation, "zh"), Letterhead(), scope)
    shown: set[str] = set()
    for _, context in contexts(made, dossier):
        for each in within(context):
            numbers = NUMBER.findall(each.ids)
            shown.update(numbers)
            if numbers:
                assert proven(each, [known[number] for number in numbers], lookup) == []
    assert shown >= expected(evaluation, made)
    assert shown or (plan, kind) == NOTHING_ON_ITS_WAY


def proven(shown: Shown, findings: list[Finding], lookup: Lookup) -> list[str]:
    """Say what is wanting of the proof of findings that are shown together."""
    wanting = [name for name in ("clause", "cells", "arithmetic") if not getattr(shown, name).strip("—")]
    if not CELL.search(shown.cells) and not any(each in shown.cells for each in NO_CELL):
        wanting.append(f"no cell in {shown.cells}")
    for finding in findings:
        sent = [each.cell for each in cards.cells_of(lookup, finding).values()]
        if not any(each in shown.cells for each in NO_CELL):
            wanting += [cell for cell in sent if Path(cell).name not in shown.cells]
        if finding.source is not None and finding.source.locator not in shown.clause:
            wanting.append(finding.source.locator)
    return wanting


@pytest.mark.parametrize("kind", ["notice", "annual", "briefing", "midterm", "checkup"])
def test_what_is_shown_stands_in_the_document_itself(example: Evaluation, write: Write, kind: str) -> None:
    """Nothing that the context proves is left out by the template."""
    until = papers.until(example, 2023)
    made, evaluation, scope = confined(until, kind)
    dossier = Dossier(evaluation, view.build(evaluation, "zh"), Letterhead(), scope)
    documents = [word.text(each) for each in write(kind, example, 2023).values()]
    for (_, context), document in zip(contexts(made, dossier), documents, strict=True):
        told = context["items"] if kind == "briefing" else context  # of departments it tells only how many there are
        seen = [each for each in within(told) if each.ids]
        assert set(NUMBER.findall(document)) == {number for each in seen for number in NUMBER.findall(each.ids)}
        for each in seen:
            for said in (each.ids, each.clause, each.cells, each.arithmetic):
                assert said in document

"""The plan that ships, with its example submissions, through every stage into every format."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.support.panels import pictures
from tests.support.rendered import render

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.text import Lang
from zhunsheng.report import contract, terminal
from zhunsheng.report.explain import explain_finding, explain_judgement
from zhunsheng.report.explain_rule import explain_rule

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def real(cache_dir: Path) -> Evaluation:
    compiled = api.catalogues(ROOT / "rules", "jianghai-urbanization-14fyp", cache_dir)
    return api.check(compiled, [ROOT / "examples" / "jianghai-urbanization-14fyp"], None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fmt", ["html", "markdown", "json", "csv"])
def test_every_format_names_every_rule_and_finding(real: Evaluation, fmt: str, lang: Lang) -> None:
    text = render(real, fmt, lang)
    assert len(text.encode()) < 3_000_000
    assert all(finding.id in text for finding in real.findings if fmt != "csv" or finding.rule is not None)
    named = [rule.id if fmt == "json" else rule.title for rule in real.catalogue.rules.values()]
    assert len(named) >= 45
    assert all(name in text for name in named)


def test_the_page_has_a_picture_for_each_rule_that_has_figures(real: Evaluation) -> None:
    known = {j.rule for j in real.judgements if j.value is not None and j.unit != DONE}
    drawn = set(pictures(real))
    assert len(drawn) >= 22
    assert drawn <= known
    levels = {
        rule for rule in known if real.catalogue.indicators[real.catalogue.rules[rule].indicator].kind is Kind.LEVEL
    }
    assert {rule for rule in levels if len(real.catalogue.rules[rule].scope) == 1} <= drawn


def test_the_document_keeps_its_schema(real: Evaluation) -> None:
    document = json.loads(render(real, "json", "zh"))
    document["judgements"] = document["judgements"][::20]  # of every kind a few: the validator is slow
    jsonschema.Draft202012Validator(contract.schema()).validate(document)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_fits_a_screen(real: Evaluation, lang: Lang) -> None:
    out = io.StringIO()
    terminal.show(real, lang, Console(file=out, width=80, highlight=False))
    lines = out.getvalue().splitlines()
    assert 10 < len(lines) <= 30
    assert max(map(cell_len, lines)) <= 80


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said_can_be_explained(real: Evaluation, lang: Lang) -> None:
    assert all(rule.id in explain_rule(real.catalogue, rule, lang) for rule in real.catalogue.rules.values())
    assert all(explain_judgement(real, judgement, lang) for judgement in real.judgements[::7])
    assert all(finding.id in explain_finding(real, finding, lang) for finding in real.findings[::7])

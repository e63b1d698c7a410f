"""The machine-readable report: the contract's names, exact numbers, the same bytes each time."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.support.evaluations import SCRIPT, evaluation
from tests.support.rendered import render

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Judgement
from zhunsheng.report import arithmetic, contract, rules_json, schema_json
from zhunsheng.report.lookup import Lookup

SHIPPED = Path(__file__).parents[2] / "docs" / "schema" / "evaluation-1.json"


@pytest.fixture(scope="module")
def document(whole: Evaluation) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(whole, "json", "zh"))
    return loaded


def test_the_shipped_schema_is_that_of_the_contract() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_json()


def test_the_document_keeps_its_schema(document: dict[str, Any]) -> None:
    schema = json.loads(schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize(
    "broken",
    [
        {"value": 95.1},
        {"value": "95,1"},
        {"value": "NaN"},
        {"status": "fine"},
        {"target": "5..8..9"},
        {"gap_exact": "1/x"},
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(document: dict[str, Any], broken: dict[str, Any]) -> None:
    changed = {**document, "judgements": [{**document["judgements"][0], **broken}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(contract.schema()).validate(changed)


def test_the_document_has_the_names_of_the_contract(document: dict[str, Any]) -> None:
    assert {"schema", "plan", "year", "rules_digest", "data", "judgements", "findings", "problems"} <= set(document)
    assert document["schema"] == "zhunsheng/evaluation/1"
    assert (document["year"], document["years"]) == (2025, [2020, 2021, 2022, 2023, 2024, 2025])
    assert document["illustrative"] is True
    judgement = (
        "rule indicator entity year nature status reason value unit operator target gap pace decimals judge owner"
    )
    assert {*judgement.split(), "observations"} <= set(document["judgements"][0])
    finding = "id kind level rule entity year owner message because source state"
    assert set(finding.split()) <= set(document["findings"][0])
    assert set(document["data"][0]) == {"path", "sha256", "rows"}
    assert set(document["problems"][0]) == {"code", "severity", "at", "message", "expected", "hint"}


def test_every_number_is_the_judgements_own_to_the_last_digit(whole: Evaluation, document: dict[str, Any]) -> None:
    assert len(document["judgements"]) == len(whole.judgements)
    for written, judgement in zip(document["judgements"], whole.judgements, strict=True):
        for name in ("value", "gap", "pace", "expected", "catch_up"):
            _check(written, name, getattr(judgement, name))
        assert (written["rule"], written["year"], written["status"]) == (
            judgement.rule,
            judgement.year,
            judgement.status,
        )
        assert [Decimal(o["value"]) for o in written["observations"]] == [o.value for o in judgement.observations]
        assert [Fraction(o["factor"]) for o in written["observations"]] == [o.factor for o in judgement.observations]
        assert [o["at"] for o in written["observations"]] == [str(o.at) for o in judgement.observations]


def _check(written: dict[str, Any], name: str, exact: Fraction | None) -> None:
    text, fraction = written[name], written[f"{name}_exact"]
    if exact is None:
        assert (text, fraction) == (None, None)
    elif fraction is None:
        assert Fraction(text) == exact
    else:
        assert Fraction(fraction) == exact
        assert Fraction(text) != exact
        assert abs(Fraction(text) - exact) <= Fraction(1, 2 * 10**12)


def test_a_quotient_that_does_not_end_has_its_fraction_beside_it(document: dict[str, Any]) -> None:
    (share,) = (j for j in document["judgements"] if (j["rule"], j["year"]) == ("land-share", 2025))
    assert (share["value"], share["value_exact"]) == ("9.984126984127", "629/63")
    assert (share["gap"], share["gap_exact"]) == ("-0.015873015873", "-1/63")


def test_a_range_is_one_limit_with_two_ends(document: dict[str, Any]) -> None:
    (band,) = (j for j in document["judgements"] if (j["rule"], j["year"]) == ("band", 2025))
    assert (band["operator"], band["target"], band["target_exact"]) == ("in", "5..8", None)


def test_a_limit_that_no_decimal_can_hold_is_given_as_a_fraction(whole: Evaluation) -> None:
    acres = [msgspec.structs.replace(j, target=Fraction(2000, 3)) for j in whole.judgements[:1]]
    changed = msgspec.structs.replace(whole, judgements=tuple(acres), findings=())
    (written,) = json.loads(render(changed, "json", "zh"))["judgements"]
    assert (written["target"], written["target_exact"]) == ("666.666666666667", "2000/3")
    jsonschema.Draft202012Validator(contract.schema()).validate({**json.loads(render(changed, "json", "zh"))})


@pytest.fixture(scope="module")
def subjects(whole: Evaluation) -> dict[str, Judgement | None]:
    lookup = Lookup(whole)
    return {f.id: lookup.subject(f) for f in whole.findings}


def test_every_finding_shows_all_that_proves_it(
    whole: Evaluation, document: dict[str, Any], subjects: dict[str, Judgement | None]
) -> None:
    lookup = Lookup(whole)
    for written, finding in zip(document["findings"], whole.findings, strict=True):
        assert written["id"] == finding.id
        assert written["because"]["policy"] == finding.because.policy
        assert written["because"]["at"].startswith("policy.yaml:")
        assert written["arithmetic"] == arithmetic.of_finding(lookup, finding, "zh")
        subject = subjects[finding.id]
        if subject is None:
            assert written["value"] is None
            assert written["because"]["findings"] == list(finding.because.findings)
            assert written["at"]
            continue
        assert finding.source is not None
        assert written["source"]["locator"] == finding.source.locator
        assert set(written["at"]) >= {str(o.at) for o in subject.observations}
        _check(written, "value", subject.value)
        _check(written, "gap", subject.gap)
        assert written["target"] is not None


def test_hostile_names_stay_data(document: dict[str, Any]) -> None:
    assert SCRIPT in document["problems"][0]["message"]
    assert document["problems"][0]["at"] == "2024.xlsx[Sheet <1>!D21]"


def test_texts_follow_the_language(whole: Evaluation) -> None:
    english = json.loads(render(whole, "json", "en"))
    assert english["lang"] == "en"
    assert english["problems"][0]["expected"] == "a number such as 95.1"


def test_a_file_name_that_is_not_text_does_not_break_the_report(whole: Evaluation) -> None:
    files = (msgspec.structs.replace(whole.submission.files[0], path="b\udcffd.csv"),)
    submission = msgspec.structs.replace(whole.submission, files=files)
    changed = msgspec.structs.replace(whole, submission=submission)
    assert json.loads(render(changed, "json", "zh"))["data"][0]["path"] == "b?d.csv"


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    assert render(evaluation(), "json", "zh") == render(evaluation(), "json", "zh")


@pytest.fixture(scope="module")
def listed(whole: Evaluation) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(rules_json([(whole.catalogue, "rules/test-plan")]))
    return loaded


def test_the_list_of_rules_has_the_names_of_the_contract(listed: dict[str, Any]) -> None:
    assert set(listed) == {"rules", "indicators", "tasks", "discrepancies", "checks"}
    names = "id plan title indicator nature unit scope owner support targets trajectory source file line"
    added = "kind theme task benchmark members note"
    assert set(listed["rules"][0]) == {*names.split(), *added.split()}
    assert set(listed["rules"][0]["source"]) == {"document", "locator", "anchor", "figure", "figures", "also"}
    assert set(listed["indicators"][0]) == {"id", "title", "unit", "kind", "expression", "owner"}


def test_targets_are_listed_as_declared(listed: dict[str, Any]) -> None:
    targets = {r["id"]: r["targets"] for r in listed["rules"]}
    assert targets["sewage"] == [{"year": 2025, "operator": ">=", "value": "95"}]
    assert targets["band"] == [{"year": 2025, "operator": "in", "value": "5..8"}]
    assert targets["5g"] == [{"year": 2025, "operator": ">=", "value": None}]


def test_rules_are_cited_where_they_stand(listed: dict[str, Any]) -> None:
    (rule,) = (r for r in listed["rules"] if r["id"] == "sewage")
    assert (rule["file"], rule["line"]) == ("rules/test-plan/rules.yaml", 140)
    (indicator,) = (i for i in listed["indicators"] if i["id"] == "land-share")
    assert indicator["expression"] == "spending / revenue"


def test_another_evaluation_is_not_told_with_the_sentences_of_the_last(whole: Evaluation) -> None:
    other = msgspec.structs.replace(whole, judgements=whole.judgements[:1], findings=())
    assert Lookup.of(whole) is Lookup.of(whole)
    assert Lookup.of(other).evaluation is other
    assert Lookup.of(whole).evaluation is whole
    first, again = whole.judgements[0], Lookup.of(other)
    assert arithmetic.of_judgement(again, first, "en") != arithmetic.of_judgement(again, first, "zh")

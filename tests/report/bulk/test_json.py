"""The summary as JSON: it keeps to the schema that ships, and holds what the run counted."""

import json
import shlex
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.support.bulk_summaries import catalogue, summary

from zhunsheng import report
from zhunsheng.model.text import Lang
from zhunsheng.report import bulk
from zhunsheng.report.bulk import Beside

BESIDE = Beside(
    folder="全国", data=("a b.parquet", "名册.csv"), rules="规则", titles={"900000": "示例东镇", "a001": "示例甲市"}
)


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def written(lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bulk.render(summary(900, 4, illustrative=7), catalogue(), "json", lang, BESIDE))
    return found


def test_it_keeps_to_the_schema_that_ships(written: dict[str, Any], lang: Lang) -> None:
    schema = json.loads(report.schema_json("bulk"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written, schema)
    assert (written["schema"], written["lang"]) == ("zhunsheng/bulk/1", lang)


def test_where_verdicts_are_not_written_there_is_no_file_of_them() -> None:
    run = summary(9, 2)
    alone = msgspec.structs.replace(run, run=msgspec.structs.replace(run.run, findings_only=True))
    told = json.loads(bulk.render(alone, catalogue(), "json", "zh", BESIDE))
    jsonschema.validate(told, json.loads(report.schema_json("bulk")))
    assert (told["dataset"]["judgements"], told["judgements"]) == (None, run.judgements)


def test_it_counts_the_run_and_lists_no_judgement(written: dict[str, Any]) -> None:
    run = summary(900, 4)
    assert (written["judgements"], written["findings"]) == (run.judgements, run.findings)
    assert sum(written["statuses"].values()) == sum(each["judgements"] for each in written["by_year"]) == run.judgements
    for groups in (written["by_rule"], written["by_owner"], written["by_place_around"]):
        assert sum(sum(each["findings"].values()) for each in groups) == run.findings
    assert {each["title"] for each in written["by_place_around"]} >= {"示例甲市", "a002"}
    assert [each["place"] for each in written["by_place_around"]].count(None) == 1
    assert written["illustrative"] == 7
    assert written["department_findings"] == len(written["departments"]) == 6


def test_a_rule_comes_with_its_clause_and_years(written: dict[str, Any]) -> None:
    (water,) = (each for each in written["by_rule"] if each["rule"] == "tap-water")
    assert (water["source"]["locator"], water["source"]["figure"]) == ("表1 第1项", "96")
    assert [each["year"] for each in water["years"]] == [2021, 2022, 2023]
    assert sum(each["judgements"] for each in water["years"]) == sum(water["statuses"].values()) == 2700


def test_the_worst_places_come_with_a_command_that_can_be_copied(written: dict[str, Any]) -> None:
    first = written["worst"][0]
    assert (first["place"], first["title"], first["violations"]) == ("900000", "示例东镇", 40)
    words = shlex.split(first["drill_down"])
    assert words[:4] == ["zhunsheng", "check", "a b.parquet", "名册.csv"]
    options = dict(zip(words[4::2], words[5::2], strict=True))
    assert options == {
        "--rules": "规则",
        "--plan": "example-counties",
        "--year": "2021-2023",
        "--place": "900000",
        "-o": "html=900000.html",
    }


def test_the_same_summary_gives_the_same_text(lang: Lang, written: dict[str, Any]) -> None:
    again = bulk.render(summary(900, 4, illustrative=7), catalogue(), "json", lang, BESIDE)
    assert json.loads(again) == written
    assert again == bulk.render(summary(900, 4, illustrative=7), catalogue(), "json", lang, BESIDE)


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="html, json"):
        bulk.render(summary(9, 2), catalogue(), "xlsx", "zh")

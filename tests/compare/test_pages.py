"""A comparison as HTML, Markdown and JSON: everything said, foreign text harmless, both languages."""

import json
import re

import jsonschema
import msgspec
import pytest
from tests.support.evaluations import SCRIPT, evaluation

from zhunsheng import compare
from zhunsheng.model.change import Comparison, Part, Side
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.report import comparison as writing
from zhunsheng.report import json_contract, schema_json
from zhunsheng.report.comparison import view, words


def side(of: Evaluation, label: str) -> Side:
    return compare.of_evaluation(of, Text(label, label))


def restated(whole: Evaluation) -> Evaluation:
    """Say one more than was said of every figure, in another file; judgements stay, so that many moved."""

    def more(seen: Observation) -> Observation:
        return msgspec.structs.replace(seen, value=seen.value + 1, text=f"{seen.value + 1}{SCRIPT}")

    judgements = tuple(
        msgspec.structs.replace(
            each,
            observations=tuple(map(more, each.observations)),
            value=None if each.value is None else each.value + 1,
        )
        for each in whole.judgements
    )
    return msgspec.structs.replace(whole, judgements=judgements[:-5], findings=whole.findings[::2])


@pytest.fixture(scope="module")
def compared() -> Comparison:
    whole = evaluation()
    return compare.compare(side(whole, SCRIPT), side(restated(whole), "乙"))


def test_the_json_is_as_its_schema_says(compared: Comparison) -> None:
    document = json.loads(writing.render(compared, "json", "zh"))
    jsonschema.Draft202012Validator(json.loads(schema_json("comparison"))).validate(document)
    assert {change["fate"] for change in document["changes"]} == {"moved", "disappeared"}
    assert len(document["changes"]) == len(compared.changes)


@pytest.mark.parametrize("fmt", ["html", "markdown"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_foreign_text_stays_text(compared: Comparison, fmt: str, lang: str) -> None:
    page = writing.render(compared, fmt, lang).decode()  # type: ignore[arg-type]
    assert "<script" not in page
    assert "alert(1)" in page


def test_the_pages_name_every_change(compared: Comparison) -> None:
    page = writing.render(compared, "html", "zh").decode()
    assert page.count("数据更正") >= len([c for c in compared.changes if c.new is not None])
    assert words.PRESENCE.zh in page
    assert "消除" in page
    assert writing.render(compared, "html", "zh").decode() == page


def test_english_is_english() -> None:
    plain = evaluation(ascii_only=True)
    compared = compare.compare(side(plain, "one"), side(restated(plain), "two"))
    for fmt in ("html", "markdown"):
        page = re.sub(r"<style>.*?</style>", "", writing.render(compared, fmt, "en").decode(), flags=re.DOTALL)
        assert re.findall(r"[\u4e00-\u9fff]+", page) == []


def test_an_unknown_format_is_refused(compared: Comparison) -> None:
    with pytest.raises(ValueError, match="unknown format"):
        writing.render(compared, "docx", "zh")


def test_a_report_holds_the_rows_of_its_evaluation() -> None:
    whole = evaluation()
    written = json_contract.evaluation_json(whole, "zh").encode()
    read = compare.of_report(written, Text("", ""))
    of_evaluation = side(whole, "")
    assert compare.is_report(written)

    assert read.rows == of_evaluation.rows
    assert compare.compare(of_evaluation, read).changes == ()


def test_every_cause_part_and_ground_has_words() -> None:
    for of, kinds in (
        (words.CAUSE, view.CauseKind),
        (words.PART, Part),
        (words.FATE, view.Fate),
        (words.TURN, view.Turn),
    ):
        assert set(of) == set(kinds)
    assert set(words.GROUND) == set(compare.conclusions.Ground)
    assert set(words.DECIDING) == set(view.Deciding)

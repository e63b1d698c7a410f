"""Questions about the data: in every format, apart from verdicts, and marked where a verdict rests on them."""

import json
from io import StringIO

import jsonschema
import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.support.evaluations import SCRIPT, evaluation
from tests.support.flagged import RECEIVED, SUBMITTER, cell, flag, flagged
from tests.support.html_reader import Reader, read
from tests.support.rendered import render

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import JudgementKey
from zhunsheng.model.location import Location
from zhunsheng.model.submission import DataFile
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag
from zhunsheng.report import cards, contract, flags, terminal
from zhunsheng.report.explain import explain_judgement
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.provenance import Sent, senders, spots


@pytest.fixture(scope="module")
def questioned() -> Evaluation:
    return flagged()


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def page(questioned: Evaluation, lang: Lang) -> Reader:
    return read(render(questioned, "html", lang))


def summary(of: Evaluation, lang: Lang = "zh", width: int = 100) -> str:
    stream = StringIO()
    terminal.show(of, lang, Console(file=stream, width=width))
    return stream.getvalue()


def numbers(of: Evaluation, rule: str, year: int) -> list[CheckKind]:
    lookup = Lookup(of)
    judgement = lookup.judgement(JudgementKey(rule, "here", year))
    assert judgement is not None
    return [lookup.flags.flags[number].kind for number in lookup.flags.of(judgement)]


def with_flags(*made: Flag) -> Evaluation:
    return msgspec.structs.replace(evaluation((2024, 2025)), flags=made)


def test_a_verdict_is_marked_where_its_own_figure_was_questioned(questioned: Evaluation) -> None:
    assert numbers(questioned, "sewage", 2025) == [CheckKind.JUMP, CheckKind.ON_LIMIT]
    assert numbers(questioned, "sewage", 2024) == [], "the year before is only what the jump is measured from"
    assert numbers(questioned, "waste", 2024) == [CheckKind.RANGE], "a figure that was refused stands no more"
    assert numbers(questioned, "infants", 2024) == [], "that nothing was reported, the status says"


def test_a_sum_is_marked_where_one_of_its_years_was_questioned() -> None:
    of_2022 = flag(CheckKind.JUMP, CheckLevel.QUESTION, "labour", "jobs", year=2022)
    assert numbers(with_flags(of_2022), "jobs", 2025) == [CheckKind.JUMP]


def test_a_quotient_is_marked_where_one_of_its_parts_was_questioned() -> None:
    whole = evaluation((2024, 2025))
    of_a_cell = flag(
        CheckKind.PARTS, CheckLevel.NOTE, "money", "revenue", "spending", at=[cell(whole, "revenue", 2025)]
    )
    assert numbers(with_flags(of_a_cell), "land-share", 2025) == [CheckKind.PARTS]
    assert numbers(with_flags(of_a_cell), "land-share", 2024) == []


def test_a_flag_on_no_cell_of_many_places_speaks_of_each() -> None:
    of_all = flag(CheckKind.DENOMINATOR, CheckLevel.QUESTION, "money", "growth", "band", year=2024)
    assert numbers(with_flags(of_all), "growth", 2024) == [CheckKind.DENOMINATOR]
    elsewhere = msgspec.structs.replace(of_all, entity="elsewhere")
    assert numbers(with_flags(elsewhere), "growth", 2024) == []


def test_the_gravest_comes_first_within_a_department(questioned: Evaluation) -> None:
    told = [(f.owner, f.level) for f in Lookup(questioned).flags.flags]
    assert told == [
        ("health", "question"), ("city", "refuse"), ("city", "question"), ("city", "note"), ("evil", "question"),
    ]  # fmt: skip


def test_the_page_says_first_that_a_question_is_no_finding(page: Reader, lang: Lang) -> None:
    text = " ".join("".join(page.text).split())
    said = flags.SAID.to(lang)
    assert said in text
    first = {"zh": "比上年多 0.2", "en": "0.2 more than the year before"}[lang]
    assert text.index(said) < text.index(first)
    line = {
        "zh": "数据审核：退回 1 条、疑问 3 条、提示 1 条（审核疑问不是结论）",
        "en": "Checks on the data: refused: 1, question: 3, note: 1 (no findings)",
    }[lang]
    assert line in text


def test_the_section_stands_after_the_findings_and_every_mark_leads_into_it(page: Reader) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert ids.index("alert") < ids.index("flags") < ids.index("departments")
    marks = {attrs["href"] for tag, attrs in page.tags if tag == "a" and "questioned" in attrs.get("class", "")}
    assert marks == {"#q-2", "#q-3", "#q-4", "#q-5"}
    assert {href[1:] for href in marks} <= set(ids)


def test_a_flag_shows_check_cell_sum_and_hint(page: Reader, lang: Lang) -> None:
    text = " ".join("".join(page.text).split())
    for part in ("check-of-jump", "checks.yaml:7", "94.2 − 94 = 0.2", "2024.xlsx[Sheet <1>!D21]"):
        assert part in text
    assert {"zh": "请核实", "en": "please verify"}[lang] in text
    assert {"zh": "……共 26 格", "en": "… 26 cells in all"}[lang] in text
    assert SCRIPT in text


def test_a_card_and_a_row_carry_the_mark(questioned: Evaluation) -> None:
    html = render(questioned, "html", "zh")
    card = html[html.index('id="f-ZS-binding-missed-sewage-2025"') :]
    assert "数据有疑问 2" in card[: card.index("</article>")]
    assert 'title="突变、恰在目标线上"' in card[: card.index("</article>")]
    panel = html[html.index('id="i-waste"') :]
    assert "数据退回 1" in panel[: panel.index("</section>")]


def test_a_departments_finding_is_marked_where_one_that_it_counts_is(questioned: Evaluation) -> None:
    lookup = Lookup(questioned)
    many = next(f for f in questioned.findings if f.rule is None and f.owner == "city" and f.year == 2021)
    assert flags.mark(lookup, cards.about(lookup, many), "zh") is None
    early = flag(CheckKind.JUMP, CheckLevel.QUESTION, "city", "sewage", year=2021)
    lookup = Lookup(msgspec.structs.replace(questioned, flags=(early,)))
    mark = flags.mark(lookup, cards.about(lookup, many), "zh")
    assert mark is not None
    assert mark.text == "数据有疑问 1"


def test_a_department_sees_what_it_is_asked(questioned: Evaluation) -> None:
    html = render(questioned, "html", "zh")
    listed = html[html.index("<h4>区城管局</h4>") :]
    assert '<a href="#qd-city">数据审核：退回 1 条、疑问 1 条、提示 1 条</a>' in listed[: listed.index("</article>")]
    assert html.count("#qd-") == 3


def test_who_handed_a_figure_in_stands_at_its_cell_and_in_the_list_of_files(questioned: Evaluation) -> None:
    for fmt in ("html", "markdown"):
        text = render(questioned, fmt, "zh")
        assert f"{SUBMITTER} 报送，2026-03-01 10:00" in text
        files = text[text.rindex("收到时间") :]
        assert files.count("2026-03-01 10:00") == 6
    unsigned = render(evaluation((2025,)), "html", "zh")
    assert "收到时间" not in unsigned
    assert "报送，" not in unsigned


def test_cells_of_one_hand_are_signed_once() -> None:
    cells = [("a.csv:1", "区卫健局", ""), ("a.csv:2", "区卫健局", ""), ("b.csv:1", "", RECEIVED), ("c.csv:1", "", "")]
    signed = [(spot.at, spot.by) for spot in spots({cell[0]: Sent(*cell) for cell in cells}, "zh")]
    assert signed == [("a.csv:1", ""), ("a.csv:2", "区卫健局 报送"), ("b.csv:1", "2026-03-01 10:00"), ("c.csv:1", "")]
    assert spots({}, "zh") == ()


def test_a_refused_cell_is_signed_as_its_file_is() -> None:
    whole = flagged()
    refused = (Location(file="data/2024.csv", line=21), Location(file="twice.csv", line=1))
    twice = [DataFile(path="twice.csv", sha256="0" * 64, rows=1, submitter=who) for who in ("a", "b")]
    submission = msgspec.structs.replace(whole.submission, files=(*whole.submission.files, *twice))
    lookup = Lookup(msgspec.structs.replace(whole, submission=submission))
    assert senders(lookup, (), refused) == {
        "data/2024.csv:21": ("2024.csv:21", SUBMITTER, RECEIVED),
        "twice.csv:1": ("twice.csv:1", "", ""),
    }


def test_markdown_tells_the_same(questioned: Evaluation, lang: Lang) -> None:
    text = render(questioned, "markdown", lang)
    assert f"**{flags.SAID.to(lang)}**" in text
    assert "check-of-jump checks.yaml:7" in text
    mark = {"zh": "数据退回 1", "en": "figures refused: 1"}[lang]
    assert sum(mark in line for line in text.splitlines()) == 1, "a verdict that is no finding is marked at a glance"
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_the_terminal_counts_them_and_shows_the_gravest(questioned: Evaluation) -> None:
    text = summary(questioned)
    assert "数据审核：退回 1 条、疑问 3 条、提示 1 条（审核疑问不是结论）" in text
    assert "2024.xlsx[Sheet <1>!D21]: 退回：超出可能范围" in text
    assert "……另有 3 项，见报告。" in text
    assert "unchanged" not in text
    lines = text.splitlines()
    first = lines.index("数据审核：退回 1 条、疑问 3 条、提示 1 条（审核疑问不是结论）")
    assert [
        ("超出可能范围" in lines[first + 1]),
        ("突变" in lines[first + 2]),
    ] == [True] * 2


def test_a_flag_too_long_for_a_line_of_the_terminal_has_two(questioned: Evaluation) -> None:
    wide = next(line for line in summary(questioned).splitlines() if "：突变，" in line)
    lines = summary(questioned, width=cell_len(wide) - 1).splitlines()
    row = next(n for n, line in enumerate(lines) if line.endswith("：突变"))
    assert f"{lines[row]}，{lines[row + 1].strip()}" == wide


def test_the_terminal_names_a_department_once_where_a_flag_is_on_no_cell() -> None:
    absent = msgspec.structs.replace(
        flag(CheckKind.MISSING, CheckLevel.QUESTION, "city", "sewage"),
        at=(),
        message=Text("区城管局 2025 年缺报 1 个数：污水收集率", "one figure not handed in"),
    )
    lines = summary(with_flags(absent)).splitlines()
    assert "疑问：缺报，区城管局 2025 年缺报 1 个数：污水收集率" in lines


def test_the_document_keeps_its_schema_and_has_them_all(questioned: Evaluation, lang: Lang) -> None:
    document = json.loads(render(questioned, "json", lang))
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    assert len(document["flags"]) == 5
    jump = document["flags"][1]
    assert jump == {
        "check": "check-of-jump",
        "kind": "jump",
        "level": "question",
        "year": 2025,
        "owner": "city",
        "entity": "here",
        "indicator": "sewage",
        "indicators": ["sewage"],
        "message": {"zh": "比上年多 0.2，以往每年多 0.8", "en": "0.2 more than the year before, 0.8 is usual"}[lang],
        "arithmetic": "94.2 − 94 = 0.2",
        "at": ["data/2025.csv:15:4", "data/2024.csv:15:4"],
        "hint": {"zh": "请核实", "en": "please verify"}[lang],
        "declared": "checks.yaml:7",
    }


def test_an_explanation_tells_them_and_who_sent_the_figure(questioned: Evaluation) -> None:
    judgement = Lookup(questioned).judgement(JudgementKey("sewage", "here", 2025))
    assert judgement is not None
    told = explain_judgement(questioned, judgement, "zh")
    assert (
        "审核      疑问（不是结论）突变：比上年多 0.2，以往每年多 0.8；94.2 − 94 = 0.2  [check-of-jump checks.yaml:7]"
        in told
    )
    assert f"（{SUBMITTER} 报送，2026-03-01 10:00）" in told


def test_checks_that_ask_nothing_are_said_shortly_and_a_plan_without_any_says_nothing(questioned: Evaluation) -> None:
    clean = msgspec.structs.replace(questioned, flags=())
    for text in (render(clean, "html", "zh"), render(clean, "markdown", "zh"), summary(clean)):
        assert "数据审核：1 条审核规则，没有疑问" in text
    without = evaluation((2025,))
    for text in (render(without, "html", "zh"), render(without, "markdown", "zh"), summary(without)):
        assert "数据审核" not in text


def test_very_many_are_counted_not_hidden() -> None:
    many = [flag(CheckKind.JUMP, CheckLevel.QUESTION, "city", "sewage") for _ in range(flags.MOST_FLAGS + 7)]
    last = flag(CheckKind.JUMP, CheckLevel.QUESTION, "evil", "energy")
    page = read(render(with_flags(*many, last), "html", "zh"))
    text = "".join(page.text)
    assert "另有 8 条未列出" in text
    assert "疑问 508 条" in text
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {attrs["href"][1:] for _, attrs in page.tags if "href" in attrs} <= ids


def test_english_pages_hold_no_chinese_of_their_own() -> None:
    for fmt in ("html", "markdown"):
        text = render(flagged(ascii_only=True), fmt, "en")
        body = text[text.index("</style>") if fmt == "html" else 0 :]
        assert [c for c in body if "\u4e00" <= c <= "\u9fff"] == []

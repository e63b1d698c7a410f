"""From a citation to the published text: the passage, the anchor nearest to its figure, and hostile texts."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.editor.client import Client, place
from tests.support.plan_folder import FILES, RULES

from zhunsheng.cite.standing import MAX_BYTES, MAX_LOCATOR, MAX_ROW, MOST_OCCURRENCES
from zhunsheng.model.rule import Citation
from zhunsheng.use_cases.editing import Bench, Wanted

TEXT = """\
前言
上期占比达到80%。
第一章 目标
𠮷区占比从92%起步。到2025年，𠮷镇的占比达到95%。
各街道另有占比。
表1 指标
𠮷类\t占比\t92\t95
就业\t2.7
"""
SOURCE = "source: {locator: 表1, anchor: 占比, figure: 95}"
MANY = "source: {locator: 第一章, anchor: 占比, figure: [92, 95], also: [{locator: 前言, anchor: 占比, figure: 80}]}"
CITED = RULES.replace(SOURCE, MANY)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "原文"
    folder.mkdir()
    (folder / "mini.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def begun(start: Callable[..., Client], small: Path, texts: Path) -> Client:
    """A server whose settings name the texts, by a way round."""
    settings = f'sources = "rules/../{texts.name}"\n'
    (small.parents[1] / "zhunsheng.toml").write_text(settings, encoding="utf-8")
    client = start(small.parents[1])
    client.begin()
    return client


def leads(client: Client, path: Path, text: str, mark: str, after: int = 0) -> list[tuple[str, Any, Any]]:
    found = client.at("definition", path, *place(text, mark, after))
    return [
        (each["uri"], *((each["range"][end]["line"], each["range"][end]["character"]) for end in ("start", "end")))
        for each in found
    ]


def test_from_a_source_to_its_passage(begun: Client, small: Path, texts: Path) -> None:
    path, uri = small / "rules.yaml", (texts / "mini.txt").as_uri()
    assert begun.open(path) == []
    in_table = (uri, (6, 4), (6, 6))  # 𠮷 takes two units of UTF-16
    for mark in ("source: {locator: 表1", "locator: 表1", "表1", "anchor: 占比", "占比, figure", "figure: 95"):
        assert leads(begun, path, RULES, mark, 1) == [in_table]
    begun.change(path, CITED)
    first, second = (uri, (3, 3), (3, 5)), (uri, (3, 23), (3, 25))
    assert leads(begun, path, CITED, "[92, 95]", 2) == [first]
    assert leads(begun, path, CITED, "[92, 95]", 6) == [second]
    assert leads(begun, path, CITED, "第一章, anchor", 1) == [in_table]  # where both of its figures stand
    for mark in ("locator: 前言", "前言, anchor", "figure: 80"):
        assert leads(begun, path, CITED, mark, 1) == [(uri, (1, 2), (1, 4))]
    assert leads(begun, path, CITED, "also: [", 1) == [in_table]
    half = CITED.replace("figure: [92, 95], also", "figure: [95")
    begun.change(path, half)
    assert leads(begun, path, half, "第一章, anchor", 1) == [second]
    assert begun.end() == 0


def test_what_declares_itself_leads_where_it_did(begun: Client, small: Path) -> None:
    path = small / "rules.yaml"
    begun.open(path)
    assert [each[0] for each in leads(begun, path, RULES, "id: share", 5)] == [path.as_uri()]
    assert leads(begun, path, RULES, "title: 占比", 8) == []
    assert leads(begun, path, RULES, "theme", 1) == []


def test_passages_of_plan_yaml(begun: Client, small: Path, texts: Path) -> None:
    path, uri = small / "plan.yaml", (texts / "mini.txt").as_uri()
    begun.open(path)
    text = FILES["plan.yaml"]
    assert leads(begun, path, text, "{locator: 表1, anchor: 占比", 3) == [(uri, (6, 4), (6, 6))]
    assert leads(begun, path, text, "{locator: 前言, reason", 3) == [(uri, (0, 0), (0, 0))]
    assert leads(begun, path, text, "附件 第7项", 1) == []


def test_columns_as_agreed(start: Callable[..., Client], small: Path, texts: Path) -> None:
    for encoding, at in {"utf-8": 8, "utf-16": 4, "utf-32": 3}.items():
        client = start(small.parents[1], "--sources", str(texts))
        client.begin([encoding])
        client.open(small / "rules.yaml")
        line, _ = place(RULES, SOURCE)
        [found] = client.at("definition", small / "rules.yaml", line, 6)
        # 𠮷类 and a tab: 4 + 3 + 1 bytes, 2 + 1 + 1 units, 3 characters
        assert found["range"]["start"] == {"line": 6, "character": at}


def test_without_the_setting_it_leads_nowhere(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    assert leads(client, path, RULES, SOURCE, 1) == []


def found(
    texts: Path, locator: str = "表1", anchor: str = "占比", *figures: str
) -> tuple[int | None, int | None] | None:
    bench = Bench(Wanted(sources=texts))
    standing = bench.passage_of(Path("mini"), Citation(locator=locator, anchor=anchor, figures=figures))
    return None if standing is None else (standing[0].line, standing[0].column)


def test_what_the_text_does_not_have(texts: Path) -> None:
    assert found(texts) == (7, 4)
    assert found(texts, "表2") is None
    assert found(texts, "第一章", "没有") == (3, 1)
    assert found(texts, "表" * (MAX_LOCATOR + 1)) is None
    assert found(texts, "第一章 " * 2000) is None
    assert found(texts, "第一章", "占比", "两者") == (4, 3)


def test_a_text_is_read_anew_when_its_file_changes(texts: Path) -> None:
    bench, path = Bench(Wanted(sources=texts)), texts / "mini.txt"
    citation = Citation(locator="表1", anchor="占比")
    for before, line in (("", 7), ("封面\r\n", 8), ("\ufeff封面\r封底\r\n", 9)):
        path.write_bytes((before + TEXT).encode())
        standing = bench.passage_of(Path("mini"), citation)
        assert standing is not None
        assert standing[0].line == line
    path.unlink()
    assert bench.passage_of(Path("mini"), citation) is None


def test_a_byte_order_mark_takes_no_column(texts: Path) -> None:
    (texts / "mini.txt").write_bytes(b"\xef\xbb\xbf" + "表1占比\n第二行\n".encode())
    assert found(texts, "", "占比") == (1, 3)


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 100,
        b"\xff\xfe\xfd",
        b"",
        ("表1\n" + "占" * (MAX_ROW + 1)).encode(),
        "表1\n".encode() + b"111," * 250_000,
        "表1\n".encode() + b"\n" * MAX_BYTES,
    ],
    ids=["zeros", "no text", "empty", "one row", "one number", "too large"],
)
def test_hostile_texts_are_harmless(texts: Path, data: bytes) -> None:
    (texts / "mini.txt").write_bytes(data)
    assert found(texts) is None


def test_a_name_on_every_line_leads_to_its_first(texts: Path) -> None:
    (texts / "mini.txt").write_text("表1\n" + "一\t占比\t7\n" * MOST_OCCURRENCES + "一\t占比\t95\n", encoding="utf-8")
    assert found(texts, "表1", "占比", "95") == (2, 3)


def test_what_is_no_file_is_not_waited_for(texts: Path) -> None:
    (texts / "mini.txt").unlink()
    os.mkfifo(texts / "mini.txt")
    assert found(texts) is None
    (texts / "mini.txt").unlink()
    (texts / "mini.txt").mkdir()
    assert found(texts) is None

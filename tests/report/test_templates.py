"""The cache of compiled templates changes nothing but the time."""

import hashlib
from pathlib import Path

import pytest
from tests.support.evaluations import evaluation
from tests.support.rendered import render

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.report import templates


@pytest.fixture(scope="module")
def small() -> Evaluation:
    return evaluation((2025,))


@pytest.fixture(scope="module")
def fresh(small: Evaluation) -> str:
    return render(small, "html", "zh")


def test_a_second_run_finds_the_templates_compiled(
    small: Evaluation, fresh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert render(small, "html", "zh", cache_dir=tmp_path) == fresh
    kept = sorted((tmp_path / "templates").iterdir())
    assert len(kept) == 3
    monkeypatch.setattr("jinja2.Environment.compile", None)
    assert render(small, "html", "zh", cache_dir=tmp_path) == fresh


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 4000])
def test_a_damaged_cache_is_passed_over_and_mended(
    small: Evaluation, fresh: str, tmp_path: Path, damage: bytes
) -> None:
    render(small, "html", "zh", cache_dir=tmp_path)
    files = sorted((tmp_path / "templates").iterdir())
    good = [f.read_bytes() for f in files]
    for file in files:
        file.write_bytes(damage)
    assert render(small, "html", "zh", cache_dir=tmp_path) == fresh
    assert [f.read_bytes() for f in files] == good


@pytest.mark.parametrize("open_to_others", ["file", "folder"])
def test_code_that_others_could_have_planted_is_never_run(
    small: Evaluation, fresh: str, tmp_path: Path, open_to_others: str
) -> None:
    render(small, "html", "zh", cache_dir=tmp_path)
    folder = tmp_path / "templates"
    for file in folder.iterdir():
        code = file.read_bytes()[32:].replace(b"</html>", b"PLANTED")
        file.write_bytes(hashlib.sha256(code).digest() + code)
    assert "PLANTED" in render(small, "html", "zh", cache_dir=tmp_path), "what is private is believed"
    for kept in (folder,) if open_to_others == "folder" else folder.iterdir():
        kept.chmod(kept.stat().st_mode | 0o022)
    assert render(small, "html", "zh", cache_dir=tmp_path) == fresh


def test_code_of_another_template_text_is_not_used(small: Evaluation, fresh: str, tmp_path: Path) -> None:
    render(small, "html", "zh", cache_dir=tmp_path)
    first, second, _ = sorted((tmp_path / "templates").iterdir())
    first.write_bytes(second.read_bytes())
    assert render(small, "html", "zh", cache_dir=tmp_path) == fresh


def test_a_folder_that_cannot_be_made_is_done_without(small: Evaluation, fresh: str, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert render(small, "html", "zh", cache_dir=blocked) == fresh


def test_a_format_that_escapes_for_itself_has_every_value_escaped() -> None:
    made = templates.environment(None, finalize=lambda value: f"<{value}>").from_string("{{ a }} b {{ 'c' }}")
    assert made.render(a="A") == "<A> b <c>"


def test_what_is_the_same_is_filled_in_once_and_stays_escaped() -> None:
    calls: list[str] = []

    def count(value: str) -> str:
        calls.append(value)
        return ""

    text = (
        "{% macro cell(x, t) %}<b>{{ count(x) }}{{ x }}{{ t }}</b>{% endmacro %}"
        "{% for x, t in rows %}{{ x|once(cell, t) }}{% endfor %}"
    )
    rows = [("<", 1), ("<", 1), ("a", 1), ("<", 2), ("<", 1)]
    made = templates.environment(None).from_string(text).render(rows=rows, count=count)
    assert made == "<b>&lt;1</b><b>&lt;1</b><b>a1</b><b>&lt;2</b><b>&lt;1</b>"
    assert calls == ["<", "a", "<"]

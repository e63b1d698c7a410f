"""What the server is told by the rest of the program: the last verdicts of a store, and what cannot be served."""

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.editor.client import Client, about
from tests.editor.conftest import office
from tests.support.cli import Run, runner

from zhunsheng.use_cases.editing import Bench, Wanted

DATA = "地区,年份,指标,数值,单位\n东街道,2025,床位,2.1,张/千人\n西街道,2025,床位,1.8,张/千人\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capsys)


def test_a_store_tells_the_last_verdicts(tmp_path: Path, run: Run, start: Callable[..., Client]) -> None:
    plan = office(tmp_path)
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    code, _, said = run("import", "data.csv", "--store", "a.zs", "--by", "统计局", "--rules", "rules")
    assert (code, said) == (0, ""), said
    bench = Bench(Wanted(store=tmp_path / "a.zs"))
    bench.check(plan, {})
    assert "2025" in bench.sentence(plan, "beds")
    assert "2.1" not in bench.sentence(plan, "beds")
    bench.more(plan, {})
    told = bench.sentence(plan, "beds").splitlines()
    assert told[-2:] == ["2025 东街道 2.1 达标", "2025 西街道 1.8 未达标"]
    bench.more(plan, {})
    assert bench.sentence(plan, "beds").splitlines() == told
    (tmp_path / "zhunsheng.toml").write_text('store = "a.zs"\n', encoding="utf-8")
    client = start(tmp_path)
    client.begin()
    rules = plan / "rules.yaml"
    client.open(rules)
    line = rules.read_text(encoding="utf-8").partition("- id: beds")[0].count("\n")
    client.ask("textDocument/codeAction", about(rules.as_uri()))  # which waits for what takes longer
    assert "西街道 1.8 未达标" in client.at("hover", rules, line, 9)["contents"]["value"]


def test_a_store_that_is_none_says_nothing(tmp_path: Path) -> None:
    plan = office(tmp_path)
    (tmp_path / "a.zs").write_bytes(b"not a store")
    bench = Bench(Wanted(store=tmp_path / "a.zs"))
    bench.check(plan, {})
    bench.more(plan, {})
    assert bench.sentence(plan, "beds").splitlines()[0] == "beds"
    assert bench.sentence(plan, "nothing") == ""
    assert bench.sentence(tmp_path, "beds") == ""
    assert Bench(Wanted(store=tmp_path / "none.zs")).units(plan) == ()


def test_what_went_away_meanwhile_is_no_error(tmp_path: Path) -> None:
    plan = office(tmp_path)
    bench = Bench(Wanted())
    bench.check(plan, {})
    shutil.rmtree(plan)
    assert bench.plans_of(plan / "rules.yaml") == ()
    assert [p.code for p in bench.check(plan, {}).problems] == ["missing-folder"]
    assert bench.more(plan, {}) == ()
    assert bench.files_of(plan) == (plan.parent / "policy.yaml",)
    assert bench.plans_of(tmp_path / "gone" / "policy.yaml") == ()
    assert bench.help_of("no-such-code") == ""


def test_help_is_given_in_the_language_asked_for() -> None:
    assert "ZS304" in Bench(Wanted(lang="en")).help_of("missing-operator")
    assert "\n```yaml\n" in Bench(Wanted()).help_of("missing-operator")


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr("zhunsheng.commands.lsp.find_spec", lambda name: None if name == "pygls" else found(name))
    code, out, said = run("lsp")
    assert (code, out) == (2, "")
    assert "zhunsheng[lsp]" in said


def test_settings_that_are_wrong_are_told_before_anything_is_served(tmp_path: Path, run: Run) -> None:
    (tmp_path / "zhunsheng.toml").write_text('[lint.level]\nZS304 = "loud"\n', encoding="utf-8")
    code, out, said = run("lsp")
    assert (code, out) == (2, "")
    assert "lint.level" in said

"""The store that the settings name: used where none is given, and never in the place of data that are."""

from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES

FIGURES = EXAMPLES / "2022-示例.csv"


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "zhunsheng.toml").write_text('store = "江海.zs"\n', encoding="utf-8")
    code, _, err = run("import", FIGURES, "--by", "区统计局", "--at", "2023-02-01")
    assert (code, err) == (0, "")
    assert (tmp_path / "江海.zs").is_file()
    return run


def test_commands_that_need_a_store_take_it(office: Run) -> None:
    assert office("check", "--year", "2022", "--fail-on", "never", "-q")[0] == 0
    code, out, _ = office("ledger")
    assert (code, "TZ-" in out) == (0, True)
    assert office("history", "--verify")[0] == 0
    assert office("close", "--year", "2022", "--by", "区督查室", "--reason", "核定")[0] == 0


def test_data_that_are_given_are_judged_by_themselves(office: Run, tmp_path: Path) -> None:
    (tmp_path / "江海.zs").unlink()
    assert office("check", FIGURES, "--fail-on", "never", "-q")[0] == 0
    assert office("check", "--year", "2022")[0] == 2


def test_a_command_without_a_store_says_where_one_may_be_named(run: Run) -> None:
    for command in (("history",), ("ledger",), ("import", FIGURES, "--by", "区统计局")):
        code, _, err = run(*command)
        assert (code, err.strip()) == (2, "错误：请用 --store 指明库，或在 zhunsheng.toml 里写 store。")


def test_moments_and_years_are_of_the_store_where_nothing_else_is_named(office: Run) -> None:
    assert office("import", EXAMPLES / "2021-示例.csv", "--by", "区统计局", "--at", "2023-03-01")[0] == 0
    assert office("diff", "--year", "2021", "--year", "2022", "-q")[:2] == (0, "")
    assert office("diff", "--as-of", "2023-02-02", "--year", "2022", "-q")[0] == 0
    assert office("diff")[0] == 2

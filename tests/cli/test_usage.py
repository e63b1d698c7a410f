"""A command that is typed wrongly is told so as everything else is: in Chinese, or in English if asked; exit code 2."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.cli import Run

from zhunsheng import cli
from zhunsheng.commands import parser
from zhunsheng.errors import UsageError

SLIPS = [
    ([], "缺少参数：COMMAND。命令有哪些，见 zhunsheng --help。"),
    (["chek"], "COMMAND 不能是 'chek'，只能是 check、bulk、form、"),
    (["chek"], "是不是“check”？"),
    (["check", "a.csv", "--nope"], "不认识的参数：--nope。"),
    (["check", "a.csv", "--year"], "--year 后面要有一个值。"),
    (["check", "a.csv", "--quiet=yes"], "-q/--quiet 不带值，多了 'yes'。"),
    (
        ["check", "--fail-on", "alerts"],
        "--fail-on 不能是 'alerts'，只能是 violation、alert、never。是不是“alert”？",
    ),
    (["import"], "缺少参数：DATA, --by。"),
    (["form", "--year", "2024"], "缺少参数：--out。"),
    (["form", "--data"], "--data 后面至少要有一个值。"),
    (["form", "--d", "x"], "--d 写得不全，可能是 --data, --department。"),
    (["test", "--jobs", "many"], "--jobs 'many' 不是整数。"),
]


@pytest.mark.parametrize(("words", "told"), SLIPS, ids=lambda each: " ".join(each) if isinstance(each, list) else "")
def test_a_slip_is_told_in_chinese(run: Run, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err
    usage, *_, message = err.splitlines()
    assert usage.startswith("用法 / usage: zhunsheng")
    assert message.startswith("错误：")


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=en"], ["--year", "2024", "--lang", "en"]])
def test_a_slip_is_told_in_english_where_that_is_asked_for(run: Run, words: list[str]) -> None:
    code, _, err = run("form", *words)
    assert code == 2
    assert err.splitlines()[-1] == "error: the following arguments are required: --out"


def test_a_choice_in_english_comes_with_a_guess(run: Run) -> None:
    _, _, err = run("check", "a.csv", "--fail-on", "alerts", "--lang", "en")
    assert err.splitlines()[-1].endswith("Did you mean alert?")


def test_the_settings_say_in_which_language(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "zhunsheng.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert "error: the following" in run("import")[2]
    assert "错误：缺少参数" in run("import", "--lang", "zh")[2]
    monkeypatch.setenv("ZHUNSHENG_LANG", "zh")
    assert "错误：缺少参数" in run("import")[2]


def test_what_a_terminal_must_not_see_is_not_repeated(run: Run) -> None:
    code, _, err = run("check", "a.csv", "--no\x1b[31mpe")
    assert code == 2
    assert "\x1b" not in err


def test_what_nobody_foresaw_is_passed_on() -> None:
    said = parser.told("a new thing is wrong")
    assert said.zh == said.en == "a new thing is wrong"


def test_two_that_exclude_each_other_are_told() -> None:
    one = parser.Parser(prog="x")
    group = one.add_mutually_exclusive_group(required=True)
    group.add_argument("--a", nargs=2)
    group.add_argument("--b", action="store_true")
    told = {}
    for words in ([], ["--b", "--a", "1", "2"], ["--a", "1"]):
        with pytest.raises(UsageError) as raised:
            one.parse_args(words)
        told[" ".join(words)] = raised.value.message.zh
    assert told == {
        "": "以下参数须有其一：--a --b。",
        "--b --a 1 2": "--a 不能与 --b 同用。",
        "--a 1": "--a 后面要有 2 个值。",
    }


def test_every_command_speaks_so() -> None:
    from zhunsheng.commands import arguments

    top = arguments.parser({})
    assert isinstance(top, parser.Parser)
    (commands,) = (each for each in top._actions if isinstance(each, argparse._SubParsersAction))
    assert {type(each) for each in commands.choices.values()} == {parser.Parser}


@pytest.mark.parametrize("words", [["--help"], ["ledger", "serve", "--help"]])
def test_help_is_in_chinese_too(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(words)
    told = capsys.readouterr().out
    assert told.startswith("用法 / usage: zhunsheng")
    assert "显示本说明 / show this help" in told
    assert "选项 / options:" in told
    assert "show this help message" not in told


def test_the_program_runs_as_a_module_as_well() -> None:
    done = subprocess.run([sys.executable, "-m", "zhunsheng", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("zhunsheng ")

"""Every command of the documents runs, in the order of its page; a page tells in a remark where one is to fail."""

import csv
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.support import few_draws, good_plans
from tests.support.cli import Run, runner
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.exit_code import ExitCode

BY_ITS_OWN_TEST = {
    "docs/author.md": "tests/authoring/test_page.py",
    "docs/ci.md": "tests/ci/test_page.py",
    "docs/diff.md": "tests/compare/test_page.py",
    "docs/forms.md": "tests/forms/test_form_command.py",
    "docs/ledger.md": "tests/ledger/test_page.py",
    "docs/lint.md": "tests/lint/test_page.py",
    "docs/outputs.md": "tests/docs/test_outputs_page.py",
    "docs/papers.md": "tests/docs/test_papers_page.py",
    "docs/store.md": "tests/store/test_page.py",
}
"""Pages whose commands are run by a test that holds more of the page than that they run."""
FROM_NOTHING = {"docs/tutorial.md"}
"""Pages that start from an empty folder, without the rules that come with the program."""
FENCE = re.compile(r"^```(\w*)(?: title=\"([^\"]+)\")?\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"#.*(?:退出码|exit code) (\d)")
ASKS = re.compile(r"zhunsheng new rule *(?:#|$)")
"""A command that asks for what it needs, and here finds nobody who answers."""
FIRST = EXAMPLES.relative_to(ROOT).as_posix()
MEANT = {
    "DATA": "报送",
    "数据": "报送",
    "DIR": "marked",
    "WHO": "区统计局",
    "谁": "区统计局",
    "FILE": "江海.zs",
    "ZS-1a2b3c4d5e6f": "sewage-collection-rate",
    "结论编号": "sewage-collection-rate",
    "编号": "sewage-collection-rate",
}
"""What stands for a name of the reader's own, and what it is here."""
OF_ANOTHER_PLAN = "examples/jiangmen-three-zones-2020-8"
PLANS = ("jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8")

SMALL_PLAN = (
    "new plan small --title 某县规划 --published 2021 --start 2021 --end 2025 --place a=某县 --department 城管局",
    "new rule --theme 甲 --id a --title 路 --unit 个 --nature task --target '2025: >= 9' --owner 城管局 --locator 一",
)


def pages() -> list[str]:
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    named = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in found}
    return sorted(name for name, text in named.items() if re.search(r"^(\$ )?zhunsheng ", text, re.MULTILINE))


def steps(page: str) -> Iterator[tuple[str, str]]:
    """Give each file that a page writes, by its name, and each command, under an empty name."""
    for language, name, body in FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
        if name:
            yield name, body
        elif language == "console":
            commands = (line.removeprefix("$ ") for line in body.splitlines())
            yield from (("", each) for each in commands if each.startswith("zhunsheng "))


def words(command: str) -> list[str]:
    """Split a command as a shell would, without its remark."""
    program, *rest = shlex.split(command, comments=True)
    assert program == "zhunsheng"
    return rest


def of_this_place(words: list[str]) -> list[str]:
    """Put names of this place in for those of the reader, and small plans for those that take their time."""
    place = dict(MEANT) | (dict.fromkeys(("DATA", "数据"), OF_ANOTHER_PLAN) if words[0] == "assess" else {})
    found = [place.get(word, word) for word in words]
    if "--sources" in found:  # the published texts are not ours to ship: a plan is held against one made up for it
        found[found.index("--sources") + 1] = "own/sources"
        found += ["--rules", "own/rules"]
    if found[0] == "test":
        found = [*("small" if word in PLANS else word for word in found), "--rules", "small/rules", "--jobs", "1"]
    return found


def lay_out(here: Path, run: Run) -> None:
    """Put there what a reader has: the examples, a submission as a table and as a workbook, a store of last year."""
    shutil.copytree(ROOT / "examples", here / "examples")
    good_plans.write(here / "own", 1)
    run("import", f"{FIRST}/2023-示例.csv", "--store", "江海.zs", "--by", "区统计局", "--at", "2024-01-10")
    for command in SMALL_PLAN:
        run(*shlex.split(command), "--rules", "small/rules")
    (here / "报送").mkdir()
    for name in ("2020-基期数.csv", "2024-示例.csv"):
        shutil.copy(EXAMPLES / name, here / "报送")
    text = (EXAMPLES / "2025-示例.csv").read_text(encoding="utf-8-sig")
    (here / "2025.csv").write_text(text, encoding="utf-8")
    book = Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(here / "2025.xlsx")


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return few_draws.write(tmp_path_factory.mktemp("docs") / "rules")


def test_every_page_with_commands_is_run_by_one_test() -> None:
    assert {page for page in pages() if page not in BY_ITS_OWN_TEST} | BY_ITS_OWN_TEST.keys() == set(pages())
    for page, test in BY_ITS_OWN_TEST.items():
        assert Path(page).name in (ROOT / test).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in pages() if page not in BY_ITS_OWN_TEST])
def test_every_command_of_a_page_runs(
    page: str, tmp_path: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    run = runner(here, monkeypatch, capsys)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    if page in FROM_NOTHING:
        monkeypatch.delenv("ZHUNSHENG_RULES")
    else:
        monkeypatch.setenv("ZHUNSHENG_RULES", str(rules))
        lay_out(here, run)
    for name, body in steps(page):
        if name:
            keep_what_was(here)
            (here / name).parent.mkdir(parents=True, exist_ok=True)
            (here / name).write_text(body, encoding="utf-8")
        else:
            asked = words(body)
            expect(run, body, asked if page in FROM_NOTHING else of_this_place(asked))


def keep_what_was(here: Path) -> None:
    """Keep the rules as they were before a page changes them, under the name that pages give such a copy."""
    if (here / "rules").exists() and not (here / "改前").exists():
        shutil.copytree(here / "rules", here / "改前")


def expect(run: Run, command: str, asked: list[str]) -> None:
    """Run what a command is here; findings are no failure, unless the page says which code to expect."""
    told = EXIT_CODE.search(command)
    allowed = {int(told[1])} if told else {ExitCode.USAGE} if ASKS.search(command) else {ExitCode.OK, ExitCode.FOUND}
    code, _, err = run(*asked)
    assert code in allowed, (command, code, err)

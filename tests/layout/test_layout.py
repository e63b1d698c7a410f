"""One layout for all rule files: what it looks like, and that nothing but the layout changes."""

import re
from itertools import product
from pathlib import Path

import pytest
import yaml
from tests.layout.odd_yaml import data, odd
from tests.support.paths import RULES

from zhunsheng.layout import UnreadableError, format_text

SHIPPED = sorted(RULES.rglob("*.yaml"))
NOTE = re.compile(r"#.*?注(\d+)注")

UNTIDY = """\
theme:   '城市环境'
rules:
- title: "城镇污水集中收集率"   # 表内第12项
  id: sewage-collection-rate
  # 约束性
  nature: binding

  unit: percent
  target:
    2025: '>= 95'
    2021-2024: done
  base: {2020: 92 }
  source:
      figure: 95
      anchor: "城镇污水集中收集率"
      locator: 表1 第12项
  owner: 城管局
- {id: station, title: 车站, nature: task, kind: milestone, target: {2023: done}, task: "7",
   source: {locator: 第二章, anchor: 车站, also: [{locator: 第三章, anchor: "12"}]}}
# 完
"""

TIDY = """\
theme: 城市环境
rules:
  - id: sewage-collection-rate
    title: 城镇污水集中收集率  # 表内第12项
    # 约束性
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2021-2024: done, 2025: ">= 95"}
    owner: 城管局
    source: {locator: 表1 第12项, anchor: 城镇污水集中收集率, figure: 95}

  - id: station
    title: 车站
    nature: task
    kind: milestone
    target: {2023: done}
    task: "7"
    source:
      locator: 第二章
      anchor: 车站
      also:
        - {locator: 第三章, anchor: "12"}
# 完
"""


def test_an_untidy_file_becomes_tidy() -> None:
    assert format_text(UNTIDY) == TIDY
    assert format_text(TIDY) == TIDY


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(RULES).as_posix())
def test_every_shipped_file_is_laid_out_like_that(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_text(text) == text


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_only_the_layout_of_odd_files_changes(start: int) -> None:
    for seed in range(start, start + 100):
        text, _ = odd(seed)
        written = format_text(text)
        assert format_text(written) == written, seed
        assert data(written) == data(text), seed
        assert sorted(NOTE.findall(written)) == sorted(NOTE.findall(text)), seed


TEXTS = ("", "x", "x  ", "  x\n\ny", "\nx\ny", "x\n  \n", "x\n\n   \n\n", "\tx\n\t  \n", "x y\n   ")
BEHIND = ("", "b: 1\n", "\n\n# 注\nb: 1\n", "   \n  # 注\nb: 1\n")


@pytest.mark.parametrize("mark", ["".join(parts) for parts in product("|>", ("", "1", "4"), ("", "-", "+"))])
def test_text_of_several_lines_keeps_every_blank(mark: str) -> None:
    deep = " " * int(mark[1:].rstrip("+-") or 3)
    for text, behind, cut in product(TEXTS, BEHIND, (0, 1)):
        lines = [deep + line if line else "" for line in text.split("\n")]
        before = "\n".join((f"a: {mark}", *lines, behind))
        before = before[: len(before) - cut]
        try:
            said = data(before)
        except yaml.YAMLError:
            continue
        after = format_text(before)
        assert data(after) == said, before
        assert format_text(after) == after, before


@pytest.mark.slow
def test_only_the_layout_of_many_odd_files_changes() -> None:
    for start in range(1000, 9000, 100):
        test_only_the_layout_of_odd_files_changes(start)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("\ufeffa: 1", "a: 1\n"),
        ("---\na: 1\n...\n", "a: 1\n"),
        ("\n\n# 头\n\n\n\na: 1\n\n\n", "# 头\n\na: 1\n"),
        ("a: [ 1,2 ]\n", "a: [1, 2]\n"),
        ("a: [1, # 一\n 2]\n", "a:\n  - 1  # 一\n  - 2\n"),
        ("a:\n- b: 1\n  c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
        ("a: 'yes'\nb: yes\nc: '1e3'\nd: \"甲\"\n", 'a: "yes"\nb: yes\nc: "1e3"\nd: 甲\n'),
        ("a: '>= 1'\nb: <= 2\n", 'a: ">= 1"\nb: "<= 2"\n'),
        ("a: '\"x\" y'\nb: \"'x\\ty\"\n", "a: '\"x\" y'\nb: \"'x\\ty\"\n"),
        ("a: |\n     一\n       二\n\nb: >-\n    三\n    四\n", "a: |\n  一\n    二\n\nb: >-\n  三\n  四\n"),
        ("a: |2-\n     一\n   二\n", "a: |2-\n     一\n   二\n"),
        ("a: |\n    一\n       \n\n\nb: |+\n\nc: 1\n", "a: |\n  一\n     \n\nb: |+\n\nc: 1\n"),
        ("a:\n- >\n 一\n   \n-\n\n b: 1\n", "a:\n  - >\n    一\n      \n\n  - b: 1\n"),
        ("a:\n    # 深\n    b: 1\n    # 底\n# 外\nc: 2\n", "a:\n  # 深\n  b: 1\n  # 底\n# 外\nc: 2\n"),
        ("a: # 旁\n  - # 破折号旁\n    b: 1\n", "a:  # 旁\n  # 破折号旁\n  - b: 1\n"),
        ("{}", "{}\n"),
        ("# 上\n[ # 里\n] # 旁\n# 下\n", "# 上\n# 里\n# 旁\n# 下\n[]\n"),
        ("# 上\n{a: 1} # 旁\n", "# 上\n# 旁\na: 1\n"),
        ("a: >-\n  一行\n", "a: 一行\n"),
        ("a:\nb: ~\nc: {d: , e: []}\n", "a:\nb: ~\nc: {d: , e: []}\n"),
    ],
)  # fmt: skip
def test_small_things(before: str, after: str) -> None:
    assert format_text(before) == after
    assert format_text(after) == after


def test_lists_in_brackets_run_on_over_several_lines() -> None:
    names = ", ".join(f"name-{number}" for number in range(30))
    written = format_text(f"discrepancies:\n  - id: x\n    rules: [{names}]\n")
    assert "    rules:\n      [name-0, name-1," in written
    assert max(map(len, written.splitlines())) <= 120


def test_the_order_of_what_matters_stays() -> None:
    text = "when: {now: {a: 1}, before: {b: 2}}\nplaces:\n  - {id: z, title: 乙}\n  - {id: a, title: 甲}\n"
    assert format_text(text) == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1\nb: 2\n", (2, 2)),
        ("a: 1\nb: *x\n", (2, 4)),
        ("a: !x 1\n", (1, 4)),
        ("a: 1\n---\nb: 2\n", (2, 1)),
        ("? [a]\n: 1\n", (1, 3)),
        ("a: 1\n# x\x85\n", (2, 4)),
        ("- " * 60 + "1\n", (1, 101)),
        ("a: \x00\n", (1, 1)),
        ("# 只有注释\n", (1, 1)),
        ("", (1, 1)),
        ("只是一句话\n", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError) as told:
        format_text(text)
    assert (told.value.line, told.value.column) == place

"""Fixes: each does what it says and nothing else, and what is not beyond doubt is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lint.conftest import RULES, Lint
from tests.support.cli import Run

from zhunsheng.lint.applying import applied
from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.text import Text
from zhunsheng.use_cases.fixing import fix
from zhunsheng.use_cases.linting import Asked

SAFE = [
    ('">= 95"', '"≥95"'),
    ('">= 95"', "≥ 95"),
    ('">= 95"', "'=> 95'"),
    ('{2025: ">= 95"}', "{2025: >= 95}"),
    ('">= 95"', "不低于95"),
    ("nature: binding", "nature：binding"),
    ("nature: binding", "nature: bindng"),
    ("nature: binding", "naturr: binding"),
    ("source: {locator: 表1, anchor: 收集率, figure: 95}", "source: {locator：表1，anchor：收集率，figure：95}"),
    ("source: {locator: 表1, anchor: 收集率, figure: 95}", "source: ｛locator: 表1, anchor: 收集率, figure: 95｝"),
    ("unit: percent", "unit: percnt"),
    ("nature: binding", "nature:\tbinding"),
    ("owner: 乙局", "owner: 乙局   "),
    ("owner: 乙局", "owner: 乙局\t"),
    ("support: [甲局]", "support: [甲局, 甲局]"),
    ("owner: 乙局\n", "owner: 乙局\n    unit: 个\n"),
    ("base: {2020: 92}", 'base: {2020: "９２"}'),
    ("owner: 乙局", "owner: 乙局  # zhunsheng: ignore[ZS420] 用不上"),
    ("    owner: 乙局\n", "    # zhunsheng: ignore[ZS420] 用不上\n    owner: 乙局\n"),
    ("title: 龙头企业", "title: 龙头\u200b企业"),
]


def spoilt(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "rules" / "mini" / "rules.yaml"
    assert RULES.count(old) >= 1
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    return path


def settled(text: str) -> str:
    """What two texts have in common that say the same: blanks and quotes are the author's own."""
    return "".join(text.replace("'", "").replace('"', "").split())


@pytest.mark.parametrize(("old", "new"), SAFE, ids=lambda value: value[:30])
def test_a_mistake_is_put_right(run: Lint, tmp_path: Path, old: str, new: str) -> None:
    run()
    path = spoilt(tmp_path, old, new)
    fixed = fix(Asked(rules=tmp_path / "rules"))
    assert len(fixed.fixes) >= 1
    assert fixed.linted.problems == ()
    assert path.read_text(encoding="utf-8") == RULES.replace(old, new, 1)  # not written yet
    fixed.write()
    assert settled(path.read_text(encoding="utf-8")) == settled(RULES)


def test_all_at_once_and_one_behind_another(run: Lint, tmp_path: Path) -> None:
    """A file that cannot be read hides its other mistakes: they are found once it can be."""
    run()
    text = RULES
    chosen = [
        pair for pair in SAFE if pair[0] in ('{2025: ">= 95"}', "unit: percent", "owner: 乙局\n", "base: {2020: 92}")
    ]
    for old, new in [*chosen, ("nature: binding", "nature：binding"), ("support: [甲局]", "support: [甲局, 甲局]\t")]:
        text = text.replace(old, new, 1)
    path = tmp_path / "rules" / "mini" / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    fixed = fix(Asked(rules=tmp_path / "rules"))
    assert fixed.linted.problems == ()
    assert settled(fixed.after[str(path)].decode()) == settled(RULES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 污水收集率", "title: 污水收集率不低于95%"),
        ("anchor: 收集率", "anchor: 收集率达到"),
    ],
)
def test_a_missing_operator_is_taken_from_the_words(run: Lint, tmp_path: Path, old: str, new: str) -> None:
    run()
    path = spoilt(tmp_path, old, new)
    path.write_text(path.read_text(encoding="utf-8").replace('">= 95"', "95"), encoding="utf-8")
    fixed = fix(Asked(rules=tmp_path / "rules"))
    assert fixed.linted.problems == ()
    assert '{2025: ">= 95"}' in fixed.after[str(path)].decode()


DOUBTFUL = [
    ('">= 95"', "95"),
    ("owner: 甲局", "owner: 丙局"),
    ("    nature: binding", "\tnature: binding"),
    ("title: 龙头企业", "title: 龙头\x01企业"),
    ("owner: 乙局\n", "owner: 乙局\n    unit: 家\n"),
    ("base: {2020: 92}", "base: {2020: 96}"),
    ("title: 龙头企业", "title: 龙头企业不少于40家"),
    ("anchor: 龙头企业", "anchor: 龙头企业超过"),
]


@pytest.mark.parametrize(("old", "new"), DOUBTFUL, ids=lambda value: value[:30])
def test_what_is_not_beyond_doubt_is_left_alone(run: Lint, tmp_path: Path, old: str, new: str) -> None:
    run()
    path = spoilt(tmp_path, old, new)
    before = path.read_bytes()
    fixed = fix(Asked(rules=tmp_path / "rules"))
    fixed.write()
    after = path.read_text(encoding="utf-8")
    assert fixed.linted.problems or after == before.decode()
    assert new.strip() in after


def test_a_fix_that_changes_a_rule_is_only_offered(run: Lint) -> None:
    satisfied = run({"base: {2020: 92}": "base: {2020: 96}"}).problems
    assert [(each.code, each.fix is not None and each.fix.safe) for each in satisfied] == [("already-satisfied", False)]
    assert satisfied[0].fix is not None
    assert satisfied[0].fix.edits[0].text.startswith("trajectory: maintain\n")
    lost = run({"anchor: 龙头企业": "anchor: 龙头企业超过"}).problems
    assert [each.fix.edits[0].text for each in lost if each.fix] == ['"> 20"', '"> 40"']
    assert not any(each.fix.safe for each in lost if each.fix)


def test_the_operator_of_the_text_is_offered_at_the_target(run: Lint, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    text = "小规划\n\n表1 指标\n\n收集率\t95%以上\n\n表2 指标\n\n龙头企业\t超过40个\n龙头企业\t20个\n"
    (texts / "mini.txt").write_text(text, encoding="utf-8")
    [problem] = run(sources=texts).problems
    assert problem.code == "strictness-differs"
    assert problem.fix is not None
    assert (problem.fix.safe, [edit.text for edit in problem.fix.edits]) == (False, ['"> 40"'])


def test_line_ends_and_byte_order_mark_stay(run: Lint, tmp_path: Path) -> None:
    run()
    path = tmp_path / "rules" / "mini" / "rules.yaml"
    text = b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode()
    path.write_bytes(
        text.replace(b"nature: binding", b"nature: bindng").replace("甲局]".encode(), "甲局, 甲局]".encode())
    )
    fixed = fix(Asked(rules=tmp_path / "rules"))
    fixed.write()
    assert path.read_bytes() == text


def test_a_link_stays_a_link(run: Lint, tmp_path: Path) -> None:
    run()
    folder = tmp_path / "rules" / "mini"
    path = spoilt(tmp_path, "nature: binding", "nature: bindng")
    path.rename(folder / "real.txt")
    path.symlink_to("real.txt")
    fix(Asked(rules=tmp_path / "rules")).write()
    assert path.is_symlink()
    assert (folder / "real.txt").read_text(encoding="utf-8") == RULES


def test_the_command_shows_and_then_writes(run: Lint, run_cli: Run, tmp_path: Path) -> None:
    run()
    path = spoilt(tmp_path, "nature: binding", "nature: bindng")
    before = path.read_bytes()
    code, out, err = run_cli("lint", "--fix", "--diff")
    assert (code, path.read_bytes()) == (0, before)
    assert "-    nature: bindng\n+    nature: binding\n" in out
    assert out.startswith("--- a/rules/mini/rules.yaml\n+++ b/rules/mini/rules.yaml\n")
    assert "可修正 1 处，未写入" in err
    fixed = "rules/mini/rules.yaml:5:13: “bindng”改为“binding”\n修正 1 处\n"
    assert run_cli("lint", "--fix")[::2] == (0, fixed)
    assert path.read_text(encoding="utf-8") == RULES


def test_nothing_to_fix_writes_nothing(run: Lint, tmp_path: Path) -> None:
    run()
    fixed = fix(Asked(rules=tmp_path / "rules"))
    assert (fixed.fixes, fixed.after, fixed.diff()) == ((), {}, "")


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Fix], str]:
    """A text, edits of parts of it that do not touch, and the text that they make, worked out from the offsets."""
    text = draw(st.text(st.sampled_from("ab中\n"), min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    pairs = [pair for number, pair in enumerate(pairs) if number == 0 or pairs[number - 1][1] < pair[0]]
    fixes, after, done = [], "", 0
    for first, last in pairs:
        new = draw(st.text(st.sampled_from("xy\n"), max_size=3))
        spot = [(text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1) for at in (first, last)]
        edit = Edit(file="f", line=spot[0][0], column=spot[0][1], end_line=spot[1][0], end_column=spot[1][1], text=new)
        fixes.append(Fix(title=Text("", ""), edits=(edit,)))
        after += text[done:first] + new
        done = last
    return text, draw(st.permutations(fixes)), after + text[done:]


@given(edited())
def test_edits_are_applied_as_if_by_offset(case: tuple[str, list[Fix], str]) -> None:
    text, fixes, after = case
    data, kept = applied(text.encode(), fixes)
    assert data.decode() == after
    assert set(kept) == set(fixes)


def test_of_two_that_meet_one_waits() -> None:
    edit = Edit(file="f", line=1, column=1, end_line=1, end_column=3, text="x")
    one, other = (Fix(title=Text(name, name), edits=(edit,)) for name in "ab")
    assert applied(b"abc\n", [one, other]) == (b"xc\n", (one,))

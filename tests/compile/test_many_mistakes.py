"""How much is told at once, what is left unsaid because it follows from something else, and which hints there are."""

from pathlib import Path

import pytest
from tests.compile.test_folder import codes
from tests.support import plan_folder
from tests.support.plan_folder import PLAN, POLICY, RULES

from zhunsheng.compile import load
from zhunsheng.compile.codes import CODES
from zhunsheng.compile.hints import USUAL
from zhunsheng.compile.problems import one_of


def test_a_plan_without_its_parts_accuses_nobody_else(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, plan="id: mini\ntitle: 小规划\n")
    assert codes(folder) == [("missing-key", "plan.yaml")] * 4


def test_items_that_are_not_whole_are_left_out_but_all_told(tmp_path: Path) -> None:
    plan = PLAN + "  - 丁局\n  - {id: 丙局}\n"
    plan = plan.replace("departments:", "  - {id: south, level: street}\n  - {title: 北街道, level: [a]}\ndepartments:")
    folder = plan_folder.write(tmp_path, plan=plan)
    assert [code for code, _ in codes(folder)] == [
        "missing-key",
        "missing-key",
        "wrong-type",
        "wrong-type",
        "missing-key",
    ]


def test_a_rule_whose_id_is_unusable_is_checked_all_the_same(tmp_path: Path) -> None:
    rules = RULES.replace("- id: beds", "- id: 床位").replace(
        "    owner: 乙局\n    support", "    owner: 丁局\n    support"
    )
    rules = rules.replace("- id: revenue-issued", "- id: Issued").replace("indicator: revenue", "indicator: [revenue]")
    rules = rules.replace("  - id: land\n    title: 土地\n    unit: 亩\n    owner: 乙局\n", "  - land\n") + "  - rule\n"
    folder = plan_folder.write(tmp_path, rules=rules)
    assert sorted(code for code, _ in codes(folder)) == [
        "bad-id",
        "bad-id",
        "unknown-department",
        "wrong-type",
        "wrong-type",
        "wrong-type",
    ]


def test_a_name_from_a_file_that_cannot_be_read_is_not_called_unknown(tmp_path: Path) -> None:
    rules = RULES.replace("indicator: revenue", "indicator: elsewhere").replace("spending / revenue", "there / revenue")
    policy = POLICY.replace("nature: binding", "rule: elsewhere")
    folder = plan_folder.write(tmp_path, rules=rules, policy=policy)
    (folder / "z.yaml").write_text("theme: [", encoding="utf-8")
    assert codes(folder) == [("yaml-syntax", "z.yaml")]


def test_a_circle_of_formulas_is_told_once(tmp_path: Path) -> None:
    item = "  - {{id: {}, title: {}, unit: 万元, owner: 甲局, expression: {}}}\n"
    more = "".join(item.format(a, a.upper() * 2, b) for a, b in ("xy", "yz", "zx", "pq", "qp", "rx"))
    folder = plan_folder.write(tmp_path, rules=RULES.replace("indicators:\n", "indicators:\n" + more))
    loaded = load(folder)
    assert [p.code for p in loaded.problems] == ["expression-cycle"] * 2
    assert [p.message.en.partition(": ")[2] for p in loaded.problems] == ["x → y → z → x.", "p → q → p."]


def test_formulas_do_not_pile_up_without_end(tmp_path: Path) -> None:
    item = "  - {{id: d{}, title: 层{}, unit: 万元, owner: 甲局, expression: {}}}\n"
    more = "".join(item.format(n, n, f"d{n - 1}" if n else "revenue") for n in reversed(range(25)))
    loaded = load(plan_folder.write(tmp_path, rules=RULES.replace("indicators:\n", "indicators:\n" + more)))
    assert [(p.code, p.at.line) for p in loaded.problems] == [("expression-too-long", 3 + 24 - 20)]


def test_hints_say_what_to_write(tmp_path: Path) -> None:
    rules = (
        RULES.replace("    owner: 乙局\n    support", "    ower: 乙局\n    support")
        .replace('"> 2.7"', "不低于2.7")
        .replace("unit: 张/千人", "unit: 张/千个人")
    )
    hints = {p.code: p.hint.en for p in load(plan_folder.write(tmp_path, rules=rules)).problems if p.hint is not None}
    assert hints == {
        "unknown-key": "Did you mean “owner”?",
        "bad-target": "Write “>=” for “不低于”.",
        "unknown-unit": "Did you mean “张/千人”?",
    }


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("target: {2025: >= 95}", "Quote a value that begins"),
        ("unit: %", "Quote a value that begins"),
        ("target:\n  2025: >= 95", "Quote a value that begins"),
        ("note: 一: 二", "colon"),
        ("theme：x\nrules: []", "half-width"),
        ("theme: {id: 一，title: 二}", "half-width"),
        ("theme: ｛id: 一｝", "half-width"),
        ("theme: {id：一, title: [}", "half-width"),
        ("theme: 甲：乙，丙\nid", "brackets"),
        ("a: [1", "bracket is never closed"),
        ("a: 'x", "quotes are never closed"),
    ],
)
def test_a_syntax_error_comes_with_the_usual_cause(line: str, hint: str, tmp_path: Path) -> None:
    [problem] = load(plan_folder.write(tmp_path, rules=line + "\n")).problems
    assert problem.code == "yaml-syntax"
    assert problem.hint is not None
    assert hint in problem.hint.en


def test_a_long_vocabulary_is_not_listed_to_the_end() -> None:
    assert one_of("abc").en == "one of: a, b, c"
    assert one_of(str(n) for n in range(100)).en.endswith("22, 23, …")


def test_a_circle_of_formulas_is_told_before_what_they_measure(tmp_path: Path) -> None:
    rules = RULES.replace("spending / revenue", "spending * share")
    assert [p.code for p in load(plan_folder.write(tmp_path, rules=rules)).problems] == ["expression-cycle"]


def test_every_usual_hint_is_that_of_a_code() -> None:
    assert set(USUAL) <= set(CODES)

"""`zhunsheng lint` reads the checks on the data like the rules."""

from pathlib import Path

from tests.support import plan_folder
from tests.support.cli import Run
from tests.support.plan_folder import CHECKS, PLAN


def two_plans(tmp_path: Path, defaults: str) -> Path:
    rules = tmp_path / "rules"
    for name in ("one", "two"):
        plan_folder.write(rules / name, plan=PLAN.replace("id: mini", f"id: {name}"))
    (rules / "checks.yaml").write_text(defaults, encoding="utf-8")
    return rules


def test_a_mistake_in_the_checks_of_all_plans_is_told_once(run: Run, tmp_path: Path) -> None:
    rules = two_plans(tmp_path, "checks:\n  - {id: late, title: 迟, kind: jmp, level: note}\n")
    code, _, err = run("lint", "--rules", str(rules))
    assert code == 2
    assert err.count("unknown-value") == 1
    assert f"{rules / 'checks.yaml'}:2:32" in err
    code, _, err = run("rules", "--rules", str(rules))
    assert (code, err.count("unknown-value")) == (2, 1)


def test_rules_that_could_not_be_read_are_not_counted_as_none(run: Run, tmp_path: Path) -> None:
    rules = two_plans(tmp_path, "checks:\n  - {id: late, title: 迟, kind: jmp, level: note}\n")
    assert run("lint", "--rules", str(rules))[1] == "2 个规划，规则未能读入：1 个错误，0 个疑问\n"
    english = run("lint", "--rules", str(rules), "--lang", "en")[1]
    assert english == "2 plan(s), whose rules could not be read: 1 errors, 0 warnings\n"


def test_checks_without_fault_are_passed_over_in_silence(run: Run, tmp_path: Path) -> None:
    rules = two_plans(tmp_path, "checks:\n  - {id: late, title: 迟, kind: missing, level: note}\n")
    _, _, err = run("lint", "--rules", str(rules))
    assert "checks.yaml" not in err
    (rules / "one" / "checks.yaml").write_text(CHECKS.replace("id: absent", "id: Absent"), encoding="utf-8")
    _, _, err = run("lint", "--rules", str(rules))
    assert f"{rules / 'one' / 'checks.yaml'}:2:10" in err

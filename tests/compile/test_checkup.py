"""checkup.yaml: what its author writes is what is compiled; what cannot be is told at its place."""

from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.plan_folder import MARK

from zhunsheng.compile import Loaded, load
from zhunsheng.model.checkup import Aspect, Checkup, System
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation

FIRST_PLAN = Path(__file__).parents[2] / "rules" / "jianghai-urbanization-14fyp"
CHECKUP = """\
id: yearly
title: 体检
source: {locator: 第三章, anchor: 体检}
system: {title: 两个方面, document: 某通知, because: 规划没有写}
aspects:
  - {id: wealth, title: 富裕, locator: 附件一, rules: [share, jobs], indicators: [总收入]}
  - {id: works, title: 工程, locator: 附件二, rules: [centre]}
"""
WORKS = "{id: works, title: 工程, locator: 附件二, rules: [centre]}"


def loaded(folder: Path, text: str, **changed: str) -> Loaded:
    plan_folder.write(folder, **changed)
    (folder / "checkup.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def at(line: int, column: int) -> Location:
    return Location(file="checkup.yaml", line=line, column=column)


def test_a_check_up_as_its_author_writes_it(tmp_path: Path) -> None:
    found = loaded(tmp_path, CHECKUP)
    assert found.problems == ()
    assert found.catalogue is not None
    assert found.catalogue.checkup == Checkup(
        id="yearly",
        title="体检",
        source=Citation(locator="第三章", anchor="体检"),
        system=System(title="两个方面", document="某通知", because="规划没有写"),
        aspects=(
            Aspect(
                id="wealth",
                title="富裕",
                locator="附件一",
                rules=("share", "jobs", "revenue-issued"),
                at=at(6, 10),
            ),
            Aspect(id="works", title="工程", locator="附件二", rules=("centre",), at=at(7, 10)),
        ),
        at=at(1, 5),
    )
    assert found.catalogue.checkup.rules == {"share", "jobs", "revenue-issued", "centre"}


def test_a_plan_need_not_declare_any_and_declaring_one_changes_the_digest(tmp_path: Path) -> None:
    plain = load(plan_folder.write(tmp_path / "a")).catalogue
    declared = loaded(tmp_path / "b", CHECKUP).catalogue
    assert plain is not None
    assert declared is not None
    assert plain.checkup is None
    assert plain.digest != declared.digest


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("wrong-type", CHECKUP, "⌖- aspects\n"),
        ("missing-key", "id: yearly\ntitle: 体检\n", "⌖id: yearly\n"),
        ("missing-key", ", because: 规划没有写}", "}"),
        ("missing-key", WORKS, "⌖" + WORKS.replace(", rules: [centre]", "")),
        ("missing-key", "locator: 附件一, ", ""),
        ("unknown-key", "aspects:", "⌖aspect:\n  - {}\naspects:"),
        ("wrong-type", "system: {title: 两个方面, document: 某通知, because: 规划没有写}", "system: ⌖八个方面"),
        ("wrong-type", "source: {locator: 第三章, anchor: 体检}", "source: ⌖第三章"),
        ("empty-value", "title: 体检", "title:⌖"),
        ("bad-id", "id: yearly", "id: ⌖体检"),
        ("bad-id", "id: works", "id: ⌖工程"),
        ("duplicate-id", "id: works", "id: ⌖wealth"),
        ("duplicate-item", "rules: [centre]", "rules: [centre, ⌖jobs]"),
        ("unknown-rule", "rules: [centre]", "rules: [⌖center]"),
        ("unknown-indicator", "indicators: [总收入]", "indicators: [⌖总输入]"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_is(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert CHECKUP.count(old) == 1
    text = CHECKUP.replace(old, new)
    before, mark, after = text.partition(MARK)
    found = loaded(tmp_path, before + after if mark else text)
    assert found.catalogue is None
    [problem] = [each for each in found.problems if each.code == code]
    assert problem.at.file.endswith("checkup.yaml")
    if mark:
        line = before.count("\n") + 1
        assert (problem.at.line, problem.at.column) == (line, len(before) - before.rfind("\n"))


def test_nothing_is_unknown_where_the_rules_themselves_have_errors(tmp_path: Path) -> None:
    rules = plan_folder.RULES.replace("id: centre", "id: Centre")
    found = loaded(tmp_path, CHECKUP, rules=rules, assessment="")
    assert "bad-id" in {each.code for each in found.problems}
    assert "unknown-rule" not in {each.code for each in found.problems}


def test_the_first_plan_names_the_eight_aspects_and_what_is_in_none_is_known() -> None:
    catalogue = load(FIRST_PLAN).catalogue
    assert catalogue is not None
    assert catalogue.checkup is not None
    titles = "生态宜居 健康舒适 安全韧性 交通便捷 风貌特色 整洁有序 多元包容 创新活力"
    assert [aspect.title for aspect in catalogue.checkup.aspects] == titles.split()
    assert catalogue.checkup.rules < catalogue.rules.keys()

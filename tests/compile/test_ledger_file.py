"""ledger.yaml: the days to put something right, and when it is taken further."""

from pathlib import Path

import pytest
from tests.support import plan_folder

from zhunsheng.compile import load
from zhunsheng.model.catalogue import DEFAULT_TERMS
from zhunsheng.model.ledger import Terms
from zhunsheng.model.policy import Constant, Facts


def terms(folder: Path) -> Terms:
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue.terms


def test_days_by_kind_and_level(tmp_path: Path) -> None:
    stated = Terms(days={"violation": 30, "alert:red": 45, "alert:blue": 90}, default=60)
    assert terms(plan_folder.write(tmp_path / "mini")) == stated


def test_one_beside_the_plans_serves_them_all(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    (folder / "ledger.yaml").unlink()
    assert terms(folder) == DEFAULT_TERMS
    (tmp_path / "ledger.yaml").write_text("terms: {default: 15}\n", encoding="utf-8")
    assert terms(folder) == Terms(days={}, default=15)


def test_a_plans_own_replaces_the_one_beside_it(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    (tmp_path / "ledger.yaml").write_text("not read", encoding="utf-8")
    assert terms(folder).default == 60
    (folder / "ledger.yaml").write_text("- not a mapping\n", encoding="utf-8")
    assert load(folder).catalogue is None


ESCALATION = """\
terms: {default: 60}
escalation:
  items:
    - {id: late, when: {overdue: "yes", owner: 甲局}, measure: 催办, because: {zh: 逾期, en: late}}
  departments:
    - {id: many, when: {overdue_items: ">= 3"}, measure: 挂牌督办, because: {zh: 多项, en: many}}
"""


def test_measures_over_items_and_departments(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini", ledger=ESCALATION)
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    escalation = loaded.catalogue.escalation
    assert escalation.measures == {"late": "催办", "many": "挂牌督办"}
    items, departments = escalation.strata
    assert (items.facts, departments.facts) == (Facts.ITEMS, Facts.DEPARTMENTS)
    assert items.rules[0].patterns[0].tests == (
        Constant(attribute="overdue", compare="==", value="yes"),
        Constant(attribute="owner", compare="==", value="甲局"),
    )
    assert str(departments.rules[0].at).endswith("ledger.yaml:6:12")


def test_only_departments_are_taken_further(tmp_path: Path) -> None:
    text = ESCALATION.replace("  items:\n", "").replace('    - {id: late, when: {overdue: "yes", owner: 甲局}, ', "#")
    folder = plan_folder.write(tmp_path / "mini", ledger=text)
    catalogue = load(folder).catalogue
    assert catalogue is not None
    assert [stratum.id for stratum in catalogue.escalation.strata] == ["departments"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('overdue: "yes"', "overdue: ja", "unknown-value"),
        ('overdue: "yes"', "overduee: x", "unseen-attribute"),
        ('overdue: "yes", owner: 甲局', "overdue: [x]", "wrong-type"),
        ('overdue: "yes"', 'overdue: "> no"', "type-mismatch"),
        ('overdue: "yes"', "overdue: i.overdue", "join-not-earlier"),
        ("owner: 甲局", "owner: 丁局", "unknown-value"),
        ('">= 3"', '">= 三"', "type-mismatch"),
        ("id: many", "id: late", "duplicate-id"),
        ("id: many", "id: Many", "bad-id"),
        (", measure: 催办", "", "missing-key"),
        (', when: {overdue: "yes", owner: 甲局}', "", "missing-key"),
        ('when: {overdue: "yes", owner: 甲局}', "when: {}", "empty-value"),
        ("because: {zh: 逾期, en: late}", "because: {zh: 逾期}", "missing-key"),
        ("because: {zh: 逾期, en: late}", "because: 逾期", "wrong-type"),
        ("items:", "itmes:", "unknown-key"),
        ("- {id: late", "- 1\n    - {id: late", "wrong-type"),
    ],
)
def test_a_mistake_in_the_escalation_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = plan_folder.write(tmp_path / "mini", ledger=ESCALATION.replace(old, new, 1))
    loaded = load(folder)
    assert loaded.catalogue is None
    assert [problem.code for problem in loaded.problems] == [code]
    assert loaded.problems[0].at.file.endswith("ledger.yaml")


def test_a_stratum_holds_twenty_rules(tmp_path: Path) -> None:
    rule = '    - {id: late-%d, when: {overdue: "yes"}, measure: 催办, because: {zh: 逾期, en: late}}\n'
    text = "terms: {default: 60}\nescalation:\n  items:\n" + "".join(rule % number for number in range(21))
    loaded = load(plan_folder.write(tmp_path / "mini", ledger=text))
    assert [(problem.code, problem.at.line) for problem in loaded.problems] == [("too-many-rules", 24)]

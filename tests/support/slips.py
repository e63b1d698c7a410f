"""A corpus of mistakes: what an author may get wrong, and where the compiler must point (at the mark)."""

from tests.support.plan_folder import slips
from tests.support.slips_of_assessment import ASSESSMENT
from tests.support.slips_of_checks import CHECKS
from tests.support.slips_of_new_keys import NEW_KEYS
from tests.support.slips_of_plan import PLAN, UNITS
from tests.support.slips_of_policy import POLICY
from tests.support.slips_of_rules import FORMULA, RULE

YAML = slips(
    "rules.yaml",
    ("yaml-syntax", 'target: {2025: "> 2.7"}', "target: {2025: ⌖> 2.7}"),
    ("yaml-syntax", 'target: {2025: "> 2.7"}', "target:\n      2025: >⌖= 2.7"),
    ("yaml-syntax", "note: 说明", "note: 说明⌖: 其一"),
    ("yaml-syntax", "support: [甲局]", "support: ⌖[甲局\n    scope: x"),
    ("yaml-alias", "note: 说明", "note: ⌖&x 说明"),
    ("yaml-alias", "note: 说明", "note: ⌖*x"),
    ("yaml-alias", "support: [甲局]", "support: ⌖&x [甲局]"),
    ("yaml-tag", "note: 说明", "note: ⌖!!str 说明"),
    ("yaml-tag", "note: 说明", "note: ⌖!!python/object/apply:os.system [ls]"),
    ("yaml-tag", "support: [甲局]", "support: ⌖! [甲局]"),
    ("yaml-documents", "theme: 主题", "theme: 主题\n⌖---\ntheme: 主题"),
    ("scalar-too-long", "note: 说明", "note: ⌖" + "长" * 10_001),
    ("nested-too-deep", "note: 说明", "note: " + "[" * 17 + "⌖[" + "]" * 18),
    ("tab", "note: 说明", "note: 说⌖\t明"),
    ("tab", "    owner: 甲局\n    kind: flow", "⌖\towner: 甲局\n    kind: flow"),
    ("control-character", "note: 说明", "note: 说⌖\x00明"),
    ("control-character", "note: 说明", 'note: ⌖"说\\u202e明"'),
    ("control-character", "note: 说明", "note: 说⌖\x1b明"),
    ("control-character", "note: 说明", "note: 说⌖\u202e明"),
    ("control-character", "note: 说明", "note: 说⌖\r明"),
    ("duplicate-key", "note: 说明", "note: 说明\n    ⌖note: 又"),
    ("wrong-type", "note: 说明", "? ⌖[a]\n    : 说明"),
)

SHAPE = slips(
    "rules.yaml",
    ("unknown-key", "note: 说明", "⌖notes: 说明"),
    ("unknown-key", "    owner: 乙局\n    support: [甲局]", "    ⌖ower: 乙局\n    support: [甲局]"),
    ("unknown-key", "note: 说明", "⌖<<: 说明"),
    ("unknown-key", "theme: 主题", "theme: 主题\n⌖zzz: 1"),
    ("unknown-key", "locator: 表2, anchor: 床位", "locator: 表2, anchor: 床位, ⌖page: 3"),
    ("missing-key", "- id: beds\n    title: 床位\n    nature: 预期性\n", "- ⌖id: beds\n    title: 床位\n"),
    ("missing-key", "{document: 别的文件, locator: 表2, anchor: 床位}", "⌖{locator: 表2}"),
    ("missing-key", "theme: 主题\nindicators", "⌖indicators"),
    ("wrong-type", "note: 说明", "note: ⌖[说明]"),
    ("wrong-type", "support: [甲局]", "support: ⌖甲局"),
    ("wrong-type", "support: [甲局]", "support: [⌖{甲局: 1}]"),
    ("wrong-type", 'target: {2025: "> 2.7"}', 'target: ⌖">= 2.7"'),
    ("wrong-type", 'target: {2025: "> 2.7"}', 'target: {2025: ⌖["> 2.7"]}'),
    ("wrong-type", "source: {locator: 表1, anchor: 收入}", "source: ⌖表1"),
    ("wrong-type", "judge: full", "judge: ⌖rounded"),
    ("wrong-type", "judge: full", "judge: ⌖[full]"),
    ("wrong-type", "scope: [east, 西街道]", "scope: ⌖east"),
    ("wrong-type", "base: {2020: 1.89}", "base: {2020: 1.89, ⌖2020-2021: 3}"),
    ("empty-value", "note: 说明", "note:⌖"),
    ("empty-value", "note: 说明", 'note: ⌖"  "'),
    ("empty-value", "support: [甲局]", "support: ⌖[]"),
    ("empty-value", 'target: {2025: "> 2.7"}', "target: ⌖{}"),
    ("unknown-value", "nature: binding", "nature: ⌖bindng"),
    ("unknown-value", "nature: binding", "nature: ⌖强制性"),
    ("unknown-value", "kind: growth", "kind: ⌖grow"),
    ("unknown-value", "trajectory: cagr", "trajectory: ⌖lineer"),
    ("unknown-value", "judge: {rounded: 2}", "judge: {rounded: ⌖13}"),
    ("bad-number", "judge: {rounded: 2}", "judge: {rounded: ⌖two}"),
    ("bad-id", "id: beds", "id: ⌖Beds_2"),
    ("bad-id", "id: land", "id: ⌖土地"),
    ("bad-id", "id: land", "id: ⌖2022"),
    ("bad-id", "id: land", "id: ⌖" + "a" * 101),
    ("duplicate-id", "id: revenue-issued", "id: ⌖beds"),
    ("duplicate-id", "id: land", "id: ⌖revenue"),
    ("duplicate-id", "id: jobs", "id: ⌖land"),
    ("duplicate-name", "title: 土地", "title: ⌖支出"),
    ("duplicate-name", "title: 土地", "title: 土地\n    aliases: [⌖总 收入]"),
    ("duplicate-name", "title: 土地", "title: ⌖REVENUE"),
    ("duplicate-item", "support: [甲局]", "support: [甲局, ⌖区甲局]"),
    ("duplicate-item", "scope: [east, 西街道]", "scope: [east, ⌖东街道]"),
)

LEDGER = slips(
    "ledger.yaml",
    ("wrong-type", "{default: 60, violation: 30, alert: {red: 45, blue: 90}}", "⌖60"),
    ("unknown-key", "terms", "⌖tems"),
    ("unknown-key", "violation: 30", "⌖notice: 30"),
    ("unknown-key", "blue", "⌖blau"),
    ("missing-key", "{default: 60, ", "⌖{"),
    ("ledger-days", "default: 60", "default: ⌖0"),
    ("ledger-days", "violation: 30", "violation: ⌖[30]"),
    ("ledger-days", "red: 45", "red: ⌖3651"),
    ("bad-number", "default: 60", "default: ⌖两月"),
    ("bad-number", "violation: 30", "violation: ⌖1.5"),
)

ALL = [*YAML, *SHAPE, *RULE, *NEW_KEYS, *FORMULA, *PLAN, *UNITS, *POLICY, *CHECKS, *ASSESSMENT, *LEDGER]

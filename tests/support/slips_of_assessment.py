"""What may be wrong in an assessment.yaml."""

from tests.support.plan_folder import slips

_RULES = "rules: [share, jobs]"
_WEIGHTS = "weights: {wealth: 62.5, works: 37.5}"
_ZONE = "assumed: true, because: 没有写, source: {locator: 第三章, anchor: 核心区}}"
_WORKS = "  - {id: works, title: 工程, source: {locator: 第三章, anchor: 工程}, missing: zero, rules: [centre]}"
_STATES = "missing: {not_reported: lowest, not_evaluable: exclude}"
_MARGINS = "margins: {weights: 20 %, figures: 2.5 %, draws: 50, seed: 7}"

ASSESSMENT = slips(
    "assessment.yaml",
    ("missing-key", "id: weighed\ntitle: 考核\n", "⌖id: weighed\n"),
    ("missing-key", "id: weighed\ntitle: 考核\n", "⌖title: 考核\n"),
    ("missing-key", _STATES, "missing: ⌖{not_reported: lowest}"),
    ("missing-key", _WORKS, "  - ⌖" + _WORKS.removeprefix("  - ").replace(", rules: [centre]", "")),
    (
        "missing-key",
        "{zone: 核心区, " + _WEIGHTS + ", assumed: true, because: 没有写",
        "⌖{zone: 核心区, " + _WEIGHTS + ", assumed: true",
    ),
    ("missing-key", "{title: 生态, zones", "⌖{zones"),
    ("missing-key", _WEIGHTS, "weights: ⌖{wealth: 100}"),
    ("missing-key", _MARGINS, "margins: ⌖{weights: 20 %, figures: 2.5 %, draws: 50}"),
    ("unknown-key", "unmeasured:", "⌖unmeasure:"),
    ("unknown-key", _WEIGHTS, "weights: {wealth: 62.5, works: 37.5, ⌖worcs: 0}"),
    ("unknown-key", _MARGINS, _MARGINS.replace("seed", "⌖sead")),
    ("unknown-value", "negative: quotient", "negative: ⌖quotien"),
    ("unknown-value", _STATES, "missing: {not_reported: ⌖none, not_evaluable: exclude}"),
    ("unknown-value", "missing: zero", "missing: ⌖nil"),
    ("unknown-value", "assumed: true", "assumed: ⌖yes"),
    ("wrong-type", "source: {locator: 第三章, anchor: 考核}", "source: ⌖第三章"),
    ("wrong-type", _WEIGHTS, "weights: ⌖62.5"),
    ("wrong-type", _MARGINS, "margins: ⌖20 %"),
    ("wrong-type", _STATES, "missing: ⌖[zero]"),
    ("empty-value", "title: 考核", "title:⌖"),
    ("empty-value", "zones: [core]", "zones: ⌖[]"),
    ("bad-id", "id: weighed", "id: ⌖考核"),
    ("bad-id", "id: works", "id: ⌖工程"),
    ("duplicate-id", "id: works", "id: ⌖wealth"),
    ("duplicate-item", _ZONE, _ZONE + "\n  - {zone: ⌖core, " + _WEIGHTS + ", " + _ZONE),
    ("unknown-level", "places: district", "places: ⌖distric"),
    ("unknown-level", "counted_by: rural", "counted_by: ⌖grid"),
    ("unknown-place", "zone: 核心区", "zone: ⌖核心"),
    ("unknown-place", "zones: [core]", "zones: [⌖cor]"),
    ("unknown-rule", _RULES, "rules: [⌖shares, jobs]"),
    ("unknown-rule", "indicators: [总收入]", "indicators: [总收入, ⌖land]"),
    ("unknown-indicator", "indicators: [总收入]", "indicators: [⌖总输入]"),
    ("bad-percentage", "cap: 120 %", "cap: ⌖1.2"),
    ("check-value", "cap: 120 %", "cap: ⌖99 %"),
    ("check-value", _MARGINS, _MARGINS.replace("20 %", "⌖100 %")),
    ("check-value", _MARGINS, _MARGINS.replace("2.5 %", "⌖-1 %")),
    ("check-value", _MARGINS, _MARGINS.replace("50", "⌖0")),
    ("check-value", _MARGINS, _MARGINS.replace("7", "⌖-7")),
    ("check-value", _WEIGHTS, "weights: {wealth: ⌖162.5, works: 37.5}"),
    ("bad-number", _WEIGHTS, "weights: {wealth: ⌖60 %, works: 40}"),
    ("assessment-weights", _WEIGHTS, "weights: ⌖{wealth: 62.5, works: 37.49}"),
    ("assessment-twice", _RULES, "rules: [share, jobs, ⌖share]"),
    ("assessment-twice", "rules: [centre]", "rules: [centre, ⌖jobs]"),
    ("assessment-scope", _RULES, "rules: [share, jobs, ⌖staff]"),
    ("assessment-zones", "places: district\ncounted_by: rural", "⌖places: district\ncounted_by: street"),
)

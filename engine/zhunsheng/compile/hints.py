"""What to try where the message alone does not say it: one usual remedy a code."""

from zhunsheng.model.text import Text

USUAL: dict[str, Text] = {
    "scalar-too-long": Text("多半是漏了引号；长说明请写短。", "Mostly a quote is missing; shorten a long text."),
    "nested-too-deep": Text("检查多余的括号和缩进。", "Look for brackets and indents that are too many."),
    "too-many-problems": Text("先改最前面的几个，再运行一次。", "Mend the first few, and run it again."),
    "control-character": Text("删去它，把这个词重打一遍。", "Remove it, and type the word anew."),
    "duplicate-item": Text("删去一个，或改成本来要写的。", "Remove one, or write what was meant."),
    "duplicate-id": Text("给后一个另起编号。", "Give the second an id of its own."),
    "duplicate-year": Text("一年只留一个目标。", "Keep one target a year."),
    "duplicate-level": Text("给名册另起一个级别名。", "Give the roster a level of its own."),
    "number-too-long": Text("核对是否把几个数连在了一起。", "Perhaps several figures ran into one."),
    "wrong-type": Text("检查括号和缩进。", "Check brackets and indents."),
    "unknown-department": Text("先在 plan.yaml 的 departments 里写明。", "Add it to `departments` in plan.yaml first."),
    "unknown-place": Text("先在 plan.yaml 的 places 里写明。", "Add it to `places` in plan.yaml first."),
    "unknown-place-kind": Text("先在 plan.yaml 里给地区写明 kind。", "Give places their `kind` in plan.yaml first."),
    "unknown-rule": Text("写本规划里一条规则的 id。", "Name a rule of this plan by its id."),
    "unknown-unit": Text("先在 units.txt 里定义。", "Define it in units.txt first."),
    "unknown-indicator": Text("先在 indicators 里声明。", "Declare it under `indicators` first."),
    "unknown-task": Text("先在 plan.yaml 的 tasks 里写明。", "Add it to `tasks` in plan.yaml first."),
    "unknown-check": Text("写 checks.yaml 里一条检查的 id。", "Name a check of checks.yaml by its id."),
    "place-cycle": Text("within 只写上一级的地区。", "`within` names only what lies above."),
    "empty-scope": Text("核对 level、within、kind。", "Check `level`, `within` and `kind`."),
    "base-range": Text("基期写一年；是五年合计的，写 kind: flow。", "Name one year; a sum over years is kind: flow."),
    "base-of-growth": Text("删去 base。", "Remove `base`."),
    "maintain-base": Text("还没做到的，删去 trajectory。", "Where it is not reached yet, remove `trajectory`."),
    "trajectory-of-growth": Text(
        "删去 trajectory；各年要求不同的，逐年写目标。", "Remove `trajectory`; write a target for each year."
    ),
    "trajectory-of-yearly": Text(
        "删去 trajectory；五年合计的，写 kind: flow。", "Remove `trajectory`; a sum over years is kind: flow."
    ),
    "trajectory-of-range": Text(
        "删去 trajectory；中途要查的，逐年写目标。", "Remove `trajectory`; write a target for each year."
    ),
    "trajectory-of-flow": Text("写 linear，或删去 trajectory。", "Write linear, or remove `trajectory`."),
    "cagr-base": Text("写 trajectory: linear，或补上基期数。", "Write trajectory: linear, or give a base."),
    "expression-too-long": Text("把一部分另立为派生指标。", "Make a derived indicator of a part of it."),
    "expression-cycle": Text("其中一个须直接报送。", "One of them must be reported."),
    "division-by-zero": Text("核对分母。", "Check the denominator."),
    "constant-expression": Text("写上该用的指标编号。", "Write the ids of the indicators that are meant."),
    "dimension-mismatch": Text("核对算式和 unit。", "Check the formula and `unit`."),
    "type-mismatch": Text("文字属性只与文字属性相比。", "Compare text with text, whole numbers with whole numbers."),
    "join-not-earlier": Text("把被引用的模式写在前面。", "Put the pattern that is referred to first."),
    "tallies-too-early": Text("把计数的层放到后面。", "Put the stratum that counts behind another."),
    "reserved-name": Text("换一个名字。", "Choose another name."),
    "check-selection": Text("两种写法留一种。", "Keep one of the two."),
    "empty-selection": Text("核对单位和类别。", "Check unit and kind."),
    "not-checkable": Text("改查它的分子、分母，或从清单里删去。", "Check what it is made of, or remove it."),
    "check-units": Text("只把能换算的单位放在一起。", "Put together only what converts."),
    "check-of-itself": Text("写成本来要比的指标。", "Name the indicator that was meant."),
    "assessment-weights": Text("改到合计 100。", "Let them add up to 100."),
    "assessment-zones": Text("给每个区写权重，每个地区归到一区。", "Give each zone its weights, each place a zone."),
}
"""Code → hint, for a problem that comes without an expectation and without a hint of its own."""

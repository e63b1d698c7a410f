"""Every code that the compile stage can report, with what it means: the source of the table in the documentation.

A code that is not listed here cannot be reported (`Problems.add` raises `KeyError`), and a test proves that each
one listed can be provoked.
"""

from typing import NamedTuple

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text


class Code(NamedTuple):
    """How grave a code is, and what it says in general."""

    severity: Severity
    meaning: Text


def _error(zh: str, en: str) -> Code:
    return Code(Severity.ERROR, Text(zh, en))


def _warning(zh: str, en: str) -> Code:
    return Code(Severity.WARNING, Text(zh, en))


FILES = {
    "missing-folder": _error("规则文件夹不存在", "the plan folder does not exist"),
    "missing-plan": _error("文件夹里没有 plan.yaml", "the folder has no plan.yaml"),
    "missing-policy": _error("文件夹里没有 policy.yaml", "the folder has no policy.yaml"),
    "missing-units": _error("文件夹里没有 units.txt", "the folder has no units.txt"),
    "unreadable-file": _error("文件打不开", "the file cannot be opened"),
    "not-a-file": _error("不是普通文件（文件夹、管道、设备等）", "not a regular file (a folder, pipe or device)"),
    "misplaced-file": _error(
        "名称或位置不对、不会读到的 YAML 文件", "a YAML file that by its name or place is never read"
    ),
    "outside-folder": _error("符号链接指向规则文件夹之外", "a symbolic link leads out of the plan folder"),
    "file-too-large": _error("文件超过 1 MiB", "the file is larger than 1 MiB"),
    "empty-file": _error("文件没有内容", "the file holds nothing"),
    "bad-encoding": _error("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "control-character": _error("含有控制字符或不可见的方向字符", "a control character or an invisible direction mark"),
    "tab": _error("含有制表符", "a tab"),
}

YAML = {
    "yaml-syntax": _error("YAML 语法有误", "YAML syntax"),
    "yaml-alias": _error("使用了锚点或别名（& *）", "an anchor or alias (& *)"),
    "yaml-tag": _error("使用了类型标签（!）", "an explicit tag (!)"),
    "yaml-documents": _error("一个文件里有多份文档（---）", "more than one document in a file (---)"),
    "scalar-too-long": _error("单个值超过 10,000 字", "a value longer than 10,000 characters"),
    "nested-too-deep": _error("嵌套超过 20 层", "nested more than 20 levels deep"),
    "too-many-problems": _error("问题太多，其余从略", "too many problems; the rest is left out"),
}

SHAPE = {
    "unknown-key": _error("键名不认识", "an unknown key"),
    "missing-key": _error("缺少必填的键", "a required key is missing"),
    "duplicate-key": _error("同一个键写了两次", "a key given twice"),
    "duplicate-id": _error("编号重复", "an id used twice"),
    "duplicate-name": _error("名称或别名与另一项相同", "a title or alias that another item has too"),
    "duplicate-item": _error("清单里有重复的项", "an item listed twice"),
    "bad-id": _error("编号写法不对", "an id that is not well formed"),
    "wrong-type": _error("值的形式不对", "a value of the wrong shape"),
    "empty-value": _error("值是空的", "an empty value"),
    "unknown-value": _error("值不在允许的范围内", "a value outside a closed vocabulary"),
    "bad-date": _error("日期写法不对", "a date that is not well formed"),
    "bad-number": _error("数写法不对", "a number that is not well formed"),
    "number-too-long": _error("数的位数太多", "a number with too many digits"),
    "bad-year": _error("年份写法不对", "a year that is not well formed"),
    "range-upside-down": _error("区间首尾颠倒", "a range whose ends are the wrong way round"),
}

PLAN = {
    "bad-period": _error("规划期先后不对", "a period whose years are out of order"),
    "bad-bands": _error("时序进度分档不是由高到低", "bands that do not descend within (0, 1]"),
    "place-cycle": _error("地区互相隶属成环", "places that lie within each other"),
    "unknown-place": _error("没有这个地区", "an unknown place"),
    "unknown-level": _error("没有这一级的地区", "a level that no place has"),
    "unknown-department": _error("没有这个部门", "an unknown department"),
    "empty-scope": _error("适用范围里没有地区", "a scope without places"),
    "duplicate-level": _error("名册的级别已经有地区或名册", "a roster of a level that has places or a roster already"),
    "unknown-place-kind": _error("这一级的地区没有这一类", "a kind that no place of the level has"),
    "roster-scope": _error("名册里的对象只按级别和类别选取", "a roster's places chosen by more than level and kind"),
    "unknown-reading": _error("没有这种读法", "a reading that is not listed"),
    "unknown-rule": _error("没有这条规则", "an unknown rule"),
    "unknown-task": _error("没有这项任务", "an unknown task"),
    "several-leads": _error("任务有几个牵头部门，规则没有写明责任部门", "no owner, and a task with several leads"),
}

RULE = {
    "unknown-indicator": _error("没有这个指标", "an unknown indicator"),
    "indicator-key": _error(
        "引用已有指标的规则又写了指标自己的键", "a key of the indicator on a rule that refers to one"
    ),
    "unit-differs": _error("规则的单位与指标的单位不同", "a rule's unit differs from its indicator's"),
    "unknown-unit": _error("没有这个单位", "an unknown unit"),
    "printed-unit": _error("表中所印单位与规则单位矛盾", "a printed unit that contradicts the unit"),
    "bad-target": _error("目标写法不对", "a target that is not well formed"),
    "missing-operator": _error("目标没有写比较符号", "a target without an operator"),
    "unknown-operator": _error("比较符号不认识", "an unknown operator"),
    "target-year": _error("目标年不在规划期内", "a target year outside the plan's period"),
    "duplicate-year": _error("同一年写了两个目标", "two targets for one year"),
    "base-year": _error("基期年不是规划的基期年", "a base year that is not the plan's"),
    "base-range": _error("只有累计量的基期可以是一段年份", "a range of years as the base of anything but a flow"),
    "base-of-growth": _error("增速没有基期", "a base for a growth rate"),
    "trajectory-of-growth": _error("增速没有时序轨迹", "a trajectory for a growth rate"),
    "trajectory-of-yearly": _error("当年数没有时序轨迹", "a trajectory for an amount of one year"),
    "milestone-key": _error("节点任务写了不相干的键", "a key that makes no sense for a milestone"),
    "done-target": _error(
        "节点的目标不是 done，或不是节点而写了 done", "done for anything but a milestone, or the reverse"
    ),
    "benchmark-target": _error("目标与 benchmark 不配套", "targets and `benchmark` that do not go together"),
    "trajectory-of-range": _error("区间或定值目标没有时序轨迹", "a trajectory for a range or an equality"),
    "trajectory-of-flow": _error("累计量不能用这种轨迹", "a trajectory that a flow cannot have"),
    "cagr-base": _error("复合增速轨迹要求基期数大于零", "a cagr trajectory needs a base above zero"),
    "maintain-base": _error("保持类规则的基期数不满足目标", "a maintain rule whose base does not satisfy the target"),
    "source-figure": _error("出处的数与目标不符", "a source figure that is none of the target's"),
    "contradiction": _error("两条规则互相矛盾，没有数能同时满足", "two rules that no figure satisfies both"),
    "differing-limits": _warning("两条规则对同一指标要求不同的数", "two rules that ask for different figures"),
    "already-satisfied": _warning(
        "基期数已满足目标，却没有写“保持”", "the base satisfies the target without `maintain`"
    ),
    "share-outside": _warning("百分比目标在 0 到 100 之外", "a percent target outside 0 to 100"),
}

FORMULA = {
    "bad-expression": _error("算式写法不对", "an expression that is not well formed"),
    "expression-too-long": _error("算式太长或嵌套太深", "an expression too long or nested too deep"),
    "expression-cycle": _error("算式绕回到自己", "expressions that lead back to themselves"),
    "division-by-zero": _error("除以零", "division by zero"),
    "constant-expression": _error("算式里没有指标", "an expression without an indicator"),
    "dimension-mismatch": _error("量纲不同，不能相加减或得不出该单位", "dimensions that do not go together"),
}

UNITS = {
    "bad-unit-definition": _error("单位定义写法不对", "a unit definition that is not well formed"),
    "duplicate-unit": _error("单位重复定义", "a unit defined twice"),
}

POLICY = {
    "too-many-rules": _error("一层里的规则超过 20 条", "more than 20 rules in a stratum"),
    "too-many-patterns": _error("一条规则里的模式超过 8 个", "more than 8 patterns in a rule"),
    "no-constant-test": _error("模式里没有与常量的比较", "a pattern without a constant test"),
    "unseen-attribute": _error("属性不在 sees 或 per 之内", "an attribute that is neither in `sees` nor in `per`"),
    "type-mismatch": _error("文字与整数相比，或拿文字比大小", "text compared with a number, or text ordered"),
    "join-not-earlier": _error("引用的模式不在前面", "a join to a pattern that does not stand earlier"),
    "join-without-equality": _error("跨模式的不等比较缺少相等比较", "a join by inequality without one by equality"),
    "unknown-pattern": _error("about 所指的模式不存在", "`about` names no pattern"),
    "tallies-too-early": _error("计数层之前没有别的层", "tallies with no stratum before them"),
    "tallies-misplaced": _error("计数只能用于 facts: tallies 的层", "tallies in a stratum over judgements"),
    "reserved-name": _error("名称已有固定含义", "a name that has a fixed meaning"),
}

CHECKS = {
    "unknown-check": _error("要停用的检查不存在", "a check that is switched off and does not exist"),
    "check-level": _error("这种检查不能退回", "a check of a kind that may not refuse"),
    "check-selection": _error("选取指标的写法自相矛盾", "a selection of indicators that contradicts itself"),
    "empty-selection": _error("没有一个指标符合", "a selection without indicators"),
    "not-checkable": _error("指标没有报送的数可查（节点、派生指标）", "an indicator that nobody reports a figure of"),
    "check-units": _error("单位不能换算，或单位不一", "units that do not go together"),
    "check-of-itself": _error("指标与自己相比", "an indicator held against itself"),
    "check-value": _error("参数超出合理范围", "a number that makes no sensible check"),
    "bad-range": _error("可能范围写法不对", "a range of the possible that is not well formed"),
    "bad-percentage": _error("百分数写法不对", "a percentage that is not well formed"),
}

ASSESSMENT = {
    "assessment-weights": _error("一区的权重合计不是 100", "weights of a zone that do not add up to 100"),
    "assessment-zones": _error(
        "有的区没有权重，或有的地区不在任何一区", "a zone without weights, or a place in no zone"
    ),
    "assessment-twice": _error("同一条规则计了两次", "a rule that counts twice"),
    "assessment-scope": _error("规则不落到要考核的地区", "a rule that speaks of none of the places assessed"),
}

LEDGER = {"ledger-days": _error("整改期限不是合理的天数", "no sensible number of days to put something right")}

CODES: dict[str, Code] = FILES | YAML | SHAPE | PLAN | RULE | FORMULA | UNITS | POLICY | CHECKS | ASSESSMENT | LEDGER
"""Code → severity and meaning, in the order in which a check comes upon them."""

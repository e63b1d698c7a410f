"""Every code that can be reported of rule files, with its number and what it means: the source of the pages on them.

A number is stable: it is never given to another code and never taken back. New codes take free numbers of their group.
"""

from zhunsheng.model.code import Code, Finder
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text


def _error(number: str, zh: str, en: str) -> Code:
    return Code(number, Severity.ERROR, Text(zh, en))


def _warning(number: str, zh: str, en: str) -> Code:
    return Code(number, Severity.WARNING, Text(zh, en))


def _cite(number: str, severity: Severity, zh: str, en: str) -> Code:
    return Code(number, severity, Text(zh, en), Finder.CITE)


def _lint(number: str, zh: str, en: str, severity: Severity = Severity.WARNING) -> Code:
    return Code(number, severity, Text(zh, en), Finder.LINT)


FILES = {
    "missing-folder": _error("ZS001", "规则文件夹不存在", "the plan folder does not exist"),
    "missing-plan": _error("ZS002", "文件夹里没有 plan.yaml", "the folder has no plan.yaml"),
    "missing-policy": _error("ZS003", "文件夹里没有 policy.yaml", "the folder has no policy.yaml"),
    "missing-units": _error("ZS004", "文件夹里没有 units.txt", "the folder has no units.txt"),
    "unreadable-file": _error("ZS005", "文件打不开", "the file cannot be opened"),
    "not-a-file": _error(
        "ZS006", "不是普通文件（文件夹、管道、设备等）", "not a regular file (a folder, pipe or device)"
    ),
    "misplaced-file": _error(
        "ZS007", "名称或位置不对、不会读到的 YAML 文件", "a YAML file that by its name or place is never read"
    ),
    "outside-folder": _error("ZS008", "符号链接指向规则文件夹之外", "a symbolic link leads out of the plan folder"),
    "file-too-large": _error("ZS009", "文件超过 1 MiB", "the file is larger than 1 MiB"),
    "empty-file": _error("ZS010", "文件没有内容", "the file holds nothing"),
    "bad-encoding": _error("ZS011", "文件不是 UTF-8 编码", "the file is not UTF-8"),
    "control-character": _error(
        "ZS012", "含有控制字符或不可见的方向字符", "a control character or an invisible direction mark"
    ),
    "tab": _error("ZS013", "含有制表符", "a tab"),
    "trailing-space": _lint("ZS020", "行末有多余的空格", "blanks at the end of a line", Severity.NOTE),
    "yaml-syntax": _error("ZS030", "YAML 语法有误", "YAML syntax"),
    "yaml-alias": _error("ZS031", "使用了锚点或别名（& *）", "an anchor or alias (& *)"),
    "yaml-tag": _error("ZS032", "使用了类型标签（!）", "an explicit tag (!)"),
    "yaml-documents": _error("ZS033", "一个文件里有多份文档（---）", "more than one document in a file (---)"),
    "scalar-too-long": _error("ZS034", "单个值超过 10,000 字", "a value longer than 10,000 characters"),
    "nested-too-deep": _error("ZS035", "嵌套超过 20 层", "nested more than 20 levels deep"),
    "too-many-problems": _error("ZS099", "问题太多，其余从略", "too many problems; the rest is left out"),
}
"""ZS0xx: files and YAML."""

SHAPE = {
    "unknown-key": _error("ZS101", "键名不认识", "an unknown key"),
    "missing-key": _error("ZS102", "缺少必填的键", "a required key is missing"),
    "duplicate-key": _error("ZS103", "同一个键写了两次", "a key given twice"),
    "duplicate-id": _error("ZS104", "编号重复", "an id used twice"),
    "duplicate-name": _error("ZS105", "名称或别名与另一项相同", "a title or alias that another item has too"),
    "duplicate-item": _error("ZS106", "清单里有重复的项", "an item listed twice"),
    "bad-id": _error("ZS107", "编号写法不对", "an id that is not well formed"),
    "wrong-type": _error("ZS108", "值的形式不对", "a value of the wrong shape"),
    "empty-value": _error("ZS109", "值是空的", "an empty value"),
    "unknown-value": _error("ZS110", "值不在允许的范围内", "a value outside a closed vocabulary"),
    "bad-date": _error("ZS120", "日期写法不对", "a date that is not well formed"),
    "bad-number": _error("ZS121", "数写法不对", "a number that is not well formed"),
    "number-too-long": _error("ZS122", "数的位数太多", "a number with too many digits"),
    "bad-year": _error("ZS123", "年份写法不对", "a year that is not well formed"),
    "range-upside-down": _error("ZS124", "区间首尾颠倒", "a range whose ends are the wrong way round"),
}
"""ZS1xx: the shape of what is written, and single values."""

REFERENCES = {
    "unknown-indicator": _error("ZS201", "没有这个指标", "an unknown indicator"),
    "unknown-department": _error("ZS202", "没有这个部门", "an unknown department"),
    "unknown-place": _error("ZS203", "没有这个地区", "an unknown place"),
    "unknown-level": _error("ZS204", "没有这一级的地区", "a level that no place has"),
    "unknown-place-kind": _error("ZS205", "这一级的地区没有这一类", "a kind that no place of the level has"),
    "unknown-rule": _error("ZS206", "没有这条规则", "an unknown rule"),
    "unknown-task": _error("ZS207", "没有这项任务", "an unknown task"),
    "unknown-reading": _error("ZS208", "没有这种读法", "a reading that is not listed"),
    "unknown-unit": _error("ZS209", "没有这个单位", "an unknown unit"),
    "place-cycle": _error("ZS220", "地区互相隶属成环", "places that lie within each other"),
    "empty-scope": _error("ZS221", "适用范围里没有地区", "a scope without places"),
    "roster-scope": _error(
        "ZS222", "名册里的对象只按级别和类别选取", "a roster's places chosen by more than level and kind"
    ),
    "duplicate-level": _error(
        "ZS223", "名册的级别已经有地区或名册", "a roster of a level that has places or a roster already"
    ),
    "several-leads": _error(
        "ZS224", "任务有几个牵头部门，规则没有写明责任部门", "no owner, and a task with several leads"
    ),
    "indicator-key": _error(
        "ZS225", "引用已有指标的规则又写了指标自己的键", "a key of the indicator on a rule that refers to one"
    ),
    "unit-differs": _error("ZS226", "规则的单位与指标的单位不同", "a rule's unit differs from its indicator's"),
    "printed-unit": _error("ZS227", "表中所印单位与规则单位矛盾", "a printed unit that contradicts the unit"),
    "unused-indicator": _lint(
        "ZS240", "指标没有一条规则、算式或检查用到", "an indicator that no rule, expression or check uses"
    ),
}
"""ZS2xx: names that something else must have, and units."""

TARGETS = {
    "bad-period": _error("ZS301", "规划期先后不对", "a period whose years are out of order"),
    "bad-bands": _error("ZS302", "时序进度分档不是由高到低", "bands that do not descend within (0, 1]"),
    "bad-target": _error("ZS303", "目标写法不对", "a target that is not well formed"),
    "missing-operator": _error("ZS304", "目标没有写比较符号", "a target without an operator"),
    "unknown-operator": _error("ZS305", "比较符号不认识", "an unknown operator"),
    "target-year": _error("ZS306", "目标年不在规划期内", "a target year outside the plan's period"),
    "duplicate-year": _error("ZS307", "同一年写了两个目标", "two targets for one year"),
    "milestone-key": _error("ZS308", "节点任务写了不相干的键", "a key that makes no sense for a milestone"),
    "done-target": _error(
        "ZS309", "节点的目标不是 done，或不是节点而写了 done", "done for anything but a milestone, or the reverse"
    ),
    "benchmark-target": _error("ZS310", "目标与 benchmark 不配套", "targets and `benchmark` that do not go together"),
    "base-year": _error("ZS320", "基期年不是规划的基期年", "a base year that is not the plan's"),
    "base-range": _error(
        "ZS321", "只有累计量的基期可以是一段年份", "a range of years as the base of anything but a flow"
    ),
    "base-of-growth": _error("ZS322", "增速没有基期", "a base for a growth rate"),
    "maintain-base": _error(
        "ZS323", "保持类规则的基期数不满足目标", "a maintain rule whose base does not satisfy the target"
    ),
    "already-satisfied": _warning(
        "ZS324", "基期数已满足目标，却没有写“保持”", "the base satisfies the target without `maintain`"
    ),
    "trajectory-of-growth": _error("ZS330", "增速没有时序轨迹", "a trajectory for a growth rate"),
    "trajectory-of-yearly": _error("ZS331", "当年数没有时序轨迹", "a trajectory for an amount of one year"),
    "trajectory-of-range": _error("ZS332", "区间或定值目标没有时序轨迹", "a trajectory for a range or an equality"),
    "trajectory-of-flow": _error("ZS333", "累计量不能用这种轨迹", "a trajectory that a flow cannot have"),
    "cagr-base": _error("ZS334", "复合增速轨迹要求基期数大于零", "a cagr trajectory needs a base above zero"),
    "share-outside": _warning("ZS340", "百分比目标在 0 到 100 之外", "a percent target outside 0 to 100"),
    "infeasible-target": _lint("ZS341", "目标不可能达到（负数、超出可能范围）", "a target that no figure can meet"),
    "redundant-target": _lint(
        "ZS342", "同一规则的另一年目标已包含这一年的", "a target that another year of the same rule implies"
    ),
    "backward-target": _lint(
        "ZS343", "逐年目标与方向相反，先高后低（或先低后高）", "targets that go back against their own direction"
    ),
    "idle-trajectory": _lint("ZS344", "写了轨迹，却没有一年用得上", "a trajectory that no year makes use of"),
    "off-trajectory": _lint(
        "ZS345", "写了直线轨迹，逐年的数却不在直线上", "yearly figures off the straight line that was asked for"
    ),
    "percent-or-points": _lint("ZS350", "百分数与百分点混淆", "percent taken for percentage points, or the reverse"),
    "strictness-lost": _lint(
        "ZS360", "比较符号与文字的宽严不一致（超过、不低于、以内……）", "an operator that is not what the words say"
    ),
}
"""ZS3xx: period, base, targets and trajectories."""

CITATIONS = {
    "source-figure": _error("ZS401", "出处的数与目标不符", "a source figure that is none of the target's"),
    "source-text-missing": _cite("ZS402", Severity.ERROR, "没有这个规划的原文", "there is no text of the plan"),
    "source-text-unreadable": _cite(
        "ZS403", Severity.ERROR, "原文打不开，或不是 UTF-8 编码", "the text cannot be opened, or is not UTF-8"
    ),
    "unknown-locator": _cite(
        "ZS404", Severity.ERROR, "原文里没有出处所指的部分", "a locator that the text does not have"
    ),
    "anchor-not-found": _cite(
        "ZS405", Severity.ERROR, "出处所指的部分里没有这个名称", "an anchor that does not stand in its passage"
    ),
    "figure-not-near-anchor": _cite(
        "ZS406", Severity.ERROR, "原文里名称近旁没有这个数", "a figure that does not stand near its anchor"
    ),
    "unit-differs-from-text": _cite(
        "ZS407", Severity.ERROR, "原文的单位与规则的单位不同", "a unit that differs from the text"
    ),
    "figure-of-another-year": _cite("ZS408", Severity.ERROR, "原文里这个数属于另一年", "a figure of another year"),
    "target-not-cited": _cite("ZS409", Severity.ERROR, "目标的数没有引用出处", "a target that no citation lists"),
    "idle-context": _cite(
        "ZS410", Severity.WARNING, "context 所指之处没有数量", "an entry of the context that covers no quantity"
    ),
    "missing-citation": _lint(
        "ZS420", "目标有数，出处没有数", "a rule whose targets have figures and whose source has none"
    ),
    "strictness-differs": _cite(
        "ZS430",
        Severity.WARNING,
        "比较符号与原文的宽严不一致",
        "an operator that is not what the published text says",
    ),
}
"""ZS4xx: what the published text says."""

FEATURES = {
    "missing-feature": _lint("ZS501", "规则没有场景文件", "a rule without a feature"),
    "stray-feature": _lint("ZS502", "场景文件没有对应的规则", "a feature of no rule"),
    "feature-drift": _lint("ZS503", "场景与规则对不上（标题、年份、数）", "a feature that no longer fits its rule"),
    "unreadable-feature": _lint("ZS504", "场景文件读不懂", "a feature that cannot be read"),
}
"""ZS5xx: the features that pin rules down."""

TOGETHER = {
    "contradiction": _error("ZS601", "两条规则互相矛盾，没有数能同时满足", "two rules that no figure satisfies both"),
    "differing-limits": _warning("ZS602", "两条规则对同一指标要求不同的数", "two rules that ask for different figures"),
    "conflicting-set": _warning(
        "ZS603", "几条规则合在一起没有数能同时满足", "rules that only together no figures satisfy"
    ),
    "redundant-rule": _warning("ZS604", "另一条规则已包含这条的要求", "a rule that another one implies"),
}
"""ZS6xx: rules held against each other, also of several plans."""

OTHER_FILES = {
    "too-many-rules": _error("ZS701", "一层里的规则超过 20 条", "more than 20 rules in a stratum"),
    "too-many-patterns": _error("ZS702", "一条规则里的模式超过 8 个", "more than 8 patterns in a rule"),
    "no-constant-test": _error("ZS703", "模式里没有与常量的比较", "a pattern without a constant test"),
    "unseen-attribute": _error(
        "ZS704", "属性不在 sees 或 per 之内", "an attribute that is neither in `sees` nor in `per`"
    ),
    "type-mismatch": _error("ZS705", "文字与整数相比，或拿文字比大小", "text compared with a number, or text ordered"),
    "join-not-earlier": _error("ZS706", "引用的模式不在前面", "a join to a pattern that does not stand earlier"),
    "join-without-equality": _error(
        "ZS707", "跨模式的不等比较缺少相等比较", "a join by inequality without one by equality"
    ),
    "unknown-pattern": _error("ZS708", "about 所指的模式不存在", "`about` names no pattern"),
    "tallies-too-early": _error("ZS709", "计数层之前没有别的层", "tallies with no stratum before them"),
    "tallies-misplaced": _error("ZS710", "计数只能用于 facts: tallies 的层", "tallies in a stratum over judgements"),
    "reserved-name": _error("ZS711", "名称已有固定含义", "a name that has a fixed meaning"),
    "unknown-check": _error("ZS730", "要停用的检查不存在", "a check that is switched off and does not exist"),
    "check-level": _error("ZS731", "这种检查不能退回", "a check of a kind that may not refuse"),
    "check-selection": _error("ZS732", "选取指标的写法自相矛盾", "a selection of indicators that contradicts itself"),
    "empty-selection": _error("ZS733", "没有一个指标符合", "a selection without indicators"),
    "not-checkable": _error(
        "ZS734", "指标没有报送的数可查（节点、派生指标）", "an indicator that nobody reports a figure of"
    ),
    "check-units": _error("ZS735", "单位不能换算，或单位不一", "units that do not go together"),
    "check-of-itself": _error("ZS736", "指标与自己相比", "an indicator held against itself"),
    "check-value": _error("ZS737", "参数超出合理范围", "a number that makes no sensible check"),
    "bad-range": _error("ZS738", "可能范围写法不对", "a range of the possible that is not well formed"),
    "bad-percentage": _error("ZS739", "百分数写法不对", "a percentage that is not well formed"),
    "assessment-weights": _error("ZS760", "一区的权重合计不是 100", "weights of a zone that do not add up to 100"),
    "assessment-zones": _error(
        "ZS761", "有的区没有权重，或有的地区不在任何一区", "a zone without weights, or a place in no zone"
    ),
    "assessment-twice": _error("ZS762", "同一条规则计了两次", "a rule that counts twice"),
    "assessment-scope": _error("ZS763", "规则不落到要考核的地区", "a rule that speaks of none of the places assessed"),
    "ledger-days": _error("ZS780", "整改期限不是合理的天数", "no sensible number of days to put something right"),
}
"""ZS7xx: policy, checks, assessment, ledger."""

FORMULA = {
    "bad-expression": _error("ZS801", "算式写法不对", "an expression that is not well formed"),
    "expression-too-long": _error("ZS802", "算式太长或嵌套太深", "an expression too long or nested too deep"),
    "expression-cycle": _error("ZS803", "算式绕回到自己", "expressions that lead back to themselves"),
    "division-by-zero": _error("ZS804", "除以零", "division by zero"),
    "constant-expression": _error("ZS805", "算式里没有指标", "an expression without an indicator"),
    "dimension-mismatch": _error("ZS806", "量纲不同，不能相加减或得不出该单位", "dimensions that do not go together"),
    "bad-unit-definition": _error("ZS830", "单位定义写法不对", "a unit definition that is not well formed"),
    "duplicate-unit": _error("ZS831", "单位重复定义", "a unit defined twice"),
}
"""ZS8xx: expressions and definitions of units."""

LINT = {
    "ignore-without-reason": _lint("ZS901", "忽略没有写理由", "an ignore without a reason"),
    "ignore-of-unknown": _lint("ZS902", "忽略的编号不存在", "an ignore of a number that does not exist"),
    "ignore-of-error": _lint("ZS903", "错误不能忽略", "an ignore of an error, which cannot be ignored"),
    "unused-ignore": _lint("ZS904", "忽略已用不上", "an ignore that ignores nothing any more"),
    "malformed-ignore": _lint("ZS905", "忽略的写法不对", "an ignore that is not well formed"),
    "stale-baseline": _lint(
        "ZS920", "基线里的一条不再出现", "an entry of the baseline that no longer occurs", Severity.NOTE
    ),
}
"""ZS9xx: lint itself, its ignores and its baseline."""
CODES: dict[str, Code] = (
    FILES | SHAPE | REFERENCES | TARGETS | CITATIONS | FEATURES | TOGETHER | OTHER_FILES | FORMULA | LINT
)
"""Code → number, severity and meaning, in the order of the numbers."""

NAMES: dict[str, str] = {about.number: code for code, about in CODES.items()}
"""Number → code."""

"""What things are called, in Chinese and English: one word for each status, reason, kind, level, nature, phase.

Sentences, tables, pictures and the terminal all take their words from here, so that they cannot differ.
"""

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.ledger import Deed, State
from zhunsheng.model.plan import ContextReason, DiscrepancyKind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature, Trajectory
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, CheckLevel

STATUS = {
    Status.MET: Text("达标", "met"),
    Status.ON_TRACK: Text("进度正常", "on track"),
    Status.BEHIND: Text("滞后", "behind"),
    Status.FAR_BEHIND: Text("严重滞后", "far behind"),
    Status.REGRESSING: Text("倒退", "regressing"),
    Status.MISSED: Text("未达标", "missed"),
    Status.PENDING: Text("待下达", "pending"),
    Status.NOT_REPORTED: Text("未报送", "not reported"),
    Status.NOT_DUE: Text("未到期", "not due"),
    Status.NOT_EVALUABLE: Text("不可判定", "not evaluable"),
    Status.WAIVED: Text("已豁免", "waived"),
}

SYMBOL = {
    Status.MET: "●",
    Status.ON_TRACK: "▲",
    Status.BEHIND: "◆",
    Status.FAR_BEHIND: "■",
    Status.REGRESSING: "▼",
    Status.MISSED: "✕",
    Status.PENDING: "○",
    Status.NOT_REPORTED: "—",
    Status.NOT_DUE: "·",
    Status.NOT_EVALUABLE: "?",
    Status.WAIVED: "≡",
}
"""One sign a status, the same in pictures, tables and on the terminal: colour is never the only bearer."""

REASON = {
    Reason.LIMIT_MET: Text("符合本年限值", "keeps the limit of this year"),
    Reason.LIMIT_MISSED: Text("不符合本年限值", "breaks the limit of this year"),
    Reason.ALREADY_MET: Text("提前达到目标", "satisfies the coming target already"),
    Reason.PACE_ON_TRACK: Text("时序进度达到要求", "pace as required"),
    Reason.PACE_NEARLY: Text("时序进度略慢，计为正常", "pace a little slow, counted as on track"),
    Reason.PACE_BEHIND: Text("时序进度落后", "pace behind"),
    Reason.PACE_FAR_BEHIND: Text("时序进度严重落后", "pace far behind"),
    Reason.PACE_REGRESSING: Text("比基期离目标更远", "further from the target than the base was"),
    Reason.NO_TARGET_ISSUED: Text("上级目标尚未下达", "no target has been issued yet"),
    Reason.NO_BENCHMARK: Text("对照的基准值尚未报来", "the figure to compare with has not been reported"),
    Reason.NO_OBSERVATION: Text("没有填报数据", "no figure was submitted"),
    Reason.BASE_YEAR: Text("基期年，尚无要求", "base year: nothing is due yet"),
    Reason.NO_TRAJECTORY: Text("规划未定年度进度", "the plan promises no yearly path"),
    Reason.NO_TARGET_THIS_YEAR: Text("规划对本年未作要求", "the plan promises nothing for this year"),
    Reason.NO_ROSTER: Text("名册尚未报来，不知有哪些对象", "no roster has named the places yet"),
    Reason.FLAT_PATH: Text("目标与基期同值，到期再判", "base and limit are the same figure; judged when due"),
    Reason.NO_BASE: Text("缺基期数，无法计算进度", "no base figure to measure pace from"),
    Reason.ZERO_DENOMINATOR: Text("分母为零", "the denominator is zero"),
    Reason.MISSING_COMPONENT: Text("缺组成数据", "a component is missing"),
    Reason.MISSING_YEAR: Text("缺以前年度数据，无法累计", "a year of the sum is missing"),
    Reason.ONLY_A_BOUND: Text("只报了界限，不足以判定", "only a bound was reported, which does not settle it"),
    Reason.REFUSED: Text("有数据无法读取", "something submitted could not be read"),
    Reason.WAIVED: Text("已批准豁免", "waived by approval"),
}

KIND = {
    FindingKind.VIOLATION: Text("违反", "violation"),
    FindingKind.ALERT: Text("预警", "alert"),
    FindingKind.NOTICE: Text("提示", "notice"),
}
KINDS = {
    FindingKind.VIOLATION: Text("违反", "Violations"),
    FindingKind.ALERT: Text("预警", "Alerts"),
    FindingKind.NOTICE: Text("提示", "Notices"),
}

LEVEL = {
    Level.RED: Text("红色", "red"),
    Level.ORANGE: Text("橙色", "orange"),
    Level.YELLOW: Text("黄色", "yellow"),
    Level.BLUE: Text("蓝色", "blue"),
}

NATURE = {
    Nature.BINDING: Text("约束性", "binding"),
    Nature.ANTICIPATORY: Text("预期性", "anticipatory"),
    Nature.TASK: Text("任务", "task"),
}

NATURE_MEANS = {
    Nature.BINDING: Text(
        "约束性指标由政府负责完成：到期未达或突破限值，构成违反",
        "a binding indicator is for the government to deliver: a miss when due is a violation",
    ),
    Nature.ANTICIPATORY: Text(
        "预期性指标主要依靠市场主体实现：未达目标作预警",
        "an anticipatory indicator is expected of the market: a miss is an alert",
    ),
    Nature.TASK: Text("任务类要求：未完成如何定性由政策规则决定", "a task: policy decides what a miss amounts to"),
}

PHASE = {
    Phase.BASE: Text("基期年", "base year"),
    Phase.INTERIM: Text("中间年度", "interim year"),
    Phase.DUE: Text("目标年", "target year"),
    Phase.STANDING: Text("逐年保持", "due every year"),
}

TRAJECTORY = {
    Trajectory.LINEAR: Text("按直线推进", "a straight path"),
    Trajectory.CAGR: Text("按固定增速推进", "a constant rate of growth"),
    Trajectory.NONE: Text("只看目标年，不设年度进度", "no path: only the target year counts"),
    Trajectory.MAINTAIN: Text("逐年保持", "to be kept every year"),
}

PATH = {
    Trajectory.LINEAR: Text("按直线进度", "a straight path"),
    Trajectory.CAGR: Text("按均速增长", "steady growth"),
}
"""What asks for a figure in an interim year; only these trajectories lead along a path."""

INDICATOR_KIND = {
    Kind.LEVEL: Text("年度数", "a yearly level"),
    Kind.YEARLY: Text("当年数", "an amount of the year"),
    Kind.FLOW: Text("累计数", "summed over the period"),
    Kind.GROWTH: Text("增速", "a growth rate"),
    Kind.MILESTONE: Text("节点", "a milestone"),
}

MILESTONE = {True: Text("已完成", "done"), False: Text("未完成", "not done")}

DISCREPANCY = {
    DiscrepancyKind.DISAGREEMENT: Text("前后不一", "passages disagree"),
    DiscrepancyKind.MISPRINT: Text("疑似误植", "probably a misprint"),
    DiscrepancyKind.UNCLEAR: Text("表述不清", "unclear"),
}

CONTEXT_REASON = {
    ContextReason.ACHIEVEMENT: Text("既往成绩", "an achievement of the past"),
    ContextReason.NAME: Text("名称、文号", "a name or a document's number"),
    ContextReason.DATE: Text("日期、期间", "a date or a period"),
    ContextReason.BACKGROUND: Text("背景、上位规划", "background, or another plan's promise"),
    ContextReason.VISION: Text("远景，未定期限", "an aim without a due date"),
}

SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("疑问", "warning"),
    Severity.NOTE: Text("说明", "note"),
}

CHECK_KIND = {
    CheckKind.MISSING: Text("缺报", "missing"),
    CheckKind.RANGE: Text("超出可能范围", "out of range"),
    CheckKind.PARTS: Text("分项与合计不符", "parts against whole"),
    CheckKind.JUMP: Text("突变", "a jump"),
    CheckKind.UNCHANGED: Text("与上年相同", "unchanged"),
    CheckKind.COPIED: Text("疑似照抄上年", "copied from last year"),
    CheckKind.COMPONENTS: Text("分子分母", "numerator and denominator"),
    CheckKind.DENOMINATOR: Text("分母变动", "denominator changed"),
    CheckKind.RESTATED: Text("历史数改动", "restated"),
    CheckKind.ON_LIMIT: Text("恰在目标线上", "exactly on the limit"),
    CheckKind.MAGNITUDE: Text("量级可疑", "magnitude"),
}

CHECK_LEVEL = {
    CheckLevel.REFUSE: Text("退回", "refused"),
    CheckLevel.QUESTION: Text("疑问", "question"),
    CheckLevel.NOTE: Text("提示", "note"),
}

OPERATOR = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
    Operator.EQUAL: "=",
    Operator.WITHIN: "",
}
"""A range has no sign of its own: it is written with its two ends, “5—8”."""

DEMAND = {
    Operator.AT_LEAST: Text("不低于 {}", "at least {}"),
    Operator.ABOVE: Text("高于 {}", "above {}"),
    Operator.AT_MOST: Text("不高于 {}", "at most {}"),
    Operator.BELOW: Text("低于 {}", "below {}"),
    Operator.EQUAL: Text("等于 {}", "exactly {}"),
    Operator.WITHIN: Text("保持在 {} 之间（含两端）", "within {} (both ends included)"),
}

LEDGER_STATE = {
    State.NEW: Text("新发现", "new"),
    State.PERSISTING: Text("持续", "persisting"),
    State.WORSENED: Text("加重", "worsened"),
    State.REOPENED: Text("反复", "reopened"),
    State.RESOLVED: Text("已达标待核", "resolved, to be verified"),
    State.RESTATED: Text("因数据更正消除", "resolved by restatement"),
    State.CLOSED: Text("已销号", "closed"),
    State.WAIVED: Text("已豁免", "waived"),
    State.WAIVER_EXPIRED: Text("豁免到期", "waiver expired"),
    State.OVERDUE: Text("逾期", "overdue"),
}
"""Where an item of the 整改台账 stands."""

DEED = {
    Deed.SERVE: Text("送达", "served"),
    Deed.REPLY: Text("回复", "replied"),
    Deed.EXTEND: Text("延期", "extended"),
    Deed.VERIFY: Text("核查通过", "verified"),
    Deed.REJECT: Text("核查未通过", "rejected"),
    Deed.CLOSE: Text("销号", "closed"),
    Deed.ESCALATE: Text("督办", "escalated"),
    Deed.WAIVE: Text("豁免", "waived"),
    Deed.REVOKE: Text("撤销豁免", "waiver revoked"),
}

"""What changes, causes and grounds are called."""

from zhunsheng.model.change import CauseKind, Comparison, Deciding, Fate, Ground, Part, Turn
from zhunsheng.model.text import Text

FATE = {
    Fate.FLIPPED: Text("判定变了", "verdict changed"),
    Fate.APPEARED: Text("新列入", "appeared"),
    Fate.DISAPPEARED: Text("不再列入", "disappeared"),
    Fate.MOVED: Text("判定未变，数或要求有变", "same verdict, other figures or limits"),
}
TURN = {
    Turn.NEW: Text("新增", "new"),
    Turn.GRAVER: Text("加重", "graver"),
    Turn.OTHER: Text("级别相同，依据不同", "as grave, on other grounds"),
    Turn.MILDER: Text("减轻", "milder"),
    Turn.GONE: Text("消除", "gone"),
}
GROUND = {
    Ground.JUDGEMENT: Text("判定有变", "the judgement changed"),
    Ground.OTHERS: Text("所依据的其他年度或其他指标的判定有变", "other judgements that it rests on changed"),
    Ground.POLICY: Text("政策规则有变", "the policy changed"),
    Ground.YEAR: Text("年度不同", "another year"),
    Ground.UNSEEN: Text("所给材料看不出原因", "what is at hand does not show why"),
}
PART = {
    Part.RULES: Text("规则改动", "the rule"),
    Part.ISSUED: Text("下达的目标、基准值", "issued targets and benchmarks"),
    Part.FIGURES: Text("填报的数", "the figures"),
    Part.DATA: Text("数据（填报的数和下达的目标）", "the data (figures and issued targets)"),
    Part.WAIVER: Text("豁免", "leave"),
    Part.YEAR: Text("年度的要求", "what the year asks for"),
}
DECIDING = {
    Deciding.ONLY: Text("", ""),
    Deciding.ALONE: Text("{0}：单独就足以改变判定", "{0}: enough by itself to change the verdict"),
    Deciding.TOGETHER: Text("单独一项都不足以改变判定，几项共同所致", "none is enough by itself: together they did it"),
    Deciding.OPEN: Text(
        "原因可能不止一项，所给材料不足以分辨", "perhaps several causes; what is at hand does not tell them apart"
    ),
}
KEY = {
    "rule": Text("规则", "the rule"),
    "": Text("规则文件（报告里看不出是哪一项）", "the rule files (a report does not show which key)"),
    "nature": Text("性质", "nature"),
    "owner": Text("责任部门", "owner"),
    "unit": Text("单位", "unit"),
    "indicator": Text("指标", "indicator"),
    "kind": Text("口径", "kind"),
    "formula": Text("算法", "formula"),
    "base": Text("基期", "base"),
    "trajectory": Text("年度进度", "trajectory"),
    "judge": Text("比较法", "judge"),
    "bands": Text("时序进度分档", "bands"),
    "scope": Text("适用地区", "scope"),
    "period": Text("规划期", "period"),
    "target": Text("目标", "target"),
}
TARGET_OF = Text("{0} 年目标", "target of {0}")


# Of each kind: both sides have it; only the new one; only the old one.
CAUSE = {
    CauseKind.RULE: (
        Text("规则改动", "rule changed"),
        Text("规则新增", "rule added"),
        Text("规则删去", "rule removed"),
    ),
    CauseKind.ISSUED: (
        Text("下达的目标改动", "issued target changed"),
        Text("目标下达", "target issued"),
        Text("下达的目标撤回", "issued target taken back"),
    ),
    CauseKind.BENCHMARK: (
        Text("基准值改动", "benchmark changed"),
        Text("基准值报来", "benchmark reported"),
        Text("基准值撤回", "benchmark taken back"),
    ),
    CauseKind.FIGURE: (
        Text("数据更正", "figure restated"),
        Text("新报", "figure reported"),
        Text("不再有此数", "figure withdrawn"),
    ),
    CauseKind.REFUSED: (
        Text("能否读取有变", "readable or not"),
        Text("数据不能读取或被退回", "figure unreadable or refused"),
        Text("此前不能读取或被退回", "figure was unreadable or refused"),
    ),
    CauseKind.WAIVER: (
        Text("豁免改动", "waiver changed"),
        Text("批准豁免", "waived"),
        Text("豁免不再有效", "no longer waived"),
    ),
    CauseKind.LIMIT: (Text("当年要求", "limit"), Text("当年要求", "limit"), Text("当年要求", "limit")),
    CauseKind.YEAR: (Text("年度", "year"), Text("年度", "year"), Text("年度", "year")),
    CauseKind.ROSTER: (Text("名册有变", "the roster changed"),) * 3,
    CauseKind.EARLIER: (Text("以前年度的数有变", "figures of earlier years changed"),) * 3,
    CauseKind.UNSEEN: (
        Text("所给材料看不出原因，可能是程序版本不同", "what is at hand does not show why; perhaps another version"),
    )
    * 3,
}
FIGURE_OF_YEAR = (
    Text("填报的数", "figure"),
    Text("后一年才有的数", "only in the second year"),
    Text("前一年才有的数", "only in the first year"),
)
"""What figures of two years are called: a later one is no correction of an earlier one."""

TITLE = Text("核查结果比较", "What changed")
BESIDE = Text("{0}（{1}）", "{0} ({1})")
ABOUT = Text("由“{0}”到“{1}”", "from “{0}” to “{1}”")
YEARS = Text("年份 {0}", "years {0}")
INCOMPLETE = Text(
    "有数据不能读取：看似撤回的数可能只是没有读到。",
    "Something could not be read: what seems withdrawn may merely be unread.",
)
NOTHING = Text("没有变化。", "Nothing changed.")
COUNTS = Text(
    "判定变了 {0} 条，新列入 {1} 条，不再列入 {2} 条，判定未变而数或要求有变 {3} 条，完全相同 {4} 条。",
    "{0} verdicts changed, {1} appeared, {2} disappeared, {3} with other figures or limits, {4} the same.",
)
TURNS = Text(
    "结论：新增 {0}，加重 {1}，减轻 {2}，消除 {3}，依据不同 {4}。",
    "Findings: {0} new, {1} graver, {2} milder, {3} gone, {4} on other grounds.",
)
FLIPS = Text("判定变了", "Verdicts changed")
PRESENCE = Text("新列入、不再列入", "Appeared, disappeared")
FINDINGS = Text("结论变了", "Findings changed")
MOVED = Text("判定未变，数或要求有变", "Same verdict, other figures or limits")
COLUMNS = (
    *(FATE[each] for each in (Fate.FLIPPED, Fate.APPEARED, Fate.DISAPPEARED)),
    *(
        Text(f"结论{TURN[each].zh}", f"{TURN[each].en} findings")
        for each in (Turn.NEW, Turn.GRAVER, Turn.MILDER, Turn.GONE)
    ),
)
"""What is counted by department and by rule."""
ONLY_OLD = Text("只在前者核查的年份：{0}", "years judged only before: {0}")
ONLY_NEW = Text("只在后者核查的年份：{0}", "years judged only after: {0}")


def skipped(comparison: Comparison) -> tuple[Text, ...]:
    """Say which years only one side judged: they are not compared."""
    if comparison.by_year:
        return ()
    sides = ((ONLY_OLD, comparison.old.years), (ONLY_NEW, comparison.new.years))
    left = ((words, [str(year) for year in years if year not in comparison.years]) for words, years in sides)
    return tuple(Text(words.zh.format("、".join(y)), words.en.format(", ".join(y))) for words, y in left if y)

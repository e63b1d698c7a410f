"""What the parts of an assessment are called, and what each formula says."""

from zhunsheng.model.assessment import Formula, MissingAs, Moved, NotScored, Treatment
from zhunsheng.model.text import Text

FORMULA = {
    Formula.POSITIVE: Text("正向指标：实绩 ÷ 本年应达到的数", "more is better: figure ÷ what the year asks for"),
    Formula.NEGATIVE_QUOTIENT: Text(
        "逆向指标（商式）：本年限值 ÷ 实绩", "less is better (quotient): limit of the year ÷ figure"
    ),
    Formula.NEGATIVE_DIFFERENCE: Text(
        "逆向指标（差式）：2 − 实绩 ÷ 本年限值", "less is better (difference): 2 − figure ÷ limit of the year"
    ),
    Formula.CUMULATIVE: Text(
        "累计指标：规划期累计数 ÷ 到本年应完成的累计数", "a sum over the period: sum so far ÷ share due so far"
    ),
    Formula.MILESTONE: Text(
        "节点任务：已完成计 1，未完成计 0（一条规则涉及几处的，为已完成数 ÷ 到期数）",
        "a milestone: done is 1, not done is 0 (over several places: done ÷ due)",
    ),
    Formula.RANGE: Text(
        "区间或定值指标：在区间内计 1；低于下限为 实绩 ÷ 下限；高于上限为 2 − 实绩 ÷ 上限",
        "a range: inside is 1; below it figure ÷ lower end; above it 2 − figure ÷ upper end",
    ),
    Formula.KEPT: Text(
        "限值不大于零、不能相除：符合限值计 1，不符合计 0",
        "a limit of zero or less cannot be divided by: kept is 1, broken is 0",
    ),
}
"""Every result lies between 0 and the cap: what would be less or more is cut off there."""

MISSING_AS = {
    MissingAs.EXCLUDE: Text("不计入，权重由其余各项按比例分担", "left out, its weight goes to the rest"),
    MissingAs.ZERO: Text("按 0 计", "counted as 0"),
    MissingAs.LOWEST: Text(
        "按本主题各地已计完成率中的最低值计（没有的不计入）",
        "counted as the lowest completion of the theme in any place (left out where there is none)",
    ),
}

TREATMENT = {
    Treatment.COUNTED: Text("计入", "counted"),
    Treatment.AS_ZERO: Text("缺数，按 0 计", "missing, counted as 0"),
    Treatment.AS_LOWEST: Text("缺数，按最低值计", "missing, counted as the lowest"),
    Treatment.EXCLUDED: Text("缺数，不计入", "missing, left out"),
    Treatment.NOT_DUE: Text("未到期，不计入", "not due, left out"),
    Treatment.PENDING: Text("目标待下达，不计入", "target to be issued, left out"),
    Treatment.WAIVED: Text("已豁免，不计入", "waived, left out"),
}

MOVED = {
    Moved.WEIGHTS: Text("权重变动", "weights moved"),
    Moved.FIGURES: Text("数据变动", "figures moved"),
    Moved.BOTH: Text("权重和数据同时变动", "both moved"),
}

NOT_SCORED = {
    NotScored.ELSEWHERE: Text(
        "适用于全域或整区，不落到要考核的地区", "of the whole area or of a zone, and not of the places scored"
    ),
    NotScored.NO_THEME: Text("落到要考核的地区，考核没有把它列入主题", "of places scored, and listed in no theme"),
    NotScored.NO_ROSTER: Text("没有列入主题，名册也尚未报来", "listed in no theme, and its places are not known yet"),
}

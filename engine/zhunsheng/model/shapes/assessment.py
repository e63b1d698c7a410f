"""The keys of assessment.yaml."""

from zhunsheng.model.assessment import Negative
from zhunsheng.model.assessment_words import MISSING_AS
from zhunsheng.model.shapes.base import Case, Either, Entries, Several, Shape
from zhunsheng.model.shapes.values import (
    CITATION,
    IDENTITY,
    INDICATOR,
    LEVEL,
    NUMBER,
    PERCENTAGE,
    PLACE,
    RULE,
    TEXT,
    THEME,
    WHOLE,
    YES_OR_NO,
    may,
    need,
    words,
)
from zhunsheng.model.text import Text

_NEGATIVE = {
    Negative.QUOTIENT: Text("本年限值 ÷ 实绩", "limit ÷ figure"),
    Negative.DIFFERENCE: Text("2 − 实绩 ÷ 本年限值", "2 − figure ÷ limit"),
}
_SOURCE = need(
    "source", Text("出处", "where the text says so"), CITATION, {"locator": "附件2 第30项", "anchor": "共性指标"}
)
BY_STATE = Shape(
    name="missing-by-state",
    about=Text("未报送、不可判定分别怎样计", "not reported and not evaluable apart"),
    keys=(
        need("not_reported", Text("未报送", "not reported"), words(MISSING_AS), "zero"),
        need("not_evaluable", Text("不可判定", "not evaluable"), words(MISSING_AS), "exclude"),
    ),
)
MARGINS = Shape(
    name="margins",
    about=Text("名次是否稳健：变动的幅度", "how far weights and figures are moved to see whether the order stands"),
    keys=(
        need("weights", Text("权重上下浮动多少", "by how much weights move"), PERCENTAGE, "20 %"),
        need("figures", Text("数据上下浮动多少", "by how much figures move"), PERCENTAGE, "2 %"),
        need("draws", Text("抽几次，1 至 10,000", "draws, 1 to 10,000"), WHOLE, 1000),
        need("seed", Text("种子", "the seed"), WHOLE, 2020),
    ),
)
THEME_ITEM = Shape(
    name="theme",
    about=Text("一个主题：侧重什么，看哪些规则", "a theme: what is stressed, and the rules that tell of it"),
    keys=(
        IDENTITY,
        need("title", Text("名称", "its name"), TEXT, "产业转型升级"),
        need(
            "missing",
            Text("缺数怎样计", "what becomes of a missing figure"),
            Either(options=(words(MISSING_AS), BY_STATE)),
            "zero",
            {"not_reported": "zero", "not_evaluable": "exclude"},
        ),
        _SOURCE,
        may("rules", Text("看哪些规则", "its rules"), Several(of=RULE), ["county-yearly-work-plan"]),
        may(
            "indicators",
            Text("这些指标的全部规则", "all rules of these indicators"),
            Several(of=INDICATOR),
            ["gdp-growth"],
        ),
    ),
    cases=(Case(lacks=("rules", "indicators"), needs=("rules",)),),
)
ZONE = Shape(
    name="zone",
    about=Text("一区的权重", "the weights of a zone"),
    keys=(
        need("zone", Text("哪一区", "the zone"), PLACE, "core"),
        need(
            "weights",
            Text("每个主题的权重，合计 100", "a weight for each theme, 100 in all"),
            Entries(keys=THEME, of=NUMBER),
            {"common": 100},
        ),
        need("assumed", Text("权重不是原文写的", "whether the weights are not those of the text"), YES_OR_NO, True),
        _SOURCE,
        may(
            "because",
            Text("为什么这样定；assumed 为 true 时必须写", "why; needed where assumed"),
            TEXT,
            "方案没有写权重。",
        ),
    ),
    cases=(Case(says=(("assumed", "true"),), needs=("because",)),),
)
UNMEASURED = Shape(
    name="unmeasured",
    about=Text("要求侧重而没有指标可计的", "what is to be stressed and has no figure"),
    keys=(
        need("title", Text("名称", "what it is"), TEXT, "经济增量"),
        need("zones", Text("哪几区", "the zones"), Several(of=PLACE), ["core"]),
        need("because", Text("为什么没有", "why it has none"), TEXT, "方案没有定分市（区）的经济指标"),
    ),
)
ASSESSMENT = Shape(
    name="assessment",
    about=Text("assessment.yaml：分区差别化考核", "assessment.yaml: scores by place, weighted by zone"),
    keys=(
        IDENTITY,
        need("title", Text("名称", "what it is called"), TEXT, "分区差别化考核"),
        _SOURCE,
        need("places", Text("哪一级的地区得分", "the level of the places that get a score"), LEVEL, "county"),
        need(
            "counted_by",
            Text("按哪一级的地区折算各区的份额", "the level by which shares of zones are counted"),
            LEVEL,
            "town",
        ),
        need(
            "because",
            Text("为什么这样计", "why it is done so"),
            TEXT,
            "方案没有写市（区）归入哪一区，按镇（街）个数折算。",
        ),
        need(
            "cap",
            Text("完成率的封顶值，100 % 至 200 %", "the highest completion that counts, 100 % to 200 %"),
            PERCENTAGE,
            "100 %",
        ),
        need("negative", Text("越少越好的怎样计", "the formula where less is better"), words(_NEGATIVE), "quotient"),
        need(
            "margins",
            Text("名次是否稳健：变动的幅度", "how far things are moved to see whether the order stands"),
            MARGINS,
            {"weights": "20 %", "figures": "2 %", "draws": 1000, "seed": 2020},
        ),
        need("themes", Text("各主题", "the themes"), Several(of=THEME_ITEM)),
        need("zones", Text("各区的权重", "the weights of each zone"), Several(of=ZONE)),
        may(
            "unmeasured",
            Text("要求侧重而没有指标可计的，输出中列明", "what is to be stressed and has no figure"),
            Several(of=UNMEASURED),
        ),
    ),
)

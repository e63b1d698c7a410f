"""The keys of checks.yaml."""

from zhunsheng.model.indicator import Kind
from zhunsheng.model.shapes.base import Case, Key, Refers, Several, Shape, Value
from zhunsheng.model.shapes.values import IDENTITY, INDICATOR, NUMBER, PERCENTAGE, TEXT, UNIT, WHOLE, may, need, words
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, Relation
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL, INDICATOR_KIND

SELECTION = ("indicators", "of", "except")
"""Keys that say which indicators a check looks at; without any of them it looks at every reported figure."""

OF_KIND: dict[CheckKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CheckKind.MISSING: ((), ()),
    CheckKind.RANGE: (("range",), SELECTION),
    CheckKind.PARTS: (("whole", "parts", "relation"), ("tolerance",)),
    CheckKind.JUMP: (("threshold", "history", "change"), SELECTION),
    CheckKind.UNCHANGED: (("digits",), SELECTION),
    CheckKind.COPIED: (("share", "figures"), ()),
    CheckKind.COMPONENTS: (("share", "numerator", "denominator"), ()),
    CheckKind.DENOMINATOR: (("change",), ()),
    CheckKind.RESTATED: ((), SELECTION),
    CheckKind.ON_LIMIT: (("share", "figures"), ()),
    CheckKind.MAGNITUDE: (("factor",), SELECTION),
}
"""The keys that each kind must have, and those that it may have, beside those of every check."""

_RELATION = {
    Relation.EQUAL: Text("分项之和等于合计", "the parts add up to the whole"),
    Relation.AT_MOST: Text("分项没有列全：之和不大于合计", "the parts named are not all: they do not exceed the whole"),
}
_ENDS = r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?"
_RANGE = Value(
    about=Text("可能的范围，两端都算在内", "what is possible, the ends included"),
    pattern=rf"(>=|<=)\s*{_ENDS}|{_ENDS}\s*\.\.\s*{_ENDS}",
)
OF = Shape(
    name="of",
    about=Text("按单位、种类选指标", "indicators by unit and kind"),
    keys=(
        may("unit", Text("这种单位的", "those in this unit"), Several(of=UNIT, or_one=True), "percent"),
        may(
            "kind",
            Text("这几类的", "those of these kinds"),
            Several(of=words(INDICATOR_KIND, [kind for kind in Kind if kind is not Kind.MILESTONE]), or_one=True),
            "growth",
            ["level", "yearly"],
        ),
    ),
)
_OWN: tuple[Key, ...] = (
    may("range", Text("可能的范围", "what is possible"), _RANGE, "0..100", ">= 0"),
    may("whole", Text("合计", "the whole"), INDICATOR, "land-transfer-revenue"),
    may("parts", Text("分项", "its parts"), Several(of=INDICATOR), ["agriculture-spending"]),
    may("relation", Text("分项与合计的关系", "how parts stand to the whole"), words(_RELATION), "at-most"),
    may(
        "tolerance",
        Text("取位造成的出入，占合计的份额，0 至 10 %", "what rounding may cost, 0 to 10 %"),
        PERCENTAGE,
        "0.5 %",
    ),
    may("threshold", Text("稳健 z 分数大于此数为突变", "a robust z-score above this is a jump"), NUMBER, 3.5),
    may("history", Text("至少要有几个以前的变化", "how many earlier changes it needs"), WHOLE, 3),
    may("change", Text("变动超过这个份额的才算", "changes below this share do not count"), PERCENTAGE, "20 %"),
    may("digits", Text("有效数字不少于几位", "significant digits, at least"), WHOLE, 4),
    may(
        "share",
        Text(
            "占多大份额（疑似照抄、恰在目标线上）；或比率指标（分子分母）",
            "how large a share of all figures; or the indicator that is a share",
        ),
        Value(about=Text("百分数，或指标", "a percentage, or an indicator"), refers=Refers.INDICATOR),
        "80 %",
        "nursing-beds-share",
    ),
    may("figures", Text("至少几个数", "at least so many figures"), WHOLE, 5),
    may("numerator", Text("分子", "the numerator"), INDICATOR, "nursing-beds"),
    may("denominator", Text("分母", "the denominator"), INDICATOR, "elderly-care-beds"),
    may("factor", Text("与上年相差几倍以上", "how many times last year's figure"), NUMBER, 5),
    may("indicators", Text("只查这几个指标", "these indicators only"), Several(of=INDICATOR), ["permanent-population"]),
    may("of", Text("按单位、种类选指标", "indicators by unit and kind"), OF, {"unit": "percent"}),
    may("except", Text("去掉这几个指标", "all but these indicators"), Several(of=INDICATOR), ["gdp-growth"]),
)
_OF_CHECKS = ("title", "kind", "level")
_OF_OFF = ("off", "because")


def _of_kind(kind: CheckKind) -> Case:
    needed, optional = OF_KIND[kind]
    others = tuple(key.name for key in _OWN if key.name not in (*needed, *optional))
    return Case(lacks=("off",), says=(("kind", kind.value),), needs=needed, refuses=others)


CHECK = Shape(
    name="check",
    about=Text("一条数据审核规则", "a check on the data"),
    keys=(
        IDENTITY,
        may("title", Text("一句话说明查什么", "what it looks at, in a line"), TEXT, "数量和比率不会小于零"),
        may("kind", Text("查什么", "what it looks at"), words(CHECK_KIND), "range"),
        may("level", Text("查出来怎么办", "what becomes of the figure"), words(CHECK_LEVEL), "question"),
        *_OWN,
        may(
            "off",
            Text("停用通用的一条检查", "switches a default off"),
            Value(about=Text("停用", "off"), choices={"true": Text("停用", "off")}),
            True,
        ),
        may("because", Text("为什么停用", "why it is switched off"), TEXT, "年年相同是常态"),
    ),
    cases=(
        Case(lacks=("off",), needs=_OF_CHECKS, refuses=_OF_OFF),
        Case(has=("off",), needs=("because",), refuses=(*_OF_CHECKS, *(key.name for key in _OWN))),
        *(_of_kind(kind) for kind in CheckKind),
    ),
)
CHECKS = Shape(
    name="checks",
    about=Text("checks.yaml：数据审核规则", "checks.yaml: checks on the data"),
    keys=(need("checks", Text("审核规则", "the checks"), Several(of=CHECK)),),
)

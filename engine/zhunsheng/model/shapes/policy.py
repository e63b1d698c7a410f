"""The keys of policy.yaml."""

from zhunsheng.model.policy import Facts
from zhunsheng.model.shapes.base import Case, Entries, Refers, Several, Shape, Value
from zhunsheng.model.shapes.values import BOTH_LANGUAGES, IDENTITY, WORD, may, need, words
from zhunsheng.model.text import Text
from zhunsheng.model.words import KIND, LEVEL

_FACTS = {
    Facts.JUDGEMENTS: Text("每条判定", "every judgement"),
    Facts.TALLIES: Text("前面各层结论的计数", "counts of what earlier strata found"),
}
_TEST = Value(
    about=Text('值，或 "!= 值"、">= 3"、模式.属性', 'a value, or "!= value", ">= 3", pattern.attribute'),
    number=True,
)
_PER = Value(
    about=Text("以下之一", "one of these"),
    choices={
        "rule": Text("规则", "rule"),
        "entity": Text("地区", "place"),
        "year": Text("年份", "year"),
        "owner": Text("责任部门", "department"),
        "indicator": Text("指标", "indicator"),
    },
)
_ATTRIBUTES = {
    "rule": Text("规则的 id", "id of the rule"),
    "entity": Text("地区的 id", "id of the place"),
    "indicator": Text("指标的 id", "id of the indicator"),
    "owner": Text("责任部门的 id", "id of the department"),
    "nature": Text("性质", "nature of the rule"),
    "status": Text("判定", "the status"),
    "reason": Text("判定的原因", "why the status is what it is"),
    "phase": Text("本年对这条规则是什么年份", "what the year is to the rule"),
    "off_target": Text('偏离目标，"yes" 或 "no"', 'off target, "yes" or "no"'),
    "relapsed": Text('达标后又丢失，"yes" 或 "no"', 'met last year and lost again, "yes" or "no"'),
    "year": Text("年份", "the year"),
    "year_no": Text("基期后第几年", "1 in the first year after the base year"),
}
_ATTRIBUTE = Value(
    about=Text("属性，或计数的名称", "an attribute, or the name of a tally"), pattern=WORD.pattern, usual=_ATTRIBUTES
)
NAMING = {
    "rule": Refers.RULE,
    "entity": Refers.PLACE,
    "indicator": Refers.INDICATOR,
    "owner": Refers.DEPARTMENT,
}
"""Attributes that hold an id of the plan."""
_TESTS = Entries(keys=_ATTRIBUTE, of=_TEST, names=NAMING)

TALLY = Shape(
    name="tally",
    about=Text("数哪些结论；都不写则全数", "which findings are counted; all of them without any"),
    keys=(
        may("kind", Text("这一类的", "of this kind"), words(KIND), "alert"),
        may("level", Text("这一级的", "of this level"), words(LEVEL), "red"),
    ),
)
THEN = Shape(
    name="conclusion",
    about=Text("结论", "what is concluded"),
    keys=(
        need("about", Text("关于哪个模式", "the pattern that it is about"), WORD, "j"),
        need("kind", Text("哪一类结论", "kind of finding"), words(KIND), "alert"),
        need("level", Text("哪一级", "its level"), words(LEVEL), "orange"),
    ),
)
POLICY_RULE = Shape(
    name="policy-rule",
    about=Text("什么样的判定得出什么结论", "what is concluded from which judgements"),
    keys=(
        IDENTITY,
        need(
            "when",
            Text("模式：名称，和对各属性的要求", "patterns: a name, and a test of each attribute"),
            Entries(keys=WORD, of=_TESTS),
            {"j": {"nature": "binding", "status": "missed"}},
        ),
        need("then", Text("结论", "what is concluded"), THEN, {"about": "j", "kind": "violation", "level": "red"}),
        need(
            "because",
            Text("为什么，一个短句", "why, one short clause"),
            BOTH_LANGUAGES,
            {"zh": "约束性指标未达目标", "en": "a binding target was missed"},
        ),
    ),
)
STRATUM = Shape(
    name="stratum",
    about=Text("一层推理；后层只看前层结论的计数", "a stratum; later ones see only counts of what earlier ones found"),
    keys=(
        IDENTITY,
        need("facts", Text("推理的依据", "what it reasons over"), words(_FACTS), "judgements"),
        need(
            "per",
            Text("按什么分组，只在组内相连", "the group within which facts are joined"),
            Several(of=_PER),
            ["rule", "entity"],
        ),
        need(
            "sees", Text("看得到哪些属性", "the attributes that it sees"), Several(of=_ATTRIBUTE), ["nature", "status"]
        ),
        may(
            "tallies",
            Text("计数：名称，和数哪些结论", "counts: a name, and what is counted"),
            Entries(keys=WORD, of=TALLY),
            {"alerts": {"kind": "alert"}},
        ),
        need("rules", Text("规则，至多 20 条", "its rules, at most 20"), Several(of=POLICY_RULE)),
    ),
    cases=(
        Case(says=(("facts", Facts.JUDGEMENTS.value),), refuses=("tallies",)),
        Case(says=(("facts", Facts.TALLIES.value),), needs=("tallies",)),
    ),
)
POLICY = Shape(
    name="policy",
    about=Text("policy.yaml：由判定到结论", "policy.yaml: from judgements to findings"),
    keys=(need("strata", Text("各层，依次推理", "strata, one after the other"), Several(of=STRATUM)),),
)

"""The keys of a rule file: indicators and rules."""

from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Nature
from zhunsheng.model.shapes.base import Case, Either, Entries, Refers, Several, Shape, Value
from zhunsheng.model.shapes.plan import BANDS
from zhunsheng.model.shapes.values import (
    BOUNDED,
    CITATION,
    DEPARTMENT,
    FIGURES,
    IDENTITY,
    INDICATOR_ID,
    LEVEL,
    LIMIT,
    PASSAGE,
    PLACE,
    TASK,
    TEXT,
    UNIT,
    WHOLE,
    YEARS,
    YES_OR_NO,
    may,
    need,
    words,
)
from zhunsheng.model.text import Text
from zhunsheng.model.words import NATURE, NATURE_MEANS, TRAJECTORY

OF_THE_INDICATOR = ("kind", "definition", "aliases", "printed_unit", "expression")
"""Optional keys that belong to an indicator: on a rule only where the rule defines its indicator itself."""

NOT_OF_A_MILESTONE = ("unit", "printed_unit", "expression", "base", "trajectory", "judge", "bands")
"""Keys that make no sense where there is nothing but done and not done."""

NATURES = {nature.value: nature for nature in Nature} | {NATURE[nature].zh: nature for nature in Nature}
"""Every word for a nature."""

_KINDS = {
    Kind.LEVEL: Text("年度数：到期后一直算数", "a level: counts on once it is due"),
    Kind.YEARLY: Text("当年数：只在有目标的年份判", "an amount of the year: judged only in years that have a target"),
    Kind.FLOW: Text("累计数：规划期内各年相加", "a flow: summed over the period"),
    Kind.GROWTH: Text("增速：逐年单独判，没有基期", "a growth rate: stands alone each year, without a base"),
    Kind.MILESTONE: Text("节点：只有完成与未完成", "a milestone: done or not done"),
}
_MILESTONE = (("kind", "milestone"),)

_UNIT = may(
    "unit", Text("单位：units.txt 里的，或其比", "unit: one of units.txt, or a quotient"), UNIT, "percent", "张/千人"
)
_KIND = may("kind", Text("指标的种类，默认 level", "kind of indicator; default level"), words(_KINDS), "level")
_DEFINITION = may("definition", Text("口径", "how it is measured"), TEXT, "建成区内集中收集量占产生量的比例")
_ALIASES = may(
    "aliases", Text("别名，填报时也认", "other names that submissions may use"), Several(of=TEXT), ["污水收集率"]
)
_PRINTED = may(
    "printed_unit",
    Text("规划表里印的单位，填报时也认", "the unit as the plan prints it; submissions may use it"),
    TEXT,
    "张",
)
_EXPRESSION = may(
    "expression",
    Text("派生指标的公式：指标 id、数、+ - * / 和括号", "formula: ids of indicators, numbers, + - * / and parentheses"),
    Value(about=Text("公式", "a formula"), refers=Refers.INDICATOR),
    "agriculture-spending / land-revenue",
)
_OF_INDICATOR = (_KIND, _DEFINITION, _ALIASES, _PRINTED, _EXPRESSION)

INDICATOR = Shape(
    name="indicator",
    about=Text("一个指标，不一定有规则", "an indicator, with rules or without"),
    keys=(
        IDENTITY,
        need("title", Text("指标名称，填报表里就用它", "its name, as forms write it"), TEXT, "土地出让收入"),
        need("owner", Text("由谁报送", "the department that reports it"), DEPARTMENT, "财政局"),
        _UNIT,
        *_OF_INDICATOR,
    ),
    cases=(
        Case(denies=_MILESTONE, needs=("unit",)),
        Case(
            says=_MILESTONE,
            refuses=tuple(key for key in NOT_OF_A_MILESTONE if key not in ("base", "trajectory", "judge", "bands")),
        ),
    ),
)
ROUNDED = Shape(
    name="rounded",
    about=Text("修约值比较法（GB/T 8170-2008）", "compared after rounding once (GB/T 8170-2008)"),
    keys=(need("rounded", Text("修约到几位小数，0 至 12", "decimals, 0 to 12"), WHOLE, 1),),
)
SCOPE = Shape(
    name="scope",
    about=Text("一级地区，或其中的一部分", "a level of places, or some of them"),
    keys=(
        need("level", Text("哪一级", "the level"), LEVEL, "street"),
        may("within", Text("只要在这个地区之内的", "only those within this place"), PLACE, "core"),
        may("extended", Text("政策延伸适用到的也算", "those too that its policies reach"), YES_OR_NO, True),
        may("kind", Text("只要这一类的", "only those of this kind"), TEXT, "镇"),
    ),
    cases=(Case(has=("extended",), needs=("within",)),),
)
SOURCE = Shape(
    name="source",
    about=Text("出处", "where the text says so"),
    keys=(
        *PASSAGE,
        FIGURES,
        may(
            "also",
            Text("说同一件事的其他段落", "other passages that say the same"),
            Several(of=CITATION),
            [{"locator": "第二章", "anchor": "污水集中收集率"}],
        ),
        may("document", Text("出自另一文件时写", "the document, where it is another one"), TEXT, "江府〔2020〕8号"),
    ),
)
RULE = Shape(
    name="rule",
    about=Text("一条规则：规划对一个指标的要求", "a rule: what the plan demands of an indicator"),
    keys=(
        need(
            "id",
            Text("编号；特性文件与它同名", "its id; the feature file has the same name"),
            IDENTITY.of,
            "sewage-collection-rate",
        ),
        need("title", Text("名称，填报表里就用它", "its name, as forms write it"), TEXT, "城镇污水集中收集率"),
        need(
            "nature",
            Text("性质", "its nature"),
            Value(
                about=Text("以下之一", "one of these"),
                choices={word: NATURE_MEANS[nature] for word, nature in NATURES.items()},
            ),
            "binding",
        ),
        need(
            "target",
            Text("目标：年份或一段年份，和要求", "the targets: year or years, and what is asked for"),
            Entries(keys=YEARS, of=LIMIT),
            {"2025": ">= 95"},
            {"2021-2025": ">= 2"},
            {"2023": "done"},
        ),
        need(
            "source",
            Text("出处", "where the text says so"),
            SOURCE,
            {"locator": "表1 第12项", "anchor": "城镇污水集中收集率", "figure": 95},
        ),
        may(
            "owner",
            Text("责任部门；写了 task 的可省", "the department that answers for it; not needed beside a task"),
            DEPARTMENT,
            "城管局",
        ),
        may(
            "indicator",
            Text(
                "另一处已声明的指标；不写则自成一个指标",
                "an indicator declared elsewhere; without it the rule defines its own",
            ),
            INDICATOR_ID,
            "land-transfer-revenue",
        ),
        _UNIT,
        may(
            "base",
            Text("基期数", "the base figure"),
            Entries(keys=YEARS, of=BOUNDED),
            {"2020": 92},
            {"2020": "> 95"},
            {"2016-2020": 2.82},
        ),
        may("trajectory", Text("中期怎样判", "how interim years are judged"), words(TRAJECTORY), "none"),
        may(
            "judge",
            Text("怎样比较，默认全数值比较", "how figures are compared; default: in full"),
            Either(
                options=(
                    Value(
                        about=Text("全数值比较法", "compared in full"),
                        choices={"full": Text("全数值比较法", "compared in full")},
                    ),
                    ROUNDED,
                )
            ),
            "full",
            {"rounded": 1},
        ),
        may(
            "bands",
            Text("时序进度分档，默认取 plan.yaml 的", "bands of pace; default: those of plan.yaml"),
            BANDS,
            {"behind": 0.5},
        ),
        may("support", Text("配合部门", "departments that support"), Several(of=DEPARTMENT), ["水务局"]),
        may(
            "scope",
            Text("适用地区，默认整个规划范围", "the places that it is about; default: the plan's own area"),
            Either(options=(Several(of=PLACE), SCOPE)),
            ["waihai", "礼乐街道"],
            {"level": "street"},
        ),
        may("note", Text("读法说明", "a note on how the text is read"), TEXT, "原文为基本建成。"),
        may("task", Text("分工表里的任务编号", "the task that it belongs to"), TASK, "7"),
        may(
            "benchmark",
            Text("与什么比；目标写 benchmark >=", "what it is compared with; the target says benchmark >="),
            TEXT,
            "全省平均水平",
        ),
        *_OF_INDICATOR,
    ),
    cases=(
        Case(lacks=("task",), needs=("owner",)),
        Case(lacks=("indicator",), denies=_MILESTONE, needs=("unit",)),
        Case(has=("indicator",), refuses=OF_THE_INDICATOR),
        Case(says=_MILESTONE, refuses=NOT_OF_A_MILESTONE),
    ),
)
RULES = Shape(
    name="rules",
    about=Text("一个主题的规则", "the rules of a theme"),
    keys=(
        need("theme", Text("主题，报告按它分节", "the theme; reports are ordered by it"), TEXT, "城市环境"),
        may("indicators", Text("另行声明的指标", "indicators declared by themselves"), Several(of=INDICATOR)),
        may("rules", Text("规则", "rules"), Several(of=RULE)),
    ),
)

"""The keys of plan.yaml."""

from zhunsheng.model.shapes.base import Either, Several, Shape, Value
from zhunsheng.model.shapes.values import (
    DATE,
    DEPARTMENT,
    FIGURES,
    IDENTITY,
    KEBAB,
    NUMBER,
    PASSAGE,
    PLACE,
    RULE,
    TEXT,
    WHOLE,
    YEAR,
    may,
    need,
    words,
)
from zhunsheng.model.text import Text
from zhunsheng.model.words import CONTEXT_REASON, DISCREPANCY

_SPELLINGS = Text("别的叫法，填报时也认", "other spellings that submissions may use")

DOCUMENT = Shape(
    name="document",
    about=Text("规划文件", "the published document"),
    keys=(
        need("title", Text("文件标题", "its title"), TEXT, "江海区新型城镇化“十四五”规划"),
        need("published", Text("印发日期", "when it was published"), DATE, "2022-12"),
        may("number", Text("文号", "its number"), TEXT, "江府〔2020〕8号"),
    ),
)
PERIOD = Shape(
    name="period",
    about=Text("规划期：基期年、首年、末年", "the period: base year, first and last year"),
    keys=(
        need("base", Text("基期年", "the base year"), YEAR, 2020),
        need("start", Text("首年", "the first year"), YEAR, 2021),
        need("end", Text("末年", "the last year"), YEAR, 2025),
    ),
)
BANDS = Shape(
    name="bands",
    about=Text("时序进度 R 的分档，由高到低", "the bands of pace R, descending"),
    keys=(
        may("on_track", Text("R 不低于此数为正常，默认 1", "on track from here; default 1"), NUMBER, 1),
        may("nearly", Text("R 不低于此数为略慢，计为正常，默认 0.95", "nearly from here; default 0.95"), NUMBER, 0.95),
        may(
            "behind",
            Text("R 不低于此数为滞后，再低为严重滞后，默认 0.6", "behind from here, far behind below; default 0.6"),
            NUMBER,
            0.6,
        ),
    ),
)
PLACE_ITEM = Shape(
    name="place",
    about=Text("一个地区", "a place"),
    keys=(
        IDENTITY,
        need("title", Text("名称，填报表里就用它", "its name, as forms write it"), TEXT, "外海街道"),
        need("level", Text("哪一级，词自定", "its level, in words of your own"), TEXT, "street"),
        may(
            "within",
            Text("在哪个地区之内，一个或几个", "the place or places that it lies in"),
            Several(of=PLACE, or_one=True),
            "jianghai",
            ["pengjiang", "core"],
        ),
        may(
            "extends",
            Text("哪些区域的政策延伸到这里", "places whose policies reach here"),
            Several(of=PLACE, or_one=True),
            ["core"],
        ),
        may("kind", Text("哪一类，词自定", "its kind, in words of your own"), TEXT, "镇"),
        may("aliases", _SPELLINGS, Several(of=TEXT), ["江门高新区"]),
    ),
)
ROSTER = Shape(
    name="roster",
    about=Text("以后才报来名册的一级地区", "a level of places that arrive as data"),
    keys=(
        need("level", Text("哪一级", "the level"), TEXT, "grid"),
        need("title", Text("叫什么", "what they are called"), TEXT, "网格"),
        may("kinds", Text("分哪几类", "the kinds that there are"), Several(of=TEXT), ["农村", "社区"]),
    ),
)
DEPARTMENT_ITEM = Shape(
    name="department",
    about=Text("一个责任部门", "a department"),
    keys=(
        need(
            "id",
            Text("简称，规则里用它", "a short name, which rules use"),
            Value(
                about=Text("汉字、字母、数字，不含空格和标点", "letters (Chinese too) and digits, without blanks"),
                pattern=r"[^\s，。；：、！？“”‘’,.;:!?'/\\|<>\[\]{}\x22]+",
            ),
            "城管局",
        ),
        need("title", Text("全称", "its full name"), TEXT, "区城管局"),
        may("aliases", _SPELLINGS, Several(of=TEXT), ["区发展改革局"]),
    ),
)
TASK_ITEM = Shape(
    name="task",
    about=Text("任务分工表的一项", "a task of the plan's table"),
    keys=(
        need(
            "id",
            Text("表里的序号", "its number in the table"),
            Value(
                about=Text("序号，或小写字母、数字和连字符", "a number, or lower-case letters, digits and hyphens"),
                pattern=r"[a-z0-9]+([.\-][a-z0-9]+)*",
                number=True,
            ),
            "7",
        ),
        need("title", Text("任务名称", "what is to be done"), TEXT, "整治河涌"),
        need("leads", Text("牵头部门", "departments in the lead"), Several(of=DEPARTMENT), ["城管局"]),
        may("support", Text("配合部门", "departments that support"), Several(of=DEPARTMENT), ["水务局"]),
        may("locator", Text("在原文哪里", "where in the text"), TEXT, "附件 第7项"),
    ),
)
READING = Shape(
    name="reading",
    about=Text("原文的一种说法", "one thing that the text says"),
    keys=(*PASSAGE, need("says", Text("这里说的是什么", "what it says there"), TEXT, "正文为100"), FIGURES),
)
DISCREPANCY_ITEM = Shape(
    name="discrepancy",
    about=Text("原文的一处疑问，报告里照实写出", "a doubt of the text, told in the report as it is"),
    keys=(
        IDENTITY,
        need("title", Text("一句话说明", "what it is, in a line"), TEXT, "污水收集率前后不一"),
        need("kind", Text("哪一种", "of what kind"), words(DISCREPANCY), "disagreement"),
        need(
            "readings",
            Text("各种说法", "what the text says, and where"),
            Several(of=READING),
            [{"locator": "第二章", "anchor": "污水集中收集率", "figure": 100, "says": "正文为100"}],
        ),
        need(
            "chosen",
            Text("采用第几种，都不照用写 none", "the number of the reading followed, or none"),
            Either(
                options=(
                    WHOLE,
                    Value(about=Text("都不照用", "none of them"), choices={"none": Text("都不照用", "none of them")}),
                )
            ),
            1,
            "none",
        ),
        need("because", Text("为什么", "why"), TEXT, "表有基期数，且注明口径"),
        may(
            "rules",
            Text("涉及哪些规则；另一规划的写作 规划/规则", "the rules concerned; of another plan as plan/rule"),
            Several(of=RULE),
            ["sewage-collection-rate"],
        ),
    ),
)
CONTEXT = Shape(
    name="context",
    about=Text("原文里不作要求的数", "quantities of the text that ask for nothing"),
    keys=(
        need("locator", Text("在原文哪里", "where in the text"), TEXT, "第一章"),
        need("reason", Text("为什么不作要求", "why they ask for nothing"), words(CONTEXT_REASON), "achievement"),
        need("note", Text("一句话说明", "what they are, in a line"), TEXT, "上一时期的成绩"),
        may(
            "anchor",
            Text("原文里的短名；不写则指整段", "a short name of the text; without it the whole passage is meant"),
            TEXT,
            "新增学位",
        ),
        FIGURES,
    ),
)
PLAN = Shape(
    name="plan",
    about=Text(
        "plan.yaml：规划文件、期间、地区、部门、任务、存疑",
        "plan.yaml: the document, its period, places, departments, tasks and doubts",
    ),
    keys=(
        need(
            "id",
            Text("规划的编号，与文件夹同名为好", "the plan's id, best the name of its folder"),
            KEBAB,
            "some-county-14fyp",
        ),
        need("title", Text("规划的名称", "what the plan is called"), TEXT, "某县新型城镇化“十四五”规划"),
        need(
            "document",
            Text("规划文件", "the published document"),
            DOCUMENT,
            {"title": "某县新型城镇化“十四五”规划", "published": "2021-12"},
        ),
        need("period", Text("规划期", "the period"), PERIOD, {"base": 2020, "start": 2021, "end": 2025}),
        need(
            "places",
            Text("地区；第一个是规划本身的范围", "places; the first is the plan's own area"),
            Several(of=PLACE_ITEM),
            [{"id": "county", "title": "某县", "level": "county"}],
        ),
        need(
            "departments",
            Text("责任部门", "departments"),
            Several(of=DEPARTMENT_ITEM),
            [{"id": "城管局", "title": "县城管局"}],
        ),
        may(
            "bands",
            Text("时序进度分档；单条规则可另定", "bands of pace; a rule may have its own"),
            BANDS,
            {"on_track": 1, "nearly": 0.95, "behind": 0.6},
        ),
        may(
            "rosters",
            Text("以后才报来名册的地区", "levels of places that arrive as data"),
            Several(of=ROSTER),
            [{"level": "grid", "title": "网格"}],
        ),
        may(
            "tasks",
            Text("任务分工表", "the table of tasks"),
            Several(of=TASK_ITEM),
            [{"id": "7", "title": "整治河涌", "leads": ["城管局"]}],
        ),
        may("discrepancies", Text("原文存疑之处", "doubts of the text"), Several(of=DISCREPANCY_ITEM)),
        may(
            "context",
            Text("原文里不作要求的数", "quantities of the text that ask for nothing"),
            Several(of=CONTEXT),
            [{"locator": "前言", "reason": "date", "note": "规划期"}],
        ),
    ),
)

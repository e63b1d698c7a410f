"""The keys of checkup.yaml."""

from zhunsheng.model.shapes.base import Case, Several, Shape
from zhunsheng.model.shapes.values import CITATION, IDENTITY, INDICATOR, RULE, TEXT, may, need
from zhunsheng.model.text import Text

SYSTEM = Shape(
    name="checkup-system",
    about=Text("按哪一套方面体检", "the system of aspects"),
    keys=(
        need("title", Text("名称", "what it is called"), TEXT, "八个方面"),
        need(
            "document",
            Text("见于哪份文件", "the document that has it"),
            TEXT,
            "住房和城乡建设部关于开展2021年城市体检工作的通知",
        ),
        need("because", Text("为什么用这一套", "why this one"), TEXT, "规划只写了开展城市体检，没有写分哪些方面。"),
    ),
)
ASPECT = Shape(
    name="checkup-aspect",
    about=Text("一个方面：看哪些规则", "an aspect, and the rules that tell of it"),
    keys=(
        IDENTITY,
        need("title", Text("名称", "its name"), TEXT, "生态宜居"),
        need("locator", Text("在那份文件的哪里", "where in that document"), TEXT, "附件2 一、生态宜居"),
        may("rules", Text("看哪些规则", "its rules"), Several(of=RULE), ["sewage-collection-rate"]),
        may(
            "indicators",
            Text("这些指标的全部规则", "all rules of these indicators"),
            Several(of=INDICATOR),
            ["good-air-days-ratio"],
        ),
    ),
    cases=(Case(lacks=("rules", "indicators"), needs=("rules",)),),
)
CHECKUP = Shape(
    name="checkup",
    about=Text("checkup.yaml：城市体检", "checkup.yaml: the urban health check"),
    keys=(
        IDENTITY,
        need("title", Text("名称", "what it is called"), TEXT, "城市体检"),
        need(
            "source",
            Text("规划在哪里写了要体检", "where the plan promises it"),
            CITATION,
            {"locator": "第八章第四节", "anchor": "城市体检"},
        ),
        need("system", Text("按哪一套方面", "the system of aspects"), SYSTEM),
        need("aspects", Text("各个方面，按报告的顺序", "the aspects, in the order of the report"), Several(of=ASPECT)),
    ),
)

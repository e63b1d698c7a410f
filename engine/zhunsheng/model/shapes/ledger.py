"""The keys of ledger.yaml."""

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.policy import Facts
from zhunsheng.model.shapes.base import Either, Entries, Several, Shape, Value
from zhunsheng.model.shapes.policy import NAMING
from zhunsheng.model.shapes.values import BOTH_LANGUAGES, IDENTITY, TEXT, WHOLE, may, need
from zhunsheng.model.text import Text
from zhunsheng.model.words import KIND, LEVEL

_ATTRIBUTES = Value(about=Text("属性", "an attribute"), pattern=r"[a-z][a-z0-9_]*")
_TEST = Value(about=Text('值，或 "!= 值"、">= 3"', 'a value, or "!= value", ">= 3"'), number=True)
DAYS_BY_LEVEL = Shape(
    name="days-by-level",
    about=Text("按级别定天数", "days for each level"),
    keys=tuple(may(level.value, LEVEL[level], WHOLE, 30) for level in Level),
)


def _measure(name: str, about: Text, example: dict[str, str]) -> Shape:
    return Shape(
        name=name,
        about=about,
        keys=(
            IDENTITY,
            need(
                "when",
                Text("到什么地步：对各属性的要求", "when: a test of each attribute"),
                Entries(keys=_ATTRIBUTES, of=_TEST, names=NAMING),
                example,
            ),
            need("measure", Text("采取什么措施", "what is to be done"), TEXT, "约谈"),
            need("because", Text("为什么", "why"), BOTH_LANGUAGES, {"zh": "逾期未整改到位", "en": "it is overdue"}),
        ),
    )


ITEM_MEASURE = _measure(
    "measure-of-an-item", Text("一项到什么地步督办", "when an item is taken further"), {"overdue": "yes"}
)
DEPARTMENT_MEASURE = _measure(
    "measure-of-a-department",
    Text("一个部门到什么地步督办", "when a department is taken further"),
    {"overdue_items": ">= 3"},
)
ESCALATION = Shape(
    name="escalation",
    about=Text("到什么地步采取什么督办措施", "when something is taken further"),
    keys=(
        may(Facts.ITEMS.value, Text("看一项", "by item"), Several(of=ITEM_MEASURE)),
        may(Facts.DEPARTMENTS.value, Text("看一个部门还要整改的各项", "by department"), Several(of=DEPARTMENT_MEASURE)),
    ),
)
TERMS = Shape(
    name="terms",
    about=Text("整改期限：自送达起的天数，1 到 3650", "days to put things right, from the notice on, 1 to 3650"),
    keys=(
        need("default", Text("没有另定的", "where nothing else is said"), WHOLE, 60),
        *(
            may(kind.value, KIND[kind], Either(options=(WHOLE, DAYS_BY_LEVEL)), 30, {"red": 30})
            for kind in (FindingKind.VIOLATION, FindingKind.ALERT)
        ),
    ),
)
LEDGER = Shape(
    name="ledger",
    about=Text("ledger.yaml：整改期限和督办", "ledger.yaml: days to put things right, and when they are taken further"),
    keys=(
        need("terms", Text("整改期限", "days to put things right"), TERMS, {"default": 60, "violation": {"red": 30}}),
        may("escalation", Text("督办", "when something is taken further"), ESCALATION),
    ),
)

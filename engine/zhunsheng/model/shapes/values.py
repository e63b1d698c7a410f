"""Forms of single values that several files share."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from zhunsheng.model.shapes.base import Form, Key, Refers, Several, Shape, Value
from zhunsheng.model.text import Text

_Word = TypeVar("_Word", bound=StrEnum)

_NUMBER = r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?"
_YEAR = r"(19|20|21)[0-9]{2}"
_MARK = r"(>=|<=|>|<|=)"

TEXT = Value(about=Text("文字", "text"))
KEBAB = Value(
    about=Text("小写字母、数字和连字符", "lower-case letters, digits and hyphens"),
    pattern=r"(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*",
)
WORD = Value(
    about=Text("小写字母、数字和下划线，字母开头", "lower-case letters, digits and underscores, a letter first"),
    pattern=r"[a-z][a-z0-9_]*",
)
NUMBER = Value(about=Text("一个十进制数", "a decimal number"), pattern=_NUMBER, number=True)
WHOLE = Value(about=Text("一个整数", "a whole number"), pattern=r"-?(0|[1-9][0-9]{0,8})", number=True)
YEAR = Value(about=Text("四位年份", "a year of four digits"), pattern=_YEAR, number=True)
YEARS = Value(
    about=Text("年份，或一段年份：2021-2025", "a year, or a range of years: 2021-2025"),
    pattern=rf"{_YEAR}(-{_YEAR})?",
    number=True,
)
PERCENTAGE = Value(about=Text("百分数，% 不可省", "a percentage, never without %"), pattern=rf"{_NUMBER}\s*[%％]")
BOUNDED = Value(
    about=Text("一个数；只知道界的写作 > 95", "a number, or > 95 where only a bound is known"),
    pattern=rf"((>=|<=|>|<)\s*)?{_NUMBER}",
    number=True,
)
LIMIT = Value(
    about=Text(
        ">= > <= < = 与数；区间 5..8；另行下达 issued >=；与基准比 benchmark >=；节点 done",
        "operator and number; a range 5..8; issued >=, later; benchmark >=; done, for a milestone",
    ),
    pattern=rf"{_MARK}\s*{_NUMBER}|{_NUMBER}\s*\.\.\s*{_NUMBER}|(issued|benchmark)\s*{_MARK}|done",
    usual={
        ">= ": Text("不低于", "at least"),
        "> ": Text("高于", "above"),
        "<= ": Text("不高于", "at most"),
        "< ": Text("低于", "below"),
        "= ": Text("等于", "exactly"),
        "issued >=": Text("不低于另行下达的数", "at least what is issued later"),
        "benchmark >=": Text("不低于基准", "at least the benchmark"),
        "done": Text("完成（节点）", "done, for a milestone"),
    },
)
DATE = Value(
    about=Text("年、年-月或年-月-日", "year, year-month or year-month-day"),
    pattern=rf"{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
    number=True,
)
FIGURE = Value(
    about=Text("原文里的数，照原文写：95、1.2、两、十二", "a number as the text writes it: 95, 1.2, 两, 十二"),
    number=True,
)
YES_OR_NO = Value(about=Text("是或否", "yes or no"), choices={"true": Text("是", "yes"), "false": Text("否", "no")})

INDICATOR = Value(about=Text("指标的 id、名称或别名", "id, title or alias of an indicator"), refers=Refers.INDICATOR)
INDICATOR_ID = Value(about=Text("指标的 id", "id of an indicator"), refers=Refers.INDICATOR)
DEPARTMENT = Value(
    about=Text("plan.yaml 里的部门：id、名称或别名", "a department of plan.yaml: id, title or alias"),
    refers=Refers.DEPARTMENT,
)
PLACE = Value(about=Text("plan.yaml 里的地区", "a place of plan.yaml"), refers=Refers.PLACE)
LEVEL = Value(about=Text("plan.yaml 里的地区级别", "a level of places of plan.yaml"), refers=Refers.LEVEL)
TASK = Value(about=Text("plan.yaml 任务分工表里的编号", "a task of plan.yaml"), refers=Refers.TASK)
RULE = Value(about=Text("规则的 id", "id of a rule"), refers=Refers.RULE)
THEME = Value(about=Text("本考核的主题的 id", "id of a theme of the assessment"), refers=Refers.THEME)
UNIT = Value(
    about=Text("units.txt 里的单位，或两个单位之比", "a unit of units.txt, or one over another"), refers=Refers.UNIT
)


def words(meanings: Mapping[_Word, Text], only: Iterable[_Word] | None = None) -> Value:
    """One of the words of an enumeration, each with what it means."""
    chosen = list(meanings if only is None else only)
    return Value(about=Text("以下之一", "one of these"), choices={word.value: meanings[word] for word in chosen})


def need(name: str, about: Text, of: Form | None = None, *examples: object) -> Key:
    """A key that must be there; text unless said otherwise."""
    return Key(name=name, about=about, of=of or TEXT, needed=True, examples=examples)


IDENTITY = need("id", Text("编号，不与别的重复", "an id that nothing else has"), KEBAB, "sewage-collection-rate")
BOTH_LANGUAGES = Shape(
    name="two-languages",
    about=Text("中英文各一句", "a sentence in either language"),
    keys=(need("zh", Text("中文", "in Chinese")), need("en", Text("英文", "in English"))),
)
PASSAGE = (
    need("locator", Text("在原文哪里", "where in the text"), TEXT, "表1 第12项"),
    need(
        "anchor",
        Text("原文里的短名，数就写在它旁边", "a short name of the text, near which the figure stands"),
        TEXT,
        "城镇污水集中收集率",
    ),
)
FIGURES = Key(
    name="figure",
    about=Text("原文里的数，一个或一列", "the figures of the text, one or a list"),
    of=Several(of=FIGURE, or_one=True),
    examples=(95, [65, 75, 85], "两"),
)
CITATION = Shape(
    name="citation",
    about=Text("出处", "where the text says so"),
    keys=(*PASSAGE, FIGURES),
)


def may(name: str, about: Text, of: Form | None = None, *examples: object) -> Key:
    """A key that may be left out; text unless said otherwise."""
    return Key(name=name, about=about, of=of or TEXT, examples=examples)

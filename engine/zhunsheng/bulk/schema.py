"""The tables that a bulk run writes: every column with its type and what it holds, in both languages.

Descriptions stand in each field's metadata (`description`, `description_zh`), and so in every Parquet file. Text is
written as it is: a Parquet file has types and no formulas.
"""

from typing import Final

import pyarrow as pa

SCHEMA: Final = "zhunsheng/bulk-data/1"
"""The form of the whole data set, as run.json and every table name it."""

DECIMAL = pa.decimal128(38, 12)
WHOLE = pa.decimal128(38, 0)
TEXT = pa.string()
TERM = pa.dictionary(pa.int32(), pa.string())
"""Text of few different values: each stands once in a row group, and rows hold its number."""
WORD = pa.dictionary(pa.int8(), pa.string())
"""The same, of words that are fixed."""
YEAR = pa.int16()
COUNT = pa.struct([pa.field("tally", TEXT, nullable=False), pa.field("count", pa.int64(), nullable=False)])
KEY = pa.struct([pa.field("rule", TEXT, nullable=False), pa.field("year", YEAR, nullable=False)])


def _field(name: str, kind: pa.DataType, zh: str, en: str, *, optional: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=optional, metadata={"description": en, "description_zh": zh})


def _list(kind: pa.DataType) -> pa.DataType:
    """Return lists without gaps; elements bear the name that Parquet gives them."""
    return pa.list_(pa.field("element", kind, nullable=False))


def _table(name: str, *fields: pa.Field) -> pa.Schema:
    return pa.schema(fields, metadata={"zhunsheng.schema": SCHEMA, "zhunsheng.table": name})


_RULE = _field("rule", TERM, "规则编号，见 rules.parquet", "id of the rule, see rules.parquet")
_PLACE = _field("place", TERM, "地区编号，见 places.parquet", "id of the place, see places.parquet")
_YEAR = _field("year", YEAR, "年份", "year")
_STATUS = _field("status", WORD, "状态，同 check 的 status", "status, as in check")
_REASON = _field(
    "reason", WORD, "原因，同 check 的 reason；状态由它而定", "reason, as in check; the status follows from it"
)
_VALUE = _field(
    "value",
    DECIMAL,
    "数值，按规则的单位；12 位小数之内除不尽的，四舍六入五成双修约到 12 位。没有数的为空",
    "the figure judged, in the rule's unit; rounded half to even where it does not end within 12 places. "
    "Null where there is none",
    optional=True,
)
_NUMERATOR = _field(
    "numerator",
    WHOLE,
    "精确值的分子，只在 value 经过修约时才有：精确值 = numerator ÷ denominator（最简）",
    "numerator of the exact figure, only where value was rounded: numerator / denominator, in lowest terms",
    optional=True,
)
_DENOMINATOR = _field("denominator", WHOLE, "精确值的分母", "denominator of the exact figure", optional=True)
_OPERATOR = _field(
    "operator",
    WORD,
    "所比的限值怎么比：>=、>、<=、<、=、in（区间）。没有限值的为空",
    "how the limit compares: >=, >, <=, <, =, in (a range). Null where there is no limit",
    optional=True,
)
_TARGET = _field("target", DECIMAL, "限值；区间的下限", "the limit; the lower end of a range", optional=True)
_UPPER = _field("upper", DECIMAL, "区间的上限", "the upper end of a range", optional=True)
_GAP = _field(
    "gap",
    DECIMAL,
    "差距 = 数值 − 最近的限值，区间之内为 0；由精确的差一次修约。里程碑、没有数、没有限值的为空",
    "figure − nearest limit, 0 inside a range; rounded once, from the exact difference. "
    "Null for milestones and where there is no figure or no limit",
    optional=True,
)
_RELAPSED = _field(
    "relapsed", pa.bool_(), "失守：上一年达到，本年又没有", "the target was satisfied the year before, and is lost"
)

JUDGEMENTS: Final = _table(
    "judgements",
    _PLACE,
    _RULE,
    _YEAR,
    _STATUS,
    _REASON,
    _field(
        "phase",
        WORD,
        "本年之于规则：base 基期、interim 中间年、due 到期、standing 保持",
        "what the year is to the rule: base, interim, due, standing",
    ),
    _VALUE,
    _NUMERATOR,
    _DENOMINATOR,
    _field(
        "bound",
        WORD,
        "只报了界限的（“>95”），数值是哪一侧的界限",
        "where only a bound is known (“>95”): how the figure stands to it",
        optional=True,
    ),
    _OPERATOR,
    _TARGET,
    _UPPER,
    _field("due", YEAR, "所比的限值到期的年份", "the year in which that limit is due", optional=True),
    _field(
        "expected",
        DECIMAL,
        "中间年按路径应达到的数；没有路径的为空",
        "what the path asks for in an interim year; null where there is no path",
        optional=True,
    ),
    _GAP,
    _RELAPSED,
)
"""One row a rule, place and year."""

FINDINGS: Final = _table(
    "findings",
    _field("policy", TERM, "政策规则编号，见 policies.parquet", "id of the policy rule, see policies.parquet"),
    _field("kind", WORD, "violation 违反、alert 预警、notice 提示", "violation, alert or notice"),
    _field("level", WORD, "red、orange、yellow、blue", "red, orange, yellow or blue"),
    _PLACE,
    _RULE,
    _YEAR,
    _field("owner", TERM, "责任部门", "the department that answers for it"),
    _STATUS,
    _REASON,
    _VALUE,
    _NUMERATOR,
    _DENOMINATOR,
    _OPERATOR,
    _TARGET,
    _UPPER,
    _GAP,
    _RELAPSED,
    _field(
        "beside",
        _list(KEY),
        "同一地区里一并考虑的其他判定（规则、年份）",
        "the other judgements of the same place that were matched with it",
    ),
    _field(
        "rows",
        _list(pa.int64()),
        "所据的数据行，每个数一项，全部文件连续编号；是哪个文件的第几行，见 run.json 的 files。宽表里，列看指标",
        "rows of the data, one for each figure that it rests on, numbered through all files: see files in run.json. In "
        "a wide table the indicator tells the column",
    ),
)
"""One row a finding about a judgement."""

RULES: Final = _table(
    "rules",
    _field("id", TEXT, "规则编号", "id"),
    _field("title", TEXT, "名称", "title"),
    _field("indicator", TEXT, "指标编号", "id of the indicator"),
    _field("indicator_title", TEXT, "指标名称", "its title"),
    _field("unit", TEXT, "单位", "unit of the figures"),
    _field("kind", TEXT, "指标种类：level、yearly、flow、growth、milestone", "kind of the indicator"),
    _field("nature", TEXT, "binding 约束性、anticipatory 预期性、task 任务", "what a miss means"),
    _field("owner", TEXT, "责任部门", "responsible department"),
    _field("support", _list(TEXT), "配合部门", "supporting departments"),
    _field(
        "targets", TEXT, "限值，按年份：2025: >= 95；未下达的写“?”", "limits by year; “?” where one is issued later"
    ),
    _field("document", TEXT, "依据文件", "the document cited"),
    _field("locator", TEXT, "出处", "the passage"),
    _field("anchor", TEXT, "原文短语", "a short name that stands there"),
    _field("file", TEXT, "规则所在的文件", "the file of the rule"),
    _field("line", pa.int32(), "规则所在的行", "its line", optional=True),
)
POLICIES: Final = _table(
    "policies",
    _field("id", TEXT, "政策规则编号", "id of the policy rule"),
    _field("stratum", TEXT, "所在的层", "its stratum"),
    _field("kind", TEXT, "violation 违反、alert 预警、notice 提示", "violation, alert or notice"),
    _field("level", TEXT, "red、orange、yellow、blue", "red, orange, yellow or blue"),
    _field("because_zh", TEXT, "为什么（中文）", "why, in Chinese"),
    _field("because_en", TEXT, "为什么（英文）", "why, in English"),
    _field("file", TEXT, "所在的文件", "the file that says so"),
    _field("line", pa.int32(), "所在的行", "its line", optional=True),
)
PLACES: Final = _table(
    "places",
    _field("id", TEXT, "地区编号", "id"),
    _field("title", TEXT, "名称", "title"),
    _field("level", TEXT, "级别", "level"),
    _field("kind", TEXT, "类别", "kind", optional=True),
    _field("within", _list(TEXT), "上级地区，最近的在前", "the places around it, the nearest first"),
    _field(
        "part",
        pa.int32(),
        "判定和结论在哪一部分：judgements/part-NNNNN.parquet、findings/part-NNNNN.parquet",
        "the part that holds its judgements and findings",
    ),
)
DEPARTMENTS: Final = _table(
    "departments",
    _field("policy", TEXT, "政策规则编号", "id of the policy rule"),
    _field("kind", TEXT, "violation 违反、alert 预警、notice 提示", "violation, alert or notice"),
    _field("level", TEXT, "red、orange、yellow、blue", "red, orange, yellow or blue"),
    _field("owner", TEXT, "部门", "the department"),
    _field(
        "place",
        TEXT,
        "地区编号；按全部地区计数的，是规划本身的地区",
        "id of the place; the plan's own area where all places are counted",
    ),
    _field("year", YEAR, "年份", "year"),
    _field("counts", _list(COUNT), "所据的各项计数", "the counts that it rests on"),
    _field("rules", _list(TEXT), "计入的规则", "the rules that were counted"),
)
"""One row a finding about a department."""

TABLES: Final = {
    "judgements/part-NNNNN.parquet": JUDGEMENTS,
    "findings/part-NNNNN.parquet": FINDINGS,
    "rules.parquet": RULES,
    "policies.parquet": POLICIES,
    "places.parquet": PLACES,
    "departments.parquet": DEPARTMENTS,
}
"""By where they stand in the folder of a run."""

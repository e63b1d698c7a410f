"""Workbooks without a fault, to be spoilt or varied: real forms of a real plan, and a plain table."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import msgspec
import openpyxl
from openpyxl import Workbook
from tests.seeded.filled import Filled
from tests.support.catalogues_intake import zones
from tests.support.paths import EXAMPLES, PLAN, ROOT, RULES

from zhunsheng import compile as compiling
from zhunsheng import forms, intake
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.indicator import Kind
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import OnLimit

FIGURES, MILESTONES, ROSTER, ISSUED, TABLE = "指标填报", "节点任务", "名册", "下达目标和基准值", "数据"
USERS, OUTPUT, LAND = "5g-user-penetration", "electronics-cluster-output", "emergency-base-planned-area"
SEWAGE, SEWAGE_TITLE, JOBS = "sewage-collection-rate", "城镇污水集中收集率", "城镇累计新增就业人数"

ZONES_PLAN = "jiangmen-three-zones-2020-8"

TRADE = {
    USERS: 68.5,
    "equipment-cluster-output": 171.25,
    "materials-cluster-output": 279.6,
    OUTPUT: 330.25,
    "appliances-cluster-output": 201.3,
    "biomedicine-cluster-output": 61.8,
    LAND: 9300,
}
CITY = {
    SEWAGE: 94.1,
    "green-coverage-rate": 44.6,
    "waste-collection-villages": 97.5,
    "rural-sewage-treatment-rate": 96.5,
    "new-sewers": 8.35,
}
ISSUED_TARGETS = {"5g-user-penetration": 76, "good-air-days-ratio": 90.5}
HEADER = ("地区", "年份", "指标", "数值", "单位", "备注", "依据", "类型", "数据性质", "填报单位")
_PLAIN: tuple[tuple[int, str, object, str], ...] = (
    (2024, SEWAGE_TITLE, 94.1, "%"),
    (2024, "城市城区绿化覆盖率", 44.6, "%"),
    (2024, "农村生活污水治理率", 96.5, "%"),
    (2023, JOBS, 0.52, "万人"),
    (2024, JOBS, 0.54, "万人"),
    (2024, "城镇常住人口", 38.9, "万人"),
    (2024, "土地出让收入", 30.5, "亿元"),
    (2024, "土地出让收入用于农业农村的支出", 2.6, "亿元"),
    (2024, "安全应急产业生产基地规划面积", 9300, "亩"),
    (2024, "新增科技综合体面积", 12.4, "万平方米"),
    (2024, "平均每千人拥有医疗卫生机构床位数", 1.95, "张/千人"),
    (2024, "每万人拥有公共文化设施面积", 1860.5, "平方米/万人"),
    (2024, "新建污水管网长度", 7.35, "公里"),
    (2024, "大数据中心建设", "已完成", ""),
    (2024, "统一数据标准出台", "未完成", ""),
)
_ZONES: tuple[tuple[object, ...], ...] = (
    ("江门市", 2021, "当年整备土地", 320, "亩"),
    ("开平市", 2021, "项目落地率", 81.5, "%"),
    ("江门市", 2021, "产业园建成", "未完成", ""),
)


class Base(msgspec.Struct, frozen=True):
    """A faultless workbook. `said` are the problems told of it all the same, by code: most have none."""

    name: str
    title: str
    build: Callable[[], Filled]
    catalogue: Callable[[], Catalogue]
    year: int = 2024


@cache
def district() -> Catalogue:
    """The real plan of the district."""
    catalogue = compiling.load(PLAN).catalogue
    assert catalogue is not None
    return catalogue


@cache
def town() -> Catalogue:
    """The small plan of zones, where names are ambiguous and benchmarks differ."""
    return zones()


@cache
def _earlier() -> Submission:
    return intake.read([EXAMPLES], district())


@cache
def _form(department: str, year: int) -> Workbook:
    """A form as it is sent out, opened."""
    asked = forms.forms(peopled(district(), _earlier().roster), year, _earlier())
    (one,) = forms.write(tuple(each for each in asked if each.department == department))
    return openpyxl.load_workbook(BytesIO(one.content))


def _filled_form(
    department: str, year: int, sheet: str, key: str, values: Mapping[str, object]
) -> Callable[[], Filled]:
    """Fill in a real form; what is not named stays blank."""

    @cache
    def filled() -> bytes:
        book = _form(department, year)
        form = Filled(book, sheet, 3, key)
        for indicator, value in values.items():
            form.cell("数值", indicator).value = value  # type: ignore[assignment]
            form.cell("依据", indicator).value = "江府〔2025〕3号，2025-01-15"
        if MILESTONES in book.sheetnames:
            _tick(Filled(book, MILESTONES, 3, ""))
        # openpyxl's workbooks lose their styles when they are copied; pickled they keep them, twice as fast as read.
        return pickle.dumps(book)

    return lambda: Filled(pickle.loads(filled()), sheet, 3, key)  # noqa: S301 - just pickled above


def _tick(form: Filled) -> None:
    """Report the first milestone as done and the second as not done."""
    done, undone = form.header_row + 1, form.header_row + 2
    columns = form.columns()
    for heading, value in (("完成情况", "已完成"), ("完成日期", "2024年6月"), ("依据", "验收报告，2024-06-30")):
        form.sheet.cell(done, columns[heading], value)
    form.sheet.cell(undone, columns["完成情况"], "未完成")


def table(rows: Sequence[Sequence[Any]], key: str, header: Sequence[str] = HEADER) -> Filled:
    """Write a plain table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TABLE
    for row in (header, *rows):
        sheet.append(list(row))
    return Filled(book, TABLE, 1, key)


def _plain() -> Filled:
    rows = [
        ("江海区", year, title, value, unit, "", "统计公报" if value == "已完成" else "", "", "", "区统计局")
        for year, title, value, unit in _PLAIN
    ]
    return table(rows, SEWAGE_TITLE)


def _roster() -> Filled:
    places = ((f"外海示例村第{number}网格", "网格", "农村", "外海街道", "") for number in "一二三")
    filled = table(list(places), "", ("名称", "级别", "类别", "上级", "编号"))
    filled.sheet.title = filled.title = ROSTER
    return filled


FORM = Base("form", "填报表", _filled_form("区经促局", 2024, FIGURES, OUTPUT, TRADE), district)
CITY_FORM = Base("city", "填报表（带名册）", _filled_form("区城管局", 2024, FIGURES, SEWAGE, CITY), district)
ROSTER_FORM = Base("roster-form", "填报表的名册", _filled_form("区城管局", 2024, ROSTER, "", {}), district)
ROSTER_TABLE = Base("roster", "名册", _roster, district)
MILESTONE_FORM = Base(
    "milestones", "节点任务", _filled_form("区经促局", 2024, MILESTONES, "investment-map", {}), district
)
ISSUED_FORM = Base(
    "issued", "下达目标和基准值", _filled_form("", 2025, ISSUED, USERS, ISSUED_TARGETS), district, year=2025
)
PLAIN = Base("plain", "普通表", _plain, district)
ZONES = Base("zones", "普通表", lambda: table(_ZONES, "当年整备土地", HEADER), town, year=2021)


def _history(plan: str, owners: frozenset[str], catalogue: Catalogue) -> bytes:
    """Write what some departments reported over the years, as the examples have it, into one plain table."""
    submission = intake.read([ROOT / "examples" / plan], catalogue)
    places = {place.id: place.title for place in catalogue.plan.places}
    rows: list[tuple[object, ...]] = []
    for seen in submission.observations:
        indicator = catalogue.indicators[seen.indicator]
        if indicator.owner in owners and indicator.kind is not Kind.MILESTONE and seen.entity in places:
            head = (places[seen.entity], seen.year, indicator.title)
            rows.append((*head, float(seen.value), seen.unit, "", "", "", "示例", ""))
    return pickle.dumps(table(rows, "").book)


@cache
def _years_of_district() -> bytes:
    return _history(PLAN.name, frozenset({"城管局", "经促局", "财政局"}), district())


@cache
def zones_with_limits() -> Catalogue:
    """The real plan of the zones, asking from three figures on the limit: few of its limits are telling."""
    catalogue = compiling.load(RULES / ZONES_PLAN).catalogue
    assert catalogue is not None
    checks = [
        msgspec.structs.replace(check, figures=3) if isinstance(check, OnLimit) else check for check in catalogue.checks
    ]
    return msgspec.structs.replace(catalogue, checks=tuple(checks))


@cache
def _years_of_zones() -> bytes:
    return _history(ZONES_PLAN, frozenset({"市工业和信息化局"}), zones_with_limits())


def _table_of(pickled: Callable[[], bytes]) -> Callable[[], Filled]:
    return lambda: Filled(pickle.loads(pickled()), TABLE, 1, "")  # noqa: S301 - pickled above


YEARS = Base("years", "历年数", _table_of(_years_of_district), district)
YEARS_OF_ZONES = Base("years-of-zones", "历年数", _table_of(_years_of_zones), zones_with_limits, year=2021)

"""Figures that are read well, and that the plan's own checks on the data (数据审核) ask about."""

import msgspec
from tests.seeded.bases import YEARS, YEARS_OF_ZONES, Base
from tests.seeded.filled import Filled
from tests.seeded.kinds import Spoil, spoils

from zhunsheng.model.validation import CheckKind, CheckLevel

GREEN, COVERED, AREA = "城市城区绿化覆盖率", "绿化覆盖面积", "城区面积"
SPENT, SEWERS = "土地出让收入用于农业农村的支出", "新建污水管网长度"
ELECTRONICS, USERS = "新一代电子信息产业集群产值", "5G网络用户普及率"
OUTPUTS = (
    *("高端装备制造产业集群产值", "前沿新材料产业集群产值", ELECTRONICS),
    *("智能家电产业集群产值", "生物医药与健康产业集群产值"),
)
QUESTION, REFUSE, MENTION = CheckLevel.QUESTION, CheckLevel.REFUSE, CheckLevel.NOTE


class Asked(msgspec.Struct, frozen=True):
    """A kind of error that a check finds. `beside` are other kinds of check that the same figure cannot but meet."""

    name: str
    spoil: Spoil
    kind: CheckKind
    level: CheckLevel = QUESTION
    base: Base = YEARS
    beside: tuple[CheckKind, ...] = ()


def row_of(filled: Filled, title: str, year: int) -> int:
    """Return the row of a figure of a year."""
    columns = filled.columns()
    return next(
        number
        for number in range(2, filled.sheet.max_row + 1)
        if (filled.sheet.cell(number, columns["指标"]).value, filled.sheet.cell(number, columns["年份"]).value)
        == (title, year)
    )


def reported(value: float, title: str, year: int = 2024) -> Spoil:
    """Report another figure; it is asked about at its cell."""

    @spoils("数值")
    def spoil(filled: Filled) -> str:
        cell = f"D{row_of(filled, title, year)}"
        filled.sheet[cell] = value
        return filled.at(cell)

    return spoil


def as_last_year(*titles: str) -> Spoil:
    """Report last year's figures again."""

    @spoils("数值")
    def spoil(filled: Filled) -> tuple[str, ...]:
        cells = [f"D{row_of(filled, title, 2024)}" for title in titles]
        for title, cell in zip(titles, cells, strict=True):
            filled.sheet[cell] = filled.sheet[f"D{row_of(filled, title, 2023)}"].value
        return tuple(map(filled.at, cells))

    return spoil


def left_blank(title: str) -> Spoil:
    """Leave a figure blank."""

    @spoils("数值")
    def spoil(filled: Filled) -> str:
        cell = f"D{row_of(filled, title, 2024)}"
        filled.sheet[cell] = None
        return filled.at(cell)

    return spoil


@spoils("数值")
def alone(filled: Filled) -> str:
    """Report a share without its numerator: the share is asked about."""
    filled.sheet[f"D{row_of(filled, COVERED, 2024)}"] = None
    return filled.at(f"D{row_of(filled, GREEN, 2024)}")


LIMITS = {"引进投资超亿元产业项目": 50, "工业技改投资增速": 5, "企业上云上平台": 50, "清洁生产审核企业": 10}


@spoils("数值")
def all_on_the_limit(filled: Filled) -> tuple[str, ...]:
    """Report just the targets of the year."""
    cells = [f"D{row_of(filled, title, 2021)}" for title in LIMITS]
    for cell, limit in zip(cells, LIMITS.values(), strict=True):
        filled.sheet[cell] = limit
    return tuple(map(filled.at, cells))


KINDS = (
    Asked("产值 -330.25", reported(-330.25, ELECTRONICS), CheckKind.RANGE, REFUSE),
    Asked("普及率 108.5%", reported(108.5, USERS, 2025), CheckKind.RANGE, beside=(CheckKind.JUMP,)),
    Asked("支出 40 亿元，大于收入", reported(400_000, SPENT), CheckKind.PARTS, beside=(CheckKind.MAGNITUDE,)),
    Asked("普及率一年里掉了一大截", reported(31, USERS, 2025), CheckKind.JUMP),
    Asked("产值多写四个零", reported(3_302_500, ELECTRONICS), CheckKind.MAGNITUDE),
    Asked("亿元一栏按万元填", reported(3_302_500, ELECTRONICS, 2025), CheckKind.MAGNITUDE),
    Asked("与上年一字不差", as_last_year(ELECTRONICS), CheckKind.UNCHANGED, MENTION),
    Asked("五个产值都照抄上年", as_last_year(*OUTPUTS), CheckKind.COPIED),
    Asked("比率与分子÷分母不符", reported(46.9, GREEN), CheckKind.COMPONENTS),
    Asked("只报比率，不报分子", alone, CheckKind.COMPONENTS),
    Asked("分母一年少了四成", reported(2500, AREA), CheckKind.DENOMINATOR, beside=(CheckKind.COMPONENTS,)),
    Asked("当年要求的数空着", left_blank(SEWERS), CheckKind.MISSING),
    Asked("都恰好等于目标", all_on_the_limit, CheckKind.ON_LIMIT, base=YEARS_OF_ZONES),
)

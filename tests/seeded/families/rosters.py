"""Rosters (名册): the places that a plan leaves open."""

from tests.seeded.bases import PLAIN, ROSTER_FORM, ROSTER_TABLE, YEARS_OF_ZONES
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, Spoil, spoils

GRID = {"名称": "礼乐示例村第三网格", "级别": "网格", "类别": "农村", "上级": "礼乐街道"}


def listed(where: str, **changed: object) -> Spoil:
    """Add a place to the roster with something wrong about it."""

    @spoils(where)
    def spoil(filled: Filled) -> str:
        number = next(n for n in range(filled.header_row + 1, 99) if filled.sheet.cell(n, 1).value is None)
        for heading, value in (GRID | changed).items():
            filled.sheet.cell(number, filled.columns()[heading], value)
        return filled.at(f"{'ABCDE'[[*GRID, '编号'].index(where)]}{number}")

    return spoil


@spoils("上级")
def circle(filled: Filled) -> tuple[str, ...]:
    """Two places, each inside the other."""
    first = listed("上级", 名称="甲网格", 上级="乙网格").make(filled)
    second = listed("上级", 名称="乙网格", 上级="甲网格").make(filled)
    return (*first, *second)


@spoils("名称")
def contradicted(filled: Filled) -> tuple[str, ...]:
    """One name, two kinds."""
    first = listed("名称").make(filled)
    second = listed("名称", 类别="社区").make(filled)
    return (*first, *second)


@spoils("名称")
def twice(filled: Filled) -> str:
    """List a place twice, in the same words, beside a plain table."""
    return f"{_sheet(filled, GRID, GRID)}!A3"


@spoils("整张表")
def not_awaited(filled: Filled) -> str:
    """Send a roster where the plan leaves no place open."""
    return _sheet(filled, GRID)


def _sheet(filled: Filled, *rows: dict[str, str]) -> str:
    sheet = filled.book.create_sheet("网格名册")
    for row in (list(GRID), *(list(each.values()) for each in rows)):
        sheet.append(row)
    return "网格名册"


def roster(name: str, spoil: Spoil, code: str) -> Kind:
    return Kind(name, spoil, code, base=ROSTER_TABLE, lost=0)


KINDS = (
    roster("级别：网格员", listed("级别", 级别="网格员"), "unknown-level"),
    roster("级别空着", listed("级别", 级别=None), "missing-level"),
    roster("类别：城市", listed("类别", 类别="城市"), "unknown-kind"),
    roster("类别空着", listed("类别", 类别=None), "missing-kind"),
    roster("名称空着", listed("名称", 名称=None), "missing-name"),
    roster("上级空着", listed("上级", 上级=None), "missing-within"),
    roster("上级：火星街道", listed("上级", 上级="火星街道"), "unknown-within"),
    roster("互为上级", circle, "unknown-within"),
    roster("同名而类别不同", contradicted, "places-disagree"),
    roster("名称与规划里的地区相同", listed("名称", 名称="外海街道"), "place-in-plan"),
    roster("编号里有斜线", listed("编号", 编号="a/b"), "unsafe-id"),
    roster("名称超过 60 字", listed("名称", 名称="网" * 61), "name-too-long"),
    roster("名称里有零宽空格", listed("名称", 名称="礼\u200b乐网格"), "hidden-characters"),
    Kind("填报表的名册里，级别写错", listed("级别", 级别="组"), "unknown-level", base=ROSTER_FORM, lost=0),
    Kind("同一网格列了两次", twice, "place-repeated", NOTE, base=PLAIN),
    Kind("规划不需要名册", not_awaited, "roster-not-awaited", WARNING, base=YEARS_OF_ZONES),
)

"""What is a quantity, and what only looks like one."""

from decimal import Decimal

import pytest

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.quantities import Kind, Quantities, numeral
from zhunsheng.cite.text import read


def found(raw: str) -> list[tuple[str, tuple[str, ...], str]]:
    text = read(raw)
    return [
        (text.flat[q.start : q.end], tuple(str(v) for v in q.values), q.scale + q.unit)
        for q in Quantities(text).all
        if q.kind is not Kind.DATE
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("达到 98 ％以上", ("98%", ("98",), "%")),
        ("新建 38.66 公里", ("38.66公里", ("38.66",), "公里")),
        ("投资１２１亿元", ("121亿元", ("121",), "亿元")),
        ("规划11,000亩", ("11,000亩", ("11000",), "亩")),
        ("新建5—8所", ("5-8所", ("5", "8"), "所")),
        ("增长5%～8%", ("5%-8%", ("5", "8"), "%")),
        ("引进1至2个", ("1至2个", ("1", "2"), "个")),
        ("100 万平方米", ("100万平方米", ("100",), "万平方米")),
        ("人口300万", ("300万", ("300",), "万")),
        ("提高2个百分点", ("2个百分点", ("2",), "个百分点")),
        ("服务100%全覆盖", ("100%全覆盖", ("100",), "%")),
        ("服务全覆盖", ("全覆盖", ("100",), "%")),
        ("全面普及公交", ("全面普及", ("100",), "%")),
        ("培育两家以上", ("两家", ("2",), "家")),
        ("引进一所院校", ("一所", ("1",), "所")),
        ("十二个项目", ("十二个", ("12",), "个")),
    ],
)
def test_a_quantity(raw: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert found(raw) == [expected]


@pytest.mark.parametrize(
    "raw",
    [
        "到2025年",
        "2021—2025年和2035年",
        "2020年2月28日",
        "12月底前",
        "第2项和第5名",
        "表1名称和专栏5个性",
        "1.岗前培训",
        "5G网络、PM2.5、G240线、IPv6",
        "“1+6”个平台",
        "“1+3+20”",
        "江府〔2020〕8号",
        "打造一个园区",
        "“两个优先”和“三治”",
        "十四五期间",
        "健全覆盖城乡的体系",
        "第二个五年",
    ],
)
def test_not_a_quantity(raw: str) -> None:
    assert found(raw) == []


def test_cells_of_a_table_without_its_row_numbers() -> None:
    raw = (
        "序号\t指标\t2020年\t2025年\n1\t床位（万张）\t1.89\t>2\n2\t学位\n\t小学（个）\t-\t[40]\n\n序号\t指标\n1\t路\t3"
    )
    text = read(raw)
    cells = [(str(q.values[0]), q.scale, q.unit, q.year) for q in Quantities(text).all if q.kind is Kind.CELL]
    assert cells == [("1.89", "万", "张", 2020), ("2", "万", "张", 2025), ("40", "", "个", 2025), ("3", "", "", None)]


def test_years_are_kept_apart(edition: Edition) -> None:
    kinds = [edition.quantities[index].kind for index in edition.within(edition.outline.resolve("附件2 第1项"))]
    assert Kind.DATE not in kinds
    assert edition.dates(edition.outline.resolve("附件2 第1项")) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [("95", "95"), ("1.20", "1.20"), ("11,000", "11000"), ("两", "2"), ("十二", "12"), ("-5", None), ("多", None)],
)
def test_numerals(text: str, value: str | None) -> None:
    assert numeral(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("共1,234,567,890,123人次", [("1,234,567,890,123人次", ("1234567890123",), "人次")]),
        ("12,345,6789人", [("6789人", ("6789",), "人")]),
        ("图1,200人", [("200人", ("200",), "人")]),
        ("1,234,56人", [("56人", ("56",), "人")]),
    ],
)
def test_groups_of_digits(raw: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert found(raw) == expected


@pytest.mark.parametrize(
    "unit", ["111,", "1,", "1", "1.", "1-", "111,111-", "2021年", "十", "1\t", "<a", "(1", "全", "1,111人"]
)
def test_a_megabyte_of_digits_is_read_in_one_pass(unit: str) -> None:
    """Read again from each of its groups, this would take hours."""
    assert len(Quantities(read(unit * ((1 << 20) // len(unit)))).all) < 1 << 20

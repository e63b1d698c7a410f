"""A small catalogue built by hand, with every shape that intake meets."""

from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.policy import Policy
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Nature, Rule, Source, Target, Trajectory

SHARE = {"percent": Fraction(1), "%": Fraction(1), "‰": Fraction(1, 10)}
HEADS = {"万人": Fraction(1), "人": Fraction(1, 10000)}
MONEY = {"亿元": Fraction(1), "万元": Fraction(1, 10000)}
FLOOR = {"平方米/万人": Fraction(1), "平方米": Fraction(1)}
BEDS = {"张/千人": Fraction(1), "张": Fraction(1)}

PLAN = Plan(
    id="town",
    title="某区规划",
    document=Document(title="某区规划", published="2022-12"),
    period=Period(base=2020, start=2021, end=2025),
    places=(
        Place(id="jianghai", title="江海区", level="district", aliases=("高新区（江海区）",)),
        Place(id="waihai", title="外海街道", level="street", within=("jianghai",)),
        Place(id="evil", title="<script>alert(1)</script>", level="street", aliases=("=cmd|' /C calc'!A0",)),
    ),
    departments=(Department(id="城管局", title="区城管局"),),
    bands=Bands(),
)


def indicator(identity: str, title: str, units: dict[str, Fraction], **more: object) -> Indicator:
    made = {"kind": Kind.LEVEL, "owner": "城管局", "unit": next(iter(units)), **more}
    return Indicator(id=identity, title=title, units=units, **made)  # type: ignore[arg-type]  # a test factory


def rule(about: Indicator, target: Target, base: Base | None = None, **more: object) -> Rule:
    made = {
        "id": about.id,
        "plan": "town",
        "title": about.title,
        "indicator": about.id,
        "nature": Nature.BINDING,
        "unit": about.unit,
        "owner": "城管局",
        "support": (),
        "scope": ("jianghai",),
        "theme": "",
        "trajectory": Trajectory.LINEAR,
        "decimals": None,
        "bands": Bands(),
        "source": Source(document="town", locator="表1", anchor=about.title),
        "note": "",
        "at": Location(file="rules.yaml", line=1),
        **more,
    }
    return Rule(base=base, targets=(target,), **made)  # type: ignore[arg-type]  # a test factory


def base(value: str, bound: Operator | None = None, first: int = 2020) -> Base:
    return Base(value=Decimal(value), first_year=first, last_year=2020, bound=bound)


def at_least(value: str | None, operator: Operator = Operator.AT_LEAST) -> Target:
    return Target(year=2025, operator=operator, value=None if value is None else Decimal(value))


def catalogue() -> Catalogue:
    """Shares, a flow, an awaited target, a bound as base, a derived indicator, a title with parentheses."""
    sewage = indicator("sewage", "城镇污水集中收集率", SHARE, aliases=("污水收集率",))
    insured = indicator("insured", "城乡基本医疗保险参保率", SHARE)
    jobs = indicator("jobs", "城镇累计新增就业人数", HEADS, kind=Kind.FLOW)
    air = indicator("air", "城市空气质量优良天数比率", SHARE)
    floor = indicator("floor", "每万人拥有公共文化设施面积", FLOOR)
    beds = indicator("beds", "平均每千人拥有医疗卫生机构床位数", BEDS)
    nursery = indicator("nursery", "城镇基础教育千人指标（幼儿园）", {"个/千人": Fraction(1), "个": Fraction(1)})
    revenue = indicator("revenue", "土地出让收入", MONEY)
    spending = indicator("spending", "土地出让收入用于农业农村的支出", MONEY)
    growth = indicator("growth", "财政收入增速", SHARE, kind=Kind.GROWTH)
    share = indicator(
        "share",
        "土地出让收入用于农业农村的比例",
        SHARE,
        expression=Operation("/", Name("spending"), Name("revenue")),
        expression_text="spending / revenue",
    )
    indicators = (sewage, insured, jobs, air, floor, beds, nursery, revenue, spending, growth, share)
    rules = (
        rule(sewage, at_least("95"), base("92")),
        rule(insured, at_least("95", Operator.ABOVE), base("95", Operator.ABOVE)),
        rule(jobs, at_least("2.7"), base("2.82", first=2016)),
        rule(air, at_least(None), base("88")),
        rule(floor, at_least("2805", Operator.ABOVE), base("1460.5")),
        rule(beds, at_least("2"), base("1.89")),
        rule(nursery, at_least("40", Operator.ABOVE), base("40")),
        rule(share, at_least("10")),
    )
    return Catalogue(
        plan=PLAN,
        indicators={each.id: each for each in indicators},
        rules={each.id: each for each in rules},
        policy=Policy(strata=()),
        known_units=("percent", "%", "‰", "1", "个百分点", "人", "万人", "亿元", "万元", "平方米", "张", "个", "亩"),
        digest="0" * 64,
    )

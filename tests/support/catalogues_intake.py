"""Two small catalogues built by hand, with every shape that intake meets."""

from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan, Roster
from zhunsheng.model.policy import Policy
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Members, Nature, Rule, Source, Target, Trajectory

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


ZONES = Plan(
    id="zones",
    title="三区方案",
    document=Document(title="三区方案", published="2020-05"),
    period=Period(base=2019, start=2020, end=2022),
    places=(
        Place(id="city", title="江门市", level="city", aliases=("全市",)),
        Place(id="eco", title="生态区", level="zone", within=("city",)),
        Place(id="core", title="都市核心区", level="zone", within=("city",), aliases=("核心区",)),
        Place(id="kaiping", title="开平市", level="county", within=("city",)),
        Place(id="enping", title="恩平市", level="county", within=("eco",)),
        Place(id="tangkou", title="塘口镇", level="town", within=("kaiping", "eco")),
        Place(id="chikan", title="赤坎镇", level="town", within=("kaiping",), aliases=("赤坎",)),
        Place(id="shahu", title="沙湖镇", level="town", within=("enping",)),
        Place(id="encheng", title="恩城街道", level="town", within=("enping",), aliases=("中心街道",)),
        Place(id="changsha", title="长沙街道", level="town", within=("kaiping",), aliases=("中心街道",)),
    ),
    departments=(Department(id="城管局", title="市城管局"),),
    bands=Bands(),
    rosters=(
        Roster(level="grid", title="网格", kinds=("农村", "社区")),
        Roster(level="site", title="工地"),
    ),
)


def zones() -> Catalogue:
    """A milestone, an amount of the year, benchmarks, an issued target, grids of a roster, places within places."""
    built = indicator("built", "产业园建成", {"done": Fraction(1)}, kind=Kind.MILESTONE)
    land = indicator("land", "当年整备土地", {"亩": Fraction(1)}, kind=Kind.YEARLY)
    landing = indicator("landing", "项目落地率", SHARE)
    both = indicator("both", "优良率", SHARE)
    mixed = indicator("mixed", "投产率", SHARE)
    staff = indicator("staff", "专职网格员数", {"人": Fraction(1)})
    party = indicator("party", "网格党支部数", {"个": Fraction(1)})
    indicators = (built, land, landing, both, mixed, staff, party)
    done = Target(year=2021, operator=Operator.AT_LEAST, value=Decimal(1))
    open_limit = Target(year=2022, operator=Operator.AT_LEAST, value=None)
    one = at_least("1")
    rules = (
        rule(built, done, scope=("city", "kaiping"), plan="zones"),
        rule(land, one, scope=("city",), plan="zones"),
        rule(landing, open_limit, scope=("kaiping", "enping"), benchmark="全省平均水平", plan="zones"),
        rule(both, open_limit, scope=("city",), benchmark="全国平均水平", plan="zones"),
        rule(both, open_limit, id="both-issued", scope=("city",), plan="zones"),
        rule(mixed, open_limit, scope=("city", "kaiping"), benchmark="全省平均水平", plan="zones"),
        rule(mixed, open_limit, id="mixed-too", scope=("city",), benchmark="全国平均水平", plan="zones"),
        rule(staff, one, id="staff-rural", scope=(), members=Members(level="grid", kind="农村"), plan="zones"),
        rule(party, one, scope=(), members=Members(level="grid"), plan="zones"),
    )
    return Catalogue(
        plan=ZONES,
        indicators={each.id: each for each in indicators},
        rules={each.id: each for each in rules},
        policy=Policy(strata=()),
        known_units=("percent", "%", "‰", "done", "人", "个", "亩", "公顷"),
        digest="1" * 64,
    )

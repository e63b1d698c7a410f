"""An evaluation built by hand, of the shape of the real catalogue, with every status and hostile names in it.

Judgements come from the plain reference evaluator; findings are drawn here, one way for each kind, so that what the
report shows does not hang on the policy of any plan.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tests.support.evaluation_findings import POLICY, findings
from tests.support.evaluation_rows import ROWS, Row
from zhunsheng.evaluate import reference
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.checkup import Aspect, Checkup, System
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Citation, Rule, Source, Target
from zhunsheng.model.submission import DataFile, IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.text import Text

SCRIPT = "<script>alert(1)</script>"
TABLE_BREAKER = "a | b\n| c | **bold** [link](https://evil.example) <img src=x onerror=alert(2)> `code`"
YEARS = tuple(range(2020, 2026))

KINDS = {"jobs": Kind.FLOW}
MONEY = {"亿元": Fraction(1), "万元": Fraction(1, 10000)}
COMPONENTS = {
    "revenue": ("土地出让收入", "亿元", (None, "18.6", "12.4", "9.8", "7.5", "6.3")),
    "spending": ("农业农村支出", "万元", (None, "8900", "7300", "7400", "6900", "6290")),
}
DEPARTMENTS = {
    "plan": "区发改局", "school": "区教育局", "sport": "区文广旅体局", "health": "区卫健局", "civil": "区民政局",
    "labour": "区人社局", "build": "区住建局", "trade": "区经促局", "city": "区城管局", "env": "生态环境分局",
    "evil": SCRIPT, "money": "区财政局",
}  # fmt: skip


def catalogue(*, ascii_only: bool = False) -> Catalogue:
    """Return the catalogue; with `ascii_only`, no Chinese stands in any title, unit or note of it."""

    def said(text: str, plain: str) -> str:
        return plain if ascii_only else text

    rules = {row.id: _rule(row, ascii_only=ascii_only) for row in ROWS}
    indicators = {row.id: _indicator(row, said(row.title, row.id), said(row.unit, "t")) for row in ROWS}
    for identifier, (title, _, _) in COMPONENTS.items():
        indicators[identifier] = Indicator(
            id=identifier,
            title=said(title, identifier),
            unit=said("亿元", "t"),
            kind=Kind.LEVEL,
            owner="money",
            units=MONEY,
        )
    departments = tuple(Department(id=d, title=said(t, SCRIPT if d == "evil" else d)) for d, t in DEPARTMENTS.items())
    plan = Plan(
        id="test-plan",
        title=said("某区规划 & <b>附件</b>", "A plan & <b>annex</b>"),
        document=Document(
            title=said("某区规划", "A plan"), published="2022-12", number=said("某府〔2022〕1号", "No. 1")
        ),
        period=Period(base=2020, start=2021, end=2025),
        places=(Place(id="here", title=said("某区", "Here"), level="district"),),
        departments=departments,
        bands=Bands(),
    )
    return Catalogue(
        plan=plan,
        indicators=indicators,
        rules=rules,
        policy=POLICY,
        known_units=(),
        digest="0123456789abcdef" * 4,
        checkup=_checkup(),
    )


def _checkup() -> Checkup:
    at = Location(file="checkup.yaml", line=1, column=1)
    aspects = {"water": ("水", ("sewage", "black-water")), "evil": (SCRIPT, ("insurance", "energy", "growth"))}
    return Checkup(
        id="checkup",
        title="城市体检",
        source=Citation(locator="第八章", anchor="城市体检"),
        system=System(title="两个方面", document=f"《通知》{SCRIPT}", because="规划没有写。"),
        aspects=tuple(
            Aspect(id=key, title=title, locator="附件", rules=rules, at=at) for key, (title, rules) in aspects.items()
        ),
        at=at,
    )


def _indicator(row: Row, title: str, unit: str) -> Indicator:
    share = row.id == "land-share"
    return Indicator(
        id=row.id,
        title=title,
        unit=unit,
        kind=KINDS.get(row.id, Kind.LEVEL),
        owner=row.owner,
        units={unit: Fraction(1)},
        expression=Operation("/", Name("spending", Fraction(10**8)), Name("revenue", Fraction(10**8)))
        if share
        else None,
        expression_factor=Fraction(100) if share else Fraction(1),
        expression_text="spending / revenue" if share else None,
    )


def _rule(row: Row, *, ascii_only: bool) -> Rule:
    number = 1 + ROWS.index(row)
    return Rule(
        id=row.id,
        plan="test-plan",
        title=row.id if ascii_only else row.title,
        indicator=row.id,
        nature=row.nature,
        unit="t" if ascii_only and row.unit != "percent" else row.unit,
        owner=row.owner,
        support=("plan",) if row.id == "land-share" else (),
        scope=("here",),
        theme="theme" if ascii_only else "主题",
        base=_base(row.id, row.base),
        targets=(_target(row.target),),
        trajectory=row.trajectory,
        decimals=1 if row.id == "rounded" else None,
        bands=Bands(),
        source=Source(
            document="A plan" if ascii_only else "某区规划",
            locator=f"Table 1 no. {number}" if ascii_only else f"表1 第{number}项",
            anchor=row.id if ascii_only else row.title,
        ),
        note=TABLE_BREAKER if row.id == "beds" else "",
        at=Location(file="rules.yaml", line=10 * number, column=9),
    )


def _base(identifier: str, base: str | None) -> Base | None:
    if base is None:
        return None
    sign, _, number = base.rpartition(" ")
    first = 2016 if identifier == "jobs" else 2020
    bound = Operator(sign) if sign else None
    return Base(value=Decimal(number), first_year=first, last_year=2020, bound=bound)


def _target(target: str | None) -> Target:
    if target is None:
        return Target(year=2025, operator=Operator.AT_LEAST, value=None)
    low, dots, high = target.partition("..")
    if dots:
        return Target(year=2025, operator=Operator.WITHIN, value=Decimal(low), upper=Decimal(high))
    sign, _, number = target.partition(" ")
    return Target(year=2025, operator=Operator(sign), value=Decimal(number))


def submission(*, ascii_only: bool = False) -> Submission:
    """Return figures of six years; those after 2020 are illustrative. One cell of 2024 could not be read."""
    rows = [(row.id, row.unit, row.figures) for row in ROWS]
    rows += [(identifier, unit, figures) for identifier, (_, unit, figures) in COMPONENTS.items()]
    observations = [
        _observation(identifier, "人" if identifier == "jobs" else unit, year, text, line, ascii_only=ascii_only)
        for line, (identifier, unit, figures) in enumerate(rows, 2)
        for year, text in zip(YEARS, figures, strict=False)
        if text is not None and (identifier, year) != ("waste", 2024)
    ]
    issued = (
        _issued("5g", "75", "市发〔2023〕1号 <i>x</i>" if not ascii_only else "No. 1 <i>x</i>"),
        _issued("air", "88.5", "市发〔2024〕2号" if not ascii_only else "No. 2"),
    )
    at = Location(file="2024.xlsx", sheet="Sheet <1>", cell="D21")
    refused = Refusal(entity="here", year=2024, indicator="waste", code="not-a-number", at=(at,))
    return Submission(
        files=tuple(DataFile(path=f"data/{year}.csv", sha256="ab" * 32, rows=24) for year in YEARS),
        observations=tuple(observations),
        issued=issued,
        refusals=(refused,),
        problems=(problem(at),),
    )


def problem(at: Location, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return a diagnostic that quotes a hostile cell."""
    return Diagnostic(
        code="not-a-number",
        severity=severity,
        at=at,
        message=Text(f"“{SCRIPT}”不是数", f"“{SCRIPT}” is not a number"),
        expected=Text("一个数，如 95.1", "a number such as 95.1"),
        hint=Text("没有数就留空", "leave it empty if there is none"),
    )


def _observation(identifier: str, unit: str, year: int, text: str, line: int, *, ascii_only: bool) -> Observation:
    sign, _, number = text.rpartition(" ")
    factor = Fraction(1, 10000) if unit in ("人", "万元") else Fraction(1)
    plain = {"人": "heads", "万元": "10k", "亿元": "100m"}.get(unit, "t")
    shown = "%" if unit == "percent" else unit
    return Observation(
        entity="here",
        year=year,
        indicator=identifier,
        value=Decimal(number),
        unit=plain if ascii_only and unit != "percent" else shown,
        factor=factor,
        text=text,
        at=Location(file=f"data/{year}.csv", line=line, column=4),
        bound=Operator(sign) if sign else None,
        illustrative=year > 2020,
    )


def _issued(indicator: str, value: str, citation: str) -> IssuedTarget:
    return IssuedTarget(
        entity="here",
        year=2025,
        indicator=indicator,
        value=Decimal(value),
        unit="%",
        factor=Fraction(1),
        citation=citation,
        at=Location(file="data/2023.csv", line=40, column=4),
        illustrative=True,
    )


def evaluation(years: Sequence[int] = YEARS, *, ascii_only: bool = False) -> Evaluation:
    """Return the evaluation of `years`."""
    made = catalogue(ascii_only=ascii_only)
    submitted = submission(ascii_only=ascii_only)
    judgements = reference.evaluate(made, submitted, years)
    return Evaluation(
        catalogue=made,
        years=tuple(years),
        submission=submitted,
        judgements=judgements,
        findings=findings(made, judgements),
        problems=submitted.problems,
    )

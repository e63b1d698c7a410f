"""One sentence of arithmetic for each verdict, in words that somebody can check with a pencil."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from tests.support.evaluations import evaluation

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Judgement, Reason, Status
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.submission import Observation
from zhunsheng.report.arithmetic import of_finding, sentence
from zhunsheng.report.formula import total
from zhunsheng.report.lookup import Lookup

SENTENCES = [
    ("sewage", 2025, "94.2 − 95 = −0.8 个百分点，目标 ≥ 95：未达标"),
    ("green", 2025, "45.02 − 45 = +0.02 个百分点，目标 ≥ 45：达标"),
    ("junior", 2025, "40 − 40 = 0 个/千人，目标 > 40：未达标"),
    ("primary", 2021, "80.5 − 80 = +0.5 个/千人，目标 > 80（2025 年）：达标"),
    ("black-water", 2023, "98 − 100 = −2 个百分点，目标 ≥ 100（逐年保持）：未达标"),
    ("insurance", 2020, "> 95，目标 > 95（2025 年），提前达到目标：达标"),
    (
        "sewage",
        2022,
        (
            "时序进度 R = [(93 − 92) ÷ (95 − 92)] ÷ [(2022 − 2020) ÷ (2025 − 2020)] = 0.8333（约），"
            "0.6 ≤ R < 0.95：滞后；要按期达标，今后每年的进度须为原计划的 1.1111 倍（约）"
        ),
    ),
    (
        "energy",
        2022,
        "时序进度 R = [(92 − 100) ÷ (80 − 100)] ÷ [(2022 − 2020) ÷ (2025 − 2020)] = 1，R ≥ 1：进度正常",
    ),
    (
        "growth",
        2022,
        "时序进度 R = [(130 ÷ 100)^(1/2) − 1] ÷ [(200 ÷ 100)^(1/5) − 1] ≈ 0.9427，0.6 ≤ R < 0.95：滞后",
    ),
    (
        "jobs",
        2025,
        (
            "2021—2025 年累计 (5200 + 5500 + 5600 + 5400 + 5800) 人 × 1/10000 = 2.75 万人；"
            "2.75 − 2.7 = +0.05 万人，目标 ≥ 2.7：达标"
        ),
    ),
    (
        "jobs",
        2021,
        (
            "5200 人 × 1/10000 = 0.52 万人；"
            "时序进度 R = [(0.52 − 0) ÷ (2.7 − 0)] ÷ [(2021 − 2020) ÷ (2025 − 2020)] = 0.9630（约），"
            "0.95 ≤ R < 1：进度正常"
        ),
    ),
    (
        "land-share",
        2025,
        (
            "6290 万元 × 1/10000 = 0.629 亿元；0.629 ÷ 6.3 × 100 = 9.9841%（约）；"
            "9.9841 − 10 = −0.0159 个百分点（约），目标 ≥ 10：未达标"
        ),
    ),
    ("junior", 2022, "目标与基期同为 40，40 − 40 = 0 个/千人，目标 > 40（2025 年）：未到期"),
    ("junior", 2023, "目标与基期同为 40，39.5 − 40 = −0.5 个/千人，目标 > 40（2025 年）：倒退"),
    ("housing", 2022, "2022 年为 0.03 万套，上级目标尚未下达：待下达"),
    ("infants", 2024, "没有填报数据，缺 托位数（2024），目标 ≥ 5（2025 年）：未报送"),
    ("waste", 2024, "有数据无法读取，缺 垃圾收运（2024），目标 ≥ 100（2025 年）：不可判定"),
    ("migrants", 2022, "2022 年为 84%，缺基期数，无法计算进度，目标 ≥ 92（2025 年）：不可判定"),
    ("band", 2022, "8.5 − 8 = +0.5 个百分点，目标 5—8（逐年保持）：未达标"),
    ("band", 2024, "4.5 − 5 = −0.5 个百分点，目标 5—8（逐年保持）：未达标"),
    ("band", 2023, "7 在 5—8 之内，目标 5—8（逐年保持）：达标"),
    ("rounded", 2025, "94.95 修约到 1 位为 95.0，目标 ≥ 95，原值差距 −0.05 个百分点：达标"),
    ("land-share", 2020, "基期年，尚无要求，目标 ≥ 10（2025 年）：未到期"),
]


def judged(evaluation: Evaluation, rule: str, year: int) -> Judgement:
    return next(j for j in evaluation.judgements if (j.rule, j.year) == (rule, year))


@pytest.mark.parametrize(("rule", "year", "said"), SENTENCES)
def test_the_sentence_of_a_verdict(whole: Evaluation, rule: str, year: int, said: str) -> None:
    assert sentence(whole.catalogue, judged(whole, rule, year), "zh") == said


def test_the_sentence_in_english(whole: Evaluation) -> None:
    said = sentence(whole.catalogue, judged(whole, "sewage", 2022), "en")
    assert said == (
        "pace R = [(93 − 92) ÷ (95 − 92)] ÷ [(2022 − 2020) ÷ (2025 − 2020)] = 0.8333 (approx.), 0.6 ≤ R < 0.95: "
        "behind; to be met in time, the yearly pace from now must be 1.1111 times (approx.) the planned one"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_ends_in_its_status(whole: Evaluation, lang: str) -> None:
    from zhunsheng.model.words import STATUS

    for judgement in whole.judgements:
        said = sentence(whole.catalogue, judgement, lang)  # type: ignore[arg-type]  # a parametrised literal
        first = said.replace("; to be", "；要按期").split("；要按期")[0]
        assert first.endswith(STATUS[judgement.status].to(lang))  # type: ignore[arg-type]


def test_a_department_is_told_its_count_and_the_threshold(whole: Evaluation) -> None:
    finding = next(f for f in whole.findings if f.rule is None)
    counted = len(finding.because.findings)
    assert of_finding(Lookup(whole), finding, "zh") == f"当年涉及指标 {counted} 项，≥ 3 项即触发"


def test_a_pace_just_under_a_band_does_not_read_as_upon_it(whole: Evaluation) -> None:
    behind = judged(whole, "sewage", 2022)
    close = msgspec.structs.replace(behind, pace=Fraction(95, 100) - Fraction(1, 3_000_000))
    assert "= 0.9499997（约），0.6 ≤ R < 0.95" in sentence(whole.catalogue, close, "zh")


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (Reason.ZERO_DENOMINATOR, Status.NOT_EVALUABLE),
        (Reason.MISSING_COMPONENT, Status.NOT_EVALUABLE),
        (Reason.MISSING_YEAR, Status.NOT_EVALUABLE),
        (Reason.WAIVED, Status.WAIVED),
    ],
)
def test_a_verdict_without_a_figure_says_why(whole: Evaluation, reason: Reason, status: Status) -> None:
    from zhunsheng.model.words import REASON, STATUS

    empty = msgspec.structs.replace(
        judged(whole, "land-share", 2024), value=None, gap=None, reason=reason, status=status, missing=()
    )
    said = sentence(whole.catalogue, empty, "zh")
    assert REASON[reason].zh in said
    assert said.endswith(STATUS[status].zh)


def test_a_bound_that_settles_nothing_is_shown_as_a_bound(whole: Evaluation) -> None:
    vague = msgspec.structs.replace(
        judged(whole, "insurance", 2025),
        value=Fraction(94),
        bound=Operator.ABOVE,
        status=Status.NOT_EVALUABLE,
        reason=Reason.ONLY_A_BOUND,
    )
    said = sentence(whole.catalogue, vague, "zh")
    assert said == "> 94，目标 > 95，只报了界限，不足以判定：不可判定"


def test_growth_that_came_to_nothing_is_not_told_as_a_flat_path(whole: Evaluation) -> None:
    sunk = msgspec.structs.replace(
        judged(whole, "growth", 2022),
        value=Fraction(0),
        gap=Fraction(-200),
        pace=None,
        status=Status.REGRESSING,
        reason=Reason.PACE_REGRESSING,
    )
    assert sentence(whole.catalogue, sunk, "zh").startswith("0 − 200 = −200")


def test_negative_figures_stand_in_brackets(whole: Evaluation) -> None:
    sunk = msgspec.structs.replace(judged(whole, "sewage", 2025), value=Fraction(-2), gap=Fraction(-97))
    assert sentence(whole.catalogue, sunk, "zh").startswith("(−2) − 95 = −97 个百分点")


A, B = Name("a"), Name("b")
FORMULAS: list[tuple[Expression, str]] = [
    (Operation("/", Name("a", Fraction(1000)), Name("b", Fraction(1000))), "6 ÷ (−4)"),
    (Operation("/", Name("a", Fraction(1000)), B), "6 ÷ (−4) × 1000"),
    (Operation("+", Name("a", Fraction(1000)), Name("b", Fraction(1000))), "(6 + (−4)) × 1000"),
    (Operation("+", Name("a", Fraction(1000)), B), "6 × 1000 + (−4)"),
    (Operation("*", Operation("+", A, B), A), "(6 + (−4)) × 6"),
    (Operation("/", A, Operation("*", A, A)), "6 ÷ (6 × 6)"),
    (Operation("-", A, Operation("-", A, B)), "6 − (6 − (−4))"),
    (Operation("*", Negation(A), Number(Fraction(1, 2))), "(−6) × 0.5"),
    (Operation("/", Operation("/", A, B), A), "6 ÷ (−4) ÷ 6"),
    (Name("nested"), "(6 + (−4)) × 100"),
]


@pytest.mark.parametrize(("expression", "written"), FORMULAS)
def test_a_formula_is_written_with_its_figures(expression: Expression, written: str) -> None:
    made = evaluation((2025,)).catalogue
    parts = {n: Indicator(id=n, title=n, unit="x", kind=Kind.LEVEL, owner="o", units={}) for n in ("a", "b")}
    nested = msgspec.structs.replace(
        parts["a"], id="nested", expression=Operation("+", A, B), expression_factor=Fraction(100)
    )
    top = msgspec.structs.replace(parts["a"], id="top", expression=expression)
    catalogue = msgspec.structs.replace(made, indicators={**parts, "nested": nested, "top": top})
    figures = (_seen("a", "6"), _seen("b", "-4"))
    judgement = msgspec.structs.replace(
        judged(evaluation((2025,)), "sewage", 2025), indicator="top", value=_worked(catalogue.indicators, expression),
        observations=figures,
    )  # fmt: skip
    (said,) = total(catalogue, judgement, "zh")
    body, _, result = said.partition(" = ")
    assert body == written
    assert _calculated(body) == _worked(catalogue.indicators, expression)
    assert result


def _seen(indicator: str, value: str) -> Observation:
    return Observation(
        entity="here", year=2025, indicator=indicator, value=Decimal(value), unit="x", factor=Fraction(1), text=value,
        at=Location(file="x.csv", line=1),
    )  # fmt: skip


def _worked(indicators: dict[str, Indicator], node: Expression) -> Fraction:
    match node:
        case Number(value):
            return value
        case Name(identifier, factor):
            inner = indicators[identifier].expression
            known = {"a": Fraction(6), "b": Fraction(-4)}
            value = known[identifier] if inner is None else _worked(indicators, inner) * 100
            return value * factor
        case Negation(of):
            return -_worked(indicators, of)
        case Operation(sign, left, right):
            a, b = _worked(indicators, left), _worked(indicators, right)
            return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else Fraction(0)}[sign]


def _calculated(written: str) -> Fraction:
    """Work out what is written, as a reader would."""
    import ast

    def walk(node: ast.AST) -> Fraction:
        match node:
            case ast.Expression(body):
                return walk(body)
            case ast.BinOp(left, operator, right):
                a, b = walk(left), walk(right)
                return {ast.Add: a + b, ast.Sub: a - b, ast.Mult: a * b, ast.Div: a / b if b else a}[type(operator)]
            case ast.UnaryOp(_, operand):
                return -walk(operand)
            case ast.Constant(value):
                return Fraction(str(value))
        raise AssertionError(node)

    return walk(ast.parse(written.replace("−", "-").replace("×", "*").replace("÷", "/"), mode="eval"))

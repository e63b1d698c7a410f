from collections.abc import Sequence

from tests.support import judging
from tests.support.checking import COMMON, Row, blank, cells, flags, indicator, refused, seen

from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.rule import Rule
from zhunsheng.model.validation import Flag, Missing

CHECK = Missing(id="missing", **COMMON)
INDICATORS = (
    indicator("x"),
    indicator("y"),
    indicator("money", owner="财政局"),
    indicator("q", expression=Operation("/", Name("y"), Name("money")), owner="财政局"),
    indicator("flow", kind=Kind.FLOW),
    indicator("yearly", kind=Kind.YEARLY),
    indicator("built", "done", Kind.MILESTONE),
)


def rule(name: str, demand: str = ">= 95", year: int = 2025, **more: object) -> Rule:
    return judging.rule({year: demand}, **{"id": name, "indicator": name, **more})


def missing(*rows: Row, rules: Sequence[Rule], indicators: Sequence[Indicator] = INDICATORS) -> dict[int, Flag]:
    """Return the flags of the first department by year."""
    said = flags(CHECK, *rows, indicators=indicators, rules=rules)
    return {flag.year: flag for flag in said if flag.owner == "城管局"}


def test_one_flag_a_department_and_year_with_the_cells_left_blank() -> None:
    rules = [rule("x", scope=("here", "there")), rule("y")]
    said = missing(seen("x", 2021, "90"), blank("y", 2021), blank("x", 2021, "there"), rules=rules)
    assert list(said) == [2021]
    flag = said[2021]
    assert flag.message.zh == "区城管局 2021 年缺报 2 个数：x（there）、y"
    assert cells(flag) == ["x@there 2021", "y@here 2021"]
    assert flag.indicators == ("x", "y")
    assert (flag.entity, flag.indicator) == (None, None)


def test_without_a_cell_there_is_none_to_name() -> None:
    flag = missing(seen("x", 2022, "90"), rules=[rule("x"), rule("y")])[2022]
    assert flag.at == ()
    assert flag.indicator == "y"


def test_parts_are_owed_by_their_own_departments_and_derived_figures_by_nobody() -> None:
    said = flags(CHECK, seen("x", 2021, "90"), indicators=INDICATORS, rules=[rule("q"), rule("y")])
    assert [(flag.owner, flag.indicators) for flag in said] == [("城管局", ("y",)), ("财政局", ("money",))]


def test_what_could_not_be_read_is_not_missing() -> None:
    assert missing(seen("x", 2021, "90"), refused("y", 2021), rules=[rule("x"), rule("y")]) == {}


def test_a_bound_is_a_report() -> None:
    assert missing(seen("x", 2021, "> 90"), rules=[rule("x")]) == {}


def test_a_year_of_silence_and_the_base_year_are_passed_over() -> None:
    rows = (seen("x", 2020, "90"), seen("x", 2022, "91"), refused("x", 2024))
    assert list(missing(*rows, rules=[rule("x"), rule("y")])) == [2022, 2024]


def test_a_yearly_amount_is_owed_in_the_years_of_its_targets() -> None:
    rows = [seen("x", year, "90") for year in (2023, 2024, 2025)]
    assert list(missing(*rows, rules=[rule("x"), rule("yearly", year=2024)])) == [2024]
    issued = judging.issued("60", 2023)
    awaited = [rule("y"), rule("x", "issued >=")]
    yearly = (indicator("x", kind=Kind.YEARLY), indicator("y"))
    rows = [seen("y", year, "90") for year in (2023, 2024, 2025)]
    assert list(missing(*rows, issued, rules=awaited, indicators=yearly)) == [2023, 2025]
    printed = [rule("y"), rule("x")]
    assert list(missing(*rows, issued, rules=printed, indicators=yearly)) == [2025]


def test_a_flow_is_owed_every_year() -> None:
    rows = [seen("x", year, "90") for year in (2020, 2021, 2022)]
    assert list(missing(*rows, rules=[rule("x"), rule("flow")])) == [2021, 2022]


def test_a_milestone_is_owed_when_it_is_due_until_it_is_done() -> None:
    rows = [seen("x", year, "90") for year in (2021, 2022, 2023, 2024)]
    rules = [rule("x"), rule("built", "done", 2022)]
    assert list(missing(*rows, rules=rules)) == [2022, 2023, 2024]
    done, undone = seen("built", 2021, "1", unit="done"), seen("built", 2023, "0", unit="done")
    assert missing(*rows, done, rules=rules) == {}
    assert list(missing(*rows, done, undone, rules=rules)) == [2024]


def test_nobody_owes_anything_for_places_that_no_roster_has_named() -> None:
    assert missing(seen("x", 2021, "90"), rules=[rule("x"), rule("y", scope=())]) == {}

"""0.951 in a column of percents: what numerator and denominator prove is understood, all else is asked."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from tests.intake.conftest import Read, Rows, csv_text, row

from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location
from zhunsheng.model.validation import CheckLevel, Components

SEWAGE, SPENT, REVENUE = "城镇污水集中收集率", "土地出让收入用于农业农村的支出", "土地出让收入"


@pytest.fixture
def with_components(plan: Catalogue) -> Catalogue:
    """The small plan, with a share whose numerator and denominator are known."""
    check = Components(
        id="sewage-parts",
        title="收集率",
        level=CheckLevel.QUESTION,
        at=Location(file="checks.yaml", line=1),
        share="sewage",
        numerator="spending",
        denominator="revenue",
        factor=Fraction(100),
    )
    return msgspec.structs.replace(plan, checks=(check,))


def read(catalogue: Catalogue, folder: Path, rows: Rows) -> Read:
    path = folder / "a.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    return Read(intake.read([path], catalogue))


def parts(spent: str, revenue: str) -> list[list[str]]:
    return [row(spent, "亿元", SPENT), row(revenue, "亿元", REVENUE)]


@pytest.mark.parametrize(
    ("written", "spent", "revenue", "meant", "codes"),
    [
        ("0.951", "95.1", "100", "95.1", ["fraction-proved"]),
        ("0.951", "95.13", "100", "95.1", ["fraction-proved"]),
        ("0.951", "0.951", "100", "0.951", []),
        ("0.95", "1", "105", "0.95", []),
        ("1", "100", "100", "100", ["fraction-proved"]),
        ("9510%", "95.1", "100", "95.1", ["fraction-proved"]),
        ("9510%", "95.1", "1", "9510", ["share-out-of-range"]),
        ("9510%", "94", "100", None, ["percent-or-fraction"]),
        ("9510", "94", "100", "9510", ["share-out-of-range"]),
        ("951%", "94", "100", "951", ["share-out-of-range"]),
        ("0.951", "94", "100", None, ["percent-or-fraction"]),
        ("0.951", "95.1", "0", None, ["percent-or-fraction"]),
        ("0.951", ">95.1", "100", None, ["percent-or-fraction"]),
        (">0.951", "95.1", "100", None, ["percent-or-fraction"]),
    ],
)
def test_numerator_and_denominator_tell_what_a_share_is(
    with_components: Catalogue,
    tmp_path: Path,
    written: str,
    spent: str,
    revenue: str,
    meant: str | None,
    codes: list[str],
) -> None:
    got = read(with_components, tmp_path, [row(written), *parts(spent, revenue)])
    found = {each.indicator: each.value for each in got.submission.observations}
    assert got.codes == codes
    assert found.get("sewage") == (None if meant is None else Decimal(meant))


def test_parts_of_another_year_prove_nothing(with_components: Catalogue, tmp_path: Path) -> None:
    rows = [row("0.951", year=2022), *parts("95.1", "100")]
    assert read(with_components, tmp_path, rows).errors == ["percent-or-fraction"]


def test_a_share_without_a_known_numerator_is_asked_about(plan: Catalogue, tmp_path: Path) -> None:
    assert read(plan, tmp_path, [row("0.951"), *parts("95.1", "100")]).errors == ["percent-or-fraction"]


def test_what_was_typed_and_where_is_kept(with_components: Catalogue, tmp_path: Path) -> None:
    got = read(with_components, tmp_path, [row("0.951"), *parts("95.1", "100")])
    share = next(each for each in got.submission.observations if each.indicator == "sewage")
    assert (share.text, share.unit, share.figure) == ("0.951", "%", Fraction(951, 10))
    assert got.problem("fraction-proved").at == share.at
    assert "95.1%" in got.problem("fraction-proved").message.zh


def test_every_digit_of_a_long_fraction_is_kept(with_components: Catalogue, tmp_path: Path) -> None:
    digits = "0." + "9" * 38
    got = read(with_components, tmp_path, [row(digits), *parts("1", "1")])
    assert got.codes == ["percent-or-fraction"]
    assert "99." + "9" * 36 in got.problem("percent-or-fraction").message.zh

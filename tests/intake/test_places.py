"""Places with those around them in front: 开平市塘口镇 is 塘口镇."""

import pytest
from tests.intake.conftest import ReadFiles, csv_text, zone_row
from tests.support.catalogues_intake import zones

from zhunsheng.intake.names import Names

NAMES = Names(zones())


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("塘口镇", "tangkou"),
        ("开平市塘口镇", "tangkou"),
        ("江门市开平市塘口镇", "tangkou"),
        ("江门市塘口镇", "tangkou"),
        ("生态区塘口镇", "tangkou"),
        ("江门市 开平市 赤坎", "chikan"),
        ("全市沙湖镇", "shahu"),
        ("恩平市中心街道", "encheng"),
        ("开平市中心街道", "changsha"),
        ("恩平市沙湖镇", "shahu"),
        ("生态区恩平市沙湖镇", "shahu"),
        ("江门市江门市", None),
        ("恩平市塘口镇", None),
        ("核心区塘口镇", None),
        ("塘口镇开平市", None),
        ("开平塘口镇", None),
        ("中心街道", None),
        ("江门市中心街道", None),
        ("江门市" * 60 + "塘口镇", None),
    ],
)
def test_the_places_in_front_must_be_around_it(written: str, place: str | None) -> None:
    assert NAMES.known_place(written) == place


def test_a_row_may_write_a_place_out(read_zones: ReadFiles) -> None:
    rows = [zone_row("已完成", "产业园建成", 2021, "江门市开平市", evidence="函")]
    assert read_zones(a_csv=csv_text(rows)).observation.entity == "kaiping"


@pytest.mark.parametrize(
    ("written", "code"), [("江门市中心街道", "ambiguous-entity"), ("恩平市塘口镇", "unknown-entity")]
)
def test_what_does_not_resolve_is_refused(read_zones: ReadFiles, written: str, code: str) -> None:
    assert read_zones(a_csv=csv_text([zone_row("是", "产业园建成", 2021, written)])).errors == [code]

"""The trajectory picture: everything inside the frame, missing years absent, no text upon another."""

import itertools
import re
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from tests.support import panels as support
from tests.support.evaluations import evaluation

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Status
from zhunsheng.model.page_panels import Picture
from zhunsheng.model.quantity import Operator
from zhunsheng.report import chart
from zhunsheng.report.scale import frame


@pytest.fixture(scope="module")
def pictures(whole: Evaluation) -> dict[str, Picture]:
    return support.pictures(whole)


def points(picture: Picture, style: str) -> list[tuple[float, float]]:
    return [(float(s.x), float(s.y)) for s in picture.shapes if s.style.startswith(style)]


def styles(picture: Picture) -> set[str]:
    return {s.style for s in picture.shapes}


def test_every_picture_stays_inside_its_frame(pictures: dict[str, Picture]) -> None:
    assert len(pictures) == 26
    for picture in pictures.values():
        places = points(picture, "point") + [(float(t.x), float(t.y)) for t in picture.labels]
        assert places
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in places)
        for shape in picture.shapes:
            if shape.x != "0":
                continue
            for number in re.findall(r"[\d.]+", shape.d):
                assert 0 <= float(number) <= picture.width


def test_a_missing_year_has_no_point_and_breaks_the_line(pictures: dict[str, Picture]) -> None:
    picture = pictures["infants"]
    assert len(points(picture, "point")) == 5
    (line,) = (s.d for s in picture.shapes if s.style == "actual")
    assert line.count("L") == 3
    assert [t.text for t in picture.labels if t.style == "absent"] == ["未报送"]


def test_a_figure_that_could_not_be_read_is_not_called_silence(pictures: dict[str, Picture]) -> None:
    assert [t.text for t in pictures["waste"].labels if t.style == "absent"] == ["不可判定"]


def test_a_pending_target_has_no_limit_and_no_path(pictures: dict[str, Picture]) -> None:
    assert not styles(pictures["housing"]) & {"limit", "path", "band"}
    assert {"limit", "path"} <= styles(pictures["5g"])


def test_a_flow_is_drawn_as_its_sum(pictures: dict[str, Picture]) -> None:
    values = [t.text for t in pictures["jobs"].labels if t.style == "value"]
    assert values == ["0.52", "1.07", "1.63", "2.17", "2.75", "0"]


def test_a_range_is_a_band_and_a_bound_has_an_arrow(pictures: dict[str, Picture]) -> None:
    assert "band" in styles(pictures["band"])
    assert "bound" in styles(pictures["insurance"])
    assert "> 95" in [t.text for t in pictures["insurance"].labels if t.style == "value"]


def test_the_limit_is_written_with_its_operator(pictures: dict[str, Picture]) -> None:
    assert [t.text for t in pictures["energy"].labels if t.style == "limit-text"] == ["≤ 80"]


def test_each_status_has_a_shape_of_its_own() -> None:
    drawn = [d for status, d in chart.MARKS.items() if status is not Status.NOT_REPORTED]
    assert set(chart.MARKS) == set(Status)
    assert len(set(drawn)) == len(drawn)


def test_values_do_not_cover_each_other(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        boxes = [(float(t.x), float(t.y), len(t.text) * 3.1) for t in picture.labels if t.style == "value"]
        for (x1, y1, w1), (x2, y2, w2) in itertools.combinations(boxes, 2):
            assert abs(x1 - x2) >= w1 + w2 or abs(y1 - y2) >= 10


def test_no_value_stands_on_a_limit_line(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        lines = {float(y) for s in picture.shapes if s.style == "limit" for y in re.findall(r"M[\d.]+ ([\d.]+)H", s.d)}
        texts = [float(t.y) for t in picture.labels if t.style == "value"]
        assert all(not text - 9 < line < text + 2 for text in texts for line in lines)


def test_the_figure_of_a_valley_stands_below_it(pictures: dict[str, Picture]) -> None:
    picture = pictures["urban-rate"]
    ((_, mark),) = points(picture, "point s-missed")
    (text,) = (float(t.y) for t in picture.labels if t.text == "99.7" and t.style == "value")
    assert text > mark


def test_years_that_were_not_asked_for_are_not_taken_for_silence(pictures: dict[str, Picture]) -> None:
    one = support.pictures(evaluation((2025,)))
    assert all("只画核查年份" in [t.text for t in p.labels] for p in one.values())
    assert not [t for p in pictures.values() for t in p.labels if t.text == "只画核查年份"]


def test_the_picture_is_told_in_words(whole: Evaluation) -> None:
    picture = support.pictures(whole, "en")["sewage"]
    assert "target ≥ 95 (due 2025)" in picture.about
    assert "2025: 94.2, missed" in picture.about
    assert picture.title.endswith("course from 2020 to 2025")


def test_higher_figures_stand_higher_and_later_years_further_right() -> None:
    on = frame(400, 200, (2020, 2025), [Fraction(92), Fraction(95)])
    assert on.y(Fraction(95)) < on.y(Fraction(92))
    assert [on.x(y) for y in range(2020, 2026)] == sorted(on.x(y) for y in range(2020, 2026))
    assert on.x(2010) == on.x(2020)
    assert len(on.ticks) >= 3


@pytest.mark.parametrize("values", [[], [Fraction(0)], [Fraction(5), Fraction(5)], [Fraction(-3), Fraction(10**9)]])
def test_a_frame_can_be_laid_around_any_figures(values: list[Fraction]) -> None:
    on = frame(400, 200, (2020, 2025), values)
    assert on.low < on.high
    assert all(on.low <= tick <= on.high for tick in on.ticks)


def test_a_limit_for_each_year_is_drawn_as_steps(whole: Evaluation) -> None:
    rule = whole.catalogue.rules["sewage"]
    steps = tuple(
        msgspec.structs.replace(rule.targets[0], year=y, operator=Operator.AT_LEAST, value=Decimal(v))
        for y, v in ((2022, 93), (2025, 95))
    )
    rules = {**whole.catalogue.rules, "sewage": msgspec.structs.replace(rule, targets=steps)}
    changed = msgspec.structs.replace(whole, catalogue=msgspec.structs.replace(whole.catalogue, rules=rules))
    picture = support.pictures(changed)["sewage"]
    assert [s.style for s in picture.shapes].count("limit") == 2
    assert [t.text for t in picture.labels if t.style == "limit-text"] == ["≥ 93", "≥ 95"]

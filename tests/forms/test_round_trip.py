"""What is filled in comes back: the very figures, at the very cells, of both real catalogues."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from tests.forms.conftest import DISTRICT
from tests.support.forms import asked, opened, put, read_back, written
from tests.support.paths import ROOT

from zhunsheng import intake
from zhunsheng.forms.entries import Entry
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.form import row_code
from zhunsheng.model.submission import Observation, Submission

WORDS = st.text(st.characters(categories=("L", "N")), max_size=12)
NUMBERS = st.integers(200, 9999).map(lambda digits: Decimal(digits) / 100)
DAYS = st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2020, 12, 31))
Expected = tuple[int, Decimal, str, str, str | None, str | None]
"""Year, value, evidence, note, sheet, cell."""
Filled = tuple[dict[str, object], Decimal, str, str]
"""What is typed, by heading; and the value, evidence and note that it stands for."""


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_filled_form_gives_exactly_what_was_filled_in(
    plans: dict[str, Catalogue], earlier: dict[str, Submission], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(plans)))
    catalogue = plans[name]
    year = data.draw(st.integers(catalogue.plan.period.base, catalogue.plan.period.end))
    made = asked(catalogue, year, earlier[name] if data.draw(st.booleans()) else None)
    form = made[data.draw(st.sampled_from(sorted(made)))]
    book = opened(form)
    expected: dict[tuple[str, str], Expected] = {}
    for entry in drawn(data, form.figures):
        expected |= fill(book["指标填报"], entry, year, *figure(data))
    for entry in drawn(data, form.milestones):
        expected |= fill(book["节点任务"], entry, year, *milestone(data))
    with TemporaryDirectory() as folder:
        got = read_back(catalogue, Path(folder), [book])
    assert {(o.indicator, o.entity): seen(o) for o in got.observations} == expected
    assert got.refusals == ()
    assert all(each.severity is not Severity.ERROR for each in got.problems)
    assert set(got.roster) == set(form.listing.places if form.listing else ())


def drawn(data: st.DataObject, entries: Sequence[Entry]) -> list[Entry]:
    """Choose some of the rows."""
    chosen = data.draw(st.sets(st.integers(0, len(entries) - 1))) if entries else set()
    return [entries[index] for index in sorted(chosen)]


def figure(data: st.DataObject) -> Filled:
    value, evidence, note = data.draw(NUMBERS), data.draw(WORDS), data.draw(WORDS)
    return {"数值": float(value), "依据": evidence or None, "备注": note or None}, value, evidence, note


def milestone(data: st.DataObject) -> Filled:
    done, evidence, note = data.draw(st.booleans()), data.draw(WORDS), data.draw(WORDS)
    day = data.draw(DAYS) if done else None
    typed = {
        "完成情况": "已完成" if done else "未完成",
        "完成日期": day,
        "依据": evidence or None,
        "备注": note or None,
    }
    said = "；".join(each for each in (note, f"完成日期 {day}" if day else "") if each)
    return typed, Decimal(done), evidence, said


def fill(
    sheet: Worksheet, entry: Entry, year: int, typed: dict[str, object], value: Decimal, evidence: str, note: str
) -> dict[tuple[str, str], Expected]:
    row = put(sheet, row_code(entry.indicator.id, entry.place.id), typed)
    cell = f"{'H' if '完成情况' in typed else 'I'}{row}"
    return {(entry.indicator.id, entry.place.id): (year, value, evidence, note, sheet.title, cell)}


def seen(each: Observation) -> Expected:
    return each.year, each.value, each.evidence, each.note, each.at.sheet, each.at.cell


def test_issued_targets_and_benchmarks_come_back_with_their_citation(
    plans: dict[str, Catalogue], tmp_path: Path
) -> None:
    for name, catalogue in plans.items():
        for year in catalogue.plan.period.years:
            form = asked(catalogue, year).get("")
            if form is None:
                continue
            book = opened(form)
            for entry in form.issued:
                code = row_code(entry.indicator.id, entry.place.id)
                put(book["下达目标和基准值"], code, {"数值": 71.5, "依据": "江发改〔2021〕5号，2021-06-30"})
            folder = tmp_path / f"{name}-{year}"
            folder.mkdir()
            got = read_back(catalogue, folder, [book])
            assert got.problems == ()
            issued = {(each.indicator, each.entity, each.year, each.value, each.benchmark) for each in got.issued}
            assert issued == {
                (each.indicator.id, each.place.id, year, Decimal("71.5"), each.record == "基准值")
                for each in form.issued
            }
            assert {each.citation for each in got.issued} == {"江发改〔2021〕5号，2021-06-30"}


def test_blank_forms_report_nothing_and_are_not_complained_about(
    plans: dict[str, Catalogue], earlier: dict[str, Submission], tmp_path: Path
) -> None:
    for name, catalogue in plans.items():
        folder = tmp_path / name
        folder.mkdir()
        made = asked(catalogue, catalogue.plan.period.end, earlier[name])
        for number, form in enumerate(made.values()):
            (folder / f"{number}.xlsx").write_bytes(written(form))
        got = intake.read([folder], catalogue)
        assert got.observations == got.issued == got.refusals == ()
        assert got.problems == ()
        assert len(got.files) == len(made)


def test_the_same_form_has_the_same_bytes(plans: dict[str, Catalogue], earlier: dict[str, Submission]) -> None:
    for name, catalogue in plans.items():
        year = catalogue.plan.period.end
        once, again = (asked(catalogue, year, earlier[name]) for _ in range(2))
        assert once == again
        assert all(written(once[title]) == written(again[title]) for title in once)


def test_a_roster_on_a_form_says_nothing_new_beside_the_roster_itself(
    plans: dict[str, Catalogue], earlier: dict[str, Submission], tmp_path: Path
) -> None:
    form = asked(plans[DISTRICT], 2024, earlier[DISTRICT])["区城管局"]
    (tmp_path / "a.xlsx").write_bytes(written(form))
    examples = ROOT / "examples" / DISTRICT
    for paths in ([tmp_path, examples], [examples, tmp_path]):
        got = intake.read(paths, plans[DISTRICT])
        assert got.problems == ()
        assert set(got.roster) == set(earlier[DISTRICT].roster)


def test_places_added_to_the_roster_of_a_form_are_known_from_then_on(
    plans: dict[str, Catalogue], tmp_path: Path
) -> None:
    book = opened(asked(plans[DISTRICT], 2024)["区城管局"])
    for column, text in enumerate(("礼乐第九网格", "网格", "社区", "礼乐街道"), start=1):
        book["名册"].cell(4, column).value = text
    got = read_back(plans[DISTRICT], tmp_path, [book])
    assert got.problems == ()
    (place,) = got.roster
    later = Submission(roster=got.roster)
    rows = asked(plans[DISTRICT], 2025, later)["区城管局"].figures
    assert {entry.indicator.id for entry in rows if entry.place == place} == {
        "grid-party-branches",
        "grid-teams",
        "urban-grid-staff",
    }

"""Where `zhunsheng bulk` writes its summaries: into the folder of the run, too, and never over what is the run's."""

from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.paths import BULK

from zhunsheng.bulk import layout

USUAL = ("bulk", BULK / "data", "--rules", BULK / "rules", "--year", "2021-2023", "-q", "--into", "out")


def test_a_page_may_stand_in_the_folder_that_the_run_makes_and_is_no_hindrance_later(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "out" / "report.html"
    assert run(*USUAL, "-o", "html=out/report.html")[0] == 1
    first = page.read_bytes()
    page.unlink()
    assert run(*USUAL, "--resume", "-o", "html=out/report.html")[0] == 1
    assert page.read_bytes() == first
    apart = [path for path in (tmp_path / "out").rglob("*") if not layout.is_own(tmp_path / "out", path)]
    assert apart == [page]


@pytest.mark.parametrize(
    "name", ["", "summary.json", "run.json", "places.parquet", "parts/x.json", "../out/findings/part-00000.parquet"]
)
@pytest.mark.parametrize("resumed", [False, True])
def test_what_is_the_run_s_own_is_not_written_over(run: Run, tmp_path: Path, name: str, *, resumed: bool) -> None:
    if resumed:
        run(*USUAL)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, _, err = run(*USUAL, "--resume", "-o", f"json=out/{name}")
    assert code == 2
    assert name in err
    assert name not in ("summary.json", "run.json", "places.parquet") or "out/report.json" in err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_further_in_is_not_made(run: Run, tmp_path: Path) -> None:
    assert run(*USUAL, "-o", "html=out/pages/report.html")[0] == 2
    assert not (tmp_path / "out").exists()

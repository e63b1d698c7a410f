"""The page of outcomes: ratios between its marks, and the lines that they are made of."""

import json
from pathlib import Path

import pytest
from benchmarks.lines import Line
from benchmarks.machine import description
from benchmarks.measuring import Cost

from benchmarks import page

KEYS = ["case", "subject", "rows", "wall_s", "cpu_s", "peak_mb", "rows_per_s", "violations"]
COST = Cost(wall_s=2.0, cpu_s=3.0, peak_mb=512.0, code=0, said="", complained="")


def line(case: str, subject: str, rows: int, cost: Cost = COST, **more: object) -> dict[str, object]:
    made = Line.of(case, subject, rows, cost, 5, **more, machine=description())
    said: dict[str, object] = json.loads(made.json())
    return said


def nation(case: str, rows: int, wall: float) -> dict[str, object]:
    more = {"ratio_to_floor": 1.5, "cores_used": 1.9, "reasons_checked": rows, "wall_ns_per_judgement": wall}
    more["cpu_ns_per_judgement"] = wall * 2
    return line(case, "zhunsheng bulk", rows, **more)


def test_a_nation_in_a_wide_table_stands_beside_the_long_one() -> None:
    wide = nation("county", 2_844_000, 150.0) | {"layout": "wide"}
    told = page.tables([wide, nation("county", 2_844_000, 200.0)])
    assert [row.split("|")[1].strip() for row in told.splitlines() if row.startswith("| 县")] == ["县", "县（宽表）"]
    assert "| 0.75 |" in told


def peer(subject: str, wall: float, records: int) -> dict[str, object]:
    more = {"records": records, "start_s": wall, "keeps_rows": True, "provenance": subject == "zhunsheng bulk"}
    return line("peers", subject, records * 3, COST._replace(wall_s=wall), **more)


def test_a_line_begins_with_the_keys_that_are_promised() -> None:
    said = line("io", "decode", 1000, bytes=7)
    assert list(said)[: len(KEYS)] == KEYS
    assert said["rows_per_s"] == 500
    assert said["bytes"] == 7


def test_the_time_of_a_judgement_is_told_by_that_of_the_smallest_nation() -> None:
    told = page.tables([nation("village", 175_000_000, 220.0), nation("county", 2_844_000, 200.0)])
    county, village = (row for row in told.splitlines() if row.startswith(("| 县", "| 村")))
    assert "| 1.00 |" in county
    assert "| 1.10 |" in village


def test_findings_alone_are_told_by_the_run_that_wrote_all() -> None:
    alone = line("county", "zhunsheng bulk --findings-only", 2_844_000, COST._replace(wall_s=1.0))
    told = page.tables([nation("county", 2_844_000, 200.0), alone])
    assert "| 县 | 0.50 × | 1.00 × | 1.00 × | 5 |" in told
    assert "Findings alone" not in page.tables([nation("county", 2_844_000, 200.0)])


def test_peers_are_told_by_ours_the_fastest_first() -> None:
    rows = [peer("slow", 8.0, 100), peer("zhunsheng bulk", 2.0, 100), peer("fast", 1.0, 100)]
    told = [row for row in page.tables(rows).splitlines() if row.startswith("| ") and "×" in row]
    assert [row.split("|")[1].strip() for row in told] == ["fast", "zhunsheng bulk", "slow"]
    assert [row.split("|")[2].strip() for row in told] == ["0.50 ×", "1.00 ×", "4.00 ×"]


def test_a_later_line_counts_instead_of_an_earlier_one() -> None:
    first, second = (peer("zhunsheng bulk", wall, 100) for wall in (1.0, 2.0))
    told = page.tables([first, second, peer("other", 4.0, 100)])
    assert "| other | 2.00 × |" in told


def test_only_what_stands_between_the_marks_is_written_anew() -> None:
    before = f"above\n{page.BEGIN}\nold\n{page.END}\nbelow\n"
    after = page.filled(before, [nation("county", 2_844_000, 200.0)])
    assert after.startswith(f"above\n{page.BEGIN}\n")
    assert after.endswith(f"{page.END}\nbelow\n")
    assert "old" not in after
    assert page.filled(after, [nation("county", 2_844_000, 200.0)]) == after


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="begin"):
        page.filled("nothing", [])


def test_the_page_of_the_documents_has_its_marks_and_the_machine_has_no_name() -> None:
    text = Path(page.PAGE).read_text(encoding="utf-8")
    assert page.BEGIN in text
    assert page.END in text
    assert set(description()) == {
        "processor",
        "cores",
        "memory_gb",
        "system",
        "python",
        *("numpy", "pyarrow"),
        "durable-rules",
    }

"""What it takes to import 500 workbooks of 50 figures each into a store, and to judge them: wall-clock seconds.

A cold process each, as an office runs it; the workbooks are written before and not timed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
from tests.support.paths import PLAN

from zhunsheng import compile as compiling
from zhunsheng.model.indicator import DONE

WORKBOOKS, FIGURES = 500, 50
COMMAND = "import sys; from zhunsheng.__main__ import run; sys.exit(run())"


def run(_: argparse.Namespace) -> None:
    """Print the seconds of the first import, of the same one again, of a check, and the size of the store."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "data")
        store, plan = folder / "store.zs", PLAN.name
        words = ("import", str(folder / "data"), "--store", str(store), "--by", "office", "--plan", plan)
        first = _seconds(folder, *words)
        again = _seconds(folder, *words)
        check = _seconds(folder, "check", "--store", str(store), "--plan", plan, "-q", "--fail-on", "never")
        size, given = store.stat().st_size, sum(file.stat().st_size for file in (folder / "data").iterdir())
    print(f"import of {WORKBOOKS} workbooks × {FIGURES} figures   {first:6.1f} s")
    print(f"the same again, nothing new             {again:6.1f} s")
    print(f"check of what the store holds           {check:6.1f} s")
    print(f"store                                   {size / 1e6:6.1f} MB of {given / 1e6:.1f} MB of workbooks")


def write(folder: Path) -> None:
    """Write workbooks that each report the same figures, a little different."""
    folder.mkdir()
    catalogue = compiling.load(PLAN).catalogue
    assert catalogue is not None
    area = catalogue.plan.places[0].title
    plain = [each for each in catalogue.indicators.values() if each.expression is None and each.unit != DONE]
    asked = [(each, year) for year in range(2021, 2026) for each in plain][:FIGURES]
    for number in range(WORKBOOKS):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("数据")
        sheet.append(["地区", "年份", "指标", "数值", "单位", "备注", "依据"])
        for at, (indicator, year) in enumerate(asked):
            sheet.append([area, year, indicator.title, 50 + at + number / 1000, indicator.unit, "", "统计公报"])
        book.save(folder / f"{number:03}.xlsx")


def _seconds(folder: Path, *words: str) -> float:
    environment = {**os.environ, "ZHUNSHENG_CACHE_DIR": str(folder / "cache")}
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words], env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode in (0, 3), done.stderr
    return time.monotonic() - begin

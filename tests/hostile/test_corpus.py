"""Each hostile thing beside a good file: told by name and kind, and it costs no figure of the good one."""

import re
from pathlib import Path

import pytest
from tests.hostile import cells, csvs, folders, parts, zips
from tests.hostile.entry import Entry
from tests.hostile.judged import Judged, judge

CORPUS = (*zips.ENTRIES, *parts.ENTRIES, *cells.ENTRIES, *csvs.ENTRIES, *folders.ENTRIES)
LIGHT = [each for each in CORPUS if not each.heavy]
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
CHINESE = re.compile("[\u4e00-\u9fff]")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "entry" in metafunc.fixturenames:
        metafunc.parametrize("entry", LIGHT, ids=[f"{each.file[-20:]}-{each.name}" for each in LIGHT])


def test_what_is_hostile_is_told_and_costs_no_other_file(office: Path, alone: Judged, entry: Entry) -> None:
    judged = judge(office, entry.build)
    assert judged.code in entry.exits, (judged.code, judged.said[:2000], judged.problems[:3])
    assert "Traceback" not in judged.said
    assert "内部错误" not in judged.said
    assert _UNSEEN.search(judged.said) is None
    if entry.code:
        told = [each for each in judged.problems if each["code"] == entry.code]
        assert told, [(each["code"], each["message"]) for each in judged.problems[:5]]
    assert judged.figures == alone.figures
    assert judged.accused <= alone.accused

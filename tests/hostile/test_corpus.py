"""Each hostile thing beside a good file: told by name and kind, and it costs no figure of the good one."""

from pathlib import Path

import pytest
from tests.hostile import cells, csvs, folders, jsons, parquets, parts, zips
from tests.hostile.entry import Entry
from tests.hostile.judged import CHINESE, Judged, judge, plainly_said

from zhunsheng.model.readable import readable

CORPUS = (
    *zips.ENTRIES,
    *parts.ENTRIES,
    *cells.ENTRIES,
    *csvs.ENTRIES,
    *jsons.ENTRIES,
    *parquets.ENTRIES,
    *folders.ENTRIES,
)
LIGHT = [each for each in CORPUS if not each.heavy]
HEAVY = [each for each in CORPUS if each.heavy]


def named(entry: Entry) -> str:
    """Name an entry so that pytest can print it."""
    return f"{readable(entry.file)[-20:]}-{entry.name}"


def printed(name: str) -> str:
    """Write a name with the same mark for whatever cannot be shown, or cannot be written as UTF-8."""
    return readable(name).replace("\ufffd", "?")


@pytest.mark.parametrize("entry", LIGHT, ids=named)
def test_what_is_hostile_is_told_and_costs_no_other_file(office: Path, alone: Judged, entry: Entry) -> None:
    judged = judge(office, entry.build)
    assert judged.code in entry.exits, (judged.code, judged.said[:2000], judged.problems[:3])
    plainly_said(judged.said)
    if entry.code:
        told = [each for each in judged.problems if each["code"] == entry.code]
        assert told, [(each["code"], each["message"]) for each in judged.problems[:5]]
        assert any(printed(entry.file) in printed(each["at"]) for each in told)
        assert all(CHINESE.search(each["message"]) for each in told)
    assert judged.figures == alone.figures
    assert judged.accused <= alone.accused

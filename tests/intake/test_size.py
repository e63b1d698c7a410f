"""How much there is to read: what `files` would list, each file once."""

from pathlib import Path

from zhunsheng.intake import size


def test_data_files_are_counted_once_and_nothing_else_is(tmp_path: Path) -> None:
    for name, count in (("a.csv", 10), ("b.parquet", 200), ("sub/c.csv", 3000), ("sub/d.md", 40_000)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"." * count)
    assert size.of_files([tmp_path, tmp_path / "a.csv"]) == 3210
    assert size.of_files([tmp_path / "a.csv", tmp_path / "absent.csv", Path("\0"), tmp_path / "sub"]) == 3010
    assert size.of_files([]) == 0

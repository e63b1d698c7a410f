"""Parquet: truncated, flipped, lying, encrypted, far too large once unpacked."""

from io import BytesIO
from typing import Any

from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.support.office import GREEN


def _columns(**changed: object) -> dict[str, object]:
    return {"地区": ["小县"], "年份": [2022], "指标": [GREEN], "数值": [43.5], "单位": ["%"]} | changed


def packed(columns: dict[str, Any], **settings: Any) -> bytes:  # noqa: ANN401 - as pyarrow takes them
    """Write columns as Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    stream = BytesIO()
    parquet.write_table(pa.table(columns), stream, **settings)
    return stream.getvalue()


def good() -> bytes:
    """Write one good figure."""
    return packed(_columns())


def _footer(raw: bytes) -> int:
    return len(raw) - 8 - int.from_bytes(raw[-8:-4], "little")


def _flipped(raw: bytes, at: int, length: int = 1) -> bytes:
    return raw[:at] + bytes(each ^ 0xFF for each in raw[at : at + length]) + raw[at + length :]


def _bomb() -> bytes:
    """Write 900,000 equal texts of 15 KB, which a dictionary packs into next to nothing."""
    import pyarrow as pa

    index = pa.Array.from_buffers(pa.int8(), 900_000, [None, pa.py_buffer(bytes(900_000))])
    same = {
        name: pa.DictionaryArray.from_arrays(index, [value])
        for name, value in (("地区", "数" * 5_000), ("指标", GREEN))
    }
    return packed({**same, "年份": index, "数值": index, "单位": index}, compression="ZSTD")


def _refused() -> Rows:
    for cut in (1, 4, 8, 50, 500):
        yield f"truncated by {cut}", "broken-parquet", lambda cut=cut: good()[:-cut]
    yield "four bytes", "broken-parquet", lambda: b"PAR1"
    yield "both marks and nothing between", "broken-parquet", lambda: b"PAR1PAR1"
    yield "a footer longer than the file", "broken-parquet", lambda: good()[:-8] + b"\xff\xff\xff\x7fPAR1"
    yield "metadata flipped", "broken-parquet", lambda: _flipped(good(), _footer(good()) + 4, 20)
    yield "noise", "broken-parquet", lambda: b"PAR1" + bytes(range(256)) * 50 + b"\x10\0\0\0PAR1"
    yield "a page flipped", "broken-parquet", lambda: _flipped(packed(_columns(), write_page_checksum=True), 40, 8)
    yield "encrypted", "encrypted-parquet", lambda: good()[:-4] + b"PARE"
    yield "3,000 columns", "too-many-columns", lambda: packed({f"c{n}": [1] for n in range(3_000)})
    yield "a list as a figure", "unreadable-column-type", lambda: packed(_columns(数值=[[43.5]]))
    yield "NaN", "figure-out-of-bounds", lambda: packed(_columns(数值=[float("nan")]))
    yield "infinity", "figure-out-of-bounds", lambda: packed(_columns(数值=[float("-inf")]))
    yield "1e300", "figure-out-of-bounds", lambda: packed(_columns(数值=[1e300]))
    yield "an override", "hidden-characters", lambda: packed(_columns(地区=["小\u202e县"]))
    yield "a NUL", "hidden-characters", lambda: packed(_columns(地区=["小\0县"]))
    yield "a formula", "formula-as-text", lambda: packed(_columns(数值=["=cmd|' /C calc'!A0"]))
    yield "a text of a million characters", "field-too-long", lambda: packed(_columns(数值=["数" * 1_000_000]))
    yield "no such columns", "no-header", lambda: packed({"a": [1]})
    yield "CSV under that name", "broken-parquet", lambda: "地区,年份,指标,数值\n".encode()


def _heavy() -> Rows:
    yield "900,000 rows of one long text", "parquet-too-large", _bomb


def _readable() -> Rows:
    yield "no row", "no-rows", lambda: packed({name: [] for name in _columns()})
    yield "a dictionary", "", lambda: packed(_columns(), use_dictionary=True, compression="GZIP")


ENTRIES: tuple[Entry, ...] = (
    *of_files(_refused(), "refused.parquet"),
    *of_files(_heavy(), "heavy.parquet", heavy=True),
    *of_files(_readable(), "readable.parquet", READABLE),
)

"""Cases of Parquet: columns of all types, metadata and data changed."""

import io
from random import Random
from typing import Any

from tests.hostile.fuzz import words
from tests.hostile.fuzz.bytes_changed import changed


def of_parquet(chance: Random) -> bytes:
    """Make a Parquet file with columns of all types, and change bytes of some: of the metadata or of the data."""
    raw = _parquet(chance)
    footer = len(raw) - 8 - int.from_bytes(raw[-8:-4], "little")
    match chance.randrange(6):
        case 0:
            return changed(raw, chance, (raw,))
        case 1:
            return raw[:footer] + changed(raw[footer:-8], chance, most=2) + raw[-8:]
        case 2:
            tail = changed(raw[footer:-8], chance, most=2)
            return raw[:footer] + tail + len(tail).to_bytes(4, "little") + b"PAR1"
        case 3:
            return changed(raw[:footer], chance, most=3) + raw[footer:]
    return raw


def _parquet(chance: Random) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    columns = list(dict.fromkeys(words.header(chance)))
    rows = [words.row(chance, columns) for _ in range(chance.randint(0, 6))]
    texts = {name: [row[at] if at < len(row) else None for row in rows] for at, name in enumerate(columns)}
    made = {name: _array(pa, values, chance) for name, values in texts.items()}
    stream = io.BytesIO()
    parquet.write_table(
        pa.table(made), stream, compression=chance.choice(("NONE", "SNAPPY", "ZSTD", "GZIP")),
        row_group_size=chance.choice((1, 2, 100)), write_page_checksum=chance.random() < 0.2,
        data_page_version=chance.choice(("1.0", "2.0")),
    )  # fmt: skip
    return stream.getvalue()


def _array(pa: Any, values: list[str | None], chance: Random) -> Any:  # noqa: ANN401 - pyarrow is untyped
    """Give values the type that they look like, or any other that takes them."""
    plain = [None if each is None else each.encode("utf-8", "replace").decode() for each in values]
    array = pa.array(plain, pa.string())
    if chance.random() < 0.6:
        types = (pa.int32(), pa.int64(), pa.float64(), pa.float32(), pa.decimal128(20, 4), pa.decimal256(50, 10))
        others = (pa.binary(), pa.large_string(), pa.bool_(), pa.date32(), pa.timestamp("us", "UTC"), pa.time64("us"))
        try:
            array = array.cast(chance.choice(types + others))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return array
    if chance.random() < 0.1:
        return chance.choice((array.dictionary_encode, lambda: pa.array([[each] for each in plain]), lambda: array))()
    return array

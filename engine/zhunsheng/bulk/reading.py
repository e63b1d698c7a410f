"""A finished run read back: what its summary says, the rows of one place, or all of them."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.bulk import layout
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.bulk import BulkRun, BulkSummary
from zhunsheng.model.finding import FindingKind, JudgementKey, Level
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the judgements. `value` is exact; `target`, `upper`, `expected` and `gap` are given to 12 places."""

    place: str
    rule: str
    year: int
    status: Status
    reason: Reason
    phase: Phase
    value: Fraction | None
    bound: Operator | None
    operator: Operator | None
    target: Decimal | None
    upper: Decimal | None
    due: int | None
    expected: Decimal | None
    gap: Decimal | None
    relapsed: bool


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the findings. `rows` number the data behind the figure through all files of the run."""

    policy: str
    kind: FindingKind
    level: Level
    place: str
    rule: str
    year: int
    owner: str
    status: Status
    reason: Reason
    value: Fraction | None
    operator: Operator | None
    target: Decimal | None
    upper: Decimal | None
    gap: Decimal | None
    relapsed: bool
    beside: tuple[JudgementKey, ...]
    rows: tuple[int, ...]


Row = TypeVar("Row", Judged, Found)


def summary(folder: Path) -> BulkSummary:
    """Read what a finished run came to. Raises `BulkError` where the folder holds no finished run."""
    try:
        return msgspec.json.decode((folder / layout.SUMMARY).read_bytes(), type=BulkSummary)
    except FileNotFoundError as error:
        raise BulkError(_unfinished(folder) if (folder / layout.RUN).exists() else _no_run(folder)) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise BulkError(_unreadable(folder, error)) from error


def place(folder: Path, identifier: str) -> tuple[Place, int]:
    """Look a place of a run up: what it is, and the part that it is in. Raises `BulkError`."""
    rows = _table(folder, folder / "places.parquet", filters=[("id", "=", identifier)]).to_pylist()
    if not rows:
        raise BulkError(_no_place(folder, identifier))
    row = rows[0]
    part: int = row.pop("part")
    return msgspec.convert(row, Place), part


def titles(folder: Path, identifiers: Collection[str]) -> dict[str, str]:
    """Look up what places of a run are called, by id; ids that are no places of it are left out. Raises `BulkError`."""
    if not identifiers:
        return {}
    table = _table(folder, folder / "places.parquet", filters=[("id", "in", sorted(identifiers))])
    return dict(zip(table["id"].to_pylist(), table["title"].to_pylist(), strict=True))


def department_kinds(folder: Path) -> set[FindingKind]:
    """Read of which kinds the findings about departments are. Raises `BulkError`."""
    table = _table(folder, folder / "departments.parquet", filters=None)
    return {FindingKind(kind) for kind in table["kind"].unique().to_pylist()}


def judgements_of(folder: Path, identifier: str) -> tuple[Judged, ...]:
    """Read the judgements of one place, by rule and year. Raises `BulkError`, also where none were written."""
    _, part = place(folder, identifier)
    _demand_judgements(folder)
    table = _table(folder, layout.judgements(folder, part), filters=[("place", "=", identifier)])
    return tuple(_typed(row, Judged) for row in table.to_pylist())


def findings_of(folder: Path, identifier: str) -> tuple[Found, ...]:
    """Read the findings about judgements of one place, by rule, year and policy rule. Raises `BulkError`."""
    _, part = place(folder, identifier)
    table = _table(folder, layout.findings(folder, part), filters=[("place", "=", identifier)])
    return tuple(
        _typed(row | {"beside": [JudgementKey(key["rule"], identifier, key["year"]) for key in row["beside"]]}, Found)
        for row in table.to_pylist()
    )


def judgements(folder: Path) -> Iterator[pa.RecordBatch]:
    """Read all judgements, part by part, a row group at a time. Raises `BulkError` as `judgements_of` does."""
    _demand_judgements(folder)
    return _batches(folder, layout.JUDGEMENTS)


def findings(folder: Path) -> Iterator[pa.RecordBatch]:
    """Read all findings about judgements likewise. Raises `BulkError`."""
    return _batches(folder, layout.FINDINGS)


def _demand_judgements(folder: Path) -> None:
    try:
        run = msgspec.json.decode((folder / layout.RUN).read_bytes(), type=BulkRun)
    except FileNotFoundError as error:
        raise BulkError(_no_run(folder)) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise BulkError(_unreadable(folder, error)) from error
    if run.findings_only:
        raise BulkError(_findings_only(folder))


def _batches(folder: Path, table: str) -> Iterator[pa.RecordBatch]:
    run = summary(folder).run
    name = layout.judgements if table == layout.JUDGEMENTS else layout.findings
    for part in range(run.parts):
        try:
            with pq.ParquetFile(name(folder, part)) as file:
                for group in range(file.num_row_groups):
                    yield from file.read_row_group(group).to_batches()
        except (OSError, pa.ArrowException) as error:
            raise BulkError(_unreadable(folder, error)) from error


def _table(folder: Path, path: Path, filters: list[tuple[str, str, Any]] | None) -> pa.Table:
    if not (folder / layout.RUN).exists():
        raise BulkError(_no_run(folder))
    try:
        return pq.read_table(path, filters=filters, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise BulkError(_unreadable(folder, error)) from error


def _typed(row: dict[str, Any], kind: type[Row]) -> Row:
    """Take a row as what it is, its figure exact."""
    value, numerator, denominator = (row.pop(name) for name in ("value", "numerator", "denominator"))
    exact = None if value is None else Fraction(value)
    if numerator is not None and denominator is not None:
        exact = Fraction(int(numerator), int(denominator))
    return msgspec.convert(row | {"value": exact}, kind)


def _no_run(folder: Path) -> Text:
    return Text(
        f"{folder} 里没有批量核查的结果（缺 {layout.RUN}）。请给出 bulk --into 所写的文件夹。",
        f"{folder} holds no bulk run ({layout.RUN} is missing). Give the folder that bulk --into wrote.",
    )


def _unfinished(folder: Path) -> Text:
    return Text(
        f"{folder} 里的批量核查还没有做完。先用 bulk --resume 做完。",
        f"the bulk run in {folder} is not finished. Finish it first, by bulk --resume.",
    )


def _unreadable(folder: Path, error: Exception) -> Text:
    return Text(
        f"{folder} 里的批量核查读不出来：{error}。请重新核查。",
        f"the bulk run in {folder} cannot be read: {error}. Run it again.",
    )


def _findings_only(folder: Path) -> Text:
    return Text(
        f"{folder} 里的批量核查只写了结论（--findings-only），没有逐条判定。要逐条判定，不加这个选项重新核查。",
        f"the bulk run in {folder} wrote findings only (--findings-only), no verdict by itself. Run it again without.",
    )


def _no_place(folder: Path, identifier: str) -> Text:
    return Text(
        f"{folder} 里没有地区 {identifier}。编号见 places.parquet。",
        f"{folder} has no place {identifier}. places.parquet lists the ids.",
    )

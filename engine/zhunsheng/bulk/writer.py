"""The Parquet files of one part: judgements and findings, row group by row group, under their names when whole."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.arrow_columns import strings
from zhunsheng.bulk import layout
from zhunsheng.bulk.counting import Counting
from zhunsheng.bulk.filling import Standing, fill
from zhunsheng.bulk.findings import Findings, Found, Teller
from zhunsheng.bulk.pieces import Piece, blocks
from zhunsheng.bulk.schema import FINDINGS, JUDGEMENTS
from zhunsheng.bulk.slate import ROWS, Slate
from zhunsheng.model.bulk import BulkProblem, DepartmentFinding, Load, PartDone
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.panel import Cube, Drawn, Judged, Panel
from zhunsheng.model.places import Places
from zhunsheng.model.text import Text

_FINDINGS_ROWS: Final = 100_000
OPTIONS: Final[Mapping[str, Any]] = {
    # Measured: statistics and batches of this size cost a sixth of what they cost by the default of 1,024 rows.
    "write_batch_size": 65_536,
    "compression": "snappy",
    # What filters ask for. Of places they would cost as much as the column itself, and places.parquet names their part;
    # minima of decimals would cost as much again as writing them.
    "write_statistics": ["rule", "year", "policy"],
    # DuckDB and Polars read no BYTE_STREAM_SPLIT of decimals; as dictionaries they are worth it where few differ.
    "use_dictionary": [
        *("place", "rule", "status", "reason", "phase", "bound", "operator", "target", "upper", "expected"),
        *("policy", "kind", "level", "owner", "beside.list.element.rule"),
    ],
    # Rows behind a finding stand near those behind the next one.
    "column_encoding": {"rows.list.element": "DELTA_BINARY_PACKED"},
    "version": "2.6",
}


class PartWriter:
    """Writes one part. Used as a context: left without `close`, it leaves nothing behind.

    Threads may each write a part of their own. Findings are written byte by byte the same, with judgements or without.
    """

    def __init__(
        self,
        folder: Path,
        number: int,
        catalogue: Catalogue,
        years: Sequence[int],
        places: Places,
        *,
        findings_only: bool = False,
    ) -> None:
        """Open part `number` in the run's folder; `years` are those written, ascending, `places` the part's."""
        self.number, self._folder, self._catalogue = number, folder, catalogue
        self._years, self._places = tuple(sorted(years)), places
        self._first_year = catalogue.plan.period.start
        self._rule_at = {rule: at for at, rule in enumerate(catalogue.rules)}
        rules = pa.array(list(catalogue.rules), type=pa.string())
        ids = strings(places.ids)
        self._slate = Slate(ids, rules)
        self._teller = Teller(catalogue, rules)
        self._counting = Counting(catalogue, self._years, self._places)
        self._found: list[Found] = []
        self._told: list[pa.RecordBatch] = []
        self._lost = 0
        self._left = self._slate.capacity
        """How many more judgements the row group has room for, written or not."""
        self._files = _Files(folder, number, findings_only=findings_only)

    def __enter__(self) -> "PartWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.abandon()

    def add(self, cube: Cube, panel: Panel, judged: Sequence[Judged], drawn: Drawn) -> None:
        """Write the judgements of a panel, and the findings about them. Only the years asked for are written."""
        base = cube.years.start
        numbers = np.array([self._rule_at[each.rule.id] for each in judged], dtype=np.intp)
        besides = self._teller.besides(drawn.besides, numbers, base)
        findings = Findings(drawn, self._years, base, panel.places.size, besides)
        self._counting.add_findings(findings, numbers, panel.places)
        groups = self._counting.groups(panel.places)
        for at, one in enumerate(judged):
            kind = self._catalogue.indicators[one.rule.indicator].kind
            standing = Standing.of(
                int(numbers[at]),
                one,
                milestone=kind is Kind.MILESTONE,
                years=self._years,
                base=base,
                places=panel.places,
            )
            self._lost += standing.asked.lost
            self._counting.add_reasons(int(numbers[at]), groups, one.reason[standing.rows])
            self._write(standing, at, findings, self._first_year - base)
        self._counting.add_groups(groups)

    def _write(self, standing: Standing, at: int, findings: Findings, first_year: int) -> None:
        """Write one rule, the panel's number `at`, and keep the findings about it for the end of the row group.

        Of findings only, just the judgements that they are about are laid out.
        """
        cell = at * standing.years.size * standing.places.size
        for block in blocks(standing.years.size, standing.places.size, self._slate.capacity):
            if block.size > self._left:
                self._flush()
            self._left -= block.size
            found = findings.about(standing.judged, range(cell, cell + block.size), first_year)
            cell += block.size
            piece: Piece = block
            if self._files.judgements is None:
                if found is None:
                    continue
                cells, at_cells = np.unique(found.judgements, return_inverse=True)
                piece, found = block.only(cells), found._replace(judgements=at_cells)
            if found is not None:
                self._found.append(found._replace(judgements=found.judgements + self._slate.filled))
            self._lost += fill(self._slate, standing, piece)

    def close(
        self,
        *,
        loads: Sequence[Load] = (),
        departments: Sequence[DepartmentFinding] = (),
        problems: Sequence[BulkProblem] = (),
        situations: int = 0,
    ) -> PartDone:
        """Finish both files, say what came of the part, and write that last. Raises `OSError`."""
        self._flush()
        self._tell()
        self._files.finish()
        counting = self._counting
        done = PartDone(
            number=self.number,
            places=len(self._places),
            judgements=counting.judgements,
            findings=counting.findings,
            statuses=counting.statuses(),
            drawn=counting.drawn(),
            statuses_around=counting.statuses_around(),
            drawn_around=counting.drawn_around(),
            loads=tuple(loads),
            departments=tuple(departments),
            worst=counting.worst(),
            problems=(*problems, *_too_wide(self._lost)),
            situations=situations,
        )
        written = layout.done(self._folder, self.number)
        written.parent.mkdir(exist_ok=True)
        layout.write(written, msgspec.json.encode(done))
        return done

    def _flush(self) -> None:
        """Write the slate as a row group, and gather the findings about it."""
        self._left = self._slate.capacity
        if not self._slate.filled:
            return
        batch = self._slate.batch()
        if self._found:
            self._told.append(self._teller.rows(batch, self._found))
            self._found.clear()
        if self._files.judgements is not None:
            self._files.judgements.write_batch(batch, row_group_size=ROWS)
        self._slate.wipe()
        if sum(each.num_rows for each in self._told) >= _FINDINGS_ROWS:
            self._tell()

    def _tell(self) -> None:
        if self._told:
            table = pa.Table.from_batches(self._told)
            self._files.findings.write_table(table, row_group_size=max(table.num_rows, 1))
            self._told.clear()


class _Files:
    """The files of a part: they bear their names once they are whole. `judgements` is None where findings do."""

    def __init__(self, folder: Path, number: int, *, findings_only: bool) -> None:
        self._open = ExitStack()
        try:
            judgements = layout.judgements(folder, number)
            self.judgements = None if findings_only else self._begin(judgements, JUDGEMENTS)
            self.findings = self._begin(layout.findings(folder, number), FINDINGS)
        except BaseException:
            self.abandon()
            raise

    def _begin(self, target: Path, schema: pa.Schema) -> pq.ParquetWriter:
        target.parent.mkdir(parents=True, exist_ok=True)
        neighbour = self._open.enter_context(layout.replacing(target))
        return self._open.enter_context(closing(pq.ParquetWriter(neighbour, schema, **OPTIONS)))

    def finish(self) -> None:
        self._open.close()

    def abandon(self) -> None:
        """Leave nothing that is not finished."""
        given_up = InterruptedError()
        self._open.__exit__(InterruptedError, given_up, None)


def _too_wide(times: int) -> tuple[BulkProblem, ...]:
    if not times:
        return ()
    message = Text(
        "有数（或其分子、分母）超过 38 位，DECIMAL(38) 写不下，该格留空；判定不受影响。",
        "figures, or their fractions, have more digits than the 38 of DECIMAL(38): null is written; verdicts stand.",
    )
    hint = Text("单个地区用 check 核查，可看到全部数字。", "check the place by itself to see all digits.")
    return (BulkProblem(code="figure-too-wide", message=message, hint=hint, times=times, refused=False),)

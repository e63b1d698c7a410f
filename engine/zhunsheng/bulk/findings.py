"""Findings as columns: each beside the judgement that it is about, with what it rests on, no finding by itself."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhunsheng.arrow_columns import integers
from zhunsheng.bulk.decimals import Positions
from zhunsheng.bulk.schema import FINDINGS, KEY
from zhunsheng.bulk.slate import texts
from zhunsheng.bulk.words import Int64
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.panel import Drawn, Judged

_OF_JUDGEMENT: Final = tuple(
    name for name in FINDINGS.names if name not in ("policy", "kind", "level", "owner", "beside", "rows")
)


class Ragged(NamedTuple):
    """Lists of differing length: all their elements, and how many belong to each."""

    elements: Int64
    lengths: Int64


class Found(NamedTuple):
    """Findings about judgements: where these stand, the policy rule, and what it rests on.

    `beside` are positions in `besides`, the distinct lists of judgements (`schema.KEY`) that were matched with them.
    """

    judgements: Positions
    policies: npt.NDArray[np.int16]
    beside: npt.NDArray[np.int32]
    besides: pa.ListArray
    rows: Ragged


class Findings:
    """The findings of a panel in the order of their judgements, given out piece by piece.

    `line` numbers rules and years (position of the rule · years written + position of the year); `place` is a position
    in the panel; `policy` numbers policy rules.
    """

    def __init__(self, drawn: Drawn, years: Sequence[int], base: int, places: int, besides: pa.ListArray) -> None:
        """Sort what was drawn about the years written; `base` is the year of row 0, `places` how many the panel has."""
        self._rows = np.array(years, dtype=np.int64) - base
        position = np.full(int(max(self._rows[-1], drawn.year.max(initial=0))) + 1, -1)
        position[self._rows] = np.arange(self._rows.size)
        year = position.take(drawn.year)
        wanted: slice | Positions = slice(None) if year.min(initial=0) >= 0 else np.flatnonzero(year >= 0)
        policy = drawn.policy[wanted]
        cells = (drawn.rule[wanted] * self._rows.size + year[wanted]) * places + drawn.place[wanted]
        # What was drawn is many stretches in order, one after the other: sorting that keeps them is twice as fast.
        order = np.argsort(cells * (int(policy.max(initial=0)) + 1) + policy, kind="stable")
        self._cells, self.policy = cells.take(order), policy.take(order)
        self._beside, self._besides = drawn.beside[wanted].take(order), besides
        self.line: Int64 = self._cells // max(places, 1)
        self.place: Int64 = self._cells - self.line * places

    def about(self, judged: Judged, cells: range, first_year: int) -> Found | None:
        """Return those about some judgements that follow each other, which are counted from 0.

        `cells` numbers these through all judgements of the panel, by rule, year and place; they are of one rule.
        `first_year` is the row of the period's first year.
        """
        low, high = np.searchsorted(self._cells, np.array([cells.start, cells.stop]))
        if low == high:
            return None
        part = slice(low, high)
        rows = evidence(judged, self._rows.take(self.line[part] % self._rows.size), self.place[part], first_year)
        return Found(self._cells[part] - cells.start, self.policy[part], self._beside[part], self._besides, rows)


def evidence(judged: Judged, years: Positions, places: Positions, first_year: int) -> Ragged:
    """List the rows of the data behind judgements by (year, place): by indicator, then by year."""
    if judged.cumulative:
        spans = range(first_year, int(years.max()) + 1)
        columns = [np.where(years >= year, rows[year, places], -1) for rows in judged.evidence for year in spans]
    else:
        columns = [rows[years, places] for rows in judged.evidence]
    if not columns:
        return Ragged(np.empty(0, dtype=np.int64), np.zeros(years.size, dtype=np.int64))
    if len(columns) == 1:
        there = columns[0] >= 0
        return Ragged(columns[0][there], there.astype(np.int64))
    table = np.stack(columns, axis=1)
    there = table >= 0
    return Ragged(table[there], there.sum(axis=1))


class Teller:
    """Turns findings into rows, with the texts that their codes stand for."""

    def __init__(self, catalogue: Catalogue, rules: pa.Array) -> None:
        """Take the catalogue, and the ids of its rules."""
        policies = [rule for stratum in catalogue.policy.strata for rule in stratum.rules]
        owners = list(dict.fromkeys(rule.owner for rule in catalogue.rules.values()))
        self._rules = rules
        self._known = {
            "policy": pa.array([rule.id for rule in policies], type=pa.string()),
            "kind": pa.array([str(kind) for kind in FindingKind]),
            "level": pa.array([str(level) for level in Level]),
            "owner": pa.array(owners, type=pa.string()),
        }
        kinds, levels = list(FindingKind), list(Level)
        self.kinds = np.array([kinds.index(rule.kind) for rule in policies], dtype=np.int8)
        self._levels = np.array([levels.index(rule.level) for rule in policies], dtype=np.int8)
        self._owners = np.array([owners.index(rule.owner) for rule in catalogue.rules.values()], dtype=np.int32)

    def rows(self, batch: pa.RecordBatch, found: Sequence[Found]) -> pa.RecordBatch:
        """Return the findings about judgements of a batch."""
        judgements = integers(np.concatenate([each.judgements for each in found]))
        about = {name: _taken(batch.column(name), judgements) for name in _OF_JUDGEMENT}
        policies = np.concatenate([each.policies for each in found])
        rules = about["rule"].indices.to_numpy()
        codes = {
            "policy": policies.astype(np.int32),
            "kind": self.kinds[policies],
            "level": self._levels[policies],
            "owner": self._owners[rules],
        }
        arrays = {name: texts(code, self._known[name]) for name, code in codes.items()}
        arrays["beside"] = _beside(found)
        arrays["rows"] = _rows([each.rows for each in found])
        return pa.RecordBatch.from_arrays([(about | arrays)[name] for name in FINDINGS.names], schema=FINDINGS)

    def besides(self, besides: Sequence[Sequence[tuple[int, int]]], rules: Positions, base: int) -> pa.ListArray:
        """Lay distinct lists of (rule, row of the year) out; `rules` gives the numbers of the panel's rules."""
        pairs = np.array([pair for each in besides for pair in each], dtype=np.int64).reshape(-1, 2)
        texts = self._rules.take(integers(rules[pairs[:, 0]]))
        keys = pa.StructArray.from_arrays([texts, integers((pairs[:, 1] + base).astype(np.int16))], fields=list(KEY))
        lengths = np.array([len(each) for each in besides], dtype=np.int64)
        return pa.ListArray.from_arrays(_offsets([lengths]), keys, type=FINDINGS.field("beside").type)


def _taken(column: pa.Array, rows: pa.Array) -> pa.Array:
    """Take some rows of a column, many of which hold nothing at all: then a dictionary is left out as well."""
    taken = None if column.null_count == len(column) else column.take(rows)
    return pa.nulls(len(rows), column.type) if taken is None or taken.null_count == len(taken) else taken


def _beside(found: Sequence[Found]) -> pa.ListArray:
    """Take the lists; one panel's findings share theirs."""
    return pa.concat_arrays(
        lists[0].besides.take(integers(np.concatenate([each.beside for each in lists])))
        for lists in (list(alike) for _, alike in groupby(found, key=lambda each: id(each.besides)))
    )


def _rows(rows: Sequence[Ragged]) -> pa.ListArray:
    elements = integers(np.concatenate([each.elements for each in rows]))
    return pa.ListArray.from_arrays(
        _offsets([each.lengths for each in rows]), elements, type=FINDINGS.field("rows").type
    )


def _offsets(lengths: Sequence[Int64]) -> pa.Array:
    counts = np.concatenate(lengths)
    offsets = np.zeros(counts.size + 1, dtype=np.int32)
    np.cumsum(counts, out=offsets[1:])
    return integers(offsets)

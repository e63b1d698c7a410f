"""The small tables beside the judgements: what rules, policy rules, places and departments the ids in them mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.arrow_columns import integers, strings
from zhunsheng.bulk import layout
from zhunsheng.bulk.schema import DEPARTMENTS, PLACES, POLICIES, RULES
from zhunsheng.model.bulk import DepartmentFinding, Part
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.policy import PolicyRule
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Rule, Target

_NAMES = {"rules": RULES, "policies": POLICIES, "places": PLACES, "departments": DEPARTMENTS}
_BATCH = 50_000
_OF_PLACES: Mapping[str, Any] = {
    # No id or title is there twice, and nobody looks for a title in order.
    "use_dictionary": ["level", "kind", "within.list.element", "part"],
    "write_statistics": ["id", "part"],
    "write_batch_size": 65_536,
}

Row = Sequence[Any]


def write_dimensions(folder: Path, catalogue: Catalogue, parts: Iterable[Part]) -> None:
    """Write rules.parquet, policies.parquet and places.parquet. Raises `OSError`."""
    _write(folder, "rules", (_rule(catalogue, rule) for rule in catalogue.rules.values()))
    strata = catalogue.policy.strata
    _write(folder, "policies", (_policy(stratum.id, rule) for stratum in strata for rule in stratum.rules))
    places = pa.concat_tables([PLACES.empty_table(), *map(_places, parts)])
    with _writer(folder, "places", **_OF_PLACES) as writer:
        writer.write_table(places, row_group_size=_BATCH)


def write_departments(folder: Path, catalogue: Catalogue, findings: Iterable[DepartmentFinding]) -> None:
    """Write departments.parquet, in the order given. Raises `OSError`."""
    rules = {rule.id: rule for stratum in catalogue.policy.strata for rule in stratum.rules}
    _write(
        folder,
        "departments",
        (
            (
                each.policy,
                str(rules[each.policy].kind),
                str(rules[each.policy].level),
                each.owner,
                each.entity,
                each.year,
                [{"tally": name, "count": each.counts[name]} for name in sorted(each.counts)],
                each.rules,
            )
            for each in findings
        ),
    )


def _rule(catalogue: Catalogue, rule: Rule) -> Row:
    indicator, source = catalogue.indicators[rule.indicator], rule.source
    return (
        rule.id,
        rule.title,
        indicator.id,
        indicator.title,
        rule.unit,
        str(indicator.kind),
        str(rule.nature),
        rule.owner,
        rule.support,
        "；".join(map(_target, rule.targets)),
        source.document,
        source.locator,
        source.anchor,
        rule.at.file,
        rule.at.line,
    )


def _target(target: Target) -> str:
    low = "?" if target.value is None else decimal_text(target.value)
    figure = low if target.upper is None else f"{low}..{decimal_text(target.upper)}"
    return f"{target.year}: {target.operator} {figure}"


def _policy(stratum: str, rule: PolicyRule) -> Row:
    because, at = rule.because, rule.at
    return rule.id, stratum, str(rule.kind), str(rule.level), because.zh, because.en, at.file, at.line


def _places(part: Part) -> pa.Table:
    places = part.places
    of_kind, of_around = integers(places.kind_of), integers(places.around_of)
    columns = (
        strings(places.ids),
        strings(places.titles),
        pa.array([level for level, _ in places.kinds], pa.string()).take(of_kind),
        pa.array([kind for _, kind in places.kinds], pa.string()).take(of_kind),
        pa.array(places.arounds, PLACES.field("within").type).take(of_around),
        pa.repeat(pa.scalar(part.number, PLACES.field("part").type), len(places)),
    )
    return pa.Table.from_arrays(columns, schema=PLACES)


@contextmanager
def _writer(folder: Path, name: str, **options: Any) -> Iterator[pq.ParquetWriter]:  # noqa: ANN401 - pyarrow is untyped
    with (
        layout.replacing(folder / f"{name}.parquet") as neighbour,
        pq.ParquetWriter(neighbour, _NAMES[name], compression="snappy", **options) as writer,
    ):
        yield writer


def _write(folder: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table, some rows at a time."""
    schema = _NAMES[name]
    with _writer(folder, name) as writer:
        pending: list[Row] = []
        for row in rows:
            pending.append(row)
            if len(pending) == _BATCH:
                writer.write_table(_table(pending, schema))
                pending.clear()
        if pending:
            writer.write_table(_table(pending, schema))


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)

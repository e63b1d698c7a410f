"""Write the outcome of the benchmarks into docs/benchmarks.md: `python -m benchmarks.page RESULTS.jsonl …`.

Ratios only: seconds of one machine say nothing about another. A later line about the same subject counts.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.lines import ALONE, WHOLE

Row = Mapping[str, Any]

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
NATIONS = {"county": "县", "town": "乡镇", "village": "村"}


def main() -> None:
    """Write the page anew between its marks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("results", nargs="+", type=Path, help="lines that python -m benchmarks.run --json printed")
    texts = [path.read_text(encoding="utf-8") for path in parser.parse_args().results]
    rows = [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), rows), encoding="utf-8")


def filled(page: str, rows: Sequence[Row]) -> str:
    """Return the page with the tables of these lines between its marks. Raises `ValueError` where it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{tables(rows)}{END}{after}"


def tables(rows: Sequence[Row]) -> str:
    """Return the tables of all cases that there are lines of."""
    latest = {(row["case"], row["subject"], row.get("records", 0), _layout(row)): row for row in rows}
    last = list(latest.values())
    parts = [
        _nations([row for row in last if row["case"] in NATIONS and row["subject"] == WHOLE]),
        _alone([row for row in last if row["case"] in NATIONS]),
        _peers([row for row in last if row["case"] == "peers"]),
        _io([row for row in last if row["case"] == "io"]),
        _machine(last),
    ]
    return "".join(f"\n{part}\n" for part in parts if part)


def _layout(row: Row) -> str:
    return str(row.get("layout", "long"))


def _by_size(row: Row) -> tuple[int, str]:
    return row["rows"], _layout(row)


def _nation(row: Row) -> str:
    return NATIONS[row["case"]] + ("（宽表）" if _layout(row) == "wide" else "")


def _nations(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    order = sorted(rows, key=_by_size)
    least = order[0]
    return _table(
        "### 全国 / Nations",
        (
            *("规模", "判定", "CPU ÷ 下限", "内存峰值", "用到的核"),
            *("每条判定的耗时（县为 1）", "每条判定的 CPU（县为 1）", "逐条核对", "分数法复判"),
        ),
        [
            (
                _nation(row),
                f"{row['rows']:,}",
                f"{row['ratio_to_floor']:.2f} ×",
                f"{row['peak_mb'] / 1024:.2f} GB",
                f"{row['cores_used']:.1f}",
                *(f"{row[key] / least[key]:.2f}" for key in ("wall_ns_per_judgement", "cpu_ns_per_judgement")),
                f"{row.get('reasons_checked', 0):,}",
                f"{row.get('reference_checked', 0):,}",
            )
            for row in order
        ],
    )


def _alone(rows: Sequence[Row]) -> str:
    whole = {_nation(row): row for row in rows if row["subject"] == WHOLE}
    alone = sorted((row for row in rows if row["subject"] == ALONE), key=_by_size)
    if not alone:
        return ""
    return _table(
        "### 只写结论（`--findings-only`）/ Findings alone",
        ("规模", "耗时 ÷ 写出全部判定", "CPU ÷ 写出全部判定", "内存 ÷ 写出全部判定", "违反"),
        [
            (
                _nation(row),
                *(f"{row[key] / whole[_nation(row)][key]:.2f} ×" for key in ("wall_s", "cpu_s", "peak_mb")),
                f"{row['violations']:,}",
            )
            for row in alone
        ],
    )


def _peers(rows: Sequence[Row]) -> str:
    sizes = sorted({row["records"] for row in rows})
    return "\n".join(_peers_of(size, [row for row in rows if row["records"] == size]) for size in sizes)


def _peers_of(size: int, rows: Sequence[Row]) -> str:
    ours = next(row for row in rows if row["subject"] == WHOLE)
    order = sorted(rows, key=lambda row: row["wall_s"])
    return _table(
        f"### 同行，{size:,} 条记录 / Peers",
        ("", "耗时 ÷ 本程序", "CPU ÷ 本程序", "内存 ÷ 本程序", "启动 ÷ 本程序", "违反", "留存出错的行", "依据"),
        [
            (
                row["subject"],
                *(f"{row[key] / ours[key]:.2f} ×" for key in ("wall_s", "cpu_s", "peak_mb", "start_s")),
                f"{row['violations']:,}",
                "是" if row["keeps_rows"] else "否",
                "是" if row["provenance"] else "否",
            )
            for row in order
        ],
    )


def _io(rows: Sequence[Row]) -> str:
    ours = next((row for row in rows if row["subject"] == WHOLE), None)
    if ours is None:
        return ""
    return _table(
        "### 机器的上限 / What the machine allows",
        ("", "占本程序 CPU 的比例"),
        [
            ("同样的列，解码加编码", f"{ours['share_of_decode_and_encode']:.0%}"),
            ("同样的字节，在内存里复制一遍", f"{ours['share_of_memory_bandwidth']:.1%}"),
            *(
                (f"其中：{name}", f"{row['cpu_s'] / ours['cpu_s']:.0%}")
                for name, subject in (("解码", "decode"), ("编码", "encode"))
                for row in rows
                if row["subject"] == subject
            ),
        ],
    )


def _machine(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    said = rows[-1]["machine"]
    libraries = "、".join(f"{name} {said[name]}" for name in ("numpy", "pyarrow", "durable-rules"))
    return (
        f"机器 / machine：{said['processor']}，{said['cores']} 核，{said['memory_gb']} GB 内存，{said['system']}，"
        f"Python {said['python']}，{libraries}。\n"
    )


def _table(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    head = f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}"
    return f"{title}\n\n{head}\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()

"""A graph as a picture: columns from cells to finding, so that every edge runs from left to right."""

from typing import NamedTuple

from markupsafe import escape
from rich.cells import cell_len, chop_cells

from zhunsheng.report.traced.graph import Graph, Kind, Node

_WIDTH, _COLUMNS = 250, 34
"""Of a box: in pixels, and in half-width characters to a line."""
_LINE, _PAD, _BESIDE, _BELOW, _EDGE = 18, 9, 56, 16, 16
_FILL = {
    Kind.CELL: "#eef4fb",
    Kind.STEP: "#f6f6f6",
    Kind.CLAUSE: "#fbf6e6",
    Kind.LIMIT: "#fffdf3",
    Kind.VERDICT: "#ffffff",
    Kind.POLICY: "#f3eff8",
    Kind.FINDING: "#fdeeee",
}
_STYLE = (
    "text{font:13px/1 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;fill:#1c1c1c}"
    "rect{stroke:#777;rx:4}path{fill:none;stroke:#777;stroke-width:1.3}.head{font-weight:600}"
)

_HEAD = ' class="head"'
_TIP = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0L8 4L0 8z" style="fill:#777;stroke:none"/></marker>'
)


class _Box(NamedTuple):
    node: Node
    lines: tuple[tuple[str, bool], ...]
    """Text, and whether it belongs to the first line of the node."""
    x: int
    y: int

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def write(graph: Graph) -> str:
    """Return the graph as SVG text, which needs nothing but itself."""
    boxes = _laid_out(graph)
    width = max((box.x for box in boxes.values()), default=0) + _WIDTH + _EDGE
    height = max((box.y + box.height for box in boxes.values()), default=0) + _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<style>{_STYLE}</style>",
        _TIP,
    ]
    parts += [_curve(boxes[edge.start], boxes[edge.end]) for edge in graph.edges]
    parts += [_drawn(box) for box in boxes.values()]
    return "\n".join([*parts, "</svg>"])


def _laid_out(graph: Graph) -> dict[str, _Box]:
    """Put each node as many columns from the right as it is steps from the end; each column is centred."""
    before_end = _steps_to_the_end(graph)
    last = max(before_end.values(), default=0)
    columns: list[list[Node]] = [[] for _ in range(last + 1)]
    for node in graph.nodes:
        columns[last - before_end[node.name]].append(node)
    heights = [sum(_height(node) + _BELOW for node in column) - _BELOW for column in columns]
    boxes: dict[str, _Box] = {}
    for number, column in enumerate(columns):
        y = _EDGE + (max(heights) - heights[number]) // 2
        for node in column:
            boxes[node.name] = _Box(node, _wrapped(node), _EDGE + number * (_WIDTH + _BESIDE), y)
            y += _height(node) + _BELOW
    return boxes


def _steps_to_the_end(graph: Graph) -> dict[str, int]:
    """Count the longest way from each node to a node from which nothing follows."""
    steps = {node.name: 0 for node in graph.nodes}
    for _ in graph.nodes:
        before = dict(steps)
        for edge in graph.edges:
            steps[edge.start] = max(steps[edge.start], steps[edge.end] + 1)
        if steps == before:
            break
    return steps


def _height(node: Node) -> int:
    return len(_wrapped(node)) * _LINE + 2 * _PAD


def _wrapped(node: Node) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (piece, number == 0)
        for number, line in enumerate(node.lines)
        for piece in (chop_cells(line, _COLUMNS) if cell_len(line) > _COLUMNS else [line])
    )


def _curve(start: _Box, end: _Box) -> str:
    x, y, to_x, to_y = start.x + _WIDTH, start.middle, end.x, end.middle
    bend = x + (to_x - x) // 2
    return f'<path d="M{x} {y}C{bend} {y} {bend} {to_y} {to_x} {to_y}" marker-end="url(#tip)"/>'


def _drawn(box: _Box) -> str:
    rect = f'<rect x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}" fill="{_FILL[box.node.kind]}"/>'
    left, top = box.x + _PAD, box.y + _PAD + 13
    texts = (
        f'<text x="{left}" y="{top + number * _LINE}"{_HEAD if head else ""}>{escape(text)}</text>'
        for number, (text, head) in enumerate(box.lines)
    )
    return rect + "".join(texts)

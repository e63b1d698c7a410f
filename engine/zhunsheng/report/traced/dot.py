"""A graph in the language of Graphviz."""

from zhunsheng.report.traced.graph import Graph, Kind, Node

_SHAPE = {
    Kind.CELL: "note",
    Kind.STEP: "box",
    Kind.CLAUSE: "folder",
    Kind.LIMIT: "hexagon",
    Kind.VERDICT: "box",
    Kind.POLICY: "ellipse",
    Kind.FINDING: "box3d",
}


def write(graph: Graph) -> str:
    """Return the graph as DOT text."""
    number = {node.name: f"n{index}" for index, node in enumerate(graph.nodes, 1)}
    lines = ["digraph {", "  rankdir=LR;"]
    lines += [f"  {number[node.name]} [{_box(node)}];" for node in graph.nodes]
    lines += [f"  {number[edge.start]} -> {number[edge.end]};" for edge in graph.edges]
    return "\n".join([*lines, "}"])


def _box(node: Node) -> str:
    text = "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in node.lines)
    return f'shape={_SHAPE[node.kind]}, label="{text}"'

"""A graph in Mermaid, as pull requests and many editors draw it."""

from zhunsheng.report.traced.graph import Graph, Kind, Node

_SHAPE = {
    Kind.CELL: ("[/", "/]"),
    Kind.STEP: ("[", "]"),
    Kind.CLAUSE: (">", "]"),
    Kind.LIMIT: ("{{", "}}"),
    Kind.VERDICT: ("[", "]"),
    Kind.POLICY: ("(", ")"),
    Kind.FINDING: ("[[", "]]"),
}

_PLAIN = " .,:%/+=-−×÷≈≤≥·，。：；、（）“”"


def write(graph: Graph) -> str:
    """Return the graph as Mermaid text."""
    number = {node.name: f"n{index}" for index, node in enumerate(graph.nodes, 1)}
    lines = ["flowchart LR"]
    lines += [f"  {number[node.name]}{_box(node)}" for node in graph.nodes]
    lines += [f"  {number[edge.start]} --> {number[edge.end]}" for edge in graph.edges]
    return "\n".join(lines)


def _box(node: Node) -> str:
    opening, closing = _SHAPE[node.kind]
    return f'{opening}"{"<br>".join(map(_harmless, node.lines))}"{closing}'


def _harmless(text: str) -> str:
    """Write every sign that could be markup as its number."""
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in text)

"""A verdict as a graph: cells on the left, the finding on the right."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a node stands for."""

    CELL = "cell"
    """Where a figure was submitted, or should have been."""
    STEP = "step"
    """A conversion, a sum or a quotient."""
    CLAUSE = "clause"
    LIMIT = "limit"
    VERDICT = "verdict"
    POLICY = "policy"
    FINDING = "finding"


class Node(NamedTuple):
    """One box. `name` is its own in the whole graph; `lines` are plain text, made harmless for reading."""

    name: str
    kind: Kind
    lines: tuple[str, ...]


class Edge(NamedTuple):
    """What `start` says enters into `end`; both are names of nodes."""

    start: str
    end: str


class Graph:
    """Nodes and edges in the order in which they came, each once."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[Edge, None] = {}

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes."""
        return tuple(self._nodes.values())

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges."""
        return tuple(self._edges)

    def add(self, name: str, kind: Kind, *lines: str) -> str:
        """Put a node in, unless it is there already; return its name. Empty lines are left out."""
        self._nodes.setdefault(name, Node(name, kind, tuple(line for line in lines if line)))
        return name

    def join(self, start: str, end: str) -> None:
        """Draw an edge between two nodes."""
        self._edges[Edge(start, end)] = None

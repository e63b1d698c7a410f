"""What is kept from one part of a bulk run to the next: found by identity, never by looking into a catalogue."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Something known by its identity: a key that nobody needs to look into."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)

"""A file that was handed in: who, when, and what it stands in for. What it says is for intake to read."""

import msgspec


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """A file in its place among all that came in. `seq` orders them.

    `at` is when it came in (ISO 8601, time of Beijing); it is blank, as is `by`, of a file that is only judged as if it
    had. `replaces` names earlier files, of whatever submitter, by path or name. `closed` are the years that were closed
    when it came in: what it says of them does not count.
    """

    seq: int
    path: str
    by: str = ""
    at: str = ""
    replaces: tuple[str, ...] = ()
    closed: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.rpartition("/")[2]

"""A step of a scenario that is yet to be written."""

from collections.abc import Sequence

Table = Sequence[Sequence[str]]
StepText = str | tuple[str, Table]
"""A sentence, or a sentence with the table below it."""

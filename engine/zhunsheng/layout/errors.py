"""Why a text is not laid out."""

from zhunsheng.model.text import Text


class UnreadableError(Exception):
    """The text is no YAML, or YAML that rule files do not use: where (counted from 1), and what is wrong."""

    def __init__(self, message: Text, line: int, column: int) -> None:
        super().__init__(f"{line}:{column} {message.en}")
        self.message = message
        self.line = line
        self.column = column


class MeaningChangedError(Exception):
    """A defect of the layout: what it wrote does not say what the file said. Nothing may be written then."""

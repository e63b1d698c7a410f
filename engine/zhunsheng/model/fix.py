"""A change of a text file that would put something right: plain data, for whoever applies or offers it."""

import msgspec

from zhunsheng.model.text import Text


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """Replace what stands from `line`:`column` up to, and without, `end_line`:`end_column` by `text`.

    Lines and columns are counted from 1, columns in characters; equal ends insert. `file` is as in the diagnostic.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """What to change, in words and as edits that do not overlap.

    `safe`: only spelling changes, and the author's meaning is beyond doubt: it may be applied without asking.
    """

    title: Text
    edits: tuple[Edit, ...]
    safe: bool = True

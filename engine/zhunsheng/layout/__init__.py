"""Layout: the text of a rule file → the same file in the one layout of the house.

Comments are kept, and so is all that the file says; that is asserted before a text is handed out.
"""

from zhunsheng.layout.errors import MeaningChangedError, UnreadableError

__all__ = ["MeaningChangedError", "UnreadableError", "format_text"]


def format_text(text: str) -> str:
    """Lay out the text of one YAML file. Formatting it again changes nothing.

    Raises `UnreadableError` for what cannot be read, with line and column, and `MeaningChangedError` where what would
    be written does not say the same: a defect of this package, and the text is then better left alone.
    """
    from zhunsheng.layout import meaning, ordering, reading, writing  # yaml loads here

    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = reading.read(plain)
    ordering.put_in_order(root)
    said, noted = meaning.meaning(root), meaning.comments(root)
    written = writing.write(root)
    if written == plain:
        return written
    try:
        again = reading.read(written)
    except UnreadableError as error:
        raise MeaningChangedError(str(error)) from error
    if meaning.meaning(again) != said or meaning.comments(again) != noted:
        raise MeaningChangedError("the text would say something else")
    return written

"""Bytes -> text, for every file that is text: UTF-8, UTF-16 with a byte order mark, else GB18030."""

from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(raw: bytes) -> tuple[str, list[Complaint]]:
    """Return the text, without a byte order mark, and what is to be said of its encoding.

    Raises `FileRefusedError` for text that holds NUL, or is of no encoding that is known.
    """
    if raw.startswith(_UTF16_MARKS):
        return _checked(_strictly(raw, "utf-16")), []
    if b"\0" in raw:
        raise FileRefusedError(_nul())
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _strictly(raw, "gb18030"), [_read_as_gb18030()]


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefusedError(undecodable()) from None


def _checked(text: str) -> str:
    if "\0" in text:
        raise FileRefusedError(_nul())
    return text


def _nul() -> Complaint:
    return Complaint(
        code="nul-bytes",
        message=Text("文件含有空字节（NUL），不是文本", "the file holds NUL bytes: it is not text"),
        hint=Text("请另存为 UTF-8 文本（表格为 CSV UTF-8）", "save it as UTF-8 text (CSV UTF-8 in a spreadsheet)"),
    )


def undecodable() -> Complaint:
    """Say that no known encoding fits."""
    return Complaint(
        code="unknown-encoding",
        message=Text("文字编码无法识别", "the text encoding is not recognised"),
        expected=Text("UTF-8、GB18030（含 GBK），或带 BOM 的 UTF-16", "UTF-8, GB18030 (or GBK), or UTF-16 with a BOM"),
    )


def _read_as_gb18030() -> Complaint:
    return Complaint(
        code="read-as-gb18030",
        severity=Severity.NOTE,
        message=Text("按 GB18030 编码读取", "read in the encoding GB18030"),
    )

"""One part of a workbook, parsed before openpyxl parses it: is it of a size to be read, and built as Excel builds it?

openpyxl passes over a row that comes out of order, lets the last of two cells win, and takes a cell's row from the row
around it: figures would be lost or moved without a word. And it keeps a whole row in memory, and goes down any depth.
"""

import re
from xml.parsers import expat

from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.model.text import Text

MAX_DEPTH = 100
MAX_IN_ROW = 250_000
"""Elements and attributes in one row: Excel's last column is the 16,384th."""
MAX_BESIDE = 250_000
"""Elements outside of rows, in parts that openpyxl turns into objects one by one (styles, merged areas, rules)."""
MAX_RUN = 512 * 1024
"""Bytes from one tag to the next, and within a tag: a cell holds 32,767 characters at most."""
_CHARACTERS_AN_ELEMENT = 16
"""So many characters of a formula cost as much as one element."""
EXCEL_ROWS, EXCEL_COLUMNS = 1_048_576, 16_384

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _VALUE, _FORMULA = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}v", f"{_MAIN}f"
_MERGE, _SHEET = f"{_MAIN}mergeCell", f"{_MAIN}sheet"
_SHEET_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_OF_OBJECTS = frozenset(
    {f"{_MAIN}worksheet", f"{_MAIN}styleSheet", f"{_MAIN}workbook", _RELATION + "s"}
    | {"http://schemas.openxmlformats.org/package/2006/content-types Types"}
)
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main "
_NOT_ROWS_OF_A_SHEET = f"{_MAIN}externalLink"
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_INDEX = re.compile(r"[0-9]{1,9}")
_STORED = {
    "n": re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?"),
    "s": _INDEX,
    "b": re.compile("[01]"),
    **dict.fromkeys(("d", "e", "str", "inlineStr"), re.compile(".*", re.DOTALL)),
}
"""What a cell of each type may hold. Python would also take `4_3` for a number, and -1 for the last string of all."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")


class PartGuard:
    """Is fed one part, piece by piece. Raises `FileRefusedError` where nobody should read on.

    Afterwards `elements` counts them all, `formulas` tells whether any cell has one, `merges` holds the merged areas,
    `sheets` the relations that the sheets of a workbook name, `targets` where each relation of a part of
    relations leads.
    Where a part is not well formed it stops without a word: whoever reads the part will come upon the same place.
    """

    def __init__(self) -> None:
        self.elements = 0
        self.formulas = False
        self.merges: dict[str, None] = {}
        self.sheets: list[str] = []
        self.targets: dict[str, str] = {}
        self._root = ""
        self._type = "n"
        self._value: list[str] | None = None
        self._shared_by = ""
        self._shared: dict[str, int] = {}
        self._depth = self._row_depth = self._row = self._column = self._in_row = self._beside = self._last = 0
        self._fed = 0
        self._parser: expat.XMLParserType | None = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.buffer_text = True

    @property
    def cost(self) -> int:
        """How many elements are to be read: twice all of them where there are formulas."""
        return self.elements * (2 if self.formulas else 1)

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; none at all end the part."""
        if self._parser is None:
            return
        self._fed += len(piece)
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError:
            self._parser = None
            return
        if self._fed - self._parser.CurrentByteIndex > MAX_RUN:
            raise FileRefusedError(_too_long())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self.elements += 1
        self._watch_run()
        if self._depth == 1:
            self._root = tag
            if tag.startswith(_STRICT):
                raise FileRefusedError(_strict())
        if self._depth > MAX_DEPTH:
            raise FileRefusedError(oddly_built(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} deep"))
        if self._row_depth:
            self._inside_row(tag, attributes)
        elif tag == _ROW and self._root != _NOT_ROWS_OF_A_SHEET:
            self._begin_row(attributes)
        else:
            self._outside_rows(tag, attributes)

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def _end(self, _: str) -> None:
        self._watch_run()
        if self._value is not None:
            stored, self._value = "".join(self._value).strip(), None
            if self._shared_by:
                self._share(stored)
            elif stored and not _STORED[self._type].fullmatch(stored):
                raise FileRefusedError(self._odd_cell())
        if self._depth == self._row_depth:
            self._row_depth = 0
        self._depth -= 1

    def _watch_run(self) -> None:
        at = self._parser.CurrentByteIndex if self._parser else 0
        if at - self._last > MAX_RUN:
            raise FileRefusedError(_too_long())
        self._last = at

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not _NUMBER.fullmatch(number) or not self._row < int(number) <= EXCEL_ROWS:
            raise FileRefusedError(
                oddly_built(f"第 {self._row} 行之后，行号有误", f"a wrong row number after row {self._row}")
            )
        self._row, self._column, self._in_row, self._row_depth = int(number), 0, 0, self._depth

    def _inside_row(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_row += 1 + len(attributes)
        if self._in_row > MAX_IN_ROW:
            raise FileRefusedError(oddly_built(f"第 {self._row} 行过长", f"row {self._row} is too long"))
        if tag == _CELL and self._depth == self._row_depth + 1:
            self._cell(attributes)
        elif tag == _VALUE:
            self._value, self._shared_by = [], ""
        elif tag == _FORMULA:
            self.formulas = True
            if attributes.get("t") == "shared":
                self._value, self._shared_by = [], attributes.get("si", "-")
        elif tag == _ROW:
            raise FileRefusedError(oddly_built("行中有行", "a row within a row"))

    def _cell(self, attributes: dict[str, str]) -> None:
        column, row = self._column + 1, self._row
        reference, self._type = attributes.get("r"), attributes.get("t", "n")
        if reference is not None:
            match = _REFERENCE.fullmatch(reference)
            column, row = (_column(match[1]), int(match[2])) if match else (0, 0)
        placed = row == self._row and self._column < column <= EXCEL_COLUMNS
        if not placed or self._type not in _STORED or not _INDEX.fullmatch(attributes.get("s", "0")):
            raise FileRefusedError(self._odd_cell())
        self._column = column

    def _share(self, formula: str) -> None:
        """Reckon what a shared formula costs: openpyxl takes its whole text apart for every cell that shares it."""
        if formula:
            self._shared.setdefault(self._shared_by, len(formula))
        self.elements += self._shared.get(self._shared_by, 0) // _CHARACTERS_AN_ELEMENT

    def _odd_cell(self) -> Complaint:
        return oddly_built(
            f"第 {self._row} 行有单元格的地址、类型或内容有误",
            f"row {self._row}: a cell's place, type or content is wrong",
        )

    def _outside_rows(self, tag: str, attributes: dict[str, str]) -> None:
        self._beside += 1 + len(attributes) // 8
        if self._beside > MAX_BESIDE and self._root in _OF_OBJECTS:
            raise FileRefusedError(too_large())
        if tag == _MERGE:
            area = attributes.get("ref", "")
            self.merges |= {area: None} if _AREA.fullmatch(area) else {}
        elif tag == _SHEET:
            self.sheets.append(attributes.get(_SHEET_PART, ""))
        elif tag == _RELATION:
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def oddly_built(zh: str, en: str) -> Complaint:
    """Say that a workbook is built as no spreadsheet program builds one."""
    return Complaint(
        code="unsafe-workbook",
        message=Text(f"工作簿结构异常（{zh}），未读取", f"the workbook is oddly built ({en}): not read"),
        hint=Text(
            "请用 Excel 或 WPS 打开并另存为 .xlsx 后重新报送", "open it in Excel or WPS, save as .xlsx, send again"
        ),
    )


def too_large() -> Complaint:
    """Say that a workbook holds more than any that is read."""
    return Complaint(
        code="workbook-too-large",
        message=Text("工作簿内容过多，未读取", "the workbook holds too much: not read"),
        hint=Text("请按年份或地区拆分，或改用 CSV", "split it by year or place, or send CSV"),
    )


def _strict() -> Complaint:
    return Complaint(
        code="strict-workbook",
        message=Text("工作簿是“Strict Open XML”格式，未读取", "the workbook is in the Strict format: not read"),
        hint=Text("请另存为普通的“Excel 工作簿（.xlsx）”", "save it as an ordinary Excel workbook (.xlsx)"),
    )


def _too_long() -> Complaint:
    size = MAX_RUN // 1024
    return oddly_built(f"有内容超过 {size} KiB 的单元格或标记", f"a cell or tag of more than {size} KiB")

"""Marked copies in tests: what is asked, and what can be read off a copy by another program than ours."""

import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl

from zhunsheng.mark import Asked
from zhunsheng.model.location import Location
from zhunsheng.model.validation import CheckLevel

LIST = "问题清单"


def asked(
    message: str = "这个数读不懂",
    *cells: str,
    level: CheckLevel = CheckLevel.REFUSE,
    sheet: str | None = "数据",
    expected: str = "",
    hint: str = "",
    arithmetic: str = "",
    figure: str = "",
    line: int | None = None,
) -> Asked:
    """Ask about cells of one sheet; without cells, about a row, the sheet, or (without a sheet) the file."""
    places = tuple(Location(file="a.xlsx", sheet=sheet, cell=cell) for cell in cells)
    return Asked(
        level=level,
        message=message,
        at=places or (Location(file="a.xlsx", sheet=sheet, line=line),),
        expected=expected,
        hint=hint,
        arithmetic=arithmetic,
        figure=figure,
    )


def opened(copy: bytes, *, formulas: bool = False) -> openpyxl.Workbook:
    """Open a copy, results of formulas as they are stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not know
        return openpyxl.load_workbook(BytesIO(copy), data_only=not formulas)


def comments(copy: bytes) -> dict[str, str]:
    """Every comment by sheet and cell (“数据!D2”)."""
    cells = (cell for sheet in opened(copy) for row in sheet.iter_rows() for cell in row)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in cells if cell.comment}


def tints(copy: bytes) -> dict[str, str]:
    """The colour that lies upon each marked cell, by sheet and cell."""
    found: dict[str, str] = {}
    for sheet in opened(copy):
        for covered in sheet.conditional_formatting:
            for rule in covered.rules:
                if any("zhunsheng-mark" in formula for formula in rule.formula):
                    for area in covered.sqref.ranges:
                        found[f"{sheet.title}!{area.coord}"] = rule.dxf.fill.bgColor.rgb
    return found


def listed(copy: bytes, sheet: str = LIST) -> list[tuple[str, ...]]:
    """The rows of the list, below its header."""
    rows = opened(copy)[sheet].iter_rows(min_row=5, values_only=True)
    return [tuple(str(value or "") for value in row) for row in rows]


def parts(package: bytes) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(package: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Write a workbook anew with some of its parts changed."""
    changed = parts(package)
    change(changed)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return stream.getvalue()

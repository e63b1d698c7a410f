"""A workbook with questions at its cells: every part that is not concerned stays byte for byte as it was."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

from zhunsheng.mark.asked import GRAVITY, Asked
from zhunsheng.mark.book_part import Book, SheetPart
from zhunsheng.mark.boxes import Boxes
from zhunsheng.mark.comments_part import commented
from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.list_sheet import list_sheet
from zhunsheng.mark.package import Package
from zhunsheng.mark.scan import Sheet
from zhunsheng.mark.shapes_part import can_be_added_to, shapes
from zhunsheng.mark.sheet_part import edited
from zhunsheng.mark.spots import Placed, Spot, cell, letters
from zhunsheng.mark.styles_part import Styles
from zhunsheng.mark.texts import Said, box, comment
from zhunsheng.model.location import Location
from zhunsheng.model.marked import HEADINGS
from zhunsheng.model.validation import CheckLevel

MOST_COMMENTS = 2_000
"""Of one sheet. The cells beyond are tinted, and their questions listed."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def mark_workbook(raw: bytes, name: str, asked: Sequence[Asked]) -> bytes:
    """Return a copy of the workbook `raw`, which bears `name`, with everything `asked` in it.

    Raises `UnmarkableError` where it is built in a way that a copy cannot be vouched for.
    """
    try:
        return _marked(raw, name, asked)
    # What zipfile and zlib raise of a damaged member.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnmarkableError("a part cannot be unpacked") from error


def _marked(raw: bytes, name: str, asked: Sequence[Asked]) -> bytes:
    package = Package(raw)
    book = Book(package)
    looks = _styles(package, book)
    package.led_to(book.part, "sharedStrings", "xl/sharedStrings.xml")
    names = book.names_outside()
    sheets = {each.name: _scan(package, each, asked, names) for each in book.sheets}
    placed = [_placed(number, each, sheets) for number, each in enumerate(asked, start=1)]
    stripped = False
    for number, each in enumerate(book.sheets, start=1):
        stripped |= bool(sheets[each.name].outside)
        mine = [(spot, one) for one in placed for spot in one.spots if spot.sheet == each.name]
        _mark(package, each, sheets[each.name], mine, looks.fills, number)
    if stripped:
        package.drop(book.part, "calcchain")
    part = book.new_sheet()
    shown = frozenset(each.name for each in book.sheets if each.shown)
    content, last = list_sheet(name, placed, looks.looks, shown)
    book.write_list(part, content)
    book.add_list(part, last, letters(len(HEADINGS)))
    return package.packed()


def _styles(package: Package, book: Book) -> Styles:
    """Add what marks need to the styles of the workbook."""
    part = package.led_to(book.part, "styles", "xl/styles.xml")
    package.claim(part)
    styles = Styles(package.read(part) if package.holds(part) else None)
    package.write(part, styles.part, _STYLES_TYPE)
    return styles


def _scan(package: Package, sheet: SheetPart, asked: Iterable[Asked], names: re.Pattern[str] | None) -> Sheet:
    rows = (_row(at) for each in asked for at in each.at if at.sheet == sheet.name)
    return Sheet(package.read(sheet.part), (row for row in rows if row is not None), names)


def _row(at: Location) -> int | None:
    known = cell(at.cell) if at.cell is not None else None
    return known[0] if known else at.line


def _placed(number: int, asked: Asked, sheets: Mapping[str, Sheet]) -> Placed:
    """Find the cells that a question is put to: of a whole row or sheet its first; under a merge the one that shows."""
    spots: dict[Spot, None] = {}
    for at in asked.at:
        sheet = sheets.get(at.sheet) if at.sheet is not None else None
        if sheet is None or at.sheet is None:
            continue
        known = cell(at.cell) if at.cell is not None else None
        if known is None:
            known = sheet.first_in.get(at.line, (at.line, 1)) if at.line is not None else sheet.first or (1, 1)
        under = next((area for area in sheet.merges if area.holds(*known)), None)
        row, column = (under.top, under.left) if under else known
        spots[Spot(at.sheet, row, column)] = None
    return Placed(number=number, asked=asked, spots=tuple(spots))


def _mark(
    package: Package,
    sheet: SheetPart,
    scan: Sheet,
    mine: Sequence[tuple[Spot, Placed]],
    looks: Mapping[CheckLevel, int],
    number: int,
) -> None:
    """Write the fills of a sheet and its comments, or take off those of an earlier copy."""
    raw = package.read(sheet.part)
    dropped = package.keep_only_harmless(sheet.part)
    asked: dict[tuple[int, int], list[Placed]] = {}
    for spot, each in mine:
        asked.setdefault((spot.row, spot.column), []).append(each)
    fills: dict[CheckLevel, list[tuple[int, int]]] = {}
    for at, questions in sorted(asked.items()):
        gravest = min((each.asked.level for each in questions), key=GRAVITY.index)
        fills.setdefault(gravest, []).append(at)
    said = {at: comment(questions, Spot(sheet.name, *at)) for at, questions in sorted(asked.items())[:MOST_COMMENTS]}
    drawing = _comment(package, sheet.part, scan, said, number)
    content = edited(raw, scan, fills, looks, dropped, drawing)
    if content != raw:
        package.write(sheet.part, content)


def _comment(
    package: Package, part: str, scan: Sheet, said: Mapping[tuple[int, int], Sequence[Said]], number: int
) -> str | None:
    """Write the comments of a sheet and their boxes; return the relationship of the boxes if the sheet had none."""
    targets = {each.kind: each.target for each in package.relations(part)}
    comments = targets.get("comments")
    if comments is None and not said:
        return None
    texts = commented(package.read(comments) if comments else None, said)
    if not said and not texts.gone:
        return None
    if comments is None:
        comments = package.free("xl/comments{}.xml")
        package.relate(part, "comments", comments)
    package.claim(comments)
    package.write(comments, texts.part, _COMMENTS_TYPE)
    if said:
        # A thread hides the comment that other programs see in its place; the words of both are in the comment.
        package.drop(part, "threadedcomment")
    legacy = scan.root.child("legacyDrawing")
    drawing = _target(package, part, legacy.attributes) if legacy else None
    standing = package.read(drawing) if drawing else None
    boxes = {at: box(texts.texts[at]) for at in (said if can_be_added_to(standing) else texts.texts)}
    drawn = shapes(standing, boxes, texts.gone, Boxes(scan).anchor, number)
    if drawing:
        package.claim(drawing)
        package.write(drawing, drawn)
        return None
    drawing = package.free("xl/drawings/vmlDrawing{}.vml")
    package.write(drawing, drawn, _DRAWING_TYPE)
    return package.relate(part, "vmlDrawing", drawing)


def _target(package: Package, part: str, attributes: Mapping[str, str]) -> str | None:
    ids = {value for name, value in attributes.items() if name.endswith(" id")}
    return next((each.target for each in package.relations(part) if each.id in ids and not each.outside), None)

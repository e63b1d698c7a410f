"""A sheet of the copy: its rows as they were, with fills laid upon the marked cells and comments beside them.

A fill is a conditional format whose condition always holds: the cell keeps its own style, locked or not, and the fill
is found again, and taken off, when the copy comes back.
"""

from collections.abc import Mapping, Sequence

from zhunsheng.mark.asked import GRAVITY
from zhunsheng.mark.formulas import leads_outside
from zhunsheng.mark.nodes import Edits, Node, tag_at
from zhunsheng.mark.package import RELATIONSHIP
from zhunsheng.mark.scan import MARKER, Sheet, number, refers_to
from zhunsheng.mark.spots import address, addresses
from zhunsheng.mark.xml import attribute, text
from zhunsheng.model.validation import CheckLevel

_AT_ONCE = 200
"""Cells of one conditional format."""
_BEFORE_FILLS = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting"),
)
"""What stands before fills in a sheet, in the order of the standard."""
_BEFORE_COMMENTS = (
    *_BEFORE_FILLS,
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
)
FROM_OUTSIDE = "（取自别的文件，请核实后只填数）"
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})

Cells = Sequence[tuple[int, int]]


def edited(
    raw: bytes,
    sheet: Sheet,
    fills: Mapping[CheckLevel, Cells],
    looks: Mapping[CheckLevel, int],
    dropped: frozenset[str],
    drawing: str | None,
) -> bytes:
    """Return the sheet with other fills, without what it may not keep, and not chosen in its window.

    `looks` are the differential formats of the levels, `dropped` the relationships that are no more; `drawing` is that
    of the comments' shapes where the sheet did not have one.
    """
    edits = Edits(raw)
    root = sheet.root
    _without_formulas(sheet, edits, raw, fills.get(CheckLevel.REFUSE, ()))
    for child in root.children:
        if child.name != "sheetData" and (refers_to(child, dropped, RELATIONSHIP) or _leads_outside(child)):
            edits.remove(child)
        elif child.name == "conditionalFormatting":
            _take_off(child, edits)
    _not_chosen(root, edits)
    _fill(root, edits, fills, looks)
    if drawing is not None:
        for child in root.children:
            if child.name == "legacyDrawing":
                edits.remove(child)
        xml = f'<legacyDrawing xmlns:r="{RELATIONSHIP}" r:id="{drawing}"/>'
        _after(root, edits, _BEFORE_COMMENTS, xml)
    return edits.apply()


def _without_formulas(sheet: Sheet, edits: Edits, raw: bytes, refused: Cells) -> None:
    """Leave the results of formulas that drew on another file, as values.

    A result that was refused is left as a text: what nobody has looked at must not come back as a figure.
    """
    for start, end in sheet.outside:
        edits.replace(start, end, b"")
    for at in refused:
        cell = sheet.calculated.get(at)
        if cell is not None:
            prefix = tag_at(raw, cell.start)[1].rpartition(b":")[0].decode()
            style = f" s={attribute(cell.style)}" if cell.style else ""
            said = f'<is><t xml:space="preserve">{text(cell.result + FROM_OUTSIDE)}</t></is>'
            xml = f'<c r="{address(*at)}"{style} t="inlineStr">{said}</c>'
            edits.replace(cell.start, cell.end, edits.written(xml, prefix))


def column_widths(root: Node) -> tuple[dict[int, int], int]:
    """Return the widths of columns in pixels, as far as they are declared, and that of all others."""
    shape = root.child("sheetFormatPr")
    usual = number(shape.attributes.get("defaultColWidth", ""), 8.43) if shape else 8.43
    widths: dict[int, int] = {}
    columns = root.child("cols")
    for each in columns.children if columns else ():
        said = each.attributes
        first, last = int(number(said.get("min", ""), 0)), int(number(said.get("max", ""), 0))
        hidden = said.get("hidden") in ("1", "true")
        wide = 0 if hidden else _pixels(number(said.get("width", ""), usual))
        widths |= dict.fromkeys(range(first, min(last, first + 1000) + 1), wide)
    return widths, _pixels(usual)


def row_height(root: Node) -> float:
    """Return the height in points of a row that declares none."""
    shape = root.child("sheetFormatPr")
    return number(shape.attributes.get("defaultRowHeight", ""), 15) if shape else 15


def _pixels(width: float) -> int:
    return int(width * 7 + 5)


def _take_off(node: Node, edits: Edits) -> None:
    """Take the fills of an earlier copy off; a rule of the department that stands with them stays."""
    ours = [rule for rule in node.children if any(MARKER in each.text for each in rule.children)]
    for each in [node] if ours and len(ours) == len(node.children) else ours:
        edits.remove(each)


def _leads_outside(node: Node) -> bool:
    return any(each.name in _FORMULAS and leads_outside(each.text) for each in node.walk())


def _not_chosen(root: Node, edits: Edits) -> None:
    """Let the list be the one sheet that is chosen: two chosen ones would be written into together."""
    views = root.child("sheetViews")
    for view in views.children if views else ():
        if view.attributes.get("tabSelected") in ("1", "true"):
            edits.set(view, "tabSelected", "0")


def _fill(root: Node, edits: Edits, fills: Mapping[CheckLevel, Cells], looks: Mapping[CheckLevel, int]) -> None:
    rules: list[str] = []
    for level in GRAVITY:
        cells = fills.get(level, ())
        for start in range(0, len(cells), _AT_ONCE):
            rules.append(
                f'<conditionalFormatting sqref="{addresses(cells[start : start + _AT_ONCE])}">'
                f'<cfRule type="expression" dxfId="{looks[level]}" priority="{len(rules) + 1}">'
                f'<formula>LEN("{MARKER}-{level}")&gt;0</formula></cfRule></conditionalFormatting>'
            )
    if not rules:
        return
    for node in root.walk():
        priority = node.attributes.get("priority", "") if node.name == "cfRule" else ""
        if priority.isascii() and priority.isdigit():
            edits.set(node, "priority", str(int(priority[:9]) + len(rules)))
    _after(root, edits, _BEFORE_FILLS, "".join(rules))


def _after(root: Node, edits: Edits, names: Sequence[str], xml: str) -> None:
    """Put elements after the last child that bears one of these names."""
    standing = [each for each in root.children if each.name in names]
    at = standing[-1].end if standing else root.opened
    edits.insert(at, edits.written(xml, root.prefix))

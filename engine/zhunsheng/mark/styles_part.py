"""The styles of the copy: those of the workbook, and after them the few that marks and the list need."""

from enum import StrEnum

from zhunsheng.mark.asked import GRAVITY
from zhunsheng.mark.nodes import Edits, parse
from zhunsheng.mark.scan import MAIN
from zhunsheng.model.validation import CheckLevel

_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles"),
    *("colors", "extLst"),
)
_TINTS = {CheckLevel.REFUSE: "FFF0948C", CheckLevel.QUESTION: "FFFFD873", CheckLevel.NOTE: "FFDCEBFC"}
"""Red, amber, blue. In grey they are dark, light and lightest."""
_NONE = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a workbook that has none."""
_SIDE = '<{0} style="thin"><color rgb="FFA6A6A6"/></{0}>'
_BOX = "".join(_SIDE.format(side) for side in ("left", "right", "top", "bottom"))


class Look(StrEnum):
    """How a cell of the list looks."""

    TITLE = "title"
    REMARK = "remark"
    HEADING = "heading"
    TEXT = "text"
    CENTRED = "centred"
    LINK = "link"
    ANSWER = "answer"
    REFUSE = "refuse"
    QUESTION = "question"
    NOTE = "note"
    QUOTED = "quoted"


class Styles:
    """The styles part with what was added to it.

    `fills` gives the differential format of each level, `looks` the cell format of each look; `part` is the result.
    """

    def __init__(self, raw: bytes | None) -> None:
        standing = raw if raw is not None else _NONE.encode()
        self._edits = Edits(standing)
        self._root = parse(standing)
        fonts = self._append(
            "fonts", [_font("黑体", 14), _font("宋体", 9), _font("黑体", 10), _font("宋体", 10), _LINKED]
        )
        tints = [_fill(tint) for tint in (*_TINTS.values(), "FFDDE6F0", "FFFFF9E0")]
        filled = self._append("fills", tints)
        box = self._append("borders", [f"<border>{_BOX}<diagonal/></border>"])
        formats = _formats(fonts, filled, box)
        first = self._append("cellXfs", list(formats.values()))
        self.looks = {look: first + index for index, look in enumerate(formats)}
        shades = [f"<dxf>{_shade(_TINTS[level])}</dxf>" for level in GRAVITY]
        start = self._append("dxfs", shades)
        self.fills = {level: start + index for index, level in enumerate(GRAVITY)}
        self.part = self._edits.apply()

    def _append(self, name: str, elements: list[str]) -> int:
        """Add elements to a list of the part; return the number of the first of them."""
        node = self._root.child(name)
        if node is None:
            xml = f'<{name} count="{len(elements)}">{"".join(elements)}</{name}>'
            self._edits.insert(self._place(name), self._edits.written(xml, self._root.prefix))
            return 0
        if "count" in node.attributes:
            self._edits.set(node, "count", str(len(node.children) + len(elements)))
        self._edits.append(node, "".join(elements))
        return len(node.children)

    def _place(self, name: str) -> int:
        before = _ORDER[: _ORDER.index(name)]
        standing = [each for each in self._root.children if each.name in before]
        return standing[-1].end if standing else self._root.opened


_LINKED = '<font><u/><sz val="10"/><color rgb="FF1F4E9E"/><name val="宋体"/></font>'


def _font(name: str, size: int) -> str:
    return f'<font><sz val="{size}"/><color rgb="FF262626"/><name val="{name}"/></font>'


def _fill(tint: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{tint}"/><bgColor indexed="64"/></patternFill></fill>'


def _shade(tint: str) -> str:
    """A fill of a differential format: there it is the background that shows."""
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{tint}"/><bgColor rgb="{tint}"/></patternFill></fill>'


def _formats(fonts: int, fills: int, box: int) -> dict[Look, str]:
    title, remark, heading, body, link = range(fonts, fonts + 5)
    red, amber, blue, head, entry = range(fills, fills + 5)
    return {
        Look.TITLE: _format(title, 0, 0, ""),
        Look.REMARK: _format(remark, 0, 0, ""),
        Look.HEADING: _format(heading, head, box, "center"),
        Look.TEXT: _format(body, 0, box, ""),
        Look.CENTRED: _format(body, 0, box, "center"),
        Look.LINK: _format(link, 0, box, "center"),
        Look.ANSWER: _format(body, entry, box, "", locked=False),
        Look.REFUSE: _format(heading, red, box, "center"),
        Look.QUESTION: _format(heading, amber, box, "center"),
        Look.NOTE: _format(heading, blue, box, "center"),
        Look.QUOTED: _format(body, 0, box, "", quoted=True),
    }


def _format(font: int, fill: int, border: int, across: str, *, locked: bool = True, quoted: bool = False) -> str:
    horizontal = f' horizontal="{across}"' if across else ""
    protection = "" if locked else '<protection locked="0"/>'
    quote = ' quotePrefix="1"' if quoted else ""
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{quote} applyFont="1"'
        f' applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment{horizontal} vertical="center" wrapText="1"/>{protection}</xf>'
    )

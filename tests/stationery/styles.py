"""Styles and fonts. Beside a font that is bought (方正小标宋) stands one that every machine has (宋体)."""

from tests.stationery.blocks import NAMESPACES, mm

_SONG, _FANG, _HEI, _KAI = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_TITLE = "方正小标宋简体"
_STAND_INS = {_TITLE: "宋体", _FANG: "仿宋", _KAI: "楷体", _HEI: "SimHei", _SONG: "SimSun"}
_LINE = 'w:line="560" w:lineRule="exact"'
_TWO_SMALL = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}" w:cs="Times New Roman"/>'


def _style(identifier: str, name: str, font: str, points: float, paragraph: str = "", run: str = "") -> str:
    size = round(points * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{_font(font)}{run}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _known(identifier: str, name: str, font: str, points: float, paragraph: str = "", run: str = "") -> str:
    """A style that Word has built in: its navigation and table of contents know it."""
    return _style(identifier, name, font, points, paragraph, run).replace(' w:customStyle="1"', "")


def _spacing(before: int = 0, after: int = 0, line: str = 'w:line="240" w:lineRule="auto"') -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" {line}/>'


_KEEP = "<w:keepNext/>"
_MIDDLE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_RED_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="C00000"/></w:pBdr>'
_BOX = (
    "<w:pBdr>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="C00000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)
_RED = '<w:color w:val="C00000"/>'

STYLES = (
    f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_font(_FANG)}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    + _known("Title", "Title", _TITLE, 22, f"{_KEEP}{_spacing(240, 240, _LINE.replace('560', '640'))}{_MIDDLE}")
    + _known("Subtitle", "Subtitle", _KAI, 16, f"{_spacing(0, 240, _LINE)}{_MIDDLE}")
    + _known("Heading1", "heading 1", _HEI, 16, f'{_KEEP}{_spacing(120, 60, _LINE)}{_TWO}<w:outlineLvl w:val="0"/>')
    + _known("Heading2", "heading 2", _KAI, 16, f'{_KEEP}{_spacing(60, 0, _LINE)}{_TWO}<w:outlineLvl w:val="1"/>')
    + _known("Caption", "caption", _HEI, 12, f"{_KEEP}{_spacing(120, 60)}{_MIDDLE}")
    + _known("Header", "header", _SONG, 9, f"{_spacing()}{_MIDDLE}", '<w:color w:val="595959"/>')
    + _known("Footer", "footer", _SONG, 14, f"{_spacing()}{_MIDDLE}")
    + _style("Banner", "发文机关标志", _TITLE, 30, f"{_KEEP}{_spacing(0, 240)}{_MIDDLE}", _RED)
    + _style("Number", "发文字号", _FANG, 16, f"{_KEEP}{_RED_LINE}{_spacing(0, 0, _LINE)}{_MIDDLE}")
    + _style("To", "主送机关", _FANG, 16, _spacing(0, 0, _LINE))
    + _style("Text", "正文段落", _FANG, 16, f'{_spacing(0, 0, _LINE)}{_TWO}<w:jc w:val="both"/>')
    + _style(
        "Signed", "落款", _FANG, 16, f'{_KEEP}{_spacing(0, 0, _LINE)}<w:ind w:rightChars="400" w:right="1280"/>{_RIGHT}'
    )
    + _style("Annex", "附件标识", _HEI, 16, f"{_KEEP}{_spacing(0, 120, _LINE)}")
    + _style("MadeUp", "示例标记", _HEI, 12, f"{_KEEP}{_BOX}{_spacing(120, 120)}", _RED)
    + _style("Small", "附注", _FANG, 12, f"{_spacing(60, 60)}")
    + _style("TableHead", "表头", _HEI, 9, f"{_KEEP}{_spacing(20, 20)}{_MIDDLE}")
    + _style("TableText", "表文", _SONG, 9, _spacing(20, 20))
    + _style("BriefTitle", "简报标题", _TITLE, 18, f"{_KEEP}{_spacing(0, 60)}{_MIDDLE}")
    + _style("BriefSub", "简报落款", _KAI, 12, f"{_KEEP}{_spacing(0, 60)}{_MIDDLE}")
    + _style("Brief", "简报正文", _FANG, 12, f'{_spacing(40, 40)}{_TWO_SMALL}<w:jc w:val="both"/>')
    + _style("BriefProof", "简报依据", _SONG, 7, _spacing(), '<w:color w:val="404040"/>')
    + _style("BriefNote", "简报附注", _SONG, 8, _spacing(40, 0), '<w:color w:val="595959"/>')
    + _style("TableKept", "表文（与下行同页）", _SONG, 9, f"{_KEEP}{_spacing(20, 20)}")
    + _style("PlateTitle", "图题", _HEI, 8, f"{_KEEP}{_spacing(80, 0)}{_MIDDLE}")
    + _style("TableNumber", "表中数字", _SONG, 9, f"{_spacing(20, 20)}{_MIDDLE}")
    + _style("TableSmall", "表注", _SONG, 8, _spacing(10, 10), '<w:color w:val="404040"/>')
    + _style("Tag", "模板标记", _SONG, 8, _spacing(), '<w:color w:val="7F7F7F"/>')
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="公文表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="{8 if side in ("top", "bottom") else 4}" w:space="0" w:color="404040"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + f'</w:tblBorders><w:tblCellMar><w:left w:w="{mm(1.2)}" w:type="dxa"/><w:right w:w="{mm(1.2)}" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style></w:styles>"
)

FONTS = (
    f"<w:fonts {NAMESPACES}>"
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _STAND_INS.items()
    )
    + "</w:fonts>"
)

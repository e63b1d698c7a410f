"""A Word document out of a body: styles of a Chinese official letter (GB/T 9704-2012), header, page numbers."""

import io
import zipfile
from xml.sax.saxutils import escape

from tests.stationery.blocks import NAMESPACES, centred, mm
from tests.stationery.styles import FONTS, STYLES

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{0}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{0}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{0}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{0}.fontTable+xml"/>
<Override PartName="/word/header1.xml" ContentType="{0}.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{0}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>""".format("application/vnd.openxmlformats-officedocument.wordprocessingml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{0}</Relationships>'
_TOP = _RELS.format(
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
)
_INSIDE = _RELS.format(
    "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            (
                ("styles", "styles"),
                ("settings", "settings"),
                ("fontTable", "fontTable"),
                ("header", "header1"),
                ("footer", "footer1"),
            ),
            1,
        )
    )
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{0}</dc:title><dc:language>zh-CN</dc:language>'
    "</cp:coreProperties>"
)
_SETTINGS = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_FOOTER = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
)
_HEADER = centred(
    "Header", "{% if paper.illustrative %}【示例数据，非真实填报】{% endif %}{{ paper.plan }}　{{ paper.year }} 年度"
)
MARGINS = (37, 26, 35, 28)
"""Top, right, bottom, left in mm, as the standard has them: 156 mm by 225 mm are left for the text."""


def document(title: str, body: str, margins: tuple[int, int, int, int] = MARGINS) -> bytes:
    """Return a document with `body` between the margins (mm); `title` may hold tags."""
    top, right, bottom, left = (mm(each) for each in margins)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{mm(210)}" w:h="{mm(297)}"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}"'
        f' w:left="{left}" w:header="{mm(15)}" w:footer="{mm(18)}" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "docProps/core.xml": _CORE.format(escape(title)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _INSIDE,
        "word/styles.xml": STYLES,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": FONTS,
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{_HEADER}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{_FOOTER}</w:ftr>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            whole = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), whole, zipfile.ZIP_DEFLATED)
    return out.getvalue()

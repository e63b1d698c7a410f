"""A workbook that holds nothing but the list: what is asked of a file that shows nothing to mark."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from zhunsheng.mark.asked import Asked
from zhunsheng.mark.package import RELATIONSHIP
from zhunsheng.mark.scan import MAIN
from zhunsheng.mark.workbook import mark_workbook

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_EMPTY = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELATIONS}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATIONSHIP}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>',
}


def only_list(name: str, asked: Sequence[Asked]) -> bytes:
    """Write the list of questions to the file `name`."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in _EMPTY.items():
            archive.writestr(part, content)
    return mark_workbook(stream.getvalue(), name, asked)

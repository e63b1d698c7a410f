"""Before a workbook is opened: is it one, and is it safe to unpack?

Every member is unpacked once, piece by piece and within bounds. On the way it is noted which sheets hold formulas
and merged cells, so that what need not be read twice is not.
"""

import re
import zipfile
import zlib
from io import BytesIO

import msgspec

from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.model.text import Text

MAX_UNPACKED = 256 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_RATIO = 200
RATIO_FROM = 10 * 1024 * 1024
"""Members smaller than this may be packed as tightly as they like."""

_OLE = b"\xd0\xcf\x11\xe0"
_PIECE = 1024 * 1024
_OVERLAP = 512
"""A tag is looked for across pieces as far as this many bytes."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']""")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at the raw parts tells. `merges` gives, for the path of a sheet, its merged areas ("A2:A5")."""

    formulas: frozenset[str]
    merges: dict[str, tuple[str, ...]]
    macros: bool


def inspect(raw: bytes) -> Package:
    """Check the container. Raises `FileRefusedError` unless it is a sound, moderate, unencrypted package."""
    if raw.startswith(_OLE):
        raise FileRefusedError(_encrypted_or_old())
    if not raw.startswith(b"PK"):
        raise FileRefusedError(_not_a_workbook())
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            _check_directory(archive.infolist())
            return _look_inside(archive)
    except FileRefusedError:
        raise
    # zipfile lets through whatever struct, zlib and its own checks raise on hostile bytes.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise FileRefusedError(broken_workbook(error)) from None


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise FileRefusedError(_unsafe(f"成员数 {len(members)}", f"{len(members)} members, or a name twice"))
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise FileRefusedError(_unsafe("成员路径越界", "a member's path leads out of the package"))
        if member.flag_bits & 0x1:
            raise FileRefusedError(_encrypted_or_old())
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefusedError(_unsafe("压缩方式不属于工作簿", "a compression that no workbook uses"))
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise FileRefusedError(_bomb())
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FileRefusedError(_bomb())


def _look_inside(archive: zipfile.ZipFile) -> Package:
    """Unpack every member once.

    zipfile never gives more than the declared size and checks the CRC at the end, so a member that lies about its
    size is found out without being unpacked further than the bounds already checked.
    """
    formulas: set[str] = set()
    merges: dict[str, tuple[str, ...]] = {}
    for member in archive.infolist():
        areas: dict[str, None] = {}
        xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                if not xml:
                    continue
                if not tail and piece[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
                    raise FileRefusedError(_unsafe("部件不是 UTF-8 编码", "a part is not encoded in UTF-8"))
                window = tail + piece
                if _DOCTYPE.search(window):
                    raise FileRefusedError(entities())
                if _FORMULA.search(window):
                    formulas.add(member.filename)
                areas |= dict.fromkeys(area.decode("ascii") for area in _MERGE.findall(window))
                tail = window[-_OVERLAP:]
        if areas:
            merges[member.filename] = tuple(areas)
    macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    return Package(formulas=frozenset(formulas), merges=merges, macros=macros)


def broken_workbook(error: Exception) -> Complaint:
    """Say that a workbook is damaged. `error` names the trouble for whoever is asked to help."""
    kind = type(error).__name__
    return Complaint(
        code="broken-workbook",
        message=Text(
            f"工作簿已损坏或不完整，未读取（{kind}）", f"the workbook is damaged or incomplete: not read ({kind})"
        ),
        hint=Text(
            "请用 Excel 或 WPS 打开并另存为 .xlsx 后重新报送", "open it in Excel or WPS, save as .xlsx, send again"
        ),
    )


def entities() -> Complaint:
    """Say that a part declares XML entities, which no workbook does."""
    return Complaint(
        code="xml-entities",
        message=Text(
            "工作簿内含实体声明（可能是“XML 炸弹”），未读取",
            "the workbook declares XML entities (perhaps a bomb): not read",
        ),
    )


def _encrypted_or_old() -> Complaint:
    return Complaint(
        code="encrypted-or-old-workbook",
        message=Text("工作簿设有打开密码，或为旧版 .xls 格式", "the workbook has a password, or is an old .xls"),
        hint=Text("请取消密码并另存为 .xlsx", "remove the password and save as .xlsx"),
    )


def _not_a_workbook() -> Complaint:
    return Complaint(
        code="not-a-workbook",
        message=Text("扩展名是工作簿，内容不是", "named like a workbook, but is none"),
        hint=Text(
            "有的系统导出的是网页或文本，只改了扩展名：请打开后另存为 .xlsx",
            "some systems export a page or text under that name: open it and save as .xlsx",
        ),
    )


def _bomb() -> Complaint:
    return Complaint(
        code="workbook-too-large",
        message=Text(
            f"解压后超过 {MAX_UNPACKED // 1024 // 1024} MiB，或压缩比异常（可能是“压缩炸弹”），未读取",
            f"unpacks to more than {MAX_UNPACKED // 1024 // 1024} MiB, or is packed suspiciously tight: not read",
        ),
    )


def _unsafe(zh: str, en: str) -> Complaint:
    return Complaint(
        code="unsafe-workbook",
        message=Text(f"工作簿结构异常（{zh}），未读取", f"the workbook is oddly built ({en}): not read"),
    )

"""Before a workbook is opened: is it one, and is it safe to unpack?

Every member is unpacked once, piece by piece and within bounds, and every part of XML is parsed on the way: which
sheets hold formulas and merged cells is noted, so that what need not be read twice is not.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO

import msgspec

from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.part_guard import PartGuard, oddly_built, too_large
from zhunsheng.intake.size import MAX_UNPACKED
from zhunsheng.model.text import Text

MAX_MEMBERS = 2000
MAX_RATIO = 200
RATIO_FROM = 10 * 1024 * 1024
"""Members smaller than this may be packed as tightly as they like."""
MAX_ELEMENTS = 2_000_000
"""Elements of XML in all parts together, those of a sheet with formulas twice: it is read twice. About 100,000 rows."""

_OLE = b"\xd0\xcf\x11\xe0"
_PIECE = 256 * 1024
_OVERLAP = 16
"""A declaration is looked for across pieces as far as this many bytes."""
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_WIDE_XML = re.compile(rb"(?:\xff\xfe)?<\0|(?:\xfe\xff)?\0<")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


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
        raise FileRefusedError(oddly_built(f"成员数 {len(members)}", f"{len(members)} members, or a name twice"))
    for member in members:
        parts = re.split(r"[/\\]", member.filename)
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise FileRefusedError(oddly_built("成员路径越界", "a member's path leads out of the package"))
        if member.flag_bits & 0x1:
            raise FileRefusedError(_encrypted_or_old())
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefusedError(oddly_built("压缩方式不属于工作簿", "a compression that no workbook uses"))
        if member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise FileRefusedError(_bomb())
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FileRefusedError(_bomb())


def _look_inside(archive: zipfile.ZipFile) -> Package:
    """Unpack every member once.

    zipfile never gives more than the declared size and checks the CRC at the end, so a member that lies about its
    size is found out without being unpacked further than the bounds already checked.
    """
    guards: dict[str, PartGuard] = {}
    elements = 0
    for member in archive.infolist():
        guard = _guarded(archive, member, elements)
        if guard is None:
            continue
        guards[member.filename] = guard
        elements += guard.cost
    for name, guard in guards.items():
        if guard.sheets:
            _check_sheets(name, guard, guards, archive.NameToInfo)
    macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    return Package(
        formulas=frozenset(name for name, guard in guards.items() if guard.formulas),
        merges={name: tuple(guard.merges) for name, guard in guards.items() if guard.merges},
        macros=macros,
    )


def _guarded(archive: zipfile.ZipFile, member: zipfile.ZipInfo, elements: int) -> PartGuard | None:
    """Unpack one member. One that is XML, whatever it is called, is parsed; `elements` were seen before."""
    guard: PartGuard | None = None
    tail, size = b"", 0
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            if not size and _is_xml(member.filename, piece):
                guard = PartGuard()
            size += len(piece)
            if guard is None:
                continue
            if _DOCTYPE.search(tail + piece):
                raise FileRefusedError(entities())
            guard.feed(piece)
            if elements + guard.cost > MAX_ELEMENTS:
                raise FileRefusedError(too_large())
            tail = piece[-_OVERLAP:]
    if size != member.file_size:
        raise zipfile.BadZipFile("shorter than declared")
    if guard is not None:
        guard.feed(b"")
    return guard


def _is_xml(name: str, begin: bytes) -> bool:
    """Tell whether a member is XML, by its name or by how it begins. Raises `FileRefusedError` for UTF-16."""
    named = name.lower().endswith((".xml", ".rels", ".vml"))
    if _WIDE_XML.match(begin) or (named and begin.startswith(_WIDE_MARKS)):
        raise FileRefusedError(oddly_built("部件不是 UTF-8 编码", "a part is not encoded in UTF-8"))
    return named or _BEGINS_AS_XML.match(begin) is not None


def _check_sheets(book: str, guard: PartGuard, guards: dict[str, PartGuard], names: Collection[str]) -> None:
    """Refuse sheets that share a part, which would be read as often as it is named, and a sheet that has none.

    openpyxl leaves out a sheet without a part, and does not say so.
    """
    folder, name = posixpath.split(book)
    relations = guards.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if relations is None:
        return  # openpyxl cannot go on without them either
    targets = {
        key: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        for key, target in relations.targets.items()
    }
    if any(len(set(listed)) < len(listed) for listed in (guard.sheets, targets.values())):
        raise FileRefusedError(oddly_built("几个工作表是同一部件", "several sheets are one part"))
    if any(targets.get(sheet) not in names for sheet in guard.sheets):
        raise FileRefusedError(oddly_built("缺少工作表", "a sheet is missing"))


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

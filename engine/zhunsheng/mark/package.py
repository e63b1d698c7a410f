"""A workbook as the package of parts that it is: read part by part, written anew with the parts that are still meant.

A part enters the copy if the workbook leads to it by relationships of kinds that are known to be harmless. Macros,
links to other files, connections, controls and embedded programs are of no such kind.
"""

import posixpath
import zipfile
from functools import cached_property
from io import BytesIO

import msgspec

from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.nodes import Node, parse
from zhunsheng.mark.xml import attribute

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = "application/vnd.openxmlformats-package"
_TYPES = "[Content_Types].xml"
_MOST_RELATIONSHIPS = 100_000
_NO_DAY = (1980, 1, 1, 0, 0, 0)

_HARMLESS = frozenset(
    (
        "officeDocument core-properties extended-properties custom-properties thumbnail "
        "worksheet chartsheet styles sharedStrings theme calcChain sheetMetadata person "
        "drawing vmlDrawing comments threadedComment table printerSettings hyperlink image "
        "chart chartEx chartUserShapes chartStyle chartColorStyle themeOverride "
        "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing "
        "pivotTable pivotCacheDefinition pivotCacheRecords slicer slicerCache timeline timelineCache "
        "rdRichValue rdRichValueStructure rdRichValueTypes"
    )
    .lower()
    .split()
)
_PRUNED = frozenset(("officedocument", "worksheet", "chartsheet"))
"""Parts that lose what they may not lead to; any other part is left out with it."""


class Relationship(msgspec.Struct, frozen=True, kw_only=True):
    """One part's word on another: `kind` is the last word of its type, `target` a part, or an address outside."""

    id: str
    type: str
    target: str
    outside: bool = False

    @property
    def kind(self) -> str:
        """What the target is to the part, in lower case."""
        return self.type.rpartition("/")[2].lower()


class Package:
    """The parts of a workbook that intake's guard let through. Raises `UnmarkableError` where they do not fit."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except zipfile.BadZipFile as error:
            raise UnmarkableError("no package") from error
        self._stored = {name.lower(): name for name in self._archive.namelist()}
        self._changed: dict[str, bytes] = {}
        self._relations: dict[str, tuple[Relationship, ...]] = {}
        self._altered: set[str] = set()
        self._claimed: set[str] = set()
        self._count = 0
        self._defaults, self._types = self._content_types()

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        if part in self._changed:
            return self._changed[part]
        name = self._stored.get(part.lower())
        if name is None:
            raise UnmarkableError("a part is missing")
        return self._archive.read(name)

    def holds(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self._changed or part.lower() in self._stored

    def write(self, part: str, content: bytes, content_type: str | None = None) -> None:
        """Put a part in its place, with its content type where it is new."""
        self._changed[part] = content
        if content_type is not None:
            self._types[part.lower()] = content_type

    def free(self, pattern: str) -> str:
        """Return a name for a new part: `pattern` with the first number that is not taken."""
        number = 1
        while self.holds(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> tuple[Relationship, ...]:
        """Return where a part leads to; the package itself is the part without a name."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another; return the relationship's id."""
        standing = self.relations(part)
        taken = {each.id for each in standing}
        number = len(standing) + 1
        while f"rId{number}" in taken:
            number += 1
        new = Relationship(id=f"rId{number}", type=f"{RELATIONSHIP}/{kind}", target=target)
        self._set(part, (*standing, new))
        return new.id

    def led_to(self, part: str, kind: str, usual: str) -> str:
        """Return the one part of a kind that a part leads to; where none is, the one of the usual name, led to now.

        Some programs find a part by its name: what they see in the workbook they are to see in the copy.
        """
        found = [each.target for each in self.relations(part) if each.kind == kind.lower()]
        if not found and (self.holds(usual) or kind == "styles"):
            self.relate(part, kind, usual)
        return found[0] if found else usual

    def keep_only_harmless(self, part: str) -> frozenset[str]:
        """Drop the relationships of a part that no copy should have; return the ids of those dropped."""
        standing = self.relations(part)
        kept = tuple(each for each in standing if self._harmless(part, each))
        if len(kept) < len(standing):
            self._set(part, kept)
        return frozenset(each.id for each in standing) - {each.id for each in kept}

    def drop(self, part: str, kind: str) -> None:
        """Drop the relationships of one kind."""
        standing = self.relations(part)
        kept = tuple(each for each in standing if each.kind != kind)
        if len(kept) < len(standing):
            self._set(part, kept)

    def unrelate(self, part: str, target: str) -> None:
        """Let a part no longer lead to another."""
        self._set(part, tuple(each for each in self.relations(part) if each.outside or each.target != target))

    def packed(self) -> bytes:
        """Write the package: what is reached from its root, in the order in which it is reached."""
        stream = BytesIO()
        parts = self._leading()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, _TYPES, self._types_part(parts))
            for part in ["", *parts]:
                if part:
                    _add(archive, part, self.read(part))
                if self.relations(part):
                    _add(archive, _relations_name(part), self._relations_part(part))
        return stream.getvalue()

    def _set(self, part: str, relations: tuple[Relationship, ...]) -> None:
        self._relations[part] = relations
        self._altered.add(part)

    def claim(self, part: str) -> None:
        """Say that a part is written in one role. Raises `UnmarkableError` where it has another one already."""
        if part in self._claimed:
            raise UnmarkableError("a part has two roles")
        self._claimed.add(part)

    def _harmless(self, part: str, each: Relationship) -> bool:
        if each.kind not in _HARMLESS:
            return False
        if each.outside:
            return each.kind == "hyperlink"
        if each.kind in _PRUNED:
            return part in self._roots and self.holds(each.target)
        return each.target not in self._unsound

    @cached_property
    def _roots(self) -> frozenset[str]:
        """The package itself and the workbook: what leads to sheets."""
        return frozenset(("", *(each.target for each in self.relations("") if each.kind == "officedocument")))

    @cached_property
    def _unsound(self) -> frozenset[str]:
        """The parts that are missing, or lead, however far, to something that no copy should have."""
        sources: dict[str, set[str]] = {}
        bad: set[str] = set()
        for part in self._leading():
            if not self.holds(part):
                bad.add(part)
                continue
            for each in self.relations(part):
                if each.outside or each.kind in _PRUNED or each.kind not in _HARMLESS:
                    bad |= set() if each.outside and each.kind == "hyperlink" else {part}
                else:
                    sources.setdefault(each.target, set()).add(part)
        waiting = list(bad)
        while waiting:
            found = sources.get(waiting.pop(), set()) - bad
            bad |= found
            waiting += found
        return frozenset(bad)

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = parse(self.read(_TYPES))
        defaults: dict[str, str] = {}
        types: dict[str, str] = {}
        for each in root.children:
            said = each.attributes.get("ContentType", "")
            if each.name == "Default":
                defaults[each.attributes.get("Extension", "").lower()] = said
            else:
                types[each.attributes.get("PartName", "").lstrip("/").lower()] = said
        return defaults, types

    def _read_relations(self, part: str) -> tuple[Relationship, ...]:
        name = _relations_name(part)
        if not self.holds(name):
            return ()
        nodes = parse(self.read(name)).children
        self._count += len(nodes)
        if self._count > _MOST_RELATIONSHIPS:
            raise UnmarkableError("there are too many relationships")
        return tuple(self._relationship(part, node) for node in nodes)

    def _relationship(self, part: str, node: Node) -> Relationship:
        said = node.attributes
        target = said.get("Target", "")
        outside = said.get("TargetMode", "").lower() == "external" or target.startswith("#")
        if not outside:
            target = _resolved(part, target)
            target = self._stored.get(target.lower(), target)
        return Relationship(id=said.get("Id", ""), type=said.get("Type", ""), target=target, outside=outside)

    def _leading(self) -> list[str]:
        """List the parts that are reached by relationships of harmless kinds."""
        parts: dict[str, None] = {}
        waiting = [""]
        while waiting:
            here = waiting.pop()
            for each in self.relations(here):
                if not each.outside and each.kind in _HARMLESS and each.target not in parts:
                    parts[each.target] = None
                    waiting.append(each.target)
        return list(parts)

    def _types_part(self, parts: list[str]) -> bytes:
        """List the content type of each part: by its name where one was declared for it, else by its ending."""
        self._defaults.setdefault("rels", f"{_CONTENT}.relationships+xml")
        endings = {"rels", "xml", *(part.rpartition(".")[2].lower() for part in parts)}
        lines = [
            f"<Default Extension={attribute(ending)} ContentType={attribute(said)}/>"
            for ending, said in self._defaults.items()
            if ending in endings
        ]
        lines += [
            f"<Override PartName={attribute('/' + part)} ContentType={attribute(self._types[part.lower()])}/>"
            for part in parts
            if part.lower() in self._types
        ]
        return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()

    def _relations_part(self, part: str) -> bytes:
        if part not in self._altered:
            return self.read(_relations_name(part))
        lines = [
            f"<Relationship Id={attribute(each.id)} Type={attribute(each.type)}"
            f" Target={attribute(each.target if each.outside else '/' + each.target)}"
            + (' TargetMode="External"/>' if each.outside else "/>")
            for each in self.relations(part)
        ]
        return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that an address leads to from another part."""
    whole = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(whole).lstrip("/")


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _NO_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)

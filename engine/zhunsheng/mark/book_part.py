"""The workbook part: its sheets by name, and the list put behind them."""

import re

import msgspec

from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.formulas import leads_outside
from zhunsheng.mark.nodes import Edits, Node, parse
from zhunsheng.mark.old_list import could_be, untouched
from zhunsheng.mark.package import RELATIONSHIP, Package
from zhunsheng.mark.scan import refers_to
from zhunsheng.mark.xml import attribute, text
from zhunsheng.model.marked import LIST_NAME

_KINDS = frozenset({"worksheet", "chartsheet"})
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MOST_NAMES = 500
_LOCAL = "localSheetId"
_OF_PRINTING = frozenset({"printersettings"})
_MACRO_MARKS = ("function", "vbProcedure", "xlm")


class SheetPart(msgspec.Struct, frozen=True):
    """A sheet: its name, its part, and whether it is seen."""

    name: str
    part: str
    shown: bool


class Book:
    """The workbook part of a package, without what no copy should have."""

    def __init__(self, package: Package) -> None:
        self._package = package
        package.keep_only_harmless("")
        parts = [each.target for each in package.relations("") if each.kind == "officedocument"]
        if len(parts) != 1:
            raise UnmarkableError("there is no workbook, or several")
        self.part = parts[0]
        package.claim(self.part)
        self._raw = package.read(self.part)
        self._root = parse(self._raw)
        targets = {each.id: each for each in package.relations(self.part)}
        listed = self._root.child("sheets")
        self._listed = listed.children if listed else []
        self.sheets: list[SheetPart] = []
        for node in self._listed:
            leads = targets.get(node.attributes.get(f"{RELATIONSHIP} id", ""))
            if leads is None or leads.kind not in _KINDS or leads.outside:
                raise UnmarkableError("a sheet is of a kind that is not copied")
            package.claim(leads.target)
            shown = node.attributes.get("state", "visible") == "visible"
            self.sheets.append(SheetPart(node.attributes.get("name", ""), leads.target, shown))
        if len({each.name for each in self.sheets}) < len(self.sheets):
            raise UnmarkableError("two sheets bear one name")
        self._dropped = self._prune()
        self._old = frozenset(index for index, each in enumerate(self.sheets) if self._outlived(index, each))
        for index in self._old:
            package.unrelate(self.part, self.sheets[index].part)
        self.sheets = [each for index, each in enumerate(self.sheets) if index not in self._old]

    def names_outside(self) -> re.Pattern[str] | None:
        """Match, in a formula, a defined name that leads to another file."""
        names = [node.attributes.get("name", "") for node in self._names() if leads_outside(node.text)]
        words = [re.escape(name) for name in names if name]
        if len(words) > _MOST_NAMES:
            raise UnmarkableError("too many names lead outside")
        return re.compile(rf"(?<![\w.!])(?:{'|'.join(words)})(?![\w.(])", re.IGNORECASE) if words else None

    def add_list(self, sheet: str, last: int, columns: str) -> None:
        """Put the list, in part `sheet` with `last` rows, behind all sheets, and let the workbook open on it."""
        relation = self._package.relate(self.part, "worksheet", sheet)
        name, edits = self.list_name(), Edits(self._raw)
        for node in self._root.children:
            if refers_to(node, self._dropped, RELATIONSHIP):
                edits.remove(node)
        identities = [int(said) for each in self._listed if (said := each.attributes.get("sheetId", "")).isdigit()]
        for index in self._old:
            edits.remove(self._listed[index])
        place = len(self.sheets)
        entry = (
            f'<sheet xmlns:r="{RELATIONSHIP}" name={attribute(name)} sheetId="{max(identities, default=0) + 1}"'
            f' r:id="{relation}"/>'
        )
        listed = self._root.child("sheets")
        if listed is None:
            raise UnmarkableError("there is no list of sheets")
        edits.append(listed, entry)
        self._open_on(place, listed, edits)
        self._print(name, place, last, columns, edits)
        self._package.write(self.part, edits.apply(), _TYPE)

    def list_name(self) -> str:
        """Return a name for the list that no sheet has."""
        taken = {each.name.casefold() for each in self.sheets}
        name, number = LIST_NAME, 1
        while name.casefold() in taken:
            number += 1
            name = f"{LIST_NAME}({number})"
        return name

    def new_sheet(self) -> str:
        """Return the name of a part for the list."""
        folder = self.part.rpartition("/")[0]
        return self._package.free(f"{folder}/worksheets/sheet{{}}.xml" if folder else "worksheets/sheet{}.xml")

    def write_list(self, part: str, content: bytes) -> None:
        """Put the list in its part."""
        self._package.write(part, content, _SHEET_TYPE)

    def _prune(self) -> frozenset[str]:
        """Drop what the workbook may not lead to. With the source of one pivot table go all of them."""
        before = self._package.relations(self.part)
        dropped = self._package.keep_only_harmless(self.part)
        if any(each.id in dropped and each.kind == "pivotcachedefinition" for each in before):
            self._package.drop(self.part, "pivotcachedefinition")
            for sheet in self.sheets:
                self._package.drop(sheet.part, "pivottable")
            dropped |= {each.id for each in before if each.kind == "pivotcachedefinition"}
        return dropped

    def _outlived(self, index: int, sheet: SheetPart) -> bool:
        """Tell whether a sheet is a list of an earlier copy that nobody has written into or refers to."""
        if not could_be(sheet.name) or {each.kind for each in self._package.relations(sheet.part)} - _OF_PRINTING:
            return False
        strings = [each.target for each in self._package.relations(self.part) if each.kind == "sharedstrings"]
        shared = self._package.read(strings[0]) if strings else None
        if not untouched(self._package.read(sheet.part), shared):
            return False
        quoted, bare = f"{sheet.name}'!".encode(), f"{sheet.name}!".encode()
        others = (self._package.read(each.part) for each in self.sheets if each is not sheet)
        names = (each.text.encode() for each in self._names() if each.attributes.get(_LOCAL) != str(index))
        return not any(quoted in raw or bare in raw for raw in (*names, *others))

    def _names(self) -> list[Node]:
        names = self._root.child("definedNames")
        return names.children if names else []

    def _open_on(self, place: int, listed: Node, edits: Edits) -> None:
        views = self._root.child("bookViews")
        if views is not None and views.children:
            edits.set(views.children[0], "activeTab", str(place))
        elif views is None:
            xml = f'<bookViews><workbookView activeTab="{place}"/></bookViews>'
            edits.insert(listed.start, edits.written(xml, listed.prefix))

    def _print(self, name: str, place: int, last: int, columns: str, edits: Edits) -> None:
        """Leave out names of macros and of other files; let the header of the list be printed on every page."""
        for node in self._names():
            macro = any(node.attributes.get(mark) in ("1", "true") for mark in _MACRO_MARKS)
            of = int(said) if (said := node.attributes.get(_LOCAL, "")).isdecimal() else -1
            if macro or leads_outside(node.text) or of in self._old:
                edits.remove(node)
            elif before := sum(index < of for index in self._old):
                edits.set(node, _LOCAL, str(of - before))
        filtered, titles = text(f"'{name}'!$A$4:${columns}${last}"), text(f"'{name}'!$4:$4")
        xml = (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
            f"{filtered}</definedName>"
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">{titles}</definedName>'
        )
        names = self._root.child("definedNames")
        if names is not None:
            edits.append(names, xml)
            return
        standing = [each for each in self._root.children if each.name in _BEFORE_NAMES]
        at = standing[-1].end
        edits.insert(at, edits.written(f"<definedNames>{xml}</definedNames>", self._root.prefix))

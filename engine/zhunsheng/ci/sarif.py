"""SARIF 2.1.0: what was found, for code scanning. Columns count characters, as everywhere else in this program."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Kind, Remark, Repair, Setting, Spot, Told
from zhunsheng.model.fix import Edit
from zhunsheng.model.location import Location

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
"""The name that the standard gives itself, which readers of SARIF ask for. Nothing is fetched from there."""
_ROOT = "%SRCROOT%"
_MARK = "zhunsheng/v1"
Node = dict[str, Any]
"""A node of the document. JSON is untyped; the tests hold it against the properties that SARIF has."""


def render(told: Told, paths: Paths) -> bytes:
    """Write one run with every remark, those set aside included: they say by whom and why."""
    places = {kind.id: number for number, kind in enumerate(told.kinds)}
    driver: Node = {"name": "zhunsheng", "version": told.version, "language": told.language}
    driver["rules"] = [_kind(kind) for kind in told.kinds]
    run: Node = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"zhunsheng/{told.command}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _text("The root of the repository.")}},
        "results": [_result(each, places[each.kind], told, paths) for each in told.remarks],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _kind(kind: Kind) -> Node:
    node: Node = {"id": kind.id, "name": kind.name, "shortDescription": _text(kind.short)}
    node["fullDescription"] = _text(kind.full or kind.short)
    if kind.help:
        node["help"] = _text(kind.help) | ({"markdown": kind.markdown} if kind.markdown else {})
    return node | {"defaultConfiguration": {"level": kind.weight.value}}


def _result(remark: Remark, index: int, told: Told, paths: Paths) -> Node:
    node: Node = {
        "ruleId": remark.kind,
        "ruleIndex": index,
        "level": remark.weight.value,
        "message": _text(remark.text),
        "locations": [_location(spot, paths) for spot in remark.spots],
    }
    if remark.related:
        node["relatedLocations"] = [_location(each, paths) for each in remark.related]
    if remark.mark:
        node["partialFingerprints"] = {_MARK: remark.mark}
    aside = remark.aside
    # Once one result has suppressions, all must: of one without, nobody could say whether it was looked at.
    node["suppressions"] = [] if aside is None else [{"kind": aside.by.value, "justification": aside.why}]
    if told.compared:
        known = aside is not None and aside.by is Setting.KNOWN
        node["baselineState"] = "unchanged" if known else "new"
    if remark.repair is not None:
        node["fixes"] = [_fix(remark.repair, paths)]
    return node


def _text(text: str) -> Node:
    return {"text": text}


def _location(spot: Spot, paths: Paths) -> Node:
    at = spot.at
    physical: Node = {"artifactLocation": _artifact(at.file, paths)}
    if at.line is not None:
        physical["region"] = _region(at.line, at.column, spot.until)
    node: Node = {"physicalLocation": physical}
    if at.sheet is not None:
        node["logicalLocations"] = [_logical(at, paths)]
    if spot.says:
        node["message"] = _text(spot.says)
    return node


def _logical(at: Location, paths: Paths) -> Node:
    """A cell of a workbook, or a whole sheet: SARIF knows regions of text only."""
    cell = at.sheet if at.cell is None else f"{at.sheet}!{at.cell}"
    return {
        "name": cell,
        "fullyQualifiedName": f"{paths.shown(at.file)}[{cell}]",
        "kind": "cell" if at.cell else "sheet",
    }


def _artifact(file: str, paths: Paths) -> Node:
    uri, inside = paths.address(file)
    return {"uri": uri, "uriBaseId": _ROOT} if inside else {"uri": uri}


def _region(line: int, column: int | None, until: tuple[int, int] | None) -> Node:
    node: Node = {"startLine": line}
    if column is not None:
        node["startColumn"] = column
    if until is not None:
        node |= {"endLine": until[0], "endColumn": until[1]}
    return node


def _fix(repair: Repair, paths: Paths) -> Node:
    by_file = groupby(sorted(repair.edits, key=lambda edit: edit.file), key=lambda edit: edit.file)
    changes = [
        {"artifactLocation": _artifact(file, paths), "replacements": _replacements(each)} for file, each in by_file
    ]
    return {"description": _text(repair.title), "artifactChanges": changes}


def _replacements(edits: Iterable[Edit]) -> list[Node]:
    return [
        {
            "deletedRegion": _region(edit.line, edit.column, (edit.end_line, edit.end_column)),
            "insertedContent": _text(edit.text),
        }
        for edit in edits
    ]

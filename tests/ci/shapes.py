"""What SARIF 2.1.0 and junit-10.xsd ask of a document, as far as this program writes one: constraints in our own words.

`python -m tests.ci.published` holds the same documents against the published schemas themselves.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from jsonschema import Draft202012Validator

Node = dict[str, Any]

POSITIVE = {"type": "integer", "minimum": 1}
WORD = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def thing(required: str, **properties: Node) -> Node:
    """An object that has these properties and no other."""
    return {"type": "object", "properties": properties, "required": required.split(), "additionalProperties": False}


def rows(of: Node, least: int = 0) -> Node:
    return {"type": "array", "items": of, "minItems": least}


TEXT = thing("text", text={"type": "string"})
HELP = thing("text", text={"type": "string"}, markdown={"type": "string"})
REGION = thing("startLine", startLine=POSITIVE, startColumn=POSITIVE, endLine=POSITIVE, endColumn=POSITIVE)
URI = {"type": "string", "pattern": "^[!-~]+$"}
ARTIFACT = thing("uri", uri=URI, uriBaseId={"const": "%SRCROOT%"})
LOGICAL = thing("name", name=WORD, fullyQualifiedName=WORD, kind=WORD)
PHYSICAL = thing("artifactLocation", artifactLocation=ARTIFACT, region=REGION)
LOCATION = thing("physicalLocation", physicalLocation=PHYSICAL, logicalLocations=rows(LOGICAL), message=TEXT)
REPLACEMENT = thing("deletedRegion", deletedRegion=REGION, insertedContent=TEXT)
CHANGE = thing("artifactLocation replacements", artifactLocation=ARTIFACT, replacements=rows(REPLACEMENT, 1))
FIX = thing("artifactChanges", description=TEXT, artifactChanges=rows(CHANGE, 1))
SUPPRESSION = thing("kind", kind={"enum": ["inSource", "external"]}, justification={"type": "string"})
RULE = thing(
    "id",
    id=WORD,
    name=WORD,
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=HELP,
    defaultConfiguration=thing("", level=LEVEL),
)
RESULT = thing(
    "message ruleId ruleIndex level locations",
    ruleId=WORD,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=TEXT,
    locations=rows(LOCATION),
    relatedLocations=rows(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=rows(SUPPRESSION),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    fixes=rows(FIX, 1),
)
DRIVER = thing("name", name=WORD, version=WORD, language={"pattern": "^[a-z]{2}(-[A-Z]{2})?$"}, rules=rows(RULE))
RUN = thing(
    "tool results",
    tool=thing("driver", driver=DRIVER),
    automationDetails=thing("", id=WORD),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": thing("", description=TEXT)},
    results=rows(RESULT),
)
SARIF = thing("version runs", **{"$schema": URI, "version": {"const": "2.1.0"}, "runs": rows(RUN)})


def assert_sarif(document: Node) -> Node:
    """Hold a document against the constraints, and return its only run."""
    Draft202012Validator(SARIF).validate(document)
    (run,) = document["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids))
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
    for region in regions(run["results"]):
        assert (region["startLine"], region.get("startColumn", 1)) <= (
            region.get("endLine", region["startLine"]),
            region.get("endColumn", region.get("startColumn", 1)),
        )
    return dict(run)


def regions(node: object) -> Iterator[Node]:
    if isinstance(node, dict):
        if "startLine" in node:
            yield node
        for each in node.values():
            yield from regions(each)
    if isinstance(node, list):
        for each in node:
            yield from regions(each)


JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"skipped", "time"},
        {"testcase"},
    ),
    "testcase": ({"name"}, {"classname", "time"}, {"failure", "error", "skipped", "system-out"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
"""Of each element: the attributes that it must have, those that it may have, and its children."""


def assert_junit(text: bytes) -> Element:
    """Hold a document against the constraints, and return its root."""
    root: Element = fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        needed, allowed, children = JUNIT[element.tag]
        assert needed <= set(element.attrib) <= needed | allowed, element.attrib
        assert {child.tag for child in element} <= children
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite)
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[attribute]) == len(suite.findall(f"testcase/{tag}"))
    return root

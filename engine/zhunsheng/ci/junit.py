"""JUnit XML, as the xUnit plugin of Jenkins describes it (junit-10.xsd), and GitLab and others read it.

A case has no attribute for its file there: the place stands first in what is told of it.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from zhunsheng.ci.lines import story
from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Case, Outcome, Suite, Told

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {Outcome.FAILED: "failure", Outcome.ERROR: "error", Outcome.SKIPPED: "skipped"}


def render(told: Told, paths: Paths) -> bytes:
    """Write a suite a plan and a case for whatever was looked at."""
    counts = {
        key: str(sum(int(_counts(suite)[key]) for suite in told.suites)) for key in ("tests", "failures", "errors")
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _open("testsuites", {"name": f"zhunsheng {told.command}"} | counts),
    ]
    for suite in told.suites:
        lines += [
            f"  {_open('testsuite', {'name': suite.name} | _counts(suite))}",
            *_cases(suite, paths),
            "  </testsuite>",
        ]
    return "".join(f"{line}\n" for line in [*lines, "</testsuites>"]).encode()


def _counts(suite: Suite) -> dict[str, str]:
    return {
        "tests": str(len(suite.cases)),
        "failures": str(suite.count(Outcome.FAILED)),
        "errors": str(suite.count(Outcome.ERROR)),
        "skipped": str(suite.count(Outcome.SKIPPED)),
        "time": "0",
    }


def _cases(suite: Suite, paths: Paths) -> Iterator[str]:
    for case in suite.cases:
        head = _open("testcase", {"classname": case.group, "name": case.name, "time": "0"})
        told = _told(case, paths)
        yield f"    {head}{told}</testcase>" if told else f"    {head[:-1]}/>"


def _told(case: Case, paths: Paths) -> str:
    if case.outcome is Outcome.PASSED:
        return _whole("system-out", {}, story(case, paths)) if case.detail else ""
    name = _ELEMENTS[case.outcome]
    given = {"message": case.says} if case.outcome is Outcome.SKIPPED else {"type": case.kind, "message": case.says}
    return _whole(name, given, story(case, paths))


def _whole(name: str, attributes: Mapping[str, str], text: str) -> str:
    return f"{_open(name, attributes)}{escape(_valid(text), quote=False)}</{name}>"


def _open(name: str, attributes: Mapping[str, str]) -> str:
    # Of a bare line feed in an attribute, a reader makes a blank.
    given = (f' {key}="{escape(_valid(value)).replace(chr(10), "&#10;")}"' for key, value in attributes.items())
    return f"<{name}{''.join(given)}>"


def _valid(text: str) -> str:
    """Put a sign in the place of what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)

"""TAP 13 (Test Anything Protocol): a line a case, and below what did not pass a block that says why."""

import json
from collections.abc import Iterator

from zhunsheng.ci.lines import place
from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Case, Outcome, Told
from zhunsheng.model.readable import readable


def render(told: Told, paths: Paths) -> bytes:
    """Write the cases of all suites, numbered."""
    cases = [case for suite in told.suites for case in suite.cases]
    lines = ["TAP version 13", f"1..{len(cases)}"]
    for number, case in enumerate(cases, start=1):
        lines += _case(number, case, paths)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _case(number: int, case: Case, paths: Paths) -> Iterator[str]:
    fine = case.outcome in (Outcome.PASSED, Outcome.SKIPPED)
    skip = f" # SKIP {_plain(case.says)}" if case.outcome is Outcome.SKIPPED else ""
    yield f"{'ok' if fine else 'not ok'} {number} - {_plain(f'{case.group} {case.name}')}{skip}"
    if fine:
        return
    told = {"message": case.says, "severity": "fail" if case.outcome is Outcome.FAILED else "error", "kind": case.kind}
    if case.at is not None:
        told["at"] = place(case.at, paths)
    if case.detail:
        told["data"] = case.detail
    yield "  ---"
    for key, value in told.items():
        yield f"  {key}: {json.dumps(value, ensure_ascii=False)}"  # what JSON quotes, YAML reads
    yield "  ..."


def _plain(text: str) -> str:
    """Escape what would begin a directive."""
    return readable(text).replace("\\", "\\\\").replace("#", "\\#")

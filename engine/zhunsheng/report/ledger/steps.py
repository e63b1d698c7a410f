"""One step of an item's life in words: what a run saw, in which cells, or what somebody did, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from zhunsheng.model.ledger import BEIJING, Act, Deed, Look, State, Step
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Text
from zhunsheng.model.words import LEDGER_STATE
from zhunsheng.report.ledger.lines import Lines

_SEEN = Text("核查", "run")
_FOUND = Text("{0} 年 {1}", "{0}: {1}")
_FIGURES = Text("实际 {0}，要求 {1}，差 {2}", "value {0}, limit {1}, gap {2}")
_FINE = Text("实际 {0}，要求 {1}", "value {0}, limit {1}")
_BY = Text("经办 {0}", "by {0}")
_DUE = Text("期限 {0}", "due {0}")
_ATTACHED = Text("附件 {0}（{1} 字节，SHA-256 {2}）", "attached: {0} ({1} bytes, SHA-256 {2})")
_UNTIL = Text("至 {0}，{1} 批准", "until {0}, granted by {1}")


class Told(NamedTuple):
    """When, what, and where it led; and the particulars, a line each."""

    head: str
    below: tuple[str, ...]


def tell_step(step: Step, lines: Lines) -> Told:
    """Tell one step. Of what people do only closing leads to another course: a reply makes nothing worse."""
    at = step.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    course = LEDGER_STATE[State(step.course)].to(lines.lang)
    head = _SEEN.to(lines.lang) if step.act is None else lines.act(step.act)
    below = (
        *(() if step.look is None else _looked(step.look, lines)),
        *(() if step.act is None else _acted(step.act, lines)),
    )
    led = "" if step.act is not None and step.act.deed is not Deed.CLOSE else f"  → {course}"
    return Told(f"{at}  {head}{led}", below)


def _looked(look: Look, lines: Lines) -> Iterator[str]:
    found = "  ".join(filter(None, (lines.status(look), lines.grade(look))))
    yield _FOUND.to(lines.lang).format(look.year, found)
    if look.value is not None:
        said = _FIGURES if look.off and look.shortfall is not None else _FINE
        yield said.to(lines.lang).format(lines.value(look), lines.limit(look), lines.gap(look))
    yield from map(readable, look.cells)


def _acted(act: Act, lines: Lines) -> Iterator[str]:
    yield _BY.to(lines.lang).format(readable(act.by))
    if act.due is not None:
        yield _DUE.to(lines.lang).format(act.due)
    if act.until is not None:
        yield _UNTIL.to(lines.lang).format(act.until, readable(act.approver))
    if act.reason:
        yield readable(act.reason)
    if act.document:
        yield lines.document(act)
    for each in act.attachments:
        yield _ATTACHED.to(lines.lang).format(readable(each.name), f"{each.size:,}", readable(each.sha256))

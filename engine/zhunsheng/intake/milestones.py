"""A milestone (节点): what the value cell says -> done (1) or not done (0), or refused; 60 % is neither."""

from decimal import Decimal

from zhunsheng.intake.characters import fold, hidden, shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.numbers import Figure, hidden_characters, nothing_reported, read_figure
from zhunsheng.intake.table import Cell
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.indicator import DONE
from zhunsheng.model.text import Text
from zhunsheng.model.words import MILESTONE

_DONE = ("已完成", "完成", "是", "是的", "√", "✓", "✔", "☑", "done", "yes", "true", "1")
_NOT_DONE = (
    *("未完成", "否", "×", "x", "✗", "✘", "☒", "not done", "no", "false", "0"),
    *("进行中", "正在进行", "推进中", "正在推进", "在建", "建设中", "未开工", "未启动", "正在办理", "办理中"),
)
_WORDS = {fold(word): True for word in _DONE} | {fold(word): False for word in _NOT_DONE}
_UNITS = frozenset({"", "项", "完成情况", DONE})
_EXPECTED = Text(f"{MILESTONE[True].zh} 或 {MILESTONE[False].zh}", f"{MILESTONE[True].en} or {MILESTONE[False].en}")


def says_whether_done(text: str) -> bool:
    """Tell whether `text` is one of the words for done or not done; a bare 1 or 0 counts as a figure."""
    return fold(text).lower() in _WORDS and not text.strip().isdigit()


def read_milestone(cell: Cell) -> Figure | Complaint:
    """Return 1 (done) or 0 (not done) for a value cell that says so: a word, a tick, a logical value, 1 or 0."""
    if cell.fault is not None and not cell.logical:
        return cell.fault
    if unseen := hidden(cell.text):
        return hidden_characters(unseen)
    word = _WORDS.get(fold(cell.text).lower())
    if word is not None:
        return Figure(value=Decimal(word))
    figure = read_figure(cell.text)
    if isinstance(figure, Figure) and figure.value in (0, 1) and figure.bound is None and figure.unit in _UNITS:
        return Figure(value=Decimal(int(figure.value)))
    return _not_understood(cell.text)


def unit_fault(text: str) -> Complaint | None:
    """Say what is wrong with the unit of a milestone: it has none, or is counted as one item."""
    if fold(text) in _UNITS:
        return None
    return Complaint(
        code="unit-of-milestone",
        message=Text(f"节点没有单位，此处写着“{shown(text)}”", f"a milestone has no unit; here stands {shown(text)}"),
        expected=Text("留空，或 项、完成情况", f"blank, or {DONE}"),
    )


def without_evidence(figure: Figure, evidence: str) -> Complaint | None:
    """Ask for evidence where something is reported as done and nothing is cited. It is judged all the same."""
    if not figure.value or not nothing_reported(evidence):
        return None
    return Complaint(
        code="done-without-evidence",
        severity=Severity.WARNING,
        message=Text("报已完成而没有依据；照报送的判定", "reported as done without evidence; judged as reported"),
        expected=Text("“依据”列填写文号、验收或公开的凭据", "what proves it, in the column evidence"),
    )


def _not_understood(text: str) -> Complaint:
    return Complaint(
        code="milestone-not-understood",
        message=Text(f"“{shown(text)}”看不出完成与否", f"“{shown(text)}” does not say whether it is done"),
        expected=_EXPECTED,
        hint=Text("进度、日期等请写在备注", "a percentage, a date and the like belong in the note"),
    )

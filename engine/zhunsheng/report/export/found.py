"""The other tables of the workbook: findings, flags of the checks on the data, problems of the data."""

from collections.abc import Callable
from typing import NamedTuple

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.question import Owners
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Flag
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL, KIND, LEVEL, NATURE, SEVERITY, STATUS
from zhunsheng.report import arithmetic, cards, flags
from zhunsheng.report.export import cells
from zhunsheng.report.export.table import Column, Table, Value, Word, table
from zhunsheng.report.lookup import Lookup, policy_rule
from zhunsheng.report.provenance import Senders, senders
from zhunsheng.report.view import findings_line

_FINDINGS = Text("结论", "Findings")
_FLAGS = Text("数据审核", "Checks on the data")
_PROBLEMS = Text("数据问题", "Problems")
_PROBLEMS_REMARK = Text(
    "读取数据时发现的问题：错误的不采用，疑问和说明的照用。",
    "What was wrong when the data were read: an error is not used.",
)
_LOOK = {Severity.ERROR: "refuse", Severity.WARNING: "question", Severity.NOTE: "note"}


class _Found(NamedTuple):
    lookup: Lookup
    finding: Finding
    lang: Lang

    @property
    def senders(self) -> Senders:
        """The cells behind it."""
        return cards.cells_of(self.lookup, self.finding)


class _Flagged(NamedTuple):
    lookup: Lookup
    flag: Flag
    lang: Lang

    @property
    def senders(self) -> Senders:
        """The cells concerned."""
        return senders(self.lookup, (), self.flag.at)


class _Said(NamedTuple):
    problem: Diagnostic
    department: str
    lang: Lang


def findings(lookup: Lookup, lang: Lang) -> Table:
    """Return all findings, those about a department among them."""
    rows = (_Found(lookup, each, lang) for each in lookup.evaluation.findings)
    return table(_FINDINGS, findings_line(lookup, lang), _OF_FINDING, 14, rows, lang)


def flagged(lookup: Lookup, lang: Lang) -> Table:
    """Return all flags, by department and level."""
    rows = (_Flagged(lookup, each, lang) for each in lookup.flags.flags)
    return table(_FLAGS, flags.SAID.to(lang), _OF_FLAG, 10, rows, lang)


def problems(lookup: Lookup, lang: Lang) -> Table:
    """Return all problems of the data."""
    owners, gravity = Owners(lookup.evaluation), list(Severity)
    rows = (
        _Said(each, lookup.department(owners.of_problem(each).department), lang)
        for each in sorted(lookup.evaluation.problems, key=lambda each: gravity.index(each.severity))
    )
    return table(_PROBLEMS, _PROBLEMS_REMARK.to(lang), _OF_PROBLEM, 8, rows, lang)


def _judged(of: Callable[[_Found, Judgement], Value]) -> Callable[[_Found], Value]:
    """Write what the judgement behind a finding says; a department's finding has none."""

    def cell(row: _Found) -> Value:
        subject = row.lookup.subject(row.finding)
        return of(row, subject) if subject is not None else None

    return cell


def _about(row: _Found) -> str:
    return row.lookup.rule_title(row.finding.rule) or row.lookup.department(row.finding.owner)


def _policy_at(row: _Found) -> str:
    rule = policy_rule(row.lookup.catalogue, row.finding.because.policy)
    return readable(str(rule.at)) if rule is not None else ""


def _where(row: _Said) -> str:
    at = row.problem.at
    if at.cell is not None:
        return readable(at.cell)
    return ":".join(str(number) for number in (at.line, at.column) if number is not None)


_OF_FINDING: tuple[Column[_Found], ...] = (
    Column(Text("类别", "Kind"), 6, lambda r: Word(KIND[r.finding.kind].to(r.lang), str(r.finding.kind))),
    Column(Text("级别", "Level"), 6, lambda r: Word(LEVEL[r.finding.level].to(r.lang), str(r.finding.level))),
    Column(Text("年份", "Year"), 6, lambda r: r.finding.year),
    Column(Text("指标", "Indicator"), 24, _about),
    Column(Text("地区", "Place"), 10, lambda r: r.lookup.place(r.finding.entity)),
    Column(Text("责任部门", "Owner"), 13, lambda r: r.lookup.department(r.finding.owner)),
    Column(Text("状态", "Status"), 9, _judged(lambda r, j: Word(STATUS[j.status].to(r.lang), str(j.status)))),
    Column(Text("数值", "Value"), 9, _judged(lambda r, j: cells.value(j, r.lang))),
    Column(Text("单位", "Unit"), 9, _judged(lambda r, j: cells.unit(j, r.lang))),
    Column(Text("限值", "Limit"), 18, _judged(lambda r, j: cards.limit(r.lookup, j, r.lang))),
    Column(Text("差距", "Gap"), 9, _judged(lambda _, j: cells.gap(j))),
    Column(Text("结论内容", "What was found"), 24, lambda r: readable(r.finding.because.text.to(r.lang))),
    Column(
        Text("数据审核", "Checks on the data"),
        16,
        lambda r: cells.questioned(r.lookup, cards.about(r.lookup, r.finding), r.lang),
    ),
    Column(Text("出处", "Clause"), 12, lambda r: readable(r.finding.source.locator) if r.finding.source else ""),
    Column(Text("算式", "Arithmetic"), 50, lambda r: arithmetic.of_finding(r.lookup, r.finding, r.lang)),
    Column(Text("单元格", "Cells"), 40, lambda r: cells.places(r.senders, r.lang)),
    Column(Text("报送人", "Handed in by"), 16, lambda r: cells.submitters(r.senders, r.lang)),
    Column(Text("收到时间", "Received"), 17, lambda r: cells.moments(r.senders, r.lang)),
    Column(Text("性质", "Nature"), 9, _judged(lambda r, j: NATURE[j.nature].to(r.lang))),
    Column(Text("政策规则", "Policy rule"), 20, lambda r: readable(r.finding.because.policy)),
    Column(Text("政策规则位置", "Policy rule at"), 20, _policy_at),
    Column(Text("规则编号", "Rule"), 24, lambda r: readable(r.finding.rule or "")),
    Column(Text("结论编号", "Finding id"), 22, lambda r: readable(r.finding.id)),
)
_OF_FLAG: tuple[Column[_Flagged], ...] = (
    Column(Text("级别", "Level"), 6, lambda r: Word(CHECK_LEVEL[r.flag.level].to(r.lang), str(r.flag.level))),
    Column(Text("种类", "Kind"), 12, lambda r: CHECK_KIND[r.flag.kind].to(r.lang)),
    Column(Text("责任部门", "Department"), 13, lambda r: flags.owner_title(r.lookup, r.flag.owner, r.lang)),
    Column(Text("年份", "Year"), 6, lambda r: r.flag.year),
    Column(Text("指标", "Indicators"), 20, lambda r: flags.concerned(r.lookup, r.flag, r.lang)),
    Column(Text("地区", "Place"), 10, lambda r: r.lookup.place(r.flag.entity) if r.flag.entity is not None else ""),
    Column(Text("问题", "Question"), 34, lambda r: readable(r.flag.message.to(r.lang))),
    Column(Text("算式", "Arithmetic"), 24, lambda r: readable(r.flag.arithmetic)),
    Column(Text("建议", "Hint"), 22, lambda r: readable(r.flag.hint.to(r.lang)) if r.flag.hint else ""),
    Column(Text("单元格", "Cells"), 30, lambda r: cells.places(r.senders, r.lang)),
    Column(Text("报送人", "Handed in by"), 16, lambda r: cells.submitters(r.senders, r.lang)),
    Column(Text("收到时间", "Received"), 17, lambda r: cells.moments(r.senders, r.lang)),
    Column(Text("审核规则", "Check"), 24, lambda r: readable(r.flag.check)),
    Column(Text("规则位置", "Declared at"), 24, lambda r: readable(str(r.flag.declared))),
)
_OF_PROBLEM: tuple[Column[_Said], ...] = (
    Column(
        Text("程度", "Severity"), 8, lambda r: Word(SEVERITY[r.problem.severity].to(r.lang), _LOOK[r.problem.severity])
    ),
    Column(Text("责任部门", "Department"), 13, lambda r: r.department),
    Column(Text("文件", "File"), 26, lambda r: readable(r.problem.at.file)),
    Column(Text("工作表", "Sheet"), 12, lambda r: readable(r.problem.at.sheet or "")),
    Column(Text("位置", "Cell or line"), 8, _where),
    Column(Text("问题", "What is wrong"), 40, lambda r: readable(r.problem.message.to(r.lang))),
    Column(
        Text("应为", "Expected"), 22, lambda r: readable(r.problem.expected.to(r.lang)) if r.problem.expected else ""
    ),
    Column(Text("建议", "Hint"), 28, lambda r: readable(r.problem.hint.to(r.lang)) if r.problem.hint else ""),
    Column(Text("代码", "Code"), 22, lambda r: readable(r.problem.code)),
)

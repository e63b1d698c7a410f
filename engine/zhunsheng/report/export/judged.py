"""The table of judgements: one row a rule, place and year, with what policy drew from it."""

from collections.abc import Sequence
from typing import NamedTuple

from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import INDICATOR_KIND, KIND, LEVEL, NATURE, PHASE, STATUS
from zhunsheng.report import arithmetic, cards
from zhunsheng.report.export import cells
from zhunsheng.report.export.table import Amount, Column, Table, Value, Word, table
from zhunsheng.report.formula import shown_figures
from zhunsheng.report.lookup import Lookup, evidence
from zhunsheng.report.provenance import Senders, senders
from zhunsheng.report.reasons import reason_text

_NAME = Text("判定", "Judgements")
_PRINTED = 15
"""Columns on a page."""
_REMARK = Text(
    "一行一项：一条规则、一处地区、一个年份。右侧为出处等备查栏，不打印。",
    "One row a rule, place and year. The columns on the right, with sources and the like, are not printed.",
)
_KINDS = tuple(FindingKind)
_YES = Text("是", "yes")


class _Judged(NamedTuple):
    """A judgement, with the findings about it, the gravest first."""

    lookup: Lookup
    judgement: Judgement
    findings: Sequence[Finding]
    lang: Lang

    @property
    def rule(self) -> Rule:
        """The rule that was judged."""
        return self.lookup.catalogue.rules[self.judgement.rule]

    @property
    def senders(self) -> Senders:
        """The cells of its figures, those that could not be read among them."""
        refused = cards.refused_cells(self.lookup, self.judgement)
        return senders(self.lookup, self.judgement.observations, refused)

    def listed(self, texts: Sequence[str]) -> str:
        """List what the findings say."""
        return cells.join(map(readable, texts), self.lang)


def judgements(lookup: Lookup, lang: Lang) -> Table:
    """Return all judgements in the order of the evaluation."""
    about: dict[tuple[str | None, str, int], list[Finding]] = {}
    for finding in sorted(lookup.evaluation.findings, key=_gravity):
        about.setdefault((finding.rule, finding.entity, finding.year), []).append(finding)
    rows = (_Judged(lookup, j, about.get((j.rule, j.entity, j.year), ()), lang) for j in lookup.evaluation.judgements)
    return table(_NAME, _REMARK.to(lang), _COLUMNS, _PRINTED, rows, lang)


def _gravity(finding: Finding) -> tuple[int, int]:
    return _KINDS.index(finding.kind), cards.GRAVEST.index(finding.level)


def _kind(row: _Judged) -> Value:
    kind = row.findings[0].kind if row.findings else None
    return Word(KIND[kind].to(row.lang), str(kind)) if kind is not None else None


def _level(row: _Judged) -> Value:
    level = row.findings[0].level if row.findings else None
    return Word(LEVEL[level].to(row.lang), str(level)) if level is not None else None


def _pace(row: _Judged) -> Value:
    bands, pace = row.rule.bands, row.judgement.pace
    return Amount(pace, (bands.on_track, bands.nearly, bands.behind)) if pace is not None else None


_COLUMNS: tuple[Column[_Judged], ...] = (
    Column(Text("指标", "Indicator"), 24, lambda r: r.lookup.rule_title(r.judgement.rule)),
    Column(Text("地区", "Place"), 10, lambda r: r.lookup.place(r.judgement.entity)),
    Column(Text("年份", "Year"), 6, lambda r: r.judgement.year),
    Column(Text("责任部门", "Owner"), 13, lambda r: r.lookup.department(r.judgement.owner)),
    Column(Text("性质", "Nature"), 8, lambda r: NATURE[r.judgement.nature].to(r.lang)),
    Column(Text("状态", "Status"), 9, lambda r: Word(STATUS[r.judgement.status].to(r.lang), str(r.judgement.status))),
    Column(Text("数值", "Value"), 9, lambda r: cells.value(r.judgement, r.lang)),
    Column(Text("单位", "Unit"), 9, lambda r: cells.unit(r.judgement, r.lang)),
    Column(Text("限值", "Limit"), 18, lambda r: cards.limit(r.lookup, r.judgement, r.lang)),
    Column(Text("差距", "Gap"), 9, lambda r: cells.gap(r.judgement)),
    Column(Text("时序进度 R", "Pace R"), 9, _pace),
    Column(Text("结论", "Finding"), 6, _kind),
    Column(Text("级别", "Level"), 6, _level),
    Column(Text("数据审核", "Checks on the data"), 16, lambda r: cells.questioned(r.lookup, (r.judgement,), r.lang)),
    Column(Text("出处", "Clause"), 12, lambda r: readable(r.rule.source.locator)),
    Column(Text("原因", "Reason"), 20, lambda r: reason_text(r.judgement, r.lang)),
    Column(Text("算式", "Arithmetic"), 50, lambda r: arithmetic.of_judgement(r.lookup, r.judgement, r.lang)),
    Column(Text("差距单位", "Unit of the gap"), 10, lambda r: cells.gap_unit(r.judgement, r.lang)),
    Column(Text("目标年", "Due"), 8, lambda r: r.judgement.due),
    Column(Text("年份属性", "Phase"), 10, lambda r: PHASE[r.judgement.phase].to(r.lang)),
    Column(
        Text("应达", "Expected"),
        12,
        lambda r: Amount(r.judgement.expected) if r.judgement.expected is not None else None,
    ),
    Column(Text("首次达标", "First met"), 9, lambda r: r.judgement.first_met),
    Column(Text("结论内容", "What was found"), 30, lambda r: r.listed([f.because.text.to(r.lang) for f in r.findings])),
    Column(Text("结论编号", "Finding id"), 22, lambda r: r.listed([f.id for f in r.findings])),
    Column(Text("政策规则", "Policy rule"), 20, lambda r: r.listed([f.because.policy for f in r.findings])),
    Column(Text("填报", "Submitted"), 20, lambda r: shown_figures(r.judgement.observations, r.lang)),
    Column(Text("单元格", "Cells"), 40, lambda r: cells.places(r.senders, r.lang)),
    Column(Text("报送人", "Handed in by"), 16, lambda r: cells.submitters(r.senders, r.lang)),
    Column(Text("收到时间", "Received"), 17, lambda r: cells.moments(r.senders, r.lang)),
    Column(Text("佐证", "Evidence"), 24, lambda r: cells.join(evidence(r.judgement.observations), r.lang)),
    Column(Text("备注", "Note"), 24, lambda r: r.listed([o.note for o in r.judgement.observations])),
    Column(
        Text("示例", "Illustrative"),
        7,
        lambda r: _YES.to(r.lang) if any(o.illustrative for o in r.judgement.observations) else "",
    ),
    Column(Text("缺", "Missing"), 20, lambda r: arithmetic.missing_text(r.lookup.catalogue, r.judgement, r.lang)),
    Column(Text("下达依据", "Issued by"), 24, lambda r: readable(r.judgement.citation or "")),
    Column(
        Text("口径", "Kind"),
        10,
        lambda r: INDICATOR_KIND[r.lookup.catalogue.indicators[r.rule.indicator].kind].to(r.lang),
    ),
    Column(Text("规则编号", "Rule"), 24, lambda r: readable(r.judgement.rule)),
    Column(Text("规则位置", "Rule at"), 24, lambda r: readable(str(r.rule.at))),
    Column(Text("规划", "Plan"), 24, lambda r: readable(r.lookup.catalogue.plan.title)),
    Column(Text("文件", "Document"), 24, lambda r: readable(r.rule.source.document)),
    Column(Text("数值（精确）", "Value, exact"), 16, lambda r: cells.exact(r.judgement.value)),
    Column(Text("差距（精确）", "Gap, exact"), 16, lambda r: cells.exact(r.judgement.gap)),
)

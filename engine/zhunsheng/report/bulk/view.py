"""The summary of a bulk run as tables of text: how judgements and findings count, the worst first."""

from collections.abc import Iterator, Sequence

from zhunsheng.model.bulk import AROUND, BulkSummary
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang
from zhunsheng.model.words import KIND, KINDS, LEVEL, NATURE, STATUS
from zhunsheng.report.bulk.beside import Beside
from zhunsheng.report.bulk.counts import Count, Counts
from zhunsheng.report.bulk.speaker import Speaker
from zhunsheng.report.bulk.tables import Cell, Head, Row, Table, number


class View(Speaker):
    """The tables that count the judgements and findings of a run."""

    def __init__(self, summary: BulkSummary, catalogue: Catalogue, lang: Lang, beside: Beside) -> None:
        super().__init__(summary, catalogue, lang, beside)
        self.counts = Counts(summary, catalogue)
        self.whole = self.counts.whole
        self.statuses = tuple(status for status in Status if self.whole.statuses[status])

    def cautions(self) -> Iterator[str]:
        """Say what the reader must know before any count: figures that were not used, rules that could not be run."""
        problems = self.summary.problems
        refused, concerned = sum(each.times for each in problems if each.refused), self.whole.reasons[Reason.REFUSED]
        if refused or concerned:
            yield self.say(
                f"数据有 {refused:,} 处没有采用。受影响的 {concerned:,} 条判定为“不可判定”，不是“未报送”；"
                "见“数据问题”。",
                f"Entries of the data that were not used: {refused:,}. Verdicts concerned: {concerned:,}; they are "
                "“not evaluable”, not “not reported”. See “Problems of the data”.",
            )
        if failed := sum(each.of_rules for each in problems):
            yield self.say(
                f"有 {failed:,} 条政策规则未能执行，结论可能不全；见“数据问题”。",
                f"{failed:,} policy rules could not be run: findings may be missing; see “Problems of the data”.",
            )

    def years(self) -> Table:
        """One row a year."""
        rows = (self._row([Cell(str(year))], count) for year, count in self.counts.by_year())
        return Table("years", self.say("分年份", "By year"), "", self._heads(self.say("年份", "Year")), tuple(rows))

    def levels(self) -> Table:
        """One row a kind and level of findings, one column a year."""
        years = self.counts.by_year()
        heads = [Head(self.say("性质", "Kind")), Head(self.say("级别", "Level"))]
        heads += [Head(str(year), number=True) for year, _ in years] + [Head(self.say("合计", "Total"), number=True)]
        rows = [
            Row(
                (
                    Cell(KIND[kind].to(self.lang), kind),
                    Cell(LEVEL[level].to(self.lang), f"level {level}"),
                    *(number(count.levels[kind, level]) for _, count in years),
                    number(self.whole.levels[kind, level]),
                )
            )
            for kind in FindingKind
            for level in Level
            if self.whole.levels[kind, level]
        ]
        title = self.say("违反、预警与提示", "Findings by level")
        return Table("levels", title, "", tuple(heads), tuple(rows), "", self.nothing_found)

    def rules(self) -> Table:
        """One row a rule, the worst first, with its clause."""
        heads = self._heads(self.say("规则", "Rule"), self.say("条款", "Clause"), self.say("责任部门", "Owner"))
        found = [self._rule(key, count) for key, count in self.counts.by_rule()]
        note = self.say("问题最多的排在前面。", "The worst come first.")
        return self.cut("rules", self.say("逐条规则", "By rule"), note, heads, found, "summary.json")

    def _rule(self, key: str, count: Count) -> Row:
        rule = self.catalogue.rules[key]
        nature = NATURE[rule.nature].to(self.lang)
        cells = [
            Cell(self.named.rule(key), small=f"{nature} {key}"),
            Cell(readable(rule.source.locator), "clause"),
            Cell(self.named.department(rule.owner), "owner"),
        ]
        return self._row(cells, count)

    def around(self) -> Table:
        """One row a place around those judged, the worst first."""
        found = [
            self._row([Cell(self.named.around(key, self.lang), small=readable(key))], count)
            for key, count in self.counts.around()
        ]
        title = self.say("按上级地区", "By place around")
        note = self.say("把每个上级地区以内的各地合起来计数。", "All places inside of each are counted together.")
        table = self.cut(
            "around", title, note, self._heads(self.say("上级地区", "Place around")), found, "summary.json"
        )
        empty = self.say(
            f"上级地区超过 {AROUND} 个，不在此分列；请按 places.parquet 的 within 汇总。",
            f"more than {AROUND} places lie around those judged: count them by `within` of places.parquet.",
        )
        return table._replace(empty=empty)

    def owners(self) -> Table:
        """One row a department, the worst first."""
        found = [self._row([Cell(self.named.department(key))], count) for key, count in self.counts.by_owner()]
        title = self.say("按责任部门", "By department")
        return self.cut("owners", title, "", self._heads(self.say("责任部门", "Department")), found, "findings/")

    def policies(self) -> Table:
        """One row a policy rule, one column a year."""
        years = self.summary.run.years
        heads = [Head(self.say("结论", "Conclusion")), Head(self.say("级别", "Level"))]
        heads += [Head(str(year), number=True) for year in years] + [Head(self.say("合计", "Total"), number=True)]
        drawn: dict[str, dict[int, int]] = {}
        for key, year, count in self.counts.by_policy():
            drawn.setdefault(key, {})[year] = count
        title = self.say("各条政策规则得出的结论", "What each policy rule drew")
        rows = tuple(self._policy(key, [found.get(year, 0) for year in years]) for key, found in drawn.items())
        return Table("policies", title, "", tuple(heads), rows, "", self.nothing_found)

    def _policy(self, key: str, found: Sequence[int]) -> Row:
        rule = self.named.policy(key)
        kind, level = KIND[rule.kind].to(self.lang), LEVEL[rule.level].to(self.lang)
        because = Cell(readable(rule.because.to(self.lang)), small=key)
        marked = Cell(f"{kind} · {level}", f"level {rule.level} {rule.kind}")
        return Row((because, marked, *map(number, found), number(sum(found))))

    def _heads(self, *first: str) -> tuple[Head, ...]:
        kinds = [Head(KINDS[kind].to(self.lang), number=True) for kind in FindingKind]
        statuses = [Head(STATUS[status].to(self.lang), number=True, status=status) for status in self.statuses]
        return (*map(Head, first), *kinds, *statuses, Head(self.say("判定合计", "Verdicts"), number=True))

    def _row(self, first: Sequence[Cell], count: Count) -> Row:
        kinds = (number(count.kinds[kind], kind) for kind in FindingKind)
        statuses = (number(count.statuses[status]) for status in self.statuses)
        return Row((*first, *kinds, *statuses, number(count.judgements)), tuple(_mix(count)))


def _mix(count: Count) -> Iterator[tuple[Status, str]]:
    """Give the share of each status in percent, to one decimal: for a picture, where nothing is decided."""
    for status in Status:
        if count.statuses[status]:
            yield status, f"{count.statuses[status] * 1000 // count.judgements / 10:.1f}"

"""The summary of a bulk run as tables of text: what is named one by one, the worst first."""

from zhunsheng.model.bulk import BulkProblem, DepartmentFinding
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.readable import readable
from zhunsheng.model.words import KIND, KINDS, LEVEL
from zhunsheng.report.bulk.speaker import Speaker
from zhunsheng.report.bulk.tables import Cell, Head, Row, Table, number


class Listed(Speaker):
    """The tables of places, of findings about departments, of problems, and of files."""

    def worst(self) -> Table:
        """One row a place with violations or alerts, the worst first."""
        heads = (
            Head(self.say("地区", "Place")),
            Head(self.say("编号", "Id")),
            Head(KINDS[FindingKind.VIOLATION].to(self.lang), number=True),
            Head(KINDS[FindingKind.ALERT].to(self.lang), number=True),
        )
        rows = [
            Row(
                (
                    Cell(self.named.place(place)),
                    Cell(readable(place), "code"),
                    number(violations, FindingKind.VIOLATION),
                    number(alerts, FindingKind.ALERT),
                )
            )
            for place, violations, alerts in self.summary.worst
        ]
        listed, places = len(rows), self.summary.run.places
        more = self.say(
            f"共核查 {places:,} 处，这里只列违反最多的 {listed} 处；其余见 findings/。",
            f"{places:,} places were judged; only the {listed} with most violations are listed. The others: findings/.",
        )
        title, empty = self.say("问题最多的地区", "Places with most violations"), self.nothing_found
        return Table("worst", title, "", heads, tuple(rows), more if listed < places and rows else "", empty, listed)

    def departments(self) -> Table:
        """One row a finding about a department."""
        heads = tuple(
            Head(self.say(zh, en))
            for zh, en in (
                ("年份", "Year"),
                ("级别", "Level"),
                ("责任部门", "Department"),
                ("地区", "Place"),
                ("结论", "Conclusion"),
                ("计数", "Counts"),
            )
        )
        order = list(FindingKind), list(Level)
        gravest = sorted(
            self.summary.departments,
            key=lambda each: (
                order[0].index(self.named.policy(each.policy).kind),
                order[1].index(self.named.policy(each.policy).level),
                -each.year,
                -sum(each.counts.values()),
            ),
        )
        title = self.say("部门结论", "Findings about departments")
        empty = self.say("没有关于部门的结论。", "No finding about a department.")
        table = self.cut(
            "departments",
            title,
            "",
            heads,
            [*map(self._department, gravest)],
            "departments.parquet",
            self.summary.department_findings,
        )
        return table._replace(empty=empty)

    def _department(self, finding: DepartmentFinding) -> Row:
        rule = self.named.policy(finding.policy)
        counted = "  ".join(f"{readable(name)} {count:,}" for name, count in finding.counts.items())
        kind, level = KIND[rule.kind].to(self.lang), LEVEL[rule.level].to(self.lang)
        return Row(
            (
                Cell(str(finding.year)),
                Cell(f"{kind} · {level}", f"level {rule.level} {rule.kind}"),
                Cell(self.named.departments(finding.owner, self.lang)),
                Cell(self.named.place(finding.entity)),
                Cell(readable(rule.because.to(self.lang)), small=rule.id),
                Cell(counted, small=self.say(f"{len(finding.rules)} 条规则", f"{len(finding.rules)} rules")),
            )
        )

    def problems(self) -> Table:
        """One row a kind of problem of the data, what was refused first, with the first row that has it."""
        heads = tuple(
            Head(self.say(zh, en), number=number)
            for zh, en, number in (
                ("代码", "Code", False),
                ("问题", "What is wrong", False),
                ("次数", "Times", True),
                ("第一处", "First", False),
            )
        )
        ordered = sorted(self.summary.problems, key=lambda each: (not each.refused, -each.times, each.code))
        title = self.say("数据问题", "Problems of the data")
        table = self.cut("problems", title, "", heads, [*map(self._problem, ordered)], "summary.json")
        return table._replace(empty=self.say("没有发现数据问题。", "No problems were found in the data."))

    def _problem(self, problem: BulkProblem) -> Row:
        first = readable(str(problem.at)) if problem.at is not None else ""
        if not first and problem.row is not None:
            first = self.say(f"行号 {problem.row:,}", f"row no. {problem.row:,}")
        hint = readable(problem.hint.to(self.lang)) if problem.hint is not None else ""
        code = Cell(problem.code, "refused" if problem.refused else "code")
        return Row(
            (
                code,
                Cell(readable(problem.message.to(self.lang)), small=hint),
                number(problem.times),
                Cell(first, "cell"),
            )
        )

    def files(self) -> Table:
        """One row a file of figures."""
        heads = (Head(self.say("文件", "File")), Head(self.say("数据行", "Rows"), number=True), Head("SHA-256"))
        rows = [
            Row((Cell(readable(each.path), "cell"), number(each.rows), Cell(each.sha256, "hash")))
            for each in self.summary.run.files
        ]
        return self.cut("files", self.say("依据文件与校验值", "Files and digests"), "", heads, rows, "run.json")

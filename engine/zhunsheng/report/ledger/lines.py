"""What is said of an item, in words: for the terminal, the workbook and the JSON alike."""

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.escalation import Demand
from zhunsheng.model.ledger import BEIJING, Act, Course, Deed, Item, Look, State
from zhunsheng.model.ledger_words import gap_text, limit_text, value_text
from zhunsheng.model.portfolio import UNASSIGNED, Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule, Source
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import DEED, KIND, LEVEL, STATUS
from zhunsheng.report.lookup import policy_rule
from zhunsheng.report.names import Names

_ABOUT = Text("{0}（{1}）", "{0} ({1})")
_ASKED = Text("{0} {1}：{2}（{3}）", "{0} {1}: {2} ({3})")
_EXTENDED = Text("延期 {0} 次", "extended {0} times")
_REOPENED = Text("反复 {0} 次", "reopened {0} times")
_WAIVED = Text("豁免至 {0}，{1} 批准：{2}", "waived until {0} by {1}: {2}")
_LAPSED = Text("豁免已于 {0} 到期", "the waiver lapsed on {0}")
_DOCUMENT = Text("文号 {0}", "document {0}")
_REJECTED = Text("核查未通过", "rejected")


class Lines:
    """Words for the items of one ledger."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.names = Names(catalogue)
        self.lang = lang
        self._catalogue = catalogue

    def rule(self, item: Item) -> Rule | None:
        """Return the rule that an item is about; None for a conclusion about a department."""
        return self._catalogue.rules.get(item.key.subject)

    def source(self, item: Item) -> Source | None:
        """Return the clause."""
        rule = self.rule(item)
        return rule.source if rule is not None else None

    def owner(self, item: Item) -> str:
        """Name the department."""
        return self.names.department(item.owner)

    def leader(self, item: Item, leaders: Portfolios) -> str:
        """Name the leader to whom the department reports, or say that nobody is named."""
        found = leaders.of(item.owner)
        return readable(found.title) if found is not None else UNASSIGNED.to(self.lang)

    def matter(self, item: Item) -> str:
        """Say what an item is about, and where."""
        rule = self.rule(item)
        title = readable(rule.title) if rule is not None else self._conclusion(item.key.subject)
        where = self.names.elsewhere(item.key.entity)
        return _ABOUT.to(self.lang).format(title, where) if where else title

    def clause(self, item: Item) -> str:
        """Say where the plan says so."""
        source = self.source(item)
        return readable(source.locator) if source is not None else ""

    def value(self, look: Look) -> str:
        """Write the figure that was judged."""
        return value_text(look, self.lang)

    def limit(self, look: Look) -> str:
        """Write the limit, and when it is due."""
        return limit_text(look, self.lang)

    def gap(self, look: Look) -> str:
        """Write how far the figure lies on the wrong side of its limit."""
        return gap_text(look, self.lang)

    def grade(self, look: Look) -> str:
        """Name kind and level: “预警（橙色）”."""
        if look.kind is None or look.level is None:
            return ""
        return _ABOUT.to(self.lang).format(KIND[look.kind].to(self.lang), LEVEL[look.level].to(self.lang))

    def status(self, look: Look) -> str:
        """Name the status; blank for a conclusion about a department."""
        return STATUS[look.status].to(self.lang) if look.status is not None else ""

    def years(self, item: Item) -> str:
        """List the years in which it was off target, three and more that follow each other as a range."""
        return ("、" if self.lang == "zh" else ", ").join(_ranges(item.years))

    def checked(self, item: Item) -> str:
        """Say when it was verified, or that it was not."""
        acts = [act for act in _acts(item) if act.deed in (Deed.VERIFY, Deed.REJECT)]
        if not acts:
            return ""
        word = "" if item.verified else f" {_REJECTED.to(self.lang)}"
        return f"{day(acts[-1].at)}{word}"

    def remarks(self, item: Item) -> str:
        """Say what else is to be known: extensions, relapses, the waiver, measures, document numbers."""
        return ("；" if self.lang == "zh" else "; ").join(self._remarks(item))

    def demand(self, demand: Demand) -> str:
        """Say which measure policy asks for, of whom, why, and on account of which items."""
        said = readable(demand.measure), self.names.department(demand.owner), readable(demand.because.to(self.lang))
        return _ASKED.to(self.lang).format(*said, ("、" if self.lang == "zh" else ", ").join(demand.items))

    def waiver(self, item: Item) -> str:
        """Say by whose leave an item is, or was, waived, until when, and why; blank where it is not."""
        said = item.waiver
        if said is None:
            return ""
        return _WAIVED.to(self.lang).format(said.until, readable(said.approver), readable(said.reason))

    def act(self, act: Act) -> str:
        """Name what was done."""
        return readable(f"{DEED[act.deed].to(self.lang)}{f'：{act.measure}' if act.measure else ''}")

    def document(self, act: Act) -> str:
        """Name the document of an act by its number."""
        return _DOCUMENT.to(self.lang).format(readable(act.document))

    def _remarks(self, item: Item) -> Iterator[str]:
        if item.extended:
            yield _EXTENDED.to(self.lang).format(item.extended)
        if item.reopened:
            yield _REOPENED.to(self.lang).format(item.reopened)
        if item.state is State.WAIVED:
            yield self.waiver(item)
        if item.waiver is not None and item.state is not State.WAIVED and item.course.open:
            yield _LAPSED.to(self.lang).format(item.waiver.until)
        yield from dict.fromkeys(readable(act.measure) for act in _acts(item) if act.measure)
        yield from dict.fromkeys(self.document(act) for act in _acts(item) if act.document)

    def _conclusion(self, subject: str) -> str:
        policy, _, _ = subject.partition(":")
        rule = policy_rule(self._catalogue, policy)
        return readable(rule.because.to(self.lang) if rule is not None else policy)


def _ranges(years: Sequence[int]) -> Iterator[str]:
    for _, run in itertools.groupby(enumerate(years), lambda each: each[1] - each[0]):
        row = [year for _, year in run]
        yield from [f"{row[0]}—{row[-1]}"] if len(row) > 2 else map(str, row)


def closed(item: Item) -> str:
    """Say when it was closed; blank where it is not."""
    days = [day(act.at) for act in _acts(item) if act.deed is Deed.CLOSE]
    return days[-1] if days and item.course is Course.CLOSED else ""


def day(at: dt.datetime) -> str:
    """Write the day of a moment, in the time of Beijing."""
    return at.astimezone(BEIJING).date().isoformat()


def _acts(item: Item) -> Iterator[Act]:
    return (step.act for step in item.steps if step.act is not None)

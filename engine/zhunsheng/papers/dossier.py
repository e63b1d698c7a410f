"""What papers are made from: an evaluation of years up to one, and the same in words, as a page has it."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePath

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.indicator import parts
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.ledger import Item
from zhunsheng.model.location import Location
from zhunsheng.model.page import Page
from zhunsheng.model.page_findings import Card
from zhunsheng.model.paper import Letterhead, Scope
from zhunsheng.model.question import Question, questions
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang

LANG: Lang = "zh"
"""Papers are Chinese: they are letters of Chinese offices."""
MADE_UP = "（示例）"
_UNREAD = "（无法读取）"
_NO_CELL = "未报送，没有单元格"
_NONE_OF_USE = "没有可用的单元格"


class Dossier:
    """An evaluation, its `page` in Chinese, and the ways into both that papers need. `year` is the last one judged.

    `head` is what the office says of itself, `scope` what all is confined to, and the ledger where there is one.
    """

    def __init__(self, evaluation: Evaluation, page: Page, head: Letterhead, scope: Scope) -> None:
        self.evaluation = evaluation
        self.head = head
        self.scope = scope
        self.register = scope.register
        self.page = page
        self.catalogue = evaluation.catalogue
        self.year = page.latest
        self.judgements = [each for each in evaluation.judgements if each.year == self.year]
        self._findings = {each.id: each for each in evaluation.findings}
        self._judged = {(each.rule, each.entity, each.year): each for each in evaluation.judgements}

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of the year: violations, alerts, notices; the gravest first."""
        listed = [card for group in self.page.groups for stack in group.stacks for card in stack.cards]
        return tuple(card for card in listed if card.year == self.year)

    @cached_property
    def departments(self) -> dict[str, str]:
        """Titles of departments by id, in the plan's order; then those that the plan does not list."""
        plan = {each.id: readable(each.title) for each in self.catalogue.plan.departments}
        return plan | {card.owner_id: card.owner for card in self.cards if card.owner_id not in plan}

    @cached_property
    def shown(self) -> set[str]:
        """The findings of the year, by id."""
        return {each.id for card in self.cards for each in card.conclusions}

    def covers(self, item: Item) -> bool:
        """Tell whether an item of the ledger is about what all is confined to."""
        if self.scope.department and item.owner != self.scope.department:
            return False
        return not self.scope.rules or item.key.subject in self.scope.rules

    def place(self, identifier: str) -> str:
        """Name a place, unless it is the plan's own area, which goes without saying."""
        if identifier == self.catalogue.plan.area.id:
            return ""
        return readable(self._places.get(identifier, identifier))

    @cached_property
    def _places(self) -> dict[str, str]:
        return {each.id: each.title for each in self.catalogue.plan.places}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """List what is asked about the data of the year."""
        every = questions(self.evaluation)
        return tuple(each for each in every if each.year in (None, self.year) and self._speaks_of(each))

    def made_up(self, judgement: Judgement) -> str:
        """Mark a figure that was made up, or rests on one that was."""
        return MADE_UP if any(each.illustrative for each in judgement.observations) else ""

    @cached_property
    def _indicators(self) -> set[str]:
        known = self.catalogue.indicators
        return {part for each in {judgement.indicator for judgement in self.judgements} for part in parts(known, each)}

    def _speaks_of(self, question: Question) -> bool:
        """Tell whether a question belongs here: one about several indicators, or none that is known, to any rules."""
        if self.scope.department and question.department != self.scope.department:
            return False
        return not self.scope.rules or question.indicator is None or question.indicator in self._indicators

    def findings(self, card: Card) -> list[Finding]:
        """Return the findings on a card."""
        return [self._findings[each.id] for each in card.conclusions if each.id in self._findings]

    @property
    def department(self) -> str:
        """The title of the department that all is confined to; blank where it is not."""
        return self.departments.get(self.scope.department, readable(self.scope.department))

    def of_rule(self, rule: str, year: int) -> list[Judgement]:
        """Return the judgements of a rule in a year, one a place."""
        return self._by_rule.get((rule, year), [])

    @cached_property
    def _by_rule(self) -> dict[tuple[str, int], list[Judgement]]:
        found: dict[tuple[str, int], list[Judgement]] = {}
        for each in self.evaluation.judgements:
            found.setdefault((each.rule, each.year), []).append(each)
        return found

    def found(self, judgement: Judgement) -> list[Card]:
        """Return the cards of violations and alerts about a judgement of the year."""
        return self._by_judgement.get((judgement.rule, judgement.entity), [])

    @cached_property
    def _by_judgement(self) -> dict[tuple[str | None, str], list[Card]]:
        found: dict[tuple[str | None, str], list[Card]] = {}
        for card in self.cards:
            for first in self.findings(card)[:1]:
                if first.rule is not None and first.kind is not FindingKind.NOTICE:
                    found.setdefault((first.rule, first.entity), []).append(card)
        return found

    def counted(self, finding: Finding) -> list[Finding]:
        """Return the findings that a department's finding counts."""
        return [self._findings[each] for each in finding.because.findings if each in self._findings]

    def counted_by(self, findings: Iterable[str]) -> list[Finding]:
        """Return what findings (by id), as far as they are known here, count."""
        return [each for name in findings if name in self._findings for each in self.counted(self._findings[name])]

    def judged(self, finding: str) -> Judgement | None:
        """Return the judgement of a finding, by id."""
        return self.about(self._findings[finding]) if finding in self._findings else None

    def about(self, finding: Finding) -> Judgement | None:
        """Return the judgement of a finding; None where it is about a department."""
        return self._judged.get((finding.rule, finding.entity, finding.year)) if finding.rule is not None else None

    @cached_property
    def _alone(self) -> set[str]:
        names = Counter(PurePath(readable(file.path)).name for file in self.evaluation.submission.files)
        return {name for name, count in names.items() if count == 1}

    @cached_property
    def _blanks(self) -> dict[tuple[str, str], list[Location]]:
        """Gather blank cells by place and “indicator@year”."""
        found: dict[tuple[str, str], list[Location]] = {}
        for each in self.evaluation.submission.blanks:
            found.setdefault((each.entity, f"{each.indicator}@{each.year}"), []).append(each.at)
        return found

    @cached_property
    def _unread(self) -> dict[tuple[str, str], list[Location]]:
        """Gather cells that could not be read by place and “indicator@year”."""
        found: dict[tuple[str, str], list[Location]] = {}
        for each in self.evaluation.submission.refusals:
            found.setdefault((each.entity, f"{each.indicator}@{each.year}"), []).extend(each.at)
        return found

    def file(self, path: str) -> str:
        """Write a file (made safe to show) without its folder, where its name alone tells it from all others read."""
        name = PurePath(path).name
        return name if name in self._alone else path

    def cell(self, at: Location) -> str:
        """Write a place, its file in the same way."""
        path = readable(at.file)
        return self.file(path) + readable(str(at))[len(path) :]

    def seen_cell(self, written: str) -> str:
        """Write a cell that the ledger keeps as text, its file in the same way."""
        path = next((f.path for f in self.evaluation.submission.files if written.startswith(f"{f.path}:")), "")
        return readable(self.file(path) + written[len(path) :]) if path else readable(written)

    def cells(self, places: Iterable[Location]) -> str:
        """Write places, each once."""
        return "；".join(dict.fromkeys(map(self.cell, places)))

    def blanks(self, judgement: Judgement) -> list[Location]:
        """List the cells that were left blank though figures of this judgement should stand in them."""
        if judgement.status not in (Status.NOT_REPORTED, Status.NOT_EVALUABLE):
            return []
        return [at for name in _wanted(judgement) for at in self._blanks.get((judgement.entity, name), ())]

    def evidence(self, judgement: Judgement) -> str:
        """Write the cells of a judgement: of its figures, of what could not be read, of blanks; or say there are none.

        A figure that could not be read is never called not reported.
        """
        unread = [at for name in _wanted(judgement) for at in self._unread.get((judgement.entity, name), ())]
        told = [self.cells([*(each.at for each in judgement.observations), *self.blanks(judgement)])]
        told += [self.cell(at) + _UNREAD for at in dict.fromkeys(unread)]
        return "；".join(filter(None, told)) or no_cell(judgement)


def no_cell(judgement: Judgement) -> str:
    """Say that a judgement rests on no cell: nothing was reported, or nothing of what was is of use."""
    return _NONE_OF_USE if judgement.status is Status.NOT_EVALUABLE else _NO_CELL


def _wanted(judgement: Judgement) -> dict[str, None]:
    """Name the figures (“indicator@year”) that a judgement lacks, and its own."""
    return dict.fromkeys((*judgement.missing, f"{judgement.indicator}@{judgement.year}"))

"""Comparison -> what a page shows: by department, verdicts that changed first. Every text is ready and safe to show."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from zhunsheng.model.change import Cause, CauseKind, Change, Comparison, Deciding, Fate, Row, Said, Shift, Turn
from zhunsheng.model.figures import amount, limit_amount
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, LEVEL, STATUS, SYMBOL
from zhunsheng.report.comparison import amended, amended_words, impact, turns, words

NONE = "—"


class Mark(msgspec.Struct, frozen=True):
    """A status as it is shown: `key` is its style, `sign` one character."""

    key: str
    sign: str
    text: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that changed."""

    title: str
    place: str
    year: str
    fate: str
    old: Mark | None
    new: Mark | None
    values: str
    limits: str
    causes: tuple[str, ...]
    deciding: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Findings about one matter that changed."""

    title: str
    place: str
    year: str
    turn: str
    key: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    grounds: str


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """What changed for one department."""

    title: str
    flips: tuple[Line, ...]
    presence: tuple[Line, ...]
    verdicts: tuple[Verdict, ...]
    moved: tuple[Line, ...]


class Table(msgspec.Struct, frozen=True):
    """How many change: a title, and rows of a name and numbers, in the order of `words.COLUMNS`."""

    title: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The page."""

    lang: Lang
    title: str
    plan: str
    about: str
    years: str
    by_year: bool
    counts: str
    turns: str
    remarks: tuple[str, ...]
    departments: tuple[Department, ...]
    nothing: str
    judged: bool
    amended_head: str
    amended: tuple[amended.Line, ...]
    tallied: str
    tables: tuple[Table, ...]


def build(comparison: Comparison, lang: Lang) -> View:
    """Lay the comparison out."""
    show = _Show(comparison, lang)
    fates = Counter(change.fate for change in comparison.changes)
    turns = Counter(shift.turn for shift in comparison.shifts)
    owners = dict.fromkeys(
        (
            *comparison.titles.departments,
            *(c.row.owner for c in comparison.changes),
            *(s.owner for s in comparison.shifts),
        )
    )
    departments = tuple(page for owner in owners if (page := show.department(owner)) is not None)
    remarks = [readable(each.to(lang)) for each in (*comparison.remarks, *words.skipped(comparison))]
    if comparison.old.incomplete or comparison.new.incomplete:
        remarks.insert(0, words.INCOMPLETE.to(lang))
    return View(
        lang=lang,
        title=words.TITLE.to(lang),
        plan=readable(comparison.titles.plan or comparison.old.plan),
        by_year=comparison.by_year,
        about=readable(words.ABOUT.to(lang).format(comparison.old.label.to(lang), comparison.new.label.to(lang))),
        years=words.YEARS.to(lang).format(("、" if lang == "zh" else ", ").join(map(str, comparison.years))),
        counts=words.COUNTS.to(lang).format(
            *(fates[f] for f in (Fate.FLIPPED, Fate.APPEARED, Fate.DISAPPEARED, Fate.MOVED)), comparison.same
        ),
        turns=words.TURNS.to(lang).format(
            *(turns[t] for t in (Turn.NEW, Turn.GRAVER, Turn.MILDER, Turn.GONE, Turn.OTHER))
        ),
        remarks=tuple(remarks),
        departments=departments,
        nothing=_nothing(comparison, departments).to(lang),
        judged=bool(comparison.years),
        amended_head="" if comparison.amendments is None else amended.headline(comparison, lang),
        amended=amended.lines(comparison.amendments or (), lang),
        tallied="" if comparison.amendments is None else show.tallied(),
        tables=() if comparison.amendments is None or not departments else show.tables(),
    )


def _nothing(comparison: Comparison, departments: Sequence[Department]) -> Text:
    """Say so where nothing changed, in verdicts or at all; blank where something did, or nothing was judged."""
    if not comparison.years or departments:
        return Text("", "")
    return words.NOTHING if comparison.amendments is None else amended_words.NO_FLIP


class _Show:
    def __init__(self, comparison: Comparison, lang: Lang) -> None:
        self._comparison, self._lang = comparison, lang
        self._titles = comparison.titles
        self._area = next(iter(self._titles.places), "")

    def department(self, owner: str) -> Department | None:
        """Gather what changed for a department; None where nothing did."""
        mine = [change for change in self._comparison.changes if change.row.owner == owner]
        page = Department(
            title=self._department(owner),
            flips=self._lines(mine, Fate.FLIPPED),
            presence=self._lines(mine, Fate.APPEARED, Fate.DISAPPEARED),
            verdicts=tuple(self._verdict(each) for each in self._comparison.shifts if each.owner == owner),
            moved=self._lines(mine, Fate.MOVED),
        )
        return page if page.flips or page.presence or page.verdicts or page.moved else None

    def tallied(self) -> str:
        """Say of which verdicts and findings there are more, or fewer: “达标 12 → 11”."""
        counted = impact.impact(self._comparison)
        named = [(STATUS[key], pair) for key, pair in counted.statuses.items()]
        named += [(KIND[key], pair) for key, pair in counted.findings.items()]
        told = (f"{word.to(self._lang)} {pair.old} → {pair.new}" for word, pair in named if pair.old != pair.new)
        return ("，" if self._lang == "zh" else ", ").join(told)

    def tables(self) -> tuple[Table, ...]:
        """Count what changes by department and by rule."""
        counted = impact.impact(self._comparison)
        departments = tuple((self._department(each.key), each.numbers) for each in counted.departments)
        rules = tuple((self._title(each.key), each.numbers) for each in counted.rules)
        return (
            Table(amended_words.BY_DEPARTMENT.to(self._lang), departments),
            Table(amended_words.BY_RULE.to(self._lang), rules),
        )

    def _department(self, owner: str) -> str:
        return readable(self._titles.departments.get(owner, owner))

    def _lines(self, changes: Sequence[Change], *fates: Fate) -> tuple[Line, ...]:
        return tuple(self._line(change) for change in changes if change.fate in fates)

    def _line(self, change: Change) -> Line:
        return Line(
            title=self._title(change.key.rule),
            place=self._place(change.key.entity),
            year=str(change.key.year or ""),
            fate=words.FATE[change.fate].to(self._lang),
            old=self._mark(change.old),
            new=self._mark(change.new),
            values=self._both(*(self._value(row) for row in (change.old, change.new))),
            limits=self._both(*(self._limit(row) for row in (change.old, change.new))),
            causes=self._causes(change),
            deciding=self._deciding(change),
        )

    def _causes(self, change: Change) -> tuple[str, ...]:
        """Write what differs; between two years, the facts in the place of limits and years."""
        facts = turns.sentence(change, self._lang)
        told = [cause for cause in change.causes if not facts or cause.kind not in (CauseKind.LIMIT, CauseKind.YEAR)]
        return (*map(self._cause, told), *(each for each in (facts, self._cells(change)) if each))

    def _cells(self, change: Change) -> str:
        """Name the figures that a verdict rests on, where not they but the rules changed."""
        if self._comparison.amendments is None or change.fate is Fate.MOVED or not change.row.cells:
            return ""
        comma = "；" if self._lang == "zh" else "; "
        figures = (f"{cell.year} {self._said(cell.said)}" for cell in change.row.cells)
        return readable(amended_words.CELLS.to(self._lang).format(comma.join(figures)))

    def _verdict(self, shift: Shift) -> Verdict:
        worst = (*shift.new, *shift.old)[0]
        title = self._title(shift.rule) if shift.rule else readable(worst.message.to(self._lang))
        key = "met" if shift.turn in (Turn.GONE, Turn.MILDER) else worst.kind
        lang = self._lang
        grades = [
            tuple(words.BESIDE.to(lang).format(KIND[each.kind].to(lang), LEVEL[each.level].to(lang)) for each in found)
            for found in (shift.old, shift.new)
        ]
        return Verdict(
            title=title,
            place=self._place(shift.entity),
            year=str(shift.year or ""),
            turn=words.TURN[shift.turn].to(self._lang),
            key=key,
            old=grades[0],
            new=grades[1],
            grounds=("；" if self._lang == "zh" else "; ").join(words.GROUND[g].to(self._lang) for g in shift.grounds),
        )

    def _title(self, rule: str) -> str:
        return readable(self._titles.rules.get(rule, rule))

    def _place(self, place: str) -> str:
        return "" if place == self._area else readable(self._titles.places.get(place, place))

    def _mark(self, row: Row | None) -> Mark | None:
        return None if row is None else Mark(row.status, SYMBOL[row.status], STATUS[row.status].to(self._lang))

    def _both(self, old: str, new: str) -> str:
        return old if old == new else f"{old} → {new}"

    def _value(self, row: Row | None) -> str:
        if row is None or row.value is None:
            return NONE
        return readable(amount(row.value, row.unit, self._lang, (row.target, row.upper), bound=row.bound, brief=True))

    def _limit(self, row: Row | None) -> str:
        if row is None or row.operator is None or row.target is None:
            return NONE
        limit = readable(limit_amount(row.operator, row.target, row.upper, row.unit, self._lang))
        return limit if row.due in (None, row.year) else f"{limit} @{row.due}"

    def _deciding(self, change: Change) -> str:
        between_years = turns.deciding(change, self._lang) if change.key.year is None else ""
        if between_years or change.deciding in (None, Deciding.ONLY):
            return between_years
        parts = ("、" if self._lang == "zh" else ", ").join(words.PART[part].to(self._lang) for part in change.enough)
        return words.DECIDING[change.deciding].to(self._lang).format(parts)

    def _cause(self, cause: Cause) -> str:
        """Write a cause: what it is, of what, from what to what, where, who, when."""
        number = 0 if (cause.old is None) == (cause.new is None) else 1 if cause.old is None else 2
        kind = words.CAUSE[cause.kind][number if cause.what == "rule" or cause.kind is not CauseKind.RULE else 0]
        if self._comparison.by_year and cause.kind is CauseKind.FIGURE:
            kind = words.FIGURE_OF_YEAR[number]
        sides = [self._said(side) for side in (cause.old, cause.new) if side is not None and cause.what != "rule"]
        if len(sides) == 1 and cause.kind is CauseKind.RULE:
            sides.insert(1 if cause.new is None else 0, NONE)
        parts = [part for part in (self._what(cause), " → ".join(sides)) if part]
        colon = "：" if self._lang == "zh" else ": "
        return readable(kind.to(self._lang) + (colon + " ".join(parts) if parts else ""))

    def _what(self, cause: Cause) -> str:
        if cause.kind is CauseKind.RULE:
            if cause.what == "rule":
                return ""
            if cause.year is not None:
                return words.TARGET_OF.to(self._lang).format(cause.year)
            return words.KEY.get(cause.what, Text(cause.what, cause.what)).to(self._lang)
        name = self._titles.indicators.get(cause.what, cause.what)
        year = "" if cause.year is None else f"{cause.year} 年" if self._lang == "zh" else str(cause.year)
        return " ".join(part for part in (name, year) if part)

    def _said(self, said: Said) -> str:
        when = said.received[:16].replace("T", " ")  # to the minute; the JSON has it in full
        beside = ("，" if self._lang == "zh" else ", ").join(part for part in (said.at, said.by, when) if part)
        text = said.text.to(self._lang)
        return words.BESIDE.to(self._lang).format(text, beside) if beside else text

"""Who is asked for what: every figure that some rule needs in a year goes onto the form of the department that owns it.

A derived indicator is not asked for, its parts are. A figure that several rules need is asked for once. Where a check
holds a share against its numerator and denominator, both are asked for right below it.
"""

from collections.abc import Iterable, Iterator

import msgspec

from zhunsheng.forms.beside import Companions
from zhunsheng.forms.earlier import Earlier
from zhunsheng.forms.entries import Entry, Form, Listing
from zhunsheng.forms.issuing import issued_form
from zhunsheng.forms.targets import demand
from zhunsheng.forms.units import is_share, unit_in_words
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.form import identity
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.needs import needed
from zhunsheng.model.plan import Roster
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Submission


class _Use(msgspec.Struct, frozen=True):
    """A rule that needs a figure of a place; `part` says that the figure only enters what the rule judges.

    `beside` is set where a check asks for the figure with one that the rule needs: “‘share’的分子”.
    """

    rule: Rule
    part: bool
    beside: str = ""


class Asking:
    """Builds the forms of one plan and year. `catalogue` is peopled with the places of `submission`, if any."""

    def __init__(self, catalogue: Catalogue, year: int, submission: Submission | None = None) -> None:
        self._catalogue = catalogue
        self._year = year
        self._earlier = Earlier(submission, year)
        self._places = {place.id: place for place in catalogue.plan.places}
        self._roster = submission.roster if submission else ()
        self._companions = Companions(catalogue)
        self._uses: dict[tuple[str, str], list[_Use]] = {}
        for rule in catalogue.rules.values():
            self._note(rule)

    def forms(self) -> tuple[Form, ...]:
        """Build the form of every department that has something to report, and that of issued targets, if any."""
        departments = [self._department(each.id, each.title) for each in self._catalogue.plan.departments]
        issued = issued_form(self._catalogue, self._year, self._earlier)
        return tuple(form for form in (*departments, issued) if not form.blank)

    def _note(self, rule: Rule) -> None:
        for indicator in parts(self._catalogue.indicators, rule.indicator):
            for place in rule.scope:
                use = _Use(rule, part=indicator != rule.indicator)
                self._uses.setdefault((indicator, place), []).append(use)
                for each in self._companions.of(indicator):
                    companion = _Use(rule, part=True, beside=self._companions.role(each))
                    self._uses.setdefault((each, place), []).append(companion)

    def _department(self, department: str, title: str) -> Form:
        plan = self._catalogue.plan
        owned = [key for key in self._in_order() if self._catalogue.indicators[key[0]].owner == department]
        kinds = {key: self._catalogue.indicators[key[0]].kind for key in owned}
        open_milestones = [key for key in owned if kinds[key] is Kind.MILESTONE and self._after_base]
        done = {key for key in open_milestones if self._earlier.done(*key)}
        asked = [key for key in owned if kinds[key] is not Kind.MILESTONE and self._is_asked(key)]
        return Form(
            identity=identity(plan.id, self._year, self._catalogue.digest, department),
            plan=plan,
            title=f"{self._year} 年度填报表",
            department=title,
            year=self._year,
            figures=tuple(self._entry(*key) for key in asked),
            milestones=self._soonest_first(key for key in open_milestones if key not in done),
            listing=self._listing(department),
            done=len(done),
            known=self._earlier.known,
        )

    @property
    def _after_base(self) -> bool:
        """Whether anything is asked for but the levels that a path starts from."""
        return self._year > self._catalogue.plan.period.base

    def _in_order(self) -> Iterator[tuple[str, str]]:
        """Go through the figures in the order of the indicators in the rule files, those of one indicator together.

        What is asked for beside a share follows it.
        """
        places: dict[str, list[str]] = {}
        for indicator, place in self._uses:
            places.setdefault(indicator, []).append(place)
        for indicator in self._companions.in_order():
            for place in places.get(indicator, ()):
                yield indicator, place

    def _is_asked(self, key: tuple[str, str]) -> bool:
        """Tell whether a figure of this year enters any judgement."""
        return any(self._needs(use.rule, key[1]) for use in self._uses[key])

    def _needs(self, rule: Rule, place: str) -> bool:
        """Tell whether `rule` has a use for a figure of this year."""
        kind = self._catalogue.indicators[rule.indicator].kind
        issued = self._earlier.issued(rule.indicator, place)
        return needed(rule, kind, self._catalogue.plan.period, self._year, issued)

    def _soonest_first(self, keys: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
        """Put milestones in the order in which they are due; what is overdue comes first."""
        due = {key: min(use.rule.targets[-1].year for use in self._uses[key]) for key in keys}
        return tuple(self._entry(*key) for key in sorted(due, key=due.__getitem__))

    def _entry(self, indicator_id: str, place: str) -> Entry:
        indicator = self._catalogue.indicators[indicator_id]
        return Entry(
            indicator=indicator,
            place=self._places[place],
            unit=unit_in_words(indicator),
            meaning=self._meaning(indicator, place),
            target=self._demands(indicator_id, place),
            before=self._earlier.text(indicator_id, place, indicator.kind),
            share=is_share(indicator),
        )

    def _meaning(self, indicator: Indicator, place: str) -> str:
        """Say what is counted: the definition, the notes of the rules, and where the plan says so."""
        uses = self._uses[indicator.id, place]
        said = [indicator.definition]
        said += [use.beside or f"用于计算“{use.rule.title}”" for use in uses if use.part]
        said += [use.rule.note for use in uses if not use.beside]
        said += [f"出处：{use.rule.source.locator}" for use in uses]
        return "\n".join(dict.fromkeys(each for each in said if each))

    def _demands(self, indicator: str, place: str) -> str:
        """Write what all rules demand of a figure, each demand once."""
        uses = (use for use in self._uses[indicator, place] if not use.beside)
        return "\n".join(dict.fromkeys(filter(None, (self._demand(use, place) for use in uses))))

    def _demand(self, use: _Use, place: str) -> str:
        rule = use.rule
        kind = self._catalogue.indicators[rule.indicator].kind
        issued = self._earlier.issued(rule.indicator, place)
        text = demand(rule, kind, self._catalogue.plan.period, self._year, issued)
        return f"{rule.title}：{text}" if use.part and text else text

    def _listing(self, department: str) -> Listing | None:
        """Return the roster that rules of this department speak of: to be filled in, or to be kept up to date."""
        levels = {rule.members.level for rule in self._rules_of(department) if rule.members is not None}
        rosters: tuple[Roster, ...] = tuple(each for each in self._catalogue.plan.rosters if each.level in levels)
        if not rosters:
            return None
        return Listing(rosters=rosters, places=tuple(place for place in self._roster if place.level in levels))

    def _rules_of(self, department: str) -> Iterator[Rule]:
        for rule in self._catalogue.rules.values():
            reported = parts(self._catalogue.indicators, rule.indicator)
            if any(self._catalogue.indicators[each].owner == department for each in reported):
                yield rule

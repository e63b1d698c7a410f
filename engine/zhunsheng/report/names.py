"""What things of a catalogue are called: places, departments, rules, tasks; each made safe to show."""

import re
from typing import ClassVar

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.plan import Task
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text

MOST_NAMED = 3
"""More places than this are counted after the first."""

_AND_MORE = Text("{0}等 {1} 处", "{0} and others, {1} places")
_MEMBERS = Text("{0}（{1} 处）", "{0} ({1} places)")
_TASK = Text("第 {0} 项：{1}", "No. {0}: {1}")


class Names:
    """Titles of one catalogue, by id. `prefix` keeps anchors of several plans on one page apart."""

    no_roster: ClassVar[Text] = Text("{0}（由名册列名）", "{0} (as a roster names them)")

    def __init__(self, catalogue: Catalogue, prefix: str = "") -> None:
        self.catalogue = catalogue
        self.prefix = prefix
        plan = catalogue.plan
        self._places = {p.id: p.title for p in plan.places}
        self._departments = {d.id: d.title for d in plan.departments}
        self._tasks = {t.id: t for t in plan.tasks}

    def place(self, identifier: str) -> str:
        """Name a place."""
        return readable(self._places.get(identifier, identifier))

    def elsewhere(self, identifier: str) -> str:
        """Name a place, unless it is the plan's own area, which goes without saying."""
        return "" if identifier == self.catalogue.plan.area.id else self.place(identifier)

    def places(self, identifiers: tuple[str, ...], lang: Lang) -> str:
        """Name several places."""
        return ("、" if lang == "zh" else ", ").join(map(self.place, identifiers))

    def department(self, identifier: str) -> str:
        """Name a department in full."""
        return readable(self._departments.get(identifier, identifier))

    def departments(self, identifiers: tuple[str, ...], lang: Lang) -> str:
        """Name several departments."""
        return ("、" if lang == "zh" else ", ").join(map(self.department, identifiers))

    def rule_title(self, identifier: str | None) -> str:
        """Name a rule; empty for a finding about a department."""
        rule = self.catalogue.rules.get(identifier or "")
        return readable(rule.title if rule is not None else identifier or "")

    def indicator_title(self, identifier: str) -> str:
        """Name an indicator."""
        indicator = self.catalogue.indicators.get(identifier)
        return readable(indicator.title if indicator is not None else identifier)

    def anchor(self, rule: str) -> str:
        """Return the anchor of a rule's details."""
        return f"{self.prefix}{panel_anchor(rule)}"

    def task(self, identifier: str | None) -> Task | None:
        """Return a task of the plan."""
        return self._tasks.get(identifier) if identifier is not None else None

    def task_title(self, identifier: str | None, lang: Lang) -> str:
        """Name a task with its number; empty for a rule without one."""
        task = self.task(identifier)
        if task is None:
            return readable(identifier or "")
        return _TASK.to(lang).format(readable(task.id), readable(task.title))

    def member_kind(self, rule: Rule) -> str:
        """Say what kind of places a rule over a roster speaks of: “农村网格”; empty for any other rule."""
        if rule.members is None:
            return ""
        roster = next((r for r in self.catalogue.plan.rosters if r.level == rule.members.level), None)
        level = roster.title if roster is not None else rule.members.level
        return readable(f"{rule.members.kind or ''}{level}")

    def scope(self, rule: Rule, lang: Lang) -> str:
        """Say where a rule holds: “礼乐街道”, “农村网格（37 处）”; empty for the plan's own area."""
        members = self.member_kind(rule)
        if members:
            return (_MEMBERS if rule.scope else self.no_roster).to(lang).format(members, len(rule.scope))
        if len(rule.scope) == 1:
            return self.elsewhere(rule.scope[0])
        if len(rule.scope) <= MOST_NAMED:
            return self.places(rule.scope, lang)
        return _AND_MORE.to(lang).format(self.place(rule.scope[0]), len(rule.scope))


def panel_anchor(rule: str, place: str | None = None) -> str:
    """Return the anchor of a rule's details, or of one of its places."""
    return f"i-{slug(rule)}" if place is None else f"i-{slug(rule)}-{slug(place)}"


def slug(identifier: str) -> str:
    """Return an id as one that HTML and a link can carry."""
    return re.sub(r"[^0-9A-Za-z_-]", lambda m: f"_{ord(m[0]):x}", identifier)

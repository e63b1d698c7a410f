"""What each department answers for: counts of verdicts and findings, its indicators, its findings."""

from collections import Counter
from collections.abc import Iterable

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.page_findings import DepartmentPage, Group, Stack
from zhunsheng.model.page_parts import CountRow
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import flags, groups, tasks
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.names import panel_anchor

_SILENT = Text("{0} 年未报送 {1} 项", "{1} not reported in {0}")
_EARLIER = Text("{kind}：{count} 条", "{kind}: {count}")


def status_counts(judgements: Iterable[Judgement], statuses: tuple[Status, ...]) -> tuple[int, ...]:
    """Count judgements by status, in the order of `statuses`, and in all."""
    tally = Counter(j.status for j in judgements)
    return (*(tally[s] for s in statuses), sum(tally.values()))


def counts(lookup: Lookup, latest: list[Judgement], statuses: tuple[Status, ...]) -> tuple[CountRow, ...]:
    """Count each department's verdicts of the latest year, and its violations and alerts."""
    rows = []
    found = [f for f in lookup.evaluation.findings if f.year == lookup.latest]
    for number, owner in enumerate(owners(lookup)):
        kinds = Counter(f.kind for f in found if f.owner == owner)
        verdicts = status_counts([j for j in latest if j.owner == owner], statuses)
        counted = (*verdicts, kinds[FindingKind.VIOLATION], kinds[FindingKind.ALERT])
        rows.append(CountRow(head=lookup.department(owner), counts=counted, anchor=f"d-{number}"))
    return tuple(rows)


def pages(lookup: Lookup, found: tuple[Group, ...], lang: Lang) -> tuple[DepartmentPage, ...]:
    """Tell of each department its indicators, its findings, and how many there were before."""
    return tuple(_page(lookup, number, owner, found, lang) for number, owner in enumerate(owners(lookup)))


def _page(lookup: Lookup, number: int, owner: str, found: tuple[Group, ...], lang: Lang) -> DepartmentPage:
    judged = {j.rule: j.owner for j in lookup.evaluation.judgements}
    listed = [s for group in found for s in _listed(group) if s.first.owner_id == owner]
    silent = [s.first for s in listed if s.silent]
    asked = flags.of_department(lookup, owner, lang)
    return DepartmentPage(
        anchor=f"d-{number}",
        title=lookup.department(owner),
        rules=tuple(
            (panel_anchor(rule), lookup.rule_title(rule)) for rule, holder in judged.items() if holder == owner
        ),
        stacks=tuple(s for s in listed if not s.silent),
        silent=tuple((card.anchor, card.title) for card in silent),
        silent_heading=_SILENT.to(lang).format(lookup.latest, len(silent)) if silent else "",
        earlier=tuple(
            (f"{group.kind}-before", _EARLIER.to(lang).format(kind=group.before_heading, count=count))
            for group in found
            if not group.before_as_cards
            and (count := groups.conclusions(s for s in group.before if s.first.owner_id == owner))
        ),
        flags=((flags.group_anchor(owner), asked),) if asked else (),
        supports=tasks.supported(lookup, owner),
    )


def owners(lookup: Lookup) -> list[str]:
    """Departments that own a rule, in the plan's order; then any that the plan does not list."""
    owning = {r.owner for r in lookup.catalogue.rules.values()} | {f.owner for f in lookup.evaluation.findings}
    listed = [d.id for d in lookup.catalogue.plan.departments if d.id in owning]
    return [*listed, *sorted(owning - set(listed))]


def _listed(group: Group) -> tuple[Stack, ...]:
    """Every violation; of other kinds those of the latest year."""
    return group.stacks if group.before_as_cards else (*group.now, *group.more, *group.silent)

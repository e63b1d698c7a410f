"""Who is concerned by what was found: departments that support, and leaders by the departments that report to them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.page_findings import DepartmentPage, Stack
from zhunsheng.model.page_parts import CountRow
from zhunsheng.model.page_responsibility import LeaderPage, Link, Responsibility, Share, SupportRow
from zhunsheng.model.portfolio import UNASSIGNED, Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import tasks
from zhunsheng.report.departments import owners, status_counts
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup

Kinds = Counter[FindingKind]

ILLUSTRATIVE = Text(
    "分管领导名单为示例，人员是虚构的。", "The list of leaders is illustrative: the persons are made up."
)
_STACK = Text("{0} {1}（{2}）", "{0} {1} ({2})")


def section(
    lookup: Lookup,
    latest: list[Judgement],
    statuses: tuple[Status, ...],
    departments: tuple[DepartmentPage, ...],
    lang: Lang,
) -> Responsibility:
    """Tell the findings of the latest year by supporting department, and by leader. `latest` are its judgements.

    `departments` are what the page has of each department that answers for a rule.
    """
    pages = dict(zip(owners(lookup), departments, strict=True))
    leaders = lookup.evaluation.leaders
    return Responsibility(
        support_caption=LABELS["support_of_year"].to(lang).format(lookup.latest),
        supporting=_supporting(lookup, pages),
        leaders_caption=LABELS["leaders_of_year"].to(lang).format(lookup.latest),
        leaders=() if leaders is None else tuple(_leaders(lookup, leaders, latest, statuses, pages, lang)),
        illustrative=ILLUSTRATIVE.to(lang) if leaders is not None and leaders.illustrative else "",
    )


def unassigned(lookup: Lookup, leaders: Portfolios) -> tuple[str, ...]:
    """List the departments, of the plan or of a finding, that have no leader."""
    plan = [each.id for each in lookup.catalogue.plan.departments]
    return tuple(each for each in dict.fromkeys((*plan, *owners(lookup))) if leaders.of(each) is None)


def held(lookup: Lookup, leaders: Portfolios, lang: Lang) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the title of each leader with the ids of their departments; last, if any, those without one."""
    rest = unassigned(lookup, leaders)
    named = tuple((readable(each.title), each.departments) for each in leaders.leaders)
    return (*named, (UNASSIGNED.to(lang), rest)) if rest else named


def supported_rules(lookup: Lookup) -> dict[str, list[Rule]]:
    """Return the rules judged that each department supports, departments in the plan's order."""
    judged = [lookup.catalogue.rules[rule] for rule in dict.fromkeys(j.rule for j in lookup.evaluation.judgements)]
    every = {
        each.id: [rule for rule in judged if each.id in rule.support] for each in lookup.catalogue.plan.departments
    }
    return {department: rules for department, rules in every.items() if rules}


def support_counts(lookup: Lookup) -> dict[str, Kinds]:
    """Count the findings of the latest year about the rules that each department supports."""
    of_rule: dict[str | None, Kinds] = {}
    for finding in _latest(lookup):
        of_rule.setdefault(finding.rule, Counter())[finding.kind] += 1
    return {
        department: sum((of_rule.get(rule.id, Counter()) for rule in rules), Counter())
        for department, rules in supported_rules(lookup).items()
    }


def owner_counts(lookup: Lookup) -> dict[str, Kinds]:
    """Count the findings of the latest year for which each department answers."""
    found: dict[str, Kinds] = {}
    for finding in _latest(lookup):
        found.setdefault(finding.owner, Counter())[finding.kind] += 1
    return found


def _latest(lookup: Lookup) -> Iterable[Finding]:
    return (finding for finding in lookup.evaluation.findings if finding.year == lookup.latest)


def _supporting(lookup: Lookup, pages: Mapping[str, DepartmentPage]) -> tuple[SupportRow, ...]:
    counts = support_counts(lookup)
    return tuple(
        SupportRow(
            title=_title(lookup, department, pages),
            rules=len(rules),
            violations=counts[department][FindingKind.VIOLATION],
            alerts=counts[department][FindingKind.ALERT],
            found=tasks.supported(lookup, department),
        )
        for department, rules in supported_rules(lookup).items()
    )


def _leaders(
    lookup: Lookup,
    leaders: Portfolios,
    latest: list[Judgement],
    statuses: tuple[Status, ...],
    pages: Mapping[str, DepartmentPage],
    lang: Lang,
) -> Iterable[LeaderPage]:
    counts = owner_counts(lookup)
    for number, (title, departments) in enumerate(held(lookup, leaders, lang)):
        shares = tuple(_share(lookup, each, counts.get(each, Counter()), pages, lang) for each in departments)
        verdicts = status_counts((j for j in latest if j.owner in departments), statuses)
        found = sum(share.violations for share in shares), sum(share.alerts for share in shares)
        yield LeaderPage(row=CountRow(head=title, counts=(*verdicts, *found), anchor=f"l-{number}"), shares=shares)


def _share(lookup: Lookup, department: str, counts: Kinds, pages: Mapping[str, DepartmentPage], lang: Lang) -> Share:
    page = pages.get(department)
    silent = ((page.anchor, page.silent_heading),) if page is not None and page.silent_heading else ()
    return Share(
        title=_title(lookup, department, pages),
        violations=counts[FindingKind.VIOLATION],
        alerts=counts[FindingKind.ALERT],
        found=(*(_link(stack, lang) for stack in page.stacks), *silent) if page is not None else (),
    )


def _link(stack: Stack, lang: Lang) -> Link:
    card = stack.first
    # A conclusion about a department bears its name, which stands there already.
    title = card.title if card.indicator_anchor else card.conclusions[0].text
    where = stack.places or card.place
    said = _STACK.to(lang).format(card.year, title, where) if where else f"{card.year} {title}"
    return card.anchor, said


def _title(lookup: Lookup, department: str, pages: Mapping[str, DepartmentPage]) -> Link:
    page = pages.get(department)
    return (page.anchor if page is not None else "", lookup.department(department))

"""Findings by kind: violations, then alerts, then notices; the latest year apart from the years before."""

from collections.abc import Iterable, Sequence

from zhunsheng.model.figures import RANGE
from zhunsheng.model.finding import Finding, FindingKind, Level
from zhunsheng.model.page_findings import Card, Group, Stack
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KINDS
from zhunsheng.report import cards
from zhunsheng.report.lookup import Lookup

MOST_ALERT_CARDS = 12
"""More alerts of the latest year than this, the less grave ones, get a row instead of a card."""

MOST_SILENT = 8
"""More figures of the latest year that were not reported than this are folded: there is nothing in them to read."""

MOST_PLACES = 3
"""Of the places with a finding about one rule and year, so many are shown, the gravest; the rest are folded."""

_CARDS = {FindingKind.VIOLATION: None, FindingKind.ALERT: MOST_ALERT_CARDS, FindingKind.NOTICE: 0}
"""How many subjects of the latest year get a card. Each violation has its card, no notice has."""

_LATEST = Text("{0} 年{1}", "{1} in {0}")
_TOTAL = Text("{0} 年共 {1} 条", "{1} in all of {0}")
_BEFORE = Text("以前年度{1}（{0}）", "{1} of earlier years ({0})")
_BEFORE_COUNT = Text("另有以前年度（{0}）{1} 条", "{1} more of earlier years ({0})")
_MORE = Text("{0} 年其他{1}", "Other {1} of {0}")
_SILENT = Text("{0} 年未报送：{1} 条", "Not reported in {0}: {1}")
_EMPTY = {
    FindingKind.VIOLATION: Text("{0} 年没有违反。", "No violations in {0}."),
    FindingKind.ALERT: Text("{0} 年没有预警。", "No alerts in {0}."),
    FindingKind.NOTICE: Text("{0} 年没有提示。", "No notices in {0}."),
}
_PLACES = Text("{0} 处", "{0} places")
_REST = Text("{title}：{year} 年另有 {count} 处{kind}", "{title}: {count} more places in {year} ({kind})")


def groups(lookup: Lookup, lang: Lang) -> tuple[Group, ...]:
    """Gather all findings: violations, then alerts, then notices (the last only where there are any)."""
    found = {kind: [f for f in lookup.evaluation.findings if f.kind is kind] for kind in FindingKind}
    kinds = [k for k in FindingKind if k is not FindingKind.NOTICE or found[k]]
    return tuple(_group(lookup, kind, found[kind], lang) for kind in kinds)


def years_text(years: Sequence[int], lang: Lang) -> str:
    """Write years: “2020—2025”, “2021”, “2021, 2023”."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}{RANGE.to(lang)}{years[-1]}"
    return ("、" if lang == "zh" else ", ").join(map(str, years))


def conclusions(listed: Iterable[Stack]) -> int:
    """Count the findings on cards."""
    return sum(len(card.conclusions) for stack in listed for card in stack.cards)


def _group(lookup: Lookup, kind: FindingKind, found: Sequence[Finding], lang: Lang) -> Group:
    every = _stacks(lookup, found, lang)
    latest, before = _split(every, lookup.latest)
    silent = tuple(stack for stack in latest if stack.silent)
    silent = silent if len(silent) > MOST_SILENT else ()
    telling = [stack for stack in latest if not (silent and stack.silent)]
    now, more = telling[: _CARDS[kind]], telling[len(telling[: _CARDS[kind]]) :]
    name = KINDS[kind].to(lang)
    plain = name.lower() if lang == "en" else name
    earlier = years_text(sorted({stack.first.year for stack in before}), lang)
    years = lookup.evaluation.years
    return Group(
        kind=str(kind),
        heading=name,
        count=len(found),
        latest_count=conclusions(latest),
        latest_heading=_LATEST.to(lang).format(lookup.latest, name),
        total_text=_TOTAL.to(lang).format(years_text(years, lang), len(found)) if len(years) > 1 else "",
        now=tuple(now),
        more=tuple(more),
        silent=silent,
        silent_heading=_SILENT.to(lang).format(lookup.latest, conclusions(silent)),
        more_heading=(_MORE if now else _LATEST).to(lang).format(lookup.latest, plain),
        before=before,
        before_as_cards=kind is FindingKind.VIOLATION,
        before_heading=_BEFORE.to(lang).format(earlier, name),
        before_text=_BEFORE_COUNT.to(lang).format(earlier, conclusions(before)),
        empty=_EMPTY[kind].to(lang).format(lookup.latest),
    )


def _stacks(lookup: Lookup, found: Sequence[Finding], lang: Lang) -> list[Stack]:
    """Stack the cards of each subject and year: the latest year first, within it the gravest."""
    subjects: dict[tuple[str, int], dict[str, list[Finding]]] = {}
    for finding in found:
        about = finding.rule if finding.rule is not None else f"\0{finding.owner}"
        subjects.setdefault((about, finding.year), {}).setdefault(finding.entity, []).append(finding)
    made = [_stack([cards.card(lookup, one, lang) for one in places.values()], lang) for places in subjects.values()]
    return sorted(made, key=lambda stack: (-stack.first.year, _gravity(stack.first)))


def _stack(about: Sequence[Card], lang: Lang) -> Stack:
    """Put cards about one subject and year upon each other."""
    by_gravity = sorted(about, key=_gravity)
    shown, rest = by_gravity[:MOST_PLACES], by_gravity[MOST_PLACES:]
    first = shown[0]
    words = {"title": first.title, "year": first.year, "count": len(rest), "kind": first.kind_word}
    return Stack(
        shown=tuple(shown),
        rest=tuple(rest),
        places=_PLACES.to(lang).format(len(by_gravity)) if len(by_gravity) > 1 else "",
        rest_heading=_REST.to(lang).format(**words) if rest else "",
    )


def _gravity(card: Card) -> int:
    return cards.GRAVEST.index(Level(card.level))


def _split(every: Sequence[Stack], latest: int) -> tuple[tuple[Stack, ...], tuple[Stack, ...]]:
    return tuple(s for s in every if s.first.year == latest), tuple(s for s in every if s.first.year != latest)

"""Whom the findings of the latest year concern, in a few words: by department, by supporting one, by leader."""

from collections import Counter
from collections.abc import Iterable

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.responsibility import Kinds, held, owner_counts, support_counts

MOST = 8
"""So many are named in each line, those with the most violations first."""

_KINDS = (FindingKind.VIOLATION, FindingKind.ALERT)
_HEAD = Text("{0}（{1}）", "{0} ({1})")
_MADE_UP = Text("{0}，示例", "{0}, illustrative")


def concerned(lookup: Lookup, lang: Lang) -> list[tuple[str, str]]:
    """Return a heading and a line for each view in which anything was found."""
    owned = owner_counts(lookup)
    views = [("by_department", _named(lookup, owned)), ("by_support", _named(lookup, support_counts(lookup)))]
    leaders = lookup.evaluation.leaders
    if leaders is not None:
        sums = [
            (title, sum((owned.get(each, Counter()) for each in departments), Counter()))
            for title, departments in held(lookup, leaders, lang)
        ]
        views.append(("by_leader", sums))
    made_up = leaders is not None and leaders.illustrative
    said = []
    for key, counted in views:
        found = [(name, kinds) for name, kinds in counted if any(kinds[kind] for kind in _KINDS)]
        count = _MADE_UP.to(lang).format(len(found)) if made_up and key == "by_leader" else len(found)
        if found:
            said.append((_HEAD.to(lang).format(LABELS[key].to(lang), count), _line(found, lang)))
    return said


def _named(lookup: Lookup, counts: dict[str, Kinds]) -> list[tuple[str, Kinds]]:
    return [(lookup.department(each), found) for each, found in counts.items()]


def _line(found: Iterable[tuple[str, Kinds]], lang: Lang) -> str:
    first = sorted(found, key=lambda each: [-each[1][kind] for kind in _KINDS])
    parts = [f"{name} {_counts(kinds, lang)}" for name, kinds in first[:MOST]]
    return ("；" if lang == "zh" else "; ").join((*parts, *("…" for _ in first[MOST : MOST + 1])))


def _counts(kinds: Kinds, lang: Lang) -> str:
    said = [f"{KIND[kind].to(lang)} {kinds[kind]}" for kind in _KINDS if kinds[kind]]
    return ("、" if lang == "zh" else ", ").join(said)

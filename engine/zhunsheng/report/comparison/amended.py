"""What was amended in the rules, ready to show."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from zhunsheng.model.amendment import Amended, Amendment, Edit, Topic
from zhunsheng.model.change import Comparison
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang
from zhunsheng.report.comparison import amended_words as words
from zhunsheng.report.comparison.words import BESIDE, KEY, TARGET_OF

NONE = "—"
_ONE_SIDE = (Amended.ADDED, Amended.REMOVED)
_MAIN = frozenset({"nature", "target", "base", "unit", "owner", "scope", "source"})
"""Keys told of a rule that is there on one side only."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One amendment: `amended` is also its style."""

    key: str
    amended: str
    topic: str
    title: str
    id: str
    owner: str
    at: str
    edits: tuple[str, ...]


def lines(amendments: Sequence[Amendment], lang: Lang) -> tuple[Line, ...]:
    """Write each amendment."""
    return tuple(_line(each, lang) for each in amendments)


def headline(comparison: Comparison, lang: Lang) -> str:
    """Say in one line how many amendments there are."""
    found = comparison.amendments or ()
    if not found:
        same = comparison.old.digest == comparison.new.digest
        return (words.NO_AMENDMENT if same else words.ONLY_LAYOUT).to(lang)
    counts = Counter(each.amended for each in found)
    return words.HEAD.to(lang).format(len(found), *(counts[each] for each in Amended))


def _line(amendment: Amendment, lang: Lang) -> Line:
    brief = amendment.amended in _ONE_SIDE and amendment.topic is Topic.RULE
    edits = [_edit(each, amendment, lang) for each in amendment.edits if not brief or each.key in _MAIN]
    if amendment.was:
        edits.insert(0, words.NEW_ID.to(lang).format(amendment.was, amendment.id))
    if amendment.topic is Topic.OTHER and not edits:
        edits.append(words.UNNAMED.to(lang))
    return Line(
        key=amendment.amended,
        amended=words.AMENDED[amendment.amended].to(lang),
        topic=words.TOPIC[amendment.topic].to(lang),
        title=readable(amendment.title),
        id=readable(amendment.id),
        owner=readable(amendment.owner),
        at=_where(amendment, lang),
        edits=tuple(map(readable, edits)),
    )


def _where(amendment: Amendment, lang: Lang) -> str:
    old, new = readable(amendment.at_old), readable(amendment.at_new)
    if not old or not new or old == new:
        return new or old
    return words.OLD_NEW.to(lang).format(old, new)


def _edit(edit: Edit, amendment: Amendment, lang: Lang) -> str:
    """Write “2025 年目标：≥ 95% → ≥ 96%”; of what is on one side only, that side."""
    colon = "：" if lang == "zh" else ": "
    if edit.listed:
        named = ((words.OUT, edit.old), (words.IN, edit.new))
        parts = [word.to(lang).format(side.to(lang)) for word, side in named if side is not None]
        return f"{_key(edit, amendment, lang)}{colon}{('；' if lang == 'zh' else '; ').join(parts)}"
    sides = [NONE if side is None else side.to(lang) for side in (edit.old, edit.new)]
    told = sides[amendment.amended is Amended.ADDED] if amendment.amended in _ONE_SIDE else " → ".join(sides)
    return f"{_key(edit, amendment, lang)}{colon}{told}"


def _key(edit: Edit, amendment: Amendment, lang: Lang) -> str:
    if edit.year is not None:
        return TARGET_OF.to(lang).format(edit.year)
    if edit.key == "kind" and amendment.topic in words.KIND_OF:
        return words.KIND_OF[amendment.topic].to(lang)
    head, colon, level = edit.key.partition(":")  # days of a kind of findings, and of a level
    named = words.KEYS.get(head) or KEY.get(head)
    name = head if named is None else named.to(lang)
    return BESIDE.to(lang).format(name, level) if colon else name

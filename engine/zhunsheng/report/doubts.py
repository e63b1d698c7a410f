"""Where the text of a plan disagrees with itself or looks wrong: in full, and in a few words beside a rule."""

from collections.abc import Collection, Iterable

from zhunsheng.model.page_parts import Doubt, Passage
from zhunsheng.model.plan import Discrepancy
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import DISCREPANCY
from zhunsheng.report.names import Names, slug

_BRIEF = Text("{title}（{kind}），{chosen}", "{title} ({kind}): {chosen}")
_CHOSEN = Text("采用{0}的读法", "the reading of {0} is followed")
_ONE = Text("按{0}原文", "followed as {0} has it")
_NONE = Text("不单独采用任何一处", "no single passage is followed")


def doubts(names: Names, rules: Collection[str], lang: Lang, *, every: bool = False) -> tuple[Doubt, ...]:
    """Tell the discrepancies that concern `rules`, those on the page; with `every`, all of the plan."""
    found = names.catalogue.plan.discrepancies
    return tuple(_doubt(names, each, rules, lang) for each in found if every or not set(rules).isdisjoint(each.rules))


def beside(names: Names, rule: str | None, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Tell the discrepancies about one rule in a few words: (anchor of the whole, words)."""
    return tuple((_anchor(names, each), in_brief(each, lang)) for each in about(names, rule))


def about(names: Names, rule: str | None) -> Iterable[Discrepancy]:
    """Return the discrepancies that concern a rule."""
    return (each for each in names.catalogue.plan.discrepancies if rule in each.rules)


def in_brief(discrepancy: Discrepancy, lang: Lang) -> str:
    """Tell a discrepancy in one line: what it is about, its kind, the reading chosen."""
    return _BRIEF.to(lang).format(
        title=readable(discrepancy.title), kind=DISCREPANCY[discrepancy.kind].to(lang), chosen=chosen(discrepancy, lang)
    )


def chosen(discrepancy: Discrepancy, lang: Lang) -> str:
    """Say which reading is followed."""
    if discrepancy.chosen is None:
        return _NONE.to(lang)
    reading = discrepancy.readings[discrepancy.chosen]
    alike = [each for each in discrepancy.readings if each.locator == reading.locator]
    where = readable(reading.locator if len(alike) == 1 else f"{reading.locator}“{reading.anchor}”")
    return (_CHOSEN if len(discrepancy.readings) > 1 else _ONE).to(lang).format(where)


def _doubt(names: Names, discrepancy: Discrepancy, rules: Collection[str], lang: Lang) -> Doubt:
    return Doubt(
        anchor=_anchor(names, discrepancy),
        title=readable(discrepancy.title),
        kind=DISCREPANCY[discrepancy.kind].to(lang),
        passages=tuple(
            Passage(
                locator=readable(reading.locator),
                anchor=readable(reading.anchor),
                figures=tuple(map(readable, reading.figures)),
                says=readable(reading.says),
                chosen=number == discrepancy.chosen,
            )
            for number, reading in enumerate(discrepancy.readings)
        ),
        chosen=chosen(discrepancy, lang),
        because=readable(discrepancy.because),
        rules=tuple((names.anchor(rule), names.rule_title(rule)) for rule in discrepancy.rules if rule in rules),
    )


def _anchor(names: Names, discrepancy: Discrepancy) -> str:
    return f"{names.prefix}t-{slug(discrepancy.id)}"

"""What a box of the graph and a sentence of the paragraph both say."""

from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, LEVEL
from zhunsheng.report import cards
from zhunsheng.report.explain_parts import RULE, colon
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.panels import base_text

_HEADED = Text("{0}（{1}）", "{0} ({1})")
_BASE = Text("基期 {0}", "base {0}")


def headline(lookup: Lookup, judgement: Judgement) -> str:
    """Name a judgement: rule, place, year."""
    return f"{lookup.rule_title(judgement.rule)} · {lookup.place(judgement.entity)} · {judgement.year}"


def conclusion(lookup: Lookup, finding: Finding, lang: Lang) -> tuple[str, ...]:
    """Say what a finding is, of whom, and under which number."""
    head = _HEADED.to(lang).format(KIND[finding.kind].to(lang), LEVEL[finding.level].to(lang))
    return (f"{head} · {lookup.department(finding.owner)}", readable(finding.message.to(lang)), readable(finding.id))


def demand(lookup: Lookup, judgement: Judgement, lang: Lang) -> tuple[str, ...]:
    """Say what is asked of the figure, from which base, and where the rule stands."""
    rule = lookup.catalogue.rules[judgement.rule]
    base = _BASE.to(lang).format(base_text(rule, lang)) if rule.base is not None else ""
    where = f"{RULE.to(lang)} {rule.id}{colon(lang)}{readable(str(rule.at))}"
    return (cards.limit(lookup, judgement, lang), base, where)

"""Catalogues and features -> the book's data."""

from collections.abc import Mapping, Sequence

import msgspec

import zhunsheng
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.feature import Feature
from zhunsheng.model.grouped import By
from zhunsheng.model.indicator import DONE
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import INDICATOR_KIND, NATURE
from zhunsheng.report import cards, doubts, panels
from zhunsheng.report.book import checks, history, index, scenarios
from zhunsheng.report.book.page import Book, Chapter, Entry, PlanVolume
from zhunsheng.report.book.sentence import sentence, years_text
from zhunsheng.report.document import document_text
from zhunsheng.report.figures import unit_text
from zhunsheng.report.grouping import HEADINGS
from zhunsheng.report.labels import LABELS
from zhunsheng.report.names import MOST_NAMED, Names, slug
from zhunsheng.report.responsibility import ILLUSTRATIVE

_NO_FEATURES = Text(
    "没有给出场景文件夹，各条规则的场景从略。", "No folder of features was given: the scenarios are left out."
)
_COUNTS = {
    "rules": Text("规则", "rules"),
    "targets": Text("目标（规则×年份）", "targets (rules × years)"),
    "milestones": Text("节点", "milestones"),
    "scenarios": Text("场景", "scenarios"),
    "doubts": Text("文本疑点", "discrepancies"),
    "checks": Text("数据审核", "checks on the data"),
}


class Volume(msgspec.Struct, frozen=True, kw_only=True):
    """One catalogue, its folder as it should be cited, and its features by rule (None: there is no such folder).

    `by` is how the rules are to be grouped besides, if at all; `leaders` serves that.
    """

    catalogue: Catalogue
    folder: str
    features: Mapping[str, Feature] | None = None
    by: By | None = None
    leaders: Portfolios | None = None


def build(volumes: Sequence[Volume], lang: Lang) -> Book:
    """Turn catalogues into a book in `lang`."""
    return Book(
        lang="zh-CN" if lang == "zh" else "en",
        title=LABELS["book"].to(lang),
        version=zhunsheng.__version__,
        volumes=tuple(_volume(volume, f"p{number}-", lang) for number, volume in enumerate(volumes, 1)),
    )


def _volume(volume: Volume, prefix: str, lang: Lang) -> PlanVolume:
    catalogue, plan = volume.catalogue, volume.catalogue.plan
    names = Names(catalogue, prefix)
    return PlanVolume(
        anchor=f"{prefix}plan",
        title=readable(plan.title),
        document=document_text(plan.document, lang),
        period=years_text(plan.period.start, plan.period.end, lang),
        counts=_counts(volume, lang),
        features=_NO_FEATURES.to(lang) if volume.features is None else "",
        groups_heading=HEADINGS[volume.by].to(lang) if volume.by is not None else "",
        groups_note=_made_up(volume, lang),
        groups=index.groups(names, volume.by, volume.leaders, lang) if volume.by is not None else (),
        chapters=_chapters(volume, names, lang),
        departments=index.departments(names),
        scopes=index.scopes(names, lang),
        places=index.places(names, lang),
        tasks=index.tasks(names, lang),
        checks=checks.rows(names, lang),
        doubts=doubts.doubts(names, catalogue.rules, lang, every=True),
        digest=catalogue.digest,
    )


def _made_up(volume: Volume, lang: Lang) -> str:
    leaders = volume.leaders
    return ILLUSTRATIVE.to(lang) if leaders is not None and leaders.illustrative else ""


def _counts(volume: Volume, lang: Lang) -> tuple[tuple[str, int], ...]:
    rules = volume.catalogue.rules.values()
    counted = {
        "rules": len(rules),
        "targets": sum(len(rule.targets) for rule in rules),
        "milestones": sum(rule.unit == DONE for rule in rules),
        "scenarios": sum(len(feature.scenarios) for feature in (volume.features or {}).values()),
        "doubts": len(volume.catalogue.plan.discrepancies),
        "checks": len(volume.catalogue.checks),
    }
    return tuple((_COUNTS[key].to(lang), count) for key, count in counted.items() if count)


def _chapters(volume: Volume, names: Names, lang: Lang) -> tuple[Chapter, ...]:
    themes: dict[str, list[Rule]] = {}
    for rule in volume.catalogue.rules.values():
        themes.setdefault(rule.theme, []).append(rule)
    return tuple(
        Chapter(
            anchor=f"{names.prefix}{panels.theme_anchor(theme)}",
            title=readable(theme),
            entries=tuple(_entry(volume, names, rule, lang) for rule in rules),
        )
        for theme, rules in themes.items()
    )


def _entry(volume: Volume, names: Names, rule: Rule, lang: Lang) -> Entry:
    indicator = names.catalogue.indicators[rule.indicator]
    feature = (volume.features or {}).get(rule.id)
    main, *also = cards.clauses(rule.source)
    done = rule.unit == DONE
    return Entry(
        anchor=names.anchor(rule.id),
        title=readable(rule.title),
        place=names.scope(rule, lang),
        places=names.places(rule.scope, lang) if len(rule.scope) > MOST_NAMED else "",
        sentence=sentence(names, rule, lang),
        nature=NATURE[rule.nature].to(lang),
        kind=INDICATOR_KIND[indicator.kind].to(lang),
        owner=names.department(rule.owner),
        support=names.departments(rule.support, lang),
        task=(f"{names.prefix}k-{slug(rule.task)}", names.task_title(rule.task, lang)) if rule.task else None,
        unit="" if done else unit_text(rule.unit, lang),
        way="" if done else panels.way_text(rule, indicator, lang),
        formula=panels.formula(names, indicator),
        history=() if done else history.history(rule, lang),
        clause=main,
        also=tuple(also),
        note=readable(rule.note),
        doubts=doubts.beside(names, rule.id, lang),
        scenarios_heading=scenarios.heading(feature, lang) if feature is not None else "",
        scenarios=scenarios.views(feature) if feature is not None else (),
        rule_id=readable(rule.id),
        rule_at=readable(f"{volume.folder}/{rule.at}"),
        feature=readable(feature.path) if feature is not None else "",
    )

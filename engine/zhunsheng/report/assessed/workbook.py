"""The assessment as a workbook: ranking, themes, every figure, how firm the order is, and what it all rests on."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from zhunsheng.model.assessment import Assessed
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.assessed import view
from zhunsheng.report.assessed.page import AssessmentPage, FigureRow, PairRow, PlacePage, RuleRow, ThemeRow
from zhunsheng.report.export import workbook
from zhunsheng.report.export.table import Column, Value, Word, table

_MADE_UP = Text("示例", "illustrative")


class _Row(NamedTuple):
    """One figure with the rule, the theme and the place that it counts in."""

    place: PlacePage
    theme: ThemeRow
    rule: RuleRow
    figure: FigureRow
    lang: Lang


_Rule = tuple[str, str, str]
"""Title and id of a rule, and why it enters no score."""


class _Note(NamedTuple):
    """One line of what it all rests on."""

    about: str
    text: str


def render(evaluation: Evaluation, assessed: Assessed, lang: Lang) -> bytes:
    """Return the assessment as XLSX. The same assessment gives the same bytes."""
    page = view.build(evaluation, assessed, lang)
    remark = " ".join(filter(None, (page.year, page.assumed, page.illustrative, page.no_verdict)))
    themes = [(place, theme) for place in page.places for theme in place.themes if theme.weighs]
    pairs = [(trial.title, pair) for trial in page.trials for pair in trial.pairs]
    tried = " ".join((page.draws, *(f"{trial.title}：{trial.held}。" for trial in page.trials)))
    sheets = (
        table(Text("得分和名次", "Scores"), remark, _PLACES, len(_PLACES), page.places, lang),
        table(Text("主题得分", "Themes"), remark, _THEMES, len(_THEMES), themes, lang),
        table(Text("数据和单元格", "Figures"), remark, _FIGURES, len(_FIGURES), _figures(page, lang), lang),
        table(Text("名次稳健性", "Robustness"), tried, _PAIRS, len(_PAIRS), pairs, lang),
        table(Text("不计分的规则", "Not scored"), page.unscored_said, _UNSCORED, len(_UNSCORED), _unscored(page), lang),
        table(Text("权重和办法", "Method"), remark, _NOTES, len(_NOTES), _notes(page, lang), lang),
    )
    created = dt.datetime(assessed.year, 1, 1, tzinfo=dt.UTC)  # no day: it must not move
    return workbook.of_tables(sheets, readable(evaluation.catalogue.plan.title), created, lang)


def _figures(page: AssessmentPage, lang: Lang) -> Iterator[_Row]:
    for place in page.places:
        for theme in place.themes:
            for rule in theme.rules:
                yield from (_Row(place, theme, rule, figure, lang) for figure in rule.figures)


def _unscored(page: AssessmentPage) -> Iterator[_Rule]:
    for group in page.unscored:
        yield from ((title, rule, group.why) for title, rule in group.rules)


_WEIGHTS_OF = Text("权重：{0}", "weights: {0}")
_MISSING = Text("缺数：{0}", "when missing: {0}")
_ZONE = Text("{0} 权重的理由", "weights of {0}: reason")
_UNMEASURED = Text("{0} 侧重而没有指标可计的", "{0} is to stress, and no rule measures")
_FORMULA = Text("算法 {0}", "formula {0}")


def _notes(page: AssessmentPage, lang: Lang) -> Iterator[_Note]:
    zones = [zone.title for zone in page.zones]
    for row in page.weights:
        parts = "，".join(f"{zone} {weight}" for zone, weight in zip(zones, row.weights, strict=True))
        yield _Note(_WEIGHTS_OF.to(lang).format(row.title), f"{parts}（{row.clause}）")
        yield _Note(_MISSING.to(lang).format(row.title), row.missing)
    for zone in page.zones:
        yield _Note(_ZONE.to(lang).format(zone.title), f"{zone.because}（{zone.clause}）")
        for title, because in zone.unmeasured:
            yield _Note(_UNMEASURED.to(lang).format(zone.title), f"{title}：{because}")
    yield _Note(Text("各地的权重", "weights of places").to(lang), page.because)
    yield _Note(Text("封顶", "cap").to(lang), page.cap)
    for key, text in page.formulas:
        yield _Note(_FORMULA.to(lang).format(key), text)


def _mark(row: _Row) -> Value:
    return Word(row.figure.mark.word, row.figure.mark.key)


_PLACES: tuple[Column[PlacePage], ...] = (
    Column(Text("名次", "Rank"), 6, lambda p: p.rank),
    Column(Text("地区", "Place"), 12, lambda p: p.title),
    Column(Text("得分", "Score"), 10, lambda p: p.score),
    Column(Text("所在的区", "Zones"), 34, lambda p: p.zones),
    Column(Text("计入的权重", "Weights counted"), 12, lambda p: p.counted),
    Column(Text("变动后名次", "Ranks when moved"), 12, lambda p: p.ranks),
    Column(Text("缺数和未计", "Missing"), 40, lambda p: "；".join(filter(None, (p.thin, p.gaps)))),
    Column(Text("审核疑问", "Questions"), 24, lambda p: p.doubts),
)
_Theme = tuple[PlacePage, ThemeRow]
_THEMES: tuple[Column[_Theme], ...] = (
    Column(Text("地区", "Place"), 12, lambda r: r[0].title),
    Column(Text("主题", "Theme"), 24, lambda r: r[1].title),
    Column(Text("权重", "Weight"), 10, lambda r: r[1].weight),
    Column(Text("折合", "Made"), 10, lambda r: r[1].share),
    Column(Text("完成率", "Completion"), 10, lambda r: r[1].completion),
    Column(Text("得分", "Points"), 10, lambda r: r[1].points),
    Column(Text("不计的原因", "Why not counted"), 22, lambda r: r[1].absent),
    Column(Text("出处", "Clause"), 34, lambda r: r[1].clause),
)
_FIGURES: tuple[Column[_Row], ...] = (
    Column(Text("地区", "Place"), 10, lambda r: r.place.title),
    Column(Text("主题", "Theme"), 16, lambda r: r.theme.title),
    Column(Text("规则", "Rule"), 24, lambda r: r.rule.title),
    Column(Text("数据所属", "Of"), 12, lambda r: r.figure.place),
    Column(Text("判定", "Status"), 10, _mark),
    Column(Text("实绩和要求", "Figure and limit"), 24, lambda r: r.figure.figures),
    Column(Text("完成率", "Completion"), 10, lambda r: r.figure.share),
    Column(Text("算法", "Formula"), 18, lambda r: r.figure.formula),
    Column(Text("计法", "Treatment"), 18, lambda r: r.figure.treatment),
    Column(Text("示例", "Illustrative"), 8, lambda r: _MADE_UP.to(r.lang) if r.figure.illustrative else ""),
    Column(Text("出处", "Clause"), 24, lambda r: r.rule.clause),
    Column(Text("单元格", "Cells"), 44, lambda r: "、".join(r.figure.cells)),
    Column(Text("审核疑问", "Questions"), 44, lambda r: " ".join(r.figure.doubts)),
)
_UNSCORED: tuple[Column[_Rule], ...] = (
    Column(Text("规则", "Rule"), 40, lambda r: r[0]),
    Column(Text("编号", "Id"), 36, lambda r: r[1]),
    Column(Text("不计分的原因", "Why"), 44, lambda r: r[2]),
)
_Pair = tuple[str, PairRow]
_PAIRS: tuple[Column[_Pair], ...] = (
    Column(Text("怎样变动", "Moved"), 24, lambda r: r[0]),
    Column(Text("相邻两地", "Neighbours"), 24, lambda r: f"{r[1].above} → {r[1].below}"),
    Column(Text("保持", "Kept"), 12, lambda r: r[1].kept),
    Column(Text("并列", "Tied"), 12, lambda r: r[1].tied),
    Column(Text("颠倒", "Turned"), 12, lambda r: r[1].turned),
)
_NOTES: tuple[Column[_Note], ...] = (
    Column(Text("事项", "About"), 30, lambda n: n.about),
    Column(Text("说明", "Note"), 90, lambda n: n.text),
)

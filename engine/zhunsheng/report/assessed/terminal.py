"""The ranking on a terminal, and the decomposition of one place as text."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from zhunsheng.model.assessment import Assessed
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.assessed import view
from zhunsheng.report.assessed.page import AssessmentPage, FigureRow, PlacePage, ThemeRow

_HEADS = (
    (Text("名次", "rank"), True),
    (Text("地区", "place"), False),
    (Text("得分", "score"), True),
    (Text("计入权重", "weights counted"), True),
    (Text("变动后名次", "ranks when moved"), True),
    (Text("缺数和未计", "missing or left out"), False),
)
_PAIR = Text("{0} → {1}：保持 {2}，并列 {3}，颠倒 {4}", "{0} → {1}: kept {2}, tied {3}, turned {4}")
_TRIAL = Text("{0}：{1}", "{0}: {1}")
_HEAD = Text("{0} {1} 年：{2} 分，第 {3} 名", "{0} {1}: {2} points, rank {3}")
_ZONES = Text("所在的区：{0}", "zones: {0}")
_COUNTED = Text("计入的权重：{0}{1}", "weights counted: {0}{1}")
_RANKS = Text("权重和数据变动后的名次：{0}", "ranks when weights and figures move: {0}")
_THEME = Text(
    "{0}  权重 {1}，折合 {2} × 完成率 {3} = {4} 分", "{0}  weight {1}, made {2} × completion {3} = {4} points"
)
_ABSENT = Text("{0}  权重 {1}，不计：{2}", "{0}  weight {1}, not counted: {2}")
_MISSING = Text("缺数：{0}", "when missing: {0}")
_RULE = Text("{0}  {1}  完成率 {2}", "{0}  {1}  completion {2}")
_NO_CELL = Text("没有单元格", "no cell")
_MADE_UP = Text("示例", "illustrative")
_COLON = Text("：", ": ")
_UNMEASURED = Text("{0}侧重而没有指标可计的：{1}", "{0} is to stress, and no rule measures: {1}")


def show(evaluation: Evaluation, assessed: Assessed, lang: Lang, console: Console) -> None:
    """Print the ranking, what it rests on, and how firm it is."""
    page = view.build(evaluation, assessed, lang)
    _head(page, console)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, right in _HEADS:
        table.add_column(head.to(lang), justify="right" if right else "left", overflow="fold")
    for place in page.places:
        gaps = "；".join(filter(None, (place.thin, place.gaps, place.doubts)))
        cells = (place.rank, place.title, place.score, place.counted, place.ranks, gaps)
        table.add_row(*map(Rich, cells))
    console.print(table)
    console.print()
    for trial in page.trials:
        console.print(Rich(_TRIAL.to(lang).format(trial.title, trial.held), style="bold"), soft_wrap=True)
        for pair in trial.pairs:
            line = _PAIR.to(lang).format(pair.above, pair.below, pair.kept, pair.tied, pair.turned)
            console.print(Rich(f"  {line}"), soft_wrap=True)
    console.print(Rich(page.draws, style="dim"), soft_wrap=True)
    for zone in page.zones:
        if zone.unmeasured:
            listed = "、".join(title for title, _ in zone.unmeasured)
            console.print(Rich(_UNMEASURED.to(lang).format(zone.title, listed), style="dim"), soft_wrap=True)
    console.print(Rich(page.unscored_said, style="bold"), soft_wrap=True)
    for group in page.unscored:
        console.print(Rich(f"  {group.why}{_COLON.to(lang)}{len(group.rules)}"), soft_wrap=True)


def explain(evaluation: Evaluation, assessed: Assessed, entity: str, lang: Lang) -> str:
    """Return the whole decomposition of the score of a place, down to cells and clauses."""
    page = view.build(evaluation, assessed, lang)
    place = next(each for each, of in zip(page.places, assessed.places, strict=True) if of.entity == entity)
    return "\n".join(_lines(page, place, lang))


def _head(page: AssessmentPage, console: Console) -> None:
    console.print(Rich(page.title, style="bold"), Rich(f"{page.plan} {page.year}", style="dim"), soft_wrap=True)
    for warning in (page.assumed, page.illustrative, page.doubts):
        if warning:
            console.print(Rich(f"* {warning}", style="bold yellow"), soft_wrap=True)
    console.print(Rich(page.no_verdict, style="dim"), soft_wrap=True)
    console.print()


def _lines(page: AssessmentPage, place: PlacePage, lang: Lang) -> Iterator[str]:
    yield _HEAD.to(lang).format(place.title, page.year, place.score, place.rank)
    yield from (f"* {warning}" for warning in (page.assumed, page.illustrative) if warning)
    yield page.no_verdict
    yield _ZONES.to(lang).format(place.zones)
    yield page.because
    yield _COUNTED.to(lang).format(place.counted, f"（{place.thin}）" if place.thin else "")
    yield _RANKS.to(lang).format(place.ranks)
    for theme in place.themes:
        if theme.weighs or theme.rules:
            yield ""
            yield from _of_theme(theme, lang)
    yield ""
    yield page.unscored_said
    for group in page.unscored:
        yield f"  {group.why}{_COLON.to(lang)}{'、'.join(title for title, _ in group.rules)}"
    yield ""
    yield from (f"{key}  {text}" for key, text in page.formulas)


def _of_theme(theme: ThemeRow, lang: Lang) -> Iterator[str]:
    if theme.absent:
        yield _ABSENT.to(lang).format(theme.title, theme.weight, theme.absent)
    else:
        yield _THEME.to(lang).format(theme.title, theme.weight, theme.share, theme.completion, theme.points)
    yield f"  {theme.clause}  {_MISSING.to(lang).format(theme.missing)}"
    for rule in theme.rules:
        yield f"  - {_RULE.to(lang).format(rule.title, rule.clause, rule.share)}  [{rule.rule_id}]"
        for figure in rule.figures:
            yield from _of_figure(figure, lang)


def _of_figure(figure: FigureRow, lang: Lang) -> Iterator[str]:
    made_up = f" *{_MADE_UP.to(lang)}" if figure.illustrative else ""
    parts = (f"{figure.mark.sign} {figure.place}", figure.figures, figure.formula, figure.treatment, figure.share)
    yield "      " + "  ".join(filter(None, parts)) + made_up
    yield f"        {figure.arithmetic}"
    yield f"        @ {'、'.join(figure.cells) or _NO_CELL.to(lang)}"
    yield from (f"        ? {doubt}" for doubt in figure.doubts)

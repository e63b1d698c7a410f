"""The summary of a bulk run -> one self-contained HTML file. Everything foreign is escaped; nothing is fetched."""

from pathlib import Path

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang
from zhunsheng.model.words import KINDS, STATUS, SYMBOL
from zhunsheng.report import templates
from zhunsheng.report.bulk.beside import Beside, drill_down, query
from zhunsheng.report.bulk.listed import Listed
from zhunsheng.report.bulk.view import View

_COMMANDS = 5
"""Places whose commands are written out; the others go by the same pattern."""


def render(
    summary: BulkSummary, catalogue: Catalogue, lang: Lang, beside: Beside, cache_dir: Path | None = None
) -> str:
    """Return the summary as HTML."""
    run = summary.run
    view, listed = View(summary, catalogue, lang, beside), Listed(summary, catalogue, lang, beside)
    worst = [place for place, *_ in summary.worst[:_COMMANDS]] or ["PLACE"]
    return (
        templates.environment(cache_dir)
        .get_template("html/bulk.html.j2")
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            say=view.say,
            title=readable(run.title),
            document=readable(catalogue.plan.document.title),
            number=readable(catalogue.plan.document.number or ""),
            years=f"{run.years[0]}—{run.years[-1]}" if len(run.years) > 1 else str(run.years[0]),
            run=run,
            count=lambda number: f"{number:,}",
            judgements=summary.judgements,
            situations=summary.situations,
            cautions=view.cautions(),
            verdicts=[(kind, KINDS[kind].to(lang), view.whole.kinds[kind]) for kind in FindingKind],
            tiles=[
                (status, SYMBOL[status], STATUS[status].to(lang), view.whole.statuses[status])
                for status in view.statuses
            ],
            sign=SYMBOL,
            word={status: text.to(lang) for status, text in STATUS.items()},
            tables=(
                (view.years(), view.levels()),
                (view.rules(),),
                (view.around(),),
                (listed.worst(),),
                (view.owners(), listed.departments(), view.policies()),
                (listed.problems(),),
                (listed.files(),),
            ),
            commands=[drill_down(run, beside, place) for place in worst],
            query=query(beside, worst[0]),
            folder=readable(beside.folder),
        )
    )

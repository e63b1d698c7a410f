"""What every paper says: the plan, the year, how much was made up, which files it rests on."""

from zhunsheng.model.page import File, Page
from zhunsheng.model.paper import day_text
from zhunsheng.model.readable import readable
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.shapes import Common, Source


def common(dossier: Dossier) -> Common:
    """Gather what every paper says."""
    page, period, scope = dossier.page, dossier.catalogue.plan.period, dossier.scope
    return Common(
        plan=page.title,
        document=page.document,
        year=dossier.year,
        theme=readable(scope.theme),
        department=dossier.department,
        ledger_day=day_text(scope.register.ledger.today) if scope.register is not None else "",
        period=f"{period.start}—{period.end}",
        headline=page.headline,
        findings=_of_year(page),
        illustrative=page.illustrative,
        incomplete=" ".join(text for text in (page.unreadable, page.incomplete) if text),
        digest=page.digest,
        version=page.version,
        files=tuple(_source(dossier, file) for file in page.files),
    )


def _of_year(page: Page) -> str:
    counts = "、".join(f"{group.heading} {group.latest_count} 条" for group in page.groups)
    return f"{page.latest} 年{counts}"


def _source(dossier: Dossier, file: File) -> Source:
    sent = "，".join(text for text in (file.submitter, file.received) if text)
    return Source(path=dossier.file(file.path), sha256=file.sha256, rows=file.rows, sent=sent)

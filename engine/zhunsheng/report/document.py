"""How a published document is named: title, number, date."""

from zhunsheng.model.plan import Document
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text

_DOCUMENT = Text("{title}（{details}）", "{title} ({details})")


def document_text(document: Document, lang: Lang) -> str:
    """Name a document: “…规划（2022-12）”."""
    details = [readable(part) for part in (document.number, document.published) if part]
    separator = "，" if lang == "zh" else ", "
    return _DOCUMENT.to(lang).format(title=readable(document.title), details=separator.join(details))

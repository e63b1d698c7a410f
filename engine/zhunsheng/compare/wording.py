"""How figures are written beside their causes, whether they come out of an evaluation or out of a written report."""

from zhunsheng.model.change import Said
from zhunsheng.model.figures import as_submitted
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Status
from zhunsheng.model.text import Text
from zhunsheng.model.words import MILESTONE, STATUS


def written(text: str, unit: str, *, done: bool) -> Text:
    """Write a figure as it stood in its cell; that of a milestone is “已完成” or “未完成”."""
    if unit == DONE:
        return MILESTONE[done]
    whole = as_submitted(text, unit)
    return Text(whole, whole)


def cited(figure: Text, citation: str | None) -> Text:
    """Put the document that issued a figure behind it."""
    return Text(f"{figure.zh}（{citation}）", f"{figure.en} ({citation})") if citation else figure


def waived() -> Said:
    """Say that leave was granted, where nothing more is known of it."""
    return Said(text=STATUS[Status.WAIVED])

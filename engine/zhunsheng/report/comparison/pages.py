"""A comparison -> HTML, or Markdown that fits into a comment of a pull request."""

from pathlib import Path
from typing import Literal

import jinja2

from zhunsheng.model.change import Comparison
from zhunsheng.model.text import Lang
from zhunsheng.report import markdown, templates
from zhunsheng.report.comparison import amended_words, view, words
from zhunsheng.report.comparison.view import View
from zhunsheng.report.labels import labels

MOST_CHARACTERS = 60_000
"""Of the Markdown: a comment on GitHub holds 65,536."""
_LONGEST = 300
"""Characters of one text in Markdown."""


def render(comparison: Comparison, fmt: Literal["html", "markdown"], lang: Lang, cache_dir: Path | None) -> str:
    """Return the page as text. Markdown is at most `MOST_CHARACTERS` long, and says how much is left out."""
    page = view.build(comparison, lang)
    if fmt == "html":
        made = templates.environment(cache_dir).get_template("html/comparison.html.j2")
        return made.render(page=page, t=labels(lang), heads=_heads(lang))
    made = templates.environment(cache_dir, finalize=_short).get_template("markdown/comparison.md.j2")
    return _fitting(made, page, lang)


def _heads(lang: Lang) -> dict[str, object]:
    named = ("flips", "presence", "findings", "moved")
    return {
        "comma": "、" if lang == "zh" else ", ",
        "columns": [each.to(lang) for each in words.COLUMNS],
        "amendments": amended_words.AMENDMENTS.to(lang),
        "impact": amended_words.IMPACT.to(lang),
        **{key: getattr(words, key.upper()).to(lang) for key in named},
    }


def _short(value: object) -> str:
    text = str(value)
    return markdown.escape(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……")


def _fitting(made: jinja2.Template, page: View, lang: Lang) -> str:
    """List as much as there is room for: at most so many lines under each heading."""

    def listed(most: int) -> str:
        left = _left_out(page, most)
        left_out = amended_words.LEFT_OUT.to(lang).format(left) if left else ""
        return made.render(page=page, t=labels(lang), heads=_heads(lang), most=most, left_out=left_out)

    fits, too_many = 0, _longest(page) + 1
    whole = listed(too_many)
    if len(whole) <= MOST_CHARACTERS:
        return whole
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if len(listed(middle)) <= MOST_CHARACTERS else (fits, middle)
    return listed(fits)


def _lists(page: View) -> list[int]:
    """Give the lengths of all lists but that of the departments."""
    of_departments = [len(part) for d in page.departments for part in (d.flips, d.verdicts, d.presence, d.moved)]
    return [len(page.amended), *(len(table.rows) for table in page.tables), *of_departments]


def _longest(page: View) -> int:
    return max((*_lists(page), len(page.departments)))


def _left_out(page: View, most: int) -> int:
    """Count the lines that are not listed, of departments that are not listed all."""
    shown = page.departments[:most]
    kept = sum(min(most, len(part)) for d in shown for part in (d.flips, d.verdicts, d.presence, d.moved))
    kept += min(most, len(page.amended)) + sum(min(most, len(table.rows)) for table in page.tables)
    return sum(_lists(page)) - kept

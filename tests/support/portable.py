"""What stands in a paper as HTML or PDF, read by other means than it was written."""

import functools
import io
import re

import pypdf

from tests.support import html_reader

_BETWEEN_PAGES = re.compile(r"—\d+—(?:【示例数据，非真实填报】)?.{1,60}?\d{4}年度")
"""The foot of a page and the head of the next, where text goes on."""


def text(paper: bytes, form: str) -> str:
    """Return all text, without blanks: lines are broken as a page wants them."""
    if form == "pdf":
        return _BETWEEN_PAGES.sub("", bare("".join(pages(paper))))
    return bare("".join(html_reader.read(paper.decode()).text))


def bare(words: str) -> str:
    """Return `words` without blanks of any kind."""
    return re.sub(r"\s", "", words)


@functools.lru_cache(maxsize=16)
def pages(paper: bytes) -> list[str]:
    """Return the text of each page of a PDF; what was read is kept, for reading takes seconds."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages]


def proven(paper: bytes, form: str) -> dict[str, str]:
    """Return, for each finding's number, the text of its item: it begins after the item before, and ends with it."""
    found = {}
    for told, numbers in re.findall(r"(.*?)编号((?:ZS-[0-9a-f]{12}、?)+)", text(paper, form)):
        for number in numbers.split("、"):
            found[number] = told
    return found

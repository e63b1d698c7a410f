"""A marked copy (批注副本): by what the sheet is known that lists the questions, when the copy comes back."""

from collections.abc import Sequence

LIST_NAME = "问题清单"
LIST_LINE = "准绳问题清单/1"
"""How the line under the title of that sheet begins."""
HEADINGS = ("序号", "级别", "工作表", "单元格", "数", "问题", "应为", "建议", "部门答复")


def is_question_list(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first rows of a sheet, as texts, are those of a list of questions: its line and its header."""
    line = any(text.strip().startswith(LIST_LINE) for row in rows for text in row if text)
    return line and any(set(HEADINGS) <= {text.strip() for text in row} for row in rows)

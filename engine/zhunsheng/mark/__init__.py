"""Marked copies (批注副本): a department's own workbook, with every question at the cell that it is about.

How a copy is made: the workbook is a package of parts, and only the parts that a mark concerns are touched. Comments
and their boxes are parts of their own; a fill is laid upon a cell as a conditional format, so that no row is
rewritten; the list of questions is one more sheet. Everything else is carried over byte for byte: results of formulas
as they were stored, pictures, charts, validation, protection, print set-up, whatever a later Excel adds. A library that
reads a workbook into objects and writes them again (openpyxl) would lose the stored results, and with them the figures,
as long as nobody opens and saves the copy; it would lose what it does not know besides. Macros, links to other files,
data connections and controls are left out; the results of formulas that drew on other files stay as values.

Only workbooks that intake's guard let through are to be handed in. XML is read by expat, without document types.
"""

from zhunsheng.mark.asked import Asked
from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.only_list import only_list
from zhunsheng.mark.rows import SHEET, mark_rows
from zhunsheng.mark.spots import address
from zhunsheng.mark.workbook import mark_workbook

__all__ = ["SHEET", "Asked", "UnmarkableError", "address", "mark_rows", "mark_workbook", "only_list"]

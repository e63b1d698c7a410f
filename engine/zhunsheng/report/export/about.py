"""The last sheet of the workbook: what it was made from, and how to read it."""

import xlsxwriter

import zhunsheng
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import flags
from zhunsheng.report.document import document_text
from zhunsheng.report.export.harmless import shortened
from zhunsheng.report.export.heights import height
from zhunsheng.report.export.styles import Styles
from zhunsheng.report.groups import years_text
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.provenance import moment
from zhunsheng.report.view import findings_line, illustrative_text, latest_line

_NAME = Text("说明", "About")
_WIDTHS = (44, 70, 18, 10, 68)
_NUMBERS = Text("数字", "Numbers")
_EXACT = Text(
    "判定用精确数。十五位以内的数写成数字；更长的写成文本；除不尽的写成约数（≈），精确值见“判定”表右侧“精确”栏。",
    "Verdicts are exact. A figure of up to 15 digits is a number; a longer one is text; one that does not end is "
    "shown rounded (≈), its exact quotient stands in the columns “exact” of the judgements.",
)
_TEXTS = Text("文本", "Text")
_HARMLESS = Text(
    "填报内容一律按文本写入：以 =、+、-、@ 开头的也不是公式。",
    "What was submitted is written as text: what begins with =, +, - or @ is no formula.",
)
_PRINTING = Text("打印", "Printing")
_PRINTED = Text(
    "各表横向、按页宽缩放，只打印前面的主要栏；右侧备查栏可在“页面布局”中取消打印区域后打印。",
    "Sheets are landscape, as wide as the page; only the main columns on the left are printed.",
)
_MADE_BY = Text("程序", "Program")


def about(book: xlsxwriter.Workbook, styles: Styles, lookup: Lookup, lang: Lang) -> None:
    """Write the sheet."""
    sheet = book.add_worksheet(_NAME.to(lang))
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for label, text in _said(lookup, lang):
        sheet.write_string(row, 0, label, styles.of("label"))
        sheet.write_string(row, 1, shortened(text), styles.of("text", text))
        sheet.set_row(row, height([(text, _WIDTHS[1])]))
        row += 1
    row += 1
    for column, key in enumerate(("file", "submitter", "received", "data_rows", "sha256")):
        sheet.write_string(row, column, LABELS[key].to(lang), styles.of("heading"))
    for file in lookup.evaluation.submission.files:
        row += 1
        texts = (readable(file.path), readable(file.submitter), moment(file.received), "", file.sha256)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, shortened(text), styles.of("text", text))
        sheet.write_number(row, 3, file.rows, styles.number(0))
        sheet.set_row(row, height([(texts[0], _WIDTHS[0])]))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _said(lookup: Lookup, lang: Lang) -> list[tuple[str, str]]:
    evaluation = lookup.evaluation
    plan = evaluation.catalogue.plan
    said = [
        (LABELS["report"], readable(plan.title)),
        (LABELS["plan"], document_text(plan.document, lang)),
        (LABELS["years"], years_text(evaluation.years, lang)),
        (LABELS["summary"], latest_line(lookup, lang)),
        (LABELS["conclusion"], findings_line(lookup, lang)),
        (LABELS["data_checks"], flags.line(lookup, lang)),
        (LABELS["illustrative"], illustrative_text(evaluation, lang)),
        (_NUMBERS, _EXACT.to(lang)),
        (_TEXTS, _HARMLESS.to(lang)),
        (_PRINTING, _PRINTED.to(lang)),
        (LABELS["rules_digest"], evaluation.catalogue.digest),
        (_MADE_BY, f"zhunsheng {zhunsheng.__version__}"),
    ]
    return [(label.to(lang), text) for label, text in said if text]

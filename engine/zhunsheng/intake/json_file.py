"""JSON and JSON Lines -> rows, with the place of every value."""

from zhunsheng.intake import json_messages as messages
from zhunsheng.intake.columns import HEADER_WITHIN, Field, Header, find_header, header_fault, heading
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.csv_file import no_rows, unknown_columns
from zhunsheng.intake.decoding import decode
from zhunsheng.intake.json_document import Array, Document, parse
from zhunsheng.intake.json_scan import Record
from zhunsheng.intake.table import Row, Take, Where
from zhunsheng.model.diagnostic import Diagnostic


def read(raw: bytes, file: str, take: Take, *, one_a_line: bool) -> list[Diagnostic]:
    """Hand each row of a JSON file to `take`; return what is to be said about the file as a whole.

    `one_a_line` says that it is JSON Lines. Raises `FileRefusedError` where nothing of it can be used.
    """
    where = Where(file)
    text, notes = _text(raw)
    document = parse(text, one_a_line=one_a_line)
    problems = [note.at(where.at()) for note in notes]
    if document.unread and document.arrays:
        problems.append(messages.members_not_read(document.unread).at(where.at()))
    problems += [complaint.at(where.at(line, column)) for complaint, line, column in document.problems]
    if not document.arrays and not document.problems:
        raise FileRefusedError(messages.without_figures())
    for array in document.arrays:
        problems += _read_array(array, where, take)
    return problems


def passed_over(raw: bytes, *, one_a_line: bool) -> Complaint | None:
    """Say why a file that lies in a folder is no data at all, if it is sure not to be.

    What is not even JSON may well have been a department's figures: that is for `read` to refuse.
    """
    try:
        document = parse(_text(raw)[0], one_a_line=one_a_line, most=HEADER_WITHIN)
    except FileRefusedError as refused:
        own = refused.complaint.code == "json-not-data"
        return messages.passed_over(refused.complaint) if own else None
    return None if _may_be_data(document) else messages.passed_over(messages.without_figures())


def _may_be_data(document: Document) -> bool:
    broken = any(record.fault for array in document.arrays for record in array.records)
    tables = any(_header(array) is not None or not array.records for array in document.arrays)
    return broken or tables or bool(document.problems)


def _text(raw: bytes) -> tuple[str, list[Complaint]]:
    text, notes = decode(raw)
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text), notes


def _headings(array: Array) -> list[str]:
    """Return the keys of all records as one header row, the first spelling of each column standing for all."""
    known: dict[Field, str] = {}
    unknown: list[str] = []
    for key in array.keys:
        field = heading(key)
        if field is None:
            unknown.append(key)
        else:
            known.setdefault(field, key)
    return [*known.values(), *unknown]


def _header(array: Array) -> Header | None:
    return find_header([_headings(array)], by_own_names=True)


def _read_array(array: Array, where: Where, take: Take) -> list[Diagnostic]:
    at = where.at(array.line, array.column)
    header = _header(array)
    spoilt = next((record for record in array.records if record.fault), None)
    why = [spoilt.fault.at(where.at(spoilt.line, spoilt.column))] if spoilt and spoilt.fault else []
    if header is None:
        return why or [(messages.without_figures() if array.records else messages.empty_array()).at(at)]
    if fault := header_fault(header):
        return [*why, fault.at(at)]
    problems = [unknown_columns(header.unknown).at(at)] if header.unknown else []
    rows = 0
    for record in array.records:
        row = _row(record, header, where)
        if not row.blank:
            rows += 1
            take(row)
    return problems if rows else [*problems, no_rows().at(at)]


def _row(record: Record, header: Header, where: Where) -> Row:
    """Build the row of a record. A column that only other records have is blank, and stands where the record does."""
    columns, cells = record.columns, record.cells
    for field in header.columns:
        columns.setdefault(field, record.column - 1)
    if len(columns) != len(header.columns):  # some columns of the other kind of table
        columns = {field: columns[field] for field in header.columns}
        cells = {field: cells[field] for field in header.columns if field in cells}
    return Row(
        where=where,
        number=record.line,
        column=record.column,
        columns=columns,
        cells=cells,
        fault=record.fault,
        lines=record.lines,
    )

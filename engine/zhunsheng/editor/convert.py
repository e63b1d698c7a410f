"""Plain data of the editor as the language server protocol writes them."""

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from zhunsheng.editor.complete import Offers
from zhunsheng.editor.desk import Desk, Remark
from zhunsheng.editor.lines import Lines, Position, Span
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.fix import Fix
from zhunsheng.model.shapes.base import Refers
from zhunsheng.model.text import Lang, Text

NAME = "zhunsheng"

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_OFFERED = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "unit": types.CompletionItemKind.Unit,
}
SYMBOL = {
    Refers.RULE: types.SymbolKind.Function,
    Refers.INDICATOR: types.SymbolKind.Variable,
    Refers.DEPARTMENT: types.SymbolKind.Class,
    Refers.PLACE: types.SymbolKind.Namespace,
    Refers.TASK: types.SymbolKind.Event,
    Refers.THEME: types.SymbolKind.Module,
}


def range_of(span: Span) -> types.Range:
    """Write where something stands."""
    return types.Range(types.Position(*span.start), types.Position(*span.end))


def position_of(at: types.Position) -> Position:
    """Read a place."""
    return Position(at.line, at.character)


def diagnostic(remark: Remark, lang: Lang) -> types.Diagnostic:
    """Write a problem: what is wrong, what was expected, what to try."""
    problem = remark.problem
    said = [problem.message.to(lang)]
    if problem.expected is not None:
        said.append(Text("应为：", "Expected: ").to(lang) + problem.expected.to(lang))
    if problem.hint is not None:
        said.append(problem.hint.to(lang))
    return types.Diagnostic(
        range=range_of(remark.span),
        message="\n".join(said),
        severity=_SEVERITY[problem.severity],
        code=number_of(problem),
        source=NAME,
    )


def number_of(problem: Diagnostic) -> str:
    """The number of a problem (“ZS304”), or its code where it has none."""
    about = CODES.get(problem.code)
    return problem.code if about is None else about.number


def completion(offers: Offers, lines: Lines) -> types.CompletionList:
    """Write what may be typed."""
    where = range_of(lines.span(offers.start, offers.end))
    typed = lines.text[offers.start : offers.end]
    quote = typed[:1] if typed[:1] in ('"', "'") else ""
    items = [
        types.CompletionItem(
            label=offer.label,
            kind=_OFFERED.get(offer.sort, types.CompletionItemKind.Reference),
            detail=offer.about or None,
            # What is typed may be a quote, a title or an alias: whatever an item is found by begins with it.
            filter_text=f"{quote}{offer.label} {offer.found_by}".rstrip(),
            sort_text=f"{number:04}",
            text_edit=types.TextEdit(where, offer.text),
        )
        for number, offer in enumerate(offers.items)
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def action(fix: Fix, remark: Remark, desk: Desk, uri_of: Iterable[tuple[Path, str]], lang: Lang) -> types.CodeAction:
    """Write what would mend a problem; `uri_of` names the files that it changes."""
    uris = dict(uri_of)
    changes: dict[str, list[types.TextEdit]] = {}
    for edit in fix.edits:
        lines = desk.lines(Path(edit.file))
        start, end = lines.offset_of(edit.line, edit.column), lines.offset_of(edit.end_line, edit.end_column)
        changed = types.TextEdit(range_of(lines.span(start, end)), edit.text)
        changes.setdefault(uris[Path(edit.file)], []).append(changed)
    return types.CodeAction(
        title=fix.title.to(lang),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(remark, lang)],
        is_preferred=fix.safe,
        edit=types.WorkspaceEdit(changes=changes),
    )

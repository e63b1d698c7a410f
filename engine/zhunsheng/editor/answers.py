"""What an editor asks about a document, and the answers."""

import asyncio
import os
from collections.abc import Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError

from zhunsheng.editor import complete, pointing
from zhunsheng.editor.book import Book, Page
from zhunsheng.editor.convert import SYMBOL, action, completion, position_of, range_of
from zhunsheng.editor.desk import Remark
from zhunsheng.editor.server import Server
from zhunsheng.model.shapes.base import Refers


def register(server: Server) -> None:
    """Answer what is asked."""

    def feature(method: str, answer: Callable[[Server, Any], Any], options: object = None) -> None:
        server.feature(method, options)(_told_plainly(answer))

    # What the words of YAML begin with, and what stands before a value, opens the list of a client by itself.
    triggers = types.CompletionOptions(trigger_characters=[" ", '"', "{", "[", ","])
    feature(types.TEXT_DOCUMENT_COMPLETION, _completion, triggers)
    feature(types.TEXT_DOCUMENT_HOVER, _hover)
    feature(types.TEXT_DOCUMENT_DEFINITION, _definition)
    feature(types.TEXT_DOCUMENT_REFERENCES, _references)
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols)
    feature(types.TEXT_DOCUMENT_FORMATTING, _formatting)
    actions = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    feature(types.TEXT_DOCUMENT_CODE_ACTION, _actions, actions)


def _told_plainly(answer: Callable[[Server, Any], Any]) -> Callable[[Server, Any], Any]:
    """A defect is told to the client in one line, and without what only its developers could read."""

    async def told(ls: Server, params: Any) -> Any:  # noqa: ANN401 - whatever the method is about
        try:
            found = answer(ls, params)
            return await found if isawaitable(found) else found
        except Exception as error:
            if os.environ.get("ZHUNSHENG_DEBUG"):
                raise
            raise JsonRpcInternalError(f"{type(error).__name__}: {error}") from None

    return told


class _AtPlace(Protocol):
    """A question about a place in a document."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class _Asked:
    """A place in a file of a plan."""

    def __init__(self, server: Server, path: Path, plan: Path, at: types.Position) -> None:
        self.plan = plan
        self.book: Book = server.desk.book(plan)
        self.page: Page = self.book.pages.get(path) or server.desk.page(path)
        self.offset = self.page.lines.offset(position_of(at))


def _asked(server: Server, params: _AtPlace) -> _Asked | None:
    path = server.path_of(params.text_document.uri)
    plans = _plans(server, path)
    return None if path is None or not plans else _Asked(server, path, plans[0], params.position)


def _plans(server: Server, path: Path | None) -> tuple[Path, ...]:
    """The plans that a YAML file belongs to; units are no YAML."""
    return () if path is None or path.suffix != ".yaml" else server.bench.plans_of(path)


def _completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    asked = _asked(server, params)
    if asked is None:
        return None
    units = server.bench.units(asked.plan)
    return completion(complete.offers(asked.book, asked.page, asked.offset, units, server.lang), asked.page.lines)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    asked = _asked(server, params)
    if asked is None:
        return None
    lines, parts, where = asked.page.lines, [], None
    at = position_of(params.position)
    for remark in _remarks(server, asked.page.path):
        if remark.span.start <= at <= remark.span.end:
            parts.append(server.bench.help_of(remark.problem.code))
            where = where or range_of(remark.span)
    meant = pointing.meaning(asked.book, asked.page, asked.offset, server.bench, asked.plan, server.lang)
    if meant is not None:
        word, said = meant
        parts.append(said)
        where = range_of(lines.span(word.start, word.end))
    said = "\n\n---\n\n".join(part for part in parts if part)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said), where) if said else None


def _remarks(server: Server, path: Path) -> tuple[Remark, ...]:
    return server.desk.remarks().get(path, ())


async def _definition(server: Server, params: types.DefinitionParams) -> list[types.Location]:
    asked = _asked(server, params)
    if asked is None:
        return []
    thing = pointing.declared_at(asked.book, asked.page, asked.offset)
    if thing is None:
        return await _passage(server, asked)
    itself = (thing.file, thing.start) == (str(asked.page.path), _start_of_word(asked))
    feature = server.bench.feature_of(asked.plan, thing.id) if itself and thing.sort is Refers.RULE else None
    if feature is not None:
        top = types.Range(types.Position(0, 0), types.Position(0, 0))
        return [types.Location(server.uri_of(feature), top)]
    return [_location(server, thing.file, thing.start, thing.end)]


async def _passage(server: Server, asked: _Asked) -> list[types.Location]:
    """Where a citation leads in the published text, which is read beside the loop."""
    citation = pointing.cited_at(asked.page, asked.offset)
    if citation is None:
        return []
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(None, server.bench.passage_of, asked.plan, citation)
    if found is None:
        return []
    at, until = found
    lines = server.desk.lines(Path(at.file))
    start, end = lines.offset_of(at.line or 1, at.column or 1), lines.offset_of(*until)
    return [_location(server, at.file, start, end)]


def _start_of_word(asked: _Asked) -> int | None:
    word = asked.page.word_at(asked.offset)
    return None if word is None else word.start


def _location(server: Server, file: str, start: int, end: int) -> types.Location:
    path = Path(file)
    return types.Location(server.uri_of(path), range_of(server.desk.lines(path).span(start, end)))


def _references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    asked = _asked(server, params)
    found = None if asked is None else pointing.naming(asked.book, asked.page, asked.offset)
    if found is None:
        return []
    thing, mentions = found
    places = [(each.file, each.start, each.end) for each in mentions]
    if params.context.include_declaration:
        places.append((thing.file, thing.start, thing.end))
    return [_location(server, *place) for place in dict.fromkeys(places)]


def _symbols(server: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    path = server.path_of(params.text_document.uri)
    if path is None or not _plans(server, path):
        return []
    page = server.desk.page(path)
    things = {thing.start: thing for thing in reversed(page.things) if thing.sort in SYMBOL}
    return [
        types.DocumentSymbol(
            name=thing.id,
            detail=thing.title,
            kind=SYMBOL[thing.sort],
            range=range_of(page.lines.span(*thing.whole)),
            selection_range=range_of(page.lines.span(thing.start, thing.end)),
        )
        for _, thing in sorted(things.items())
    ]


def _formatting(server: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    path = server.path_of(params.text_document.uri)
    if path is None or not _plans(server, path):
        return None
    lines = server.desk.lines(path)
    laid_out = server.bench.laid_out(lines.text)
    if laid_out is None or laid_out == lines.text:
        return None
    return [types.TextEdit(range_of(lines.span(0, len(lines.text))), laid_out)]


async def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    path = server.path_of(params.text_document.uri)
    if path is None:
        return []
    await server.whole(path)
    first, last = position_of(params.range.start), position_of(params.range.end)
    found = []
    for remark in _remarks(server, path):
        fix = remark.problem.fix
        if fix is not None and remark.span.start <= last and first <= remark.span.end:
            uris = [(Path(edit.file), server.uri_of(Path(edit.file))) for edit in fix.edits]
            found.append(action(fix, remark, server.desk, uris, server.lang))
    return found

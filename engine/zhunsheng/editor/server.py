"""The language server itself: messages in, answers out. Everything that it says it has from the desk."""

import asyncio
import logging
import os
import sys
from collections.abc import Coroutine
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import PyglsError
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

import zhunsheng
from zhunsheng.editor.bench import Bench
from zhunsheng.editor.convert import NAME, diagnostic
from zhunsheng.editor.desk import Desk
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from pygls.server import ServerErrors

MOMENT = 0.005
"""Seconds to wait for what else has been typed already."""
PAUSE = 0.5
"""Seconds without a keystroke after which what takes longer is checked."""


class Server(LanguageServer):
    """A server with one desk. Whole texts are taken over: a client's idea of where lines end then cannot matter."""

    def __init__(self, bench: Bench, lang: Lang) -> None:
        super().__init__(NAME, zhunsheng.__version__, types.TextDocumentSyncKind.Full)
        self.bench = bench
        self.lang = lang
        self.desk = Desk(bench)
        self._uris: dict[Path, str] = {}
        self._said: dict[Path, list[types.Diagnostic]] = {}
        self._touched: frozenset[Path] = frozenset()
        self._unweighed: frozenset[Path] = frozenset()
        self._checking: asyncio.Task[None] | None = None
        self._pausing: asyncio.Task[None] | None = None

    def path_of(self, uri: str) -> Path | None:
        """The path of a file on disk; None for what is none."""
        name = to_fs_path(uri) if uri.startswith("file:") else None
        if name is None:
            return None
        path = Path(os.path.abspath(name))  # noqa: PTH100 - links are not followed: a file has the name it was opened by
        self._uris.setdefault(path, uri)
        return path

    def uri_of(self, path: Path) -> str:
        """How the client calls a file, or how it would be called."""
        return self._uris.get(path) or from_fs_path(str(path)) or ""

    def touch(self, *paths: Path) -> None:
        """Check the plans of these files in a moment, and once more when there is a pause."""
        self._touched |= frozenset(paths)
        if self._checking is None or self._checking.done():
            self._checking = asyncio.ensure_future(self._guarded(self._check()))

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        """Tell the client's log of a defect, and go on serving."""
        try:
            await work
        except Exception as error:
            self.report_server_error(error, PyglsError)

    async def _check(self) -> None:
        while self._touched:
            await asyncio.sleep(MOMENT)
            touched, self._touched = self._touched, frozenset()
            self._unweighed |= touched
            self.desk.check(touched)
            self.publish(touched)
        if self._pausing is not None:
            self._pausing.cancel()
        self._pausing = asyncio.ensure_future(self._guarded(self._check_whole()))

    async def _check_whole(self) -> None:
        """Check what takes longer, beside the loop: whoever types on meanwhile is answered, and this is dropped."""
        await asyncio.sleep(PAUSE)
        loop, unsaved = asyncio.get_running_loop(), self.desk.unsaved
        for plan in self.desk.plans_of(self._unweighed):
            found = await loop.run_in_executor(None, self.bench.more, plan, unsaved)
            self.desk.take_whole(plan, found)
        self._unweighed = frozenset()
        self.publish(frozenset())

    async def whole(self, path: Path) -> None:
        """Wait until everything is said of the plans of a file, with what would mend it, unless somebody types on."""
        loop, unsaved = asyncio.get_running_loop(), self.desk.unsaved
        for plan in self.desk.plans_of(frozenset([path])):
            if not self.desk.is_whole(plan):
                found = await loop.run_in_executor(None, self.bench.more, plan, unsaved)
                if self.desk.unsaved == unsaved:
                    self.desk.check(frozenset([path]))
                    self.desk.take_whole(plan, found)

    def publish(self, touched: frozenset[Path]) -> None:
        """Say what is wrong in every file of which there is news, and in those touched in any case."""
        found = {
            path: [diagnostic(remark, self.lang) for remark in remarks] for path, remarks in self.desk.remarks().items()
        }
        news = {path for path in (*found, *self._said) if found.get(path, []) != self._said.get(path, [])}
        for path in sorted(news | touched):
            uri = self.uri_of(path)
            document = self.workspace.text_documents.get(uri)
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, found.get(path, []), None if document is None else document.version)
            )
        self._said = {path: each for path, each in found.items() if each}

    def report_server_error(self, error: Exception, source: "ServerErrors") -> None:  # noqa: ARG002 - as pygls calls it
        """Tell the client's log, and nobody else, that a message could not be read or answered."""
        told = Text(f"有一条消息没有处理：{error}", f"a message was not dealt with: {error}")
        message = types.LogMessageParams(type=types.MessageType.Error, message=told.to(self.lang))
        self.window_log_message(message)


def serve(bench: Bench, lang: Lang) -> None:
    """Serve an editor over standard input and output, until it says good-bye or goes away."""
    from zhunsheng.editor import answers, documents

    if not os.environ.get("ZHUNSHENG_DEBUG"):
        logging.getLogger("pygls").addHandler(logging.NullHandler())
        logging.getLogger("pygls").propagate = False
    server = Server(bench, lang)
    documents.register(server)
    answers.register(server)
    # The streams of the protocol are its own: nothing else is ever written there, and the program's stay open.
    with (
        os.fdopen(os.dup(sys.stdin.fileno()), "rb") as asked,
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as said,
        redirect_stdout(sys.stderr),
    ):
        server.start_io(asked, said)

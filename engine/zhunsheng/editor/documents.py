"""What is opened, typed, saved and closed."""

from lsprotocol import types

from zhunsheng.editor.server import Server


def register(server: Server) -> None:
    """Listen to what happens to documents."""
    feature = server.feature
    feature(types.INITIALIZE)(_initialize)
    feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)


def _initialize(server: Server, _: types.InitializeParams) -> None:
    # What pygls has agreed upon with the client already.
    server.desk.encoding = str(getattr(server.workspace.position_encoding, "value", server.workspace.position_encoding))


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    _put(server, params.text_document.uri, params.text_document.text)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    _put(server, uri, server.workspace.get_text_document(uri).source)


def _put(server: Server, uri: str, text: str) -> None:
    path = server.path_of(uri)
    if path is not None:
        server.desk.put(path, text)
        server.touch(path)


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    path = server.path_of(params.text_document.uri)
    if path is not None:
        server.touch(path)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    path = server.path_of(params.text_document.uri)
    if path is not None:
        server.desk.take_away(path)
        server.touch(path)


def _files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    paths = [path for change in params.changes if (path := server.path_of(change.uri)) is not None]
    server.touch(*paths)

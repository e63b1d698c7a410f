"""A client of the language server: the server as a process of its own, and messages as bytes on its pipes."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SERVER = "import sys; from zhunsheng.cli import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 30.0


class Client:
    """Speaks JSON-RPC with `zhunsheng lsp`."""

    def __init__(self, folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER, "lsp", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
        )
        self._arrived: queue.Queue[dict[str, Any]] = queue.Queue()
        self._seen: list[dict[str, Any]] = []
        self._number = 0
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.split(b":")[1]) if line.startswith(b"Content-Length") else None
            while line.strip():
                line = stream.readline()
            if length is not None:
                self._arrived.put(json.loads(stream.read(length)))

    def raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def tell(self, method: str, params: Any = None) -> None:  # noqa: ANN401
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Any:  # noqa: ANN401
        """Returns the result. Raises `AssertionError` for an error."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer.get("result")

    def wait(self, wanted: Callable[[dict[str, Any]], bool], patience: float = PATIENCE) -> dict[str, Any]:
        """Returns the first message from now on, or kept from before, that is wanted."""
        for message in self._seen:
            if wanted(message):
                self._seen.remove(message)
                return message
        while True:
            message = self._arrived.get(timeout=patience)
            if wanted(message):
                return message
            self._seen.append(message)

    def begin(self, encodings: list[str] | None = None) -> dict[str, Any]:
        """Returns what the server can do."""
        general = {"general": {"positionEncodings": encodings}} if encodings else {}
        result = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": general})
        self.tell("initialized", {})
        capabilities = result["capabilities"]
        assert isinstance(capabilities, dict)
        return capabilities

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Opens a file, or opens it again, and returns what is wrong with it."""
        version = self._versions[path.as_uri()] = self._versions.get(path.as_uri(), 0) + 1
        content = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": version, "text": content}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.problems(path)

    def change(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Types, and returns what is wrong then."""
        self.type(path, text)
        return self.problems(path)

    def type(self, path: Path, text: str) -> None:
        version = self._versions[path.as_uri()] = self._versions.get(path.as_uri(), 0) + 1
        identity = {"uri": path.as_uri(), "version": version}
        self.tell("textDocument/didChange", {"textDocument": identity, "contentChanges": [{"text": text}]})

    def problems(self, path: Path, *, closed: bool = False) -> list[dict[str, Any]]:
        """The next diagnostics of a file as it was typed last; of a closed one, those of the file on disk."""
        version = None if closed else self._versions.get(path.as_uri())
        message = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == path.as_uri()
                and message["params"].get("version") == version
            )
        )
        found = message["params"]["diagnostics"]
        assert isinstance(found, list)
        return found

    def at(self, method: str, path: Path, line: int, character: int, **more: Any) -> Any:  # noqa: ANN401
        """Asks about a place."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", place | more)

    def end(self) -> int:
        """Says good-bye; returns the exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(PATIENCE)

    def stop(self) -> str:
        """Makes an end of it in any case; returns what the server wrote to standard error."""
        if self.process.poll() is None:
            self.process.kill()
        if self.process.stdin is not None and self.process.stdin.closed:
            self.process.stdin = None
        _, said = self.process.communicate()
        return said.decode()


def place(text: str, mark: str, after: int = 0) -> tuple[int, int]:
    """Line and UTF-16 character where `mark` begins, `after` characters further on."""
    before = text[: text.index(mark) + after]
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


def about(uri: str, line: int = 0, end: int = 99) -> dict[str, Any]:
    """What a request for corrections between two lines holds."""
    span = {"start": {"line": line, "character": 0}, "end": {"line": end, "character": 0}}
    return {"textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}}

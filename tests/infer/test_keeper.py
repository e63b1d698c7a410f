"""The keeper of the room: it starts and ends the process, and says clearly why it cannot."""

import os
import re
import signal
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from tests.support.judgements import judged
from tests.support.stand_ins import program

from zhunsheng import child_process
from zhunsheng.infer import infer, keeper
from zhunsheng.infer.keeper import EngineMissingError, Request, RequestFailedError, Room, RoomClosedError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic

HARMLESS = Request(rules={"r0": [{"p0": {"z": 1}}]}, facts=[{"id": 0, "z": 1}, {"id": 1, "z": 2}])

READY = "print('{\"ready\": true}', flush=True)\n"


def only_problem(catalogue: Catalogue) -> Diagnostic:
    outcome = infer(catalogue, [judged("sewage", 2025, "missed")])
    assert outcome.findings == ()
    [problem] = outcome.problems
    assert problem.at.file == "policy.yaml"
    return problem


@pytest.mark.usefixtures("own_rooms")
@pytest.mark.parametrize("absent", ["durable", "durable_rules_engine"])
def test_durable_rules_is_not_installed(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, absent: str) -> None:
    found = keeper.find_spec
    monkeypatch.setattr(keeper, "find_spec", lambda name: None if name == absent else found(name))
    problem = only_problem(catalogue)
    assert problem.code == "inference-engine-missing"
    assert absent in problem.message.zh
    assert problem.hint is not None
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in problem.hint.zh
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in problem.hint.en


def test_a_folder_that_only_looks_like_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "find_spec", lambda name: ModuleSpec(name, None))
    with Room() as room, pytest.raises(EngineMissingError, match="not installed"):
        room.ask(HARMLESS)


@pytest.mark.usefixtures("own_rooms")
def test_durable_rules_does_not_load(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"""
import runpy, sys
sys.modules["durable"] = None  # importing it now fails, as a build without the 3.13 flag does
runpy.run_path({str(keeper.PROGRAM)!r}, run_name="__main__")
"""
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, text))
    problem = only_problem(catalogue)
    assert problem.code == "inference-engine-missing"
    assert "does not load" in problem.message.en
    assert "durable" in problem.message.en


@pytest.mark.usefixtures("own_rooms")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import sys; sys.exit(4)", "exit code 4"),
        ("print('Welcome!', flush=True); input()", "makes no sense"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGABRT)", "signal 6"),
    ],
)
def test_a_room_that_does_not_open(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, why: str
) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, text))
    problem = only_problem(catalogue)
    assert problem.code == "inference-unavailable"
    assert why in problem.message.en


def test_a_child_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with Room() as room, pytest.raises(RoomClosedError, match="does not start"):
        room.open()


def test_a_child_that_takes_no_questions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    leaves = READY + "import os; os.close(0); import time; time.sleep(0.2)"
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, leaves))
    facts = [{"id": n, "z": 1} for n in range(100_000)]
    with Room() as room, pytest.raises(RequestFailedError, match="exit code 0"):
        room.ask(Request(rules=HARMLESS.rules, facts=facts))


def test_a_child_that_falls_silent_but_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, READY + "import os, time; os.close(1); time.sleep(3600)"))
    monkeypatch.setattr(child_process, "PATIENCE", 0.1)
    with Room() as room, pytest.raises(RequestFailedError, match="broke off"):
        room.ask(HARMLESS)


def test_a_child_that_answers_without_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = READY + "import sys\nwhile True: sys.stdout.write('x' * 4096)"
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, endless))
    monkeypatch.setattr(keeper, "LONGEST_LINE", 100_000)
    monkeypatch.setattr(child_process, "PATIENCE", 0.1)
    with Room() as room, pytest.raises(RequestFailedError, match="broke off"):
        room.ask(HARMLESS)


def test_a_child_that_does_not_leave_is_made_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, READY + "import time; time.sleep(3600)"))
    monkeypatch.setattr(child_process, "PATIENCE", 0.1)
    room = Room()
    with room:
        room.open()
        child = room._child
    assert child is not None
    assert child.returncode == -signal.SIGKILL


def test_opening_twice_is_opening_once(room: Room) -> None:
    room.open()
    child = room._child
    room.open()
    assert room._child is child


@pytest.mark.parametrize(("limit", "value"), [("MOST_FACTS", 3), ("MOST_RULES", 1)])
def test_a_full_room_is_replaced(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(keeper, limit, value)
    with Room() as room:
        children = []
        for _ in range(3):
            assert room.ask(HARMLESS) == [("r0", (0,))]
            children.append(room._child)
    first, second, third = children
    assert first is second
    assert second is not third
    assert room.asked == 6


def test_the_room_ends_with_its_input() -> None:
    child = subprocess.run(
        [sys.executable, "-I", str(keeper.PROGRAM)], input=b"", stdout=subprocess.PIPE, check=True, timeout=60
    )
    assert child.stdout == b'{"ready": true}\n'


def test_the_room_imports_nothing_of_ours() -> None:
    show = (
        "import runpy, sys, io; sys.stdin = io.StringIO('');"
        f"runpy.run_path({str(keeper.PROGRAM)!r}, run_name='__main__');"
        "print(*sys.modules, file=sys.stderr)"
    )
    child = subprocess.run([sys.executable, "-I", "-c", show], capture_output=True, check=True, text=True)
    loaded = {name.partition(".")[0] for name in child.stderr.split()}
    assert "durable" in loaded
    assert not loaded & {"zhunsheng", "numpy", "msgspec", "pint", "yaml"}


@pytest.mark.skipif(os.name == "nt", reason="sessions are a POSIX notion")
def test_the_room_has_a_session_of_its_own(room: Room) -> None:
    room.open()
    assert room._child is not None
    assert os.getsid(room._child.pid) == room._child.pid != os.getsid(0)


def test_an_interruption_ends_the_child_at_once() -> None:
    room = Room()

    def interrupted() -> None:
        with room:
            room.open()
            children.append(room._child)
            raise KeyboardInterrupt

    children: list[subprocess.Popen[bytes] | None] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert children[0] is not None
    assert children[0].returncode is not None
    assert room._child is None


def test_control_c_while_the_engine_thinks(tmp_path: Path) -> None:
    hanging = program(tmp_path, READY + "import sys, time; sys.stdin.readline(); time.sleep(3600)")
    # Who runs the tests in the background has SIGINT ignored, and children inherit that.
    script = f"""
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from zhunsheng.infer import keeper
keeper.PROGRAM = Path({str(hanging)!r})
with keeper.Room() as room:
    room.open()
    print("asking", flush=True)
    room.ask(keeper.Request(rules={{}}, facts=[]))
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "asking\n"
        parent.send_signal(signal.SIGINT)
        _, errors = parent.communicate(timeout=60)
    assert re.search(r"^KeyboardInterrupt$", errors, re.MULTILINE)

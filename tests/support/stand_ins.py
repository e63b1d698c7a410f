"""Programs that take the place of the room and misbehave."""

from pathlib import Path

from zhunsheng.infer.keeper import PROGRAM

MARK = 777
"""A policy rule that holds this number makes a marked room misbehave; all others are served as usual."""

_ROOM_WITH_A_TRAPDOOR = """
import importlib.util, json, os, signal, sys, time
spec = importlib.util.spec_from_file_location("room", {program!r})
room = importlib.util.module_from_spec(spec)
spec.loader.exec_module(room)
honest = room.infer

def infer(engine, host, ruleset, request):
    if {mark!r} in json.dumps(request["rules"]):
        {action}
    return honest(engine, host, ruleset, request)

room.infer = infer
room.main(sys.argv[1:])
"""


def trapdoor(folder: Path, action: str) -> Path:
    """Write a room that does `action` (a Python statement) when a marked rule comes in."""
    return program(folder, _ROOM_WITH_A_TRAPDOOR.format(program=str(PROGRAM), mark=str(MARK), action=action))


def program(folder: Path, text: str) -> Path:
    path = folder / "stand_in.py"
    path.write_text(text, encoding="utf-8")
    return path

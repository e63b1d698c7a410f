"""The room: the one process in which durable-rules runs, and nothing else does.

Run by path with `python -I`, never imported by the stage: it knows nothing of zhunsheng, so that it starts cheaply
and has nothing to lose when the C core crashes. It speaks JSON, one object a line:

- on starting: `{"ready": true}`, or `{"missing": why}` where durable-rules cannot be imported;
- asked `{"rules": {name: patterns}, "facts": [...], "seconds": n}`: `{"matches": [[name, [fact id, ...]], ...]}`,
  or `{"failed": why}`. The fact ids of a match are in the order of the patterns.
- The end of its input is its end.
"""

import faulthandler
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, TextIO


def collector(rule: str, names: Sequence[str], matches: list[Any], errors: list[str]) -> Callable[[Any], None]:
    """Make the action of `rule`: note the match, or what went wrong, for durable-rules swallows what actions raise."""

    def act(context: Any) -> None:  # noqa: ANN401 - durable-rules is untyped
        try:
            matches.append([rule, [context._m[name]["id"] for name in names]])
        except BaseException as error:
            errors.append(f"{rule}: {error!r}")

    return act


def infer(engine: Any, host: Any, ruleset: str, request: Any) -> list[Any]:  # noqa: ANN401 - durable-rules is untyped
    """Run one ruleset over its facts, one assert at a time, and return the matches. Raises what durable-rules raises.

    The ruleset and its state are never deleted (`delete_state` can crash): the keeper replaces the whole process.
    """
    matches: list[Any] = []
    errors: list[str] = []
    rules: dict[str, Any] = {}
    for name, patterns in request["rules"].items():
        aliases = [alias for pattern in patterns for alias in pattern]
        rules[name] = {"all": patterns, "run": collector(name, aliases, matches, errors)}
    host.register_rulesets({ruleset: rules})
    for fact in request["facts"]:
        try:
            host.assert_fact(ruleset, fact)
        except engine.MessageNotHandledException:
            continue  # durable-rules' way of saying that a fact fits no pattern
    if errors:
        raise RuntimeError("; ".join(errors))
    return matches


def serve(engine: Any, source: TextIO, sink: TextIO) -> None:  # noqa: ANN401 - durable-rules is untyped
    """Answer requests line by line until `source` ends."""

    class QuietHost(engine.Host):  # type: ignore[misc]  # durable-rules is untyped
        """A host without the timer threads that durable-rules starts and never stops."""

        def _run(self) -> None:
            return

    host = QuietHost()
    for number, line in enumerate(source):
        request = json.loads(line)
        # Should the keeper be killed while the C core hangs, this process must still come to an end.
        faulthandler.dump_traceback_later(request["seconds"], exit=True)
        answer: dict[str, Any]
        try:
            answer = {"matches": infer(engine, host, f"ruleset{number}", request)}
        except Exception as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        faulthandler.cancel_dump_traceback_later()
        say(sink, answer)


def say(sink: TextIO, answer: object) -> None:
    """Write one line."""
    sink.write(json.dumps(answer) + "\n")
    sink.flush()


def main(homes: Sequence[str]) -> None:
    """Open the room. `homes` are folders to look for durable-rules in, after the interpreter's own."""
    # Answers have a descriptor of their own: whatever the C core prints goes to standard error.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as sink:
        os.dup2(2, 1)
        sys.path.extend(homes)
        try:
            from durable import engine  # here, because a failure is an answer
        except ImportError as error:
            say(sink, {"missing": str(error)})
            return
        say(sink, {"ready": True})
        serve(engine, sys.stdin, sink)


if __name__ == "__main__":
    main(sys.argv[1:])
    gc.freeze()  # no last look for garbage: somebody waits for the end

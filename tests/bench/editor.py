"""What a keystroke costs in a folder of 1,000 rules: from didChange to publishDiagnostics, over the real protocol.

The server is a process of its own, as editors start it; time is by the clock, so other work on the machine counts too.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.editor.client import Client
from tests.support import many_rules

RULES = 1000
KEYSTROKES = 200
LIMIT = 0.1
"""Seconds; the median is to stay below."""


def run(_: argparse.Namespace) -> None:
    """Print median and 95th percentile of typing on in one file, and of mistakes made and mended there."""
    with tempfile.TemporaryDirectory() as name:
        plan = many_rules.write(Path(name) / "rules", RULES)
        client = Client(Path(name))
        client.begin()
        path = plan / "05-theme.yaml"
        text = path.read_text(encoding="utf-8")
        begin = time.perf_counter()
        assert client.open(path) == []
        print(f"{RULES} rules opened, nothing cached      {time.perf_counter() - begin:8.3f} s")
        typed = [text.replace("第405项的读法", "第405项的" + "读" * (n % 20)) for n in range(KEYSTROKES)]
        _told("a keystroke in a note", [_seconds(client, path, each) for each in typed])
        half = "  - id: rule-405\n    title: 第405项指标\n"
        wrong = [text.replace(half, half + "    own" + "er"[: n % 3] + "\n") for n in range(KEYSTROKES)]
        _told("a keystroke in a half-typed key", [_seconds(client, path, each) for each in wrong])
        client.end()


def _seconds(client: Client, path: Path, text: str) -> float:
    begin = time.perf_counter()
    client.change(path, text)
    return time.perf_counter() - begin


def _told(what: str, seconds: list[float]) -> None:
    median, late = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    verdict = "" if median < LIMIT else f"   above {LIMIT * 1000:.0f} ms"
    print(f"{what:38} median {median * 1000:6.1f} ms, 95 % within {late * 1000:6.1f} ms{verdict}")

"""What it costs to lay out 1,000 rules by the function of `zhunsheng fmt`: tidy files, and untidy ones.

CPU seconds of this process, the least of a few tries: the machine is shared and noisy.
"""

import argparse
import time

from zhunsheng.layout import format_text

TRIES = 5
RULES = 1000
RULE = """\
  - id: sewage-collection-rate-{number}
    title: 城镇污水集中收集率
    nature: binding
    unit: percent
    base: {{2020: 92}}
    target: {{2025: ">= 95"}}
    owner: 城管局
    source: {{locator: 表1 第12项, anchor: 城镇污水集中收集率, figure: 95}}
"""


def run(_: argparse.Namespace) -> None:
    """Print what both cost."""
    tidy = "theme: 城市环境\nrules:\n" + "\n".join(RULE.format(number=number) for number in range(RULES))
    untidy = tidy.replace(": 城", ":   城").replace("\n\n", "\n")
    for name, text in (("tidy", tidy), ("untidy", untidy)):
        seconds = min(_cpu(text) for _ in range(TRIES))
        print(f"{RULES} rules, {name:<6}            {seconds:6.2f} s of CPU")


def _cpu(text: str) -> float:
    start = time.process_time()
    format_text(text)
    return time.process_time() - start

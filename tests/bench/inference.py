"""What inference costs as judgements grow: durable-rules sees each distinct situation once, however many there are.

Panels of random reasons under the policy that ships, in parts as in a bulk run. Printed are the
processor time of a judgement beside that of the smallest size, and how many situations the engine was asked about.
"""

import argparse
import time
from fractions import Fraction

import msgspec
import numpy as np
import yaml
from tests.infer.panel.cases import a_cube, terms
from tests.support.judgements import a_catalogue
from tests.support.paths import RULES
from tests.support.policies import a_policy

from zhunsheng.infer.panel import PanelSession
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Phase
from zhunsheng.model.outcome import REASONS
from zhunsheng.model.panel import Cube, Judged, Panel

SIZES = (100_000, 1_000_000, 10_000_000)
PART = 4_000_000
OF_RULES = 200
YEARS = 6
RELAPSED = 0.1
PHASES = (Phase.BASE, *(Phase.INTERIM,) * (YEARS - 2), Phase.DUE)


def run(_: argparse.Namespace) -> None:
    """Print the cost at each size."""
    catalogue, chance = many_rules(), np.random.default_rng(0)
    first = 0.0
    for size in SIZES:
        spent, judged, findings, left = 0.0, 0, 0, size
        with PanelSession() as session:
            while left > 0:
                places = max(1, min(left, PART) // (OF_RULES * YEARS))
                panel = a_panel(catalogue, places, chance)
                begin = time.process_time()
                drawn = session.draw(catalogue, *panel)
                spent += time.process_time() - begin
                judged, left = judged + places * OF_RULES * YEARS, left - PART
                findings += len(drawn.drawn.policy)
            asked = sum(len(answers) for answers in session.memory.values())
        first = first or spent / judged
        print(f"{judged:>12,} judgements: {findings:>9,} findings, {asked} situations in all,", end=" ")
        print(f"{spent / judged * 1e9:6.1f} ns of CPU a judgement = {spent / judged / first:.2f} x the smallest")


def many_rules() -> Catalogue:
    """Return a catalogue of many rules and the policy that ships."""
    catalogue = a_catalogue(a_policy(yaml.safe_load((RULES / "policy.yaml").read_text(encoding="utf-8"))))
    some = list(catalogue.rules.values())
    names = [f"r{number:03}" for number in range(OF_RULES)]
    rules = {name: msgspec.structs.replace(some[n % len(some)], id=name) for n, name in enumerate(names)}
    return msgspec.structs.replace(catalogue, rules=rules)


def a_panel(catalogue: Catalogue, places: int, chance: np.random.Generator) -> tuple[Cube, Panel, tuple[Judged, ...]]:
    """Return verdicts of random reasons."""
    shape = (YEARS, places)
    nothing, zeros = np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    asked = (tuple(terms(phase) for phase in PHASES),)
    judged = tuple(
        Judged(
            rule=rule,
            reason=chance.integers(0, len(REASONS) - 1, shape).astype(np.int8),
            relapsed=chance.random(shape) < RELAPSED,
            valued=nothing,
            over=zeros,
            under=None,
            scale=Fraction(1),
            terms=asked,
            held_to=None,
            bounds={},
            evidence=(),
            cumulative=False,
        )
        for rule in catalogue.rules.values()
    )
    cube = a_cube([f"p{number:06}" for number in range(places)])
    return cube, Panel(tuple(catalogue.rules.values()), np.arange(places)), judged

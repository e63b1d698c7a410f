"""Inference: policy over judgements, executed by durable-rules in a room of its own.

facts (tallies) → situation → door → room → recheck → draw (message): see docs/policy.md.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import msgspec

from zhunsheng.infer import draw, trouble
from zhunsheng.infer.escalating import Escalated, escalate
from zhunsheng.infer.facts import judgement_facts
from zhunsheng.infer.keeper import EngineMissingError, Room, RoomClosedError
from zhunsheng.infer.stratum import Memory, run
from zhunsheng.infer.tallies import safe_when_undercounted, tally_facts
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, has_errors
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Facts, Stratum

__all__ = ["Escalated", "Inferred", "Session", "escalate", "infer"]


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """What policy makes of judgements: `findings` gravest first, and what went wrong with policy rules on the way."""

    findings: tuple[Finding, ...]
    problems: tuple[Diagnostic, ...]


class Session:
    """One room of durable-rules for many inferences: nobody waits for a process twice, or asks the same thing twice.

    A context manager around the room; not for use by several threads. What it remembers are situations without
    figures, which are few however many judgements there are.
    """

    def __init__(self) -> None:
        self._room = Room()
        self._memory: Memory = {}

    def __enter__(self) -> Self:
        self._room.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._room.__exit__(kind, error, trace)

    def infer(self, catalogue: Catalogue, judgements: Sequence[Judgement]) -> Inferred:
        """Run the catalogue's policy, stratum after stratum. The order of `judgements` does not matter.

        Nothing that durable-rules does raises: a policy rule that cannot be run is a problem located at that rule, and
        all others still draw their findings.
        """
        findings: list[Finding] = []
        problems: list[Diagnostic] = []
        for stratum in (s for s in catalogue.policy.strata if s.rules and judgements):
            try:
                self._room.open()  # it wakes up while the facts are laid out
                self._run_stratum(catalogue, stratum, judgements, findings, problems)
            except (EngineMissingError, RoomClosedError) as error:
                say = trouble.missing if isinstance(error, EngineMissingError) else trouble.closed
                problems.append(say(Location(file=stratum.rules[0].at.file), error.why))
                break
        return Inferred(findings=draw.in_order(findings), problems=tuple(problems))

    def _run_stratum(
        self,
        catalogue: Catalogue,
        stratum: Stratum,
        judgements: Sequence[Judgement],
        findings: list[Finding],
        problems: list[Diagnostic],
    ) -> None:
        """Add what `stratum` concludes to `findings`, and what went wrong to `problems`."""
        if stratum.facts is Facts.JUDGEMENTS:
            facts = judgement_facts(stratum, judgements, catalogue.plan.period.base)
            outcome = run(stratum, facts, self._room, self._memory)
            findings.extend(draw.from_judgements(catalogue, stratum, judgements, outcome))
        else:
            if has_errors(problems):
                unsafe = [rule for rule in stratum.rules if not safe_when_undercounted(rule, stratum)]
                problems.extend(trouble.undercounted(rule) for rule in unsafe)
                kept = tuple(rule for rule in stratum.rules if rule not in unsafe)
                stratum = msgspec.structs.replace(stratum, rules=kept)
            facts, tallied = tally_facts(stratum, draw.in_order(findings), catalogue.plan)
            outcome = run(stratum, facts, self._room, self._memory)
            findings.extend(draw.from_tallies(catalogue, stratum, tallied, outcome))
        problems.extend(outcome.problems)


def infer(catalogue: Catalogue, judgements: Sequence[Judgement]) -> Inferred:
    """Infer once, in a session of its own; see `Session.infer`."""
    with Session() as session:
        return session.infer(catalogue, judgements)

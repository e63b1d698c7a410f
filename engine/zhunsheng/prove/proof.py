"""The proof of one rule: its scenarios run, its coverage, and what became of every change."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Lang
from zhunsheng.prove import coverage, equivalence
from zhunsheng.prove.hunches import Hunches
from zhunsheng.prove.judge import Judge
from zhunsheng.prove.mutations import Mutant, mutants, of_policy, policies
from zhunsheng.prove.reading import BadFeatureError, Ready, read_feature, ready
from zhunsheng.prove.remembering import Remembering
from zhunsheng.prove.runner import Outcome, Run, run, run_all
from zhunsheng.prove.words import quoted


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it must be: what, and at which line of which feature (line 1 where it is absent)."""

    rule: str
    kind: str
    """`failed`, `broken`, `uncovered`, `survived`, `no-feature` or `no-rule`."""
    told: str
    path: str
    line: int = 1
    told_en: str = ""
    """`told` for who reads English, where its words are ours: what features and rules say stays as it is."""

    def to(self, lang: Lang) -> str:
        """Return what is told in a language."""
        return self.told_en if lang == "en" and self.told_en else self.told


class Equivalent(msgspec.Struct, frozen=True, kw_only=True):
    """A change that nobody can notice, and the proof of it."""

    rule: str
    mutant: str
    told: str
    proof: str


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario that was run: its title, where it stands in its feature, and how it ended (`why` it failed)."""

    title: str
    path: str
    line: int
    outcome: Outcome
    why: str = ""
    example: int | None = None


class RuleProof(msgspec.Struct, frozen=True, kw_only=True):
    """What the feature of one rule proves. For the features of a plan's policy, `rule` is None."""

    rule: str | None
    scenarios: int = 0
    passed: int = 0
    situations: int = 0
    covered: int = 0
    mutants: int = 0
    killed: int = 0
    equivalent: tuple[Equivalent, ...] = ()
    gaps: tuple[Gap, ...] = ()
    ran: tuple[Ran, ...] = ()


def prove_rule(
    catalogue: Catalogue, rule_id: str, path: Path, judge: Judge, hunches: Hunches | None = None
) -> RuleProof:
    """Prove one rule by its feature. `hunches` are carried from rule to rule: they save time and change nothing."""
    if not path.is_file():
        gap = Gap(rule=rule_id, kind="no-feature", told="没有场景文件", told_en="there is no feature", path=str(path))
        return RuleProof(rule=rule_id, gaps=(gap,))
    try:
        scenarios = ready(read_feature(path))
    except BadFeatureError as error:
        return RuleProof(rule=rule_id, gaps=(Gap(rule=rule_id, kind="broken", told=str(error), path=str(path)),))
    small = reduced(catalogue, rule_id, scenarios)
    owed = coverage.owed(small, rule_id)
    remembering = Remembering(judge)
    runs = run_all(scenarios, small, remembering)
    failed = tuple(_failures(rule_id, path, runs))
    passing = [each for each in runs if each.outcome is Outcome.PASSED]
    lacking = coverage.missing(owed, [seen for each in passing for seen in each.asserted])
    uncovered = tuple(
        Gap(rule=rule_id, kind="uncovered", told=f"没有演示：{told}", told_en=f"not shown: {told}", path=str(path))
        for told in lacking
    )
    hunt = _Hunt(small, rule_id, path, judge, remembering, hunches or Hunches())
    if not failed:
        hunt.hunt(mutants(small, rule_id), passing)
    return RuleProof(
        rule=rule_id,
        scenarios=len(runs),
        passed=len(passing),
        situations=len(owed),
        covered=len(owed) - len(lacking),
        mutants=hunt.mutants,
        killed=hunt.killed,
        equivalent=tuple(hunt.equivalent),
        gaps=(*failed, *uncovered, *hunt.gaps),
        ran=tuple(_ran(path, each) for each in runs),
    )


def prove_policy(
    catalogue: Catalogue, paths: Iterable[Path], judge: Judge, hunches: Hunches | None = None
) -> RuleProof:
    """Prove what policy makes of several years and several rules, by the features that speak of it."""
    files = sorted(paths)
    where = files[0].parent if files else Path()
    remembering = Remembering(judge)
    runs = [(path, run(each, catalogue, remembering)) for path in files for each in ready(read_feature(path))]
    failed = [gap for path, each in runs for gap in _failures("policy", path, [each])]
    hunt = _Hunt(catalogue, None, where, judge, remembering, hunches or Hunches())
    if not failed:
        hunt.hunt(
            (of_policy(catalogue, each) for each in policies.over_the_years(catalogue.policy)), [r for _, r in runs]
        )
    return RuleProof(
        rule=None,
        scenarios=len(runs),
        passed=len(runs) - len(failed),
        mutants=hunt.mutants,
        killed=hunt.killed,
        gaps=(*failed, *hunt.gaps),
        ran=tuple(_ran(path, each) for path, each in runs),
    )


def reduced(catalogue: Catalogue, rule_id: str, scenarios: Iterable[Ready]) -> Catalogue:
    """The catalogue with this rule, and the others that its scenarios name: to run them needs no more."""
    said = " ".join(step.text for each in scenarios for step in each.steps if step.text.startswith("对照规划指标"))
    titles = set(re.findall("“([^”]+)”", said))
    kept = {key: rule for key, rule in catalogue.rules.items() if key == rule_id or {key, quoted(rule.title)} & titles}
    return msgspec.structs.replace(catalogue, rules=kept)


class _Hunt:
    """Runs the scenarios against change after change, the most telling first, and stops at the first that fails."""

    def __init__(
        self,
        catalogue: Catalogue,
        rule_id: str | None,
        path: Path,
        judge: Judge,
        remembering: Remembering,
        hunches: Hunches,
    ) -> None:
        self._catalogue, self._rule, self._path = catalogue, rule_id, path
        self._judge, self._remembering, self._hunches = judge, remembering, hunches
        self.mutants = self.killed = 0
        self.equivalent: list[Equivalent] = []
        self.gaps: list[Gap] = []

    def hunt(self, changes: Iterable[Mutant], runs: Iterable[Run]) -> None:
        """Try every change. What killed the last one is tried first, before it whatever shows a changed policy rule."""
        order = list(runs)
        for mutant in changes:
            self.mutants += 1
            telling = sorted(order, key=lambda each: self._doubt(mutant, each))
            killer = self._killer(mutant, telling)
            if killer is None:
                self._survived(mutant)
                continue
            number, tried = killer
            if tried.outcome is Outcome.BROKEN:
                self._gap("broken", f"{mutant.told}：{tried.why}", tried.scenario.line)
                continue
            self.killed += 1
            self._hunches.noticed(mutant, tried.scenario.tags)
            order.remove(telling[number])
            order.insert(0, telling[number])

    def _doubt(self, mutant: Mutant, before: Run) -> bool:
        """Whether a scenario probably does not notice: it is tried after those that probably do."""
        if mutant.policy is not None:
            return not _shows(before, mutant.policy)
        return not self._hunches.expect(mutant, before.scenario.tags)

    def _killer(self, mutant: Mutant, order: Sequence[Run]) -> tuple[int, Run] | None:
        judge = self._judge if mutant.policy is None else self._remembering
        for number, before in enumerate(order):
            tried = run(before.scenario, mutant.catalogue, judge)
            if tried.outcome is not Outcome.PASSED:
                return number, tried
        return None

    def _survived(self, mutant: Mutant) -> None:
        rule = self._rule
        proven = rule and equivalence.proof(self._catalogue, mutant.catalogue, rule, self._judge)
        if rule and proven:
            self.equivalent.append(Equivalent(rule=rule, mutant=mutant.name, told=mutant.told, proof=proven))
        else:
            told_en = f"no scenario notices {mutant.name} ({mutant.told})"
            self._gap("survived", f"{mutant.name}（{mutant.told}）没有场景察觉", 1, told_en)

    def _gap(self, kind: str, told: str, line: int, told_en: str = "") -> None:
        rule, path = self._rule or "policy", str(self._path)
        self.gaps.append(Gap(rule=rule, kind=kind, told=told, told_en=told_en, path=path, line=line))


def _shows(before: Run, policy_rule: str) -> bool:
    """Whether the scenario asked for findings, and this policy rule drew one."""
    known = before.case.__dict__.get("findings", ())
    return any(finding.because.policy == policy_rule for finding in known)


def _failures(rule: str, path: Path, runs: Iterable[Run]) -> Iterator[Gap]:
    for each in runs:
        if each.outcome is not Outcome.PASSED:
            told = f"{each.scenario.title}：{each.why}"
            kind = each.outcome.value
            yield Gap(rule=rule, kind=kind, told=told, path=str(path), line=each.scenario.line)


def _ran(path: Path, each: Run) -> Ran:
    of = each.scenario
    return Ran(title=of.title, path=str(path), line=of.line, outcome=each.outcome, why=each.why, example=of.example)

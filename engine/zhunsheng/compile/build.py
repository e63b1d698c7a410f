"""From the files of a folder to a catalogue: the order of the checks, and nothing else."""

from collections.abc import Mapping
from functools import partial

from zhunsheng.compile import (
    assessment,
    checks,
    checks_file,
    checkup_file,
    contradictions,
    indicators,
    ledger_file,
    passages,
    plan_file,
    policy_file,
    rule_file,
    rules,
    units,
    yaml_tree,
)
from zhunsheng.compile.assessment_themes import Around
from zhunsheng.compile.check_selection import Known
from zhunsheng.compile.files import ASSESSMENT, BESIDE, CHECKS, CHECKUP, LEDGER, PLAN, POLICY, UNITS, PlanFile, decode
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.names import Names
from zhunsheng.compile.plan_file import PlanDraft
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.rule_file import RuleFile
from zhunsheng.compile.rules import Context
from zhunsheng.compile.units import Units
from zhunsheng.compile.yaml_tree import Node
from zhunsheng.model.catalogue import DEFAULT_TERMS, Catalogue
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.escalation import Escalation
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Check


def build(
    files: tuple[PlanFile, ...], digest: str, problems: Problems, memory: Memory | None = None
) -> Catalogue | None:
    """Compile all files of a plan. None iff an error was reported, here or before.

    `memory` is of earlier compilations of the same folder, with the same `problems`.
    """
    memory = memory or Memory(problems)
    whole = not len(problems)
    trees = {file.name: _tree(file, problems, memory) for file in files if file.plain_name != UNITS}
    plan_tree, policy_tree = trees.pop(PLAN, None), trees.pop(POLICY, None) or trees.pop(BESIDE + POLICY, None)
    check_trees = {name: trees.pop(name) for name in (BESIDE + CHECKS, CHECKS) if name in trees}
    assessment_tree, checkup_tree = trees.pop(ASSESSMENT, None), trees.pop(CHECKUP, None)
    ledger_tree = trees.pop(LEDGER, None) or trees.pop(BESIDE + LEDGER, None)
    plan = _plan(plan_tree, problems, memory)
    known_units = _units(files, problems, memory)
    read = [None if tree is None else _rule_file(tree, problems, memory) for tree in trees.values()]
    rule_files = [file for file in read if file is not None]
    complete = whole and len(rule_files) == len(read)
    known, found_rules = _indicators_and_rules(rule_files, plan, known_units, complete, problems, memory)
    ids = _ids(plan, rule_files if complete else None)
    if plan is not None and complete and all(draft.id is not None for file in rule_files for draft in file.rules):
        passages.check_rules(plan.named_rules, ids["rule"], problems)
    sound = not has_errors(problems.found)  # else a name that is unknown may only be misspelt where it is declared
    policy = None if policy_tree is None else policy_file.read(policy_tree, ids, problems)
    found_checks = _checks(check_trees, known, problems, memory)
    of_ledger = None if ledger_tree is None else ledger_file.read(ledger_tree, ids, problems)
    around = None if plan is None else Around(plan, found_rules, known.names, sound)
    assessed = None if assessment_tree is None or around is None else assessment.read(assessment_tree, around, problems)
    checked_up = None if checkup_tree is None or around is None else checkup_file.read(checkup_tree, around, problems)
    if plan is not None and plan.plan is not None:
        contradictions.report_within(plan.plan, known.indicators, found_rules, problems)
    if has_errors(problems.found) or plan is None or plan.plan is None or known_units is None or policy is None:
        return None
    spellings = memory.recall(
        "spellings", (known_units, *known.indicators.values()), lambda: _spellings(known_units, known.indicators)
    )
    return Catalogue(
        plan=plan.plan,
        indicators=dict(known.indicators),
        rules=found_rules,
        policy=policy,
        known_units=spellings,
        digest=digest,
        checks=found_checks,
        terms=of_ledger.terms if of_ledger else DEFAULT_TERMS,
        escalation=of_ledger.escalation if of_ledger else Escalation(),
        assessment=assessed,
        checkup=checked_up,
    )


def _spellings(units: Units, indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    every = (unit for indicator in indicators.values() for unit in indicator.units)
    return tuple(dict.fromkeys((*units.spellings, *every)))


def _tree(file: PlanFile, problems: Problems, memory: Memory) -> Node | None:
    def parse() -> Node | None:
        source = decode(file, problems)
        return None if source is None else yaml_tree.parse(source, problems)

    return memory.recall(("tree", file.name), (file.data,), parse)


def _plan(tree: Node | None, problems: Problems, memory: Memory) -> PlanDraft | None:
    return None if tree is None else memory.recall("plan", (tree,), lambda: plan_file.read(tree, problems))


def _rule_file(tree: Node, problems: Problems, memory: Memory) -> RuleFile | None:
    return memory.recall(("rules", id(tree)), (tree,), lambda: rule_file.read(tree, problems, memory))


def _units(files: tuple[PlanFile, ...], problems: Problems, memory: Memory) -> Units | None:
    def read(file: PlanFile) -> Units | None:
        source = decode(file, problems)
        return None if source is None else units.read(source, problems)

    found = next((file for file in files if file.plain_name == UNITS), None)
    return None if found is None else memory.recall("units", (found.name, found.data), partial(read, found))


def _indicators_and_rules(
    files: list[RuleFile],
    plan: PlanDraft | None,
    known_units: Units | None,
    complete: bool,
    problems: Problems,
    memory: Memory,
) -> tuple[Known, dict[str, Rule]]:
    rule_drafts = [draft for file in files for draft in file.rules]
    unique = rules.refuse_duplicates(rule_drafts, problems)
    names = Names(Text("指标", "indicator"), "unknown-indicator")
    repeated = {id(draft.fields) for draft in rule_drafts} - {id(draft.fields) for draft in unique}
    drafts = [draft for file in files for draft in file.indicators if id(draft.fields) not in repeated]
    drafts = indicators.register(drafts, names, problems)
    departments = plan.department_names if plan is not None and plan.department_names.ids else None
    tasks = None if plan is None or departments is None else plan.tasks
    around = indicators.Surroundings(known_units, departments, tasks, complete)
    built = indicators.resolve(drafts, around, problems, memory)
    context = Context(plan, {draft.id.text: draft for draft in drafts}, built, around)
    resolved: list[Rule] = []
    for file in files:
        of = (file, *rules.depends_on(file, context, memory))
        resolved += memory.recall_silent(
            ("resolved", id(file)), of, partial(_resolved, file, context, problems, memory)
        )
    measures = {} if known_units is None else {key: known_units.measure(each.unit) for key, each in built.items()}
    known = Known(names, built, {key: m for key, m in measures.items() if m is not None}, known_units, complete)
    return known, {rule.id: rule for rule in resolved}


def _resolved(file: RuleFile, context: Context, problems: Problems, memory: Memory) -> tuple[Rule, ...]:
    """Resolve the rules of a file in which something has changed: most of them have not."""
    resolved = (
        memory.recall_silent(
            ("rule", id(draft)), rules.made_of(draft, context), partial(rules.resolve, draft, context, problems)
        )
        for draft in file.rules
    )
    return tuple(rule for rule in resolved if rule is not None)


def _checks(trees: Mapping[str, Node | None], known: Known, problems: Problems, memory: Memory) -> tuple[Check, ...]:
    """Read a plan's own checks and the defaults, once all that they speak of is known."""
    drafts = {
        name: checks_file.read(tree, problems, own=name == CHECKS) for name, tree in trees.items() if tree is not None
    }
    if len(drafts) < len(trees):
        return ()  # reported: without the other file it is not known which checks are in force
    in_force = checks_file.in_force(drafts.get(BESIDE + CHECKS, []), drafts.get(CHECKS, []), problems)
    of = (*trees.values(), known.units, known.complete, known.names.all, *known.indicators.values())
    return memory.recall_silent("checks", of, lambda: checks.resolve(in_force, known))


def _ids(plan: PlanDraft | None, files: list[RuleFile] | None) -> dict[str, tuple[str, ...]]:
    """The ids that a policy may name, by attribute. What could not be read in full is left out."""
    ids: dict[str, tuple[str, ...]] = {}
    if files is not None:
        ids["rule"] = tuple(draft.id.text for file in files for draft in file.rules if draft.id is not None)
        ids["indicator"] = tuple(draft.id.text for file in files for draft in file.indicators)
    if plan is not None:
        ids["entity"], ids["owner"] = plan.place_names.ids, plan.department_names.ids
    return ids

"""checks.yaml: the checks on the data (数据审核) of a plan, over the defaults that lie beside the plan folders."""

from dataclasses import dataclass, replace

from zhunsheng.compile import identifiers
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.shape import Fields, Written, fields, texts
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.shapes.checks import CHECK, CHECKS
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, CheckLevel

KINDS = {kind.value: kind for kind in CheckKind}
LEVELS = {level.value: level for level in CheckLevel}

MAY_REFUSE = frozenset({CheckKind.RANGE, CheckKind.PARTS, CheckKind.COMPONENTS, CheckKind.MAGNITUDE})
"""Kinds that can be sure that a figure is wrong. What the others find may be true: it is said, and never refused."""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A check as its author wrote it. `own` says that the plan itself declares it; a default serves all plans.

    `kind` is None where it switches a default off (`off`), or where no such kind exists. `id` is None where it cannot
    be used, or is that of an earlier check: then the check is read only for what else is wrong with it.
    """

    id: Scalar | None
    fields: Fields
    kind: CheckKind | None
    own: bool
    off: bool = False


def read(node: Node, problems: Problems, *, own: bool) -> list[CheckDraft]:
    """Read the tree of a checks.yaml, reporting keys that are unknown, missing or out of place."""
    file = fields(node, problems, *CHECKS.names)
    first: dict[str, Scalar] = {}
    drafts = (_draft(item, problems, own=own) for item in (() if file is None else file.items("checks")))
    return [_named_once(draft, first, problems) for draft in drafts if draft is not None]


def _named_once(draft: CheckDraft, first: dict[str, Scalar], problems: Problems) -> CheckDraft:
    """Report an id that an earlier check has, and take it away."""
    known = None if draft.id is None else first.setdefault(draft.id.text, draft.id)
    if draft.id is None or known is None or known is draft.id:
        return draft
    message = Text(f"检查编号“{known.text}”重复。", f"The check id “{known.text}” is used twice.")
    hint = Text(f"第一次在第 {known.at.line} 行。", f"It was first used in line {known.at.line}.")
    problems.add("duplicate-id", draft.id.at, message, hint=hint)
    return replace(draft, id=None)


def in_force(defaults: list[CheckDraft], own: list[CheckDraft], problems: Problems) -> list[CheckDraft]:
    """Put a plan's own checks over the defaults: the same id replaces a default, `off` takes it away."""
    found: dict[str, CheckDraft] = {}
    nameless: list[CheckDraft] = []
    for draft in [*_on(defaults), *(each for each in defaults if each.off), *own]:
        if draft.id is None:
            nameless.append(draft)
            continue
        if draft.off and draft.id.text not in found:
            message = Text(f"没有检查“{shown(draft.id.text)}”可停。", f"There is no check “{shown(draft.id.text)}”.")
            problems.add("unknown-check", draft.id.at, message, hint=did_you_mean(draft.id.text, found))
        found[draft.id.text] = draft
    return _on([*found.values(), *nameless])


def _on(drafts: list[CheckDraft]) -> list[CheckDraft]:
    return [draft for draft in drafts if not draft.off]


def _draft(node: Node, problems: Problems, *, own: bool) -> CheckDraft | None:
    before, written = len(problems), texts(node)
    check = fields(node, problems, *CHECK.names_for(written))
    if check is None or "off" in check:
        return None if check is None else _off(check, own=own, clean=len(problems) == before)
    return CheckDraft(identifiers.kebab(check), check, _kind(written), own)


def _off(check: Fields, *, own: bool, clean: bool) -> CheckDraft | None:
    before = len(check.problems)
    check.choice("off", {"true": True})
    check.text("because")
    check_id = identifiers.kebab(check)
    sound = clean and len(check.problems) == before
    return CheckDraft(check_id, check, None, own, off=True) if check_id is not None and sound else None


def _kind(written: Written) -> CheckKind | None:
    """Look at the kind before it is known which keys belong to it. A bad one is reported when the check is resolved."""
    return KINDS.get(written.get("kind") or "")

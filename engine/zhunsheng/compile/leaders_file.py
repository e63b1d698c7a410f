"""leaders.yaml: which leader answers for which departments (分管领导).

It is an office's own data and no part of a plan: it changes with people, and neither the digest of the rules nor any
verdict depends on it. So it lies wherever the office keeps it.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from zhunsheng.compile import files, yaml_tree
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, did_you_mean, one_of, shown
from zhunsheng.compile.shape import Fields, each, fields
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.diagnostic import Diagnostic, has_errors
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Plan
from zhunsheng.model.portfolio import Leader, Portfolios
from zhunsheng.model.shapes.leaders import LEADER, LEADERS
from zhunsheng.model.text import Text

_YES_OR_NO = {"true": True, "false": False}


class LoadedLeaders(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file of leaders. `portfolios` is None iff `problems` holds an error."""

    portfolios: Portfolios | None
    problems: tuple[Diagnostic, ...]


def load(path: Path, plans: Sequence[Plan]) -> LoadedLeaders:
    """Read a file of leaders, which speaks of one of `plans`.

    Raises nothing for bad input: everything wrong is in `problems`, by line, the file named as `path` names it.
    """
    problems = Problems()
    found = _read(path, plans, problems)
    return LoadedLeaders(portfolios=None if has_errors(problems.found) else found, problems=problems.found)


def _read(path: Path, plans: Sequence[Plan], problems: Problems) -> Portfolios | None:
    file = files.read_plain(path, Location(file=files.printable(str(path))), problems)
    source = None if file is None else files.decode(file, problems)
    tree = None if source is None else yaml_tree.parse(source, problems)
    top = None if tree is None else fields(tree, problems, *LEADERS.names)
    if top is None:
        return None
    illustrative = top.choice("illustrative", _YES_OR_NO, default=False)
    plan = _plan(top, plans)
    leaders = _leaders(top, None if plan is None else _departments(plan))
    return None if plan is None else Portfolios(plan=plan.id, leaders=leaders, illustrative=bool(illustrative))


def _plan(top: Fields, plans: Sequence[Plan]) -> Plan | None:
    named = top.scalar("plan")
    if named is None:
        return None
    known = {plan.id: plan for plan in plans}
    if named.text not in known:
        message = Text(
            f"分管领导名单是规划“{shown(named.text)}”的，这里用的不是它。",
            f"These are the leaders for the plan “{shown(named.text)}”, which is not the one in use here.",
        )
        top.problems.add("unknown-value", named.at, message, one_of(known), did_you_mean(named.text, known))
    return known.get(named.text)


def _departments(plan: Plan) -> Names:
    """Collect the names of a plan's departments; where they stand in plan.yaml is no longer known, and not needed."""
    names = Names(Text("部门", "department"), "unknown-department")
    for each_one in plan.departments:
        item, *others = (_known(name) for name in (each_one.id, each_one.title, *each_one.aliases))
        names.add(item, others, Problems())
    return names


def _known(name: str) -> Scalar:
    return Scalar(name, Location(file=files.PLAN), files.SourceText(files.PLAN, name), 0, name)


def _leaders(top: Fields, departments: Names | None) -> tuple[Leader, ...]:
    """Read the leaders; without `departments` only their shape. A department that has a leader gets no other."""
    held: dict[str, Scalar] = {}
    first: dict[tuple[str, str], Location] = {}
    leaders = []
    for one in each(top.items("leaders"), top.problems, *LEADER.names):
        post, name = one.text("post"), one.text("name")
        listed = _held(one, departments, held)
        if post is None or name is None:
            continue
        if first.setdefault((post, name), one.at) != one.at:
            message = Text(f"“{shown(f'{post} {name}')}”列了两次。", f"“{shown(f'{post} {name}')}” is listed twice.")
            top.problems.add("duplicate-item", one.at, message, hint=_first_at(first[post, name]))
        leaders.append(Leader(post=post, name=name, departments=listed))
    return tuple(leaders)


def _held(one: Fields, departments: Names | None, held: dict[str, Scalar]) -> tuple[str, ...]:
    """Read the departments of one leader, and add them to those that are `held` already."""
    found = []
    for named in one.scalars("departments"):
        department = None if departments is None else departments.resolve(named, one.problems)
        if department is None:
            continue
        if held.setdefault(department, named) is not named:
            message = Text(f"“{shown(named.text)}”已有分管领导。", f"“{shown(named.text)}” has a leader already.")
            one.problems.add("duplicate-item", named.at, message, hint=_first_at(held[department].at))
        found.append(department)
    return tuple(found)


def _first_at(at: Location) -> Text:
    return Text(f"第一次在 {at}。", f"It was first named at {at}.")

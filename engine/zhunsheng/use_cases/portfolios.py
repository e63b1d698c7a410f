"""Who answers for which departments (分管领导): an office's own file, read for the plan that is in use."""

import os
from collections.abc import Iterable
from pathlib import Path

from zhunsheng import compile as compiling
from zhunsheng import nearest
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.portfolio import UNASSIGNED, Portfolios
from zhunsheng.model.text import Text


def read(file: Path, plans: Iterable[Catalogue]) -> Portfolios:
    """Read a file of leaders, which speaks of one of `plans`. Raises `BadRulesError` with all that is wrong with it.

    Raises `UsageError` where there is no such file.
    """
    if not os.path.lexists(file):
        raise UsageError(Text(f"--leaders {file}：没有这个文件。", f"--leaders {file}: there is no such file."))
    loaded = compiling.load_leaders(file, [each.plan for each in plans])
    if loaded.portfolios is None:
        raise BadRulesError(loaded.problems)
    return loaded.portfolios


def departments(leaders: Portfolios | None, name: str, catalogue: Catalogue) -> frozenset[str]:
    """Return the departments of the leader called `name`: by name, by post where one alone has it, or by both.

    “未分管” names the departments that have none. Raises `UsageError` for anybody else, and where there is no list.
    """
    if leaders is None:
        raise UsageError(Text("--leader 须用 --leaders 指明名单。", "--leader needs a list: --leaders FILE."))
    wanted = "".join(name.split())
    if wanted in ("".join(word.split()) for word in (UNASSIGNED.zh, UNASSIGNED.en)):
        return frozenset(each.id for each in catalogue.plan.departments if leaders.of(each.id) is None)
    found = [
        each
        for each in leaders.leaders
        if wanted in ("".join(said.split()) for said in (each.name, each.post, each.title, f"{each.name}{each.post}"))
    ]
    if len(found) == 1:
        return frozenset(found[0].departments)
    raise UsageError(_unclear(name, [each.title for each in found], leaders))


def _unclear(name: str, found: list[str], leaders: Portfolios) -> Text:
    if found:
        return Text(f"“{name}”不止一位：{'、'.join(found)}。", f"{name} may be {', '.join(found)}.")
    known = [*(each.title for each in leaders.leaders), UNASSIGNED.zh]
    guess = nearest.guess(name, [*known, *(each.name for each in leaders.leaders)])
    listed = Text(f"名单里有 {'、'.join(known)}。", f"the list has {', '.join(known)}.")
    return Text(f"没有分管领导“{name}”。{guess.zh or listed.zh}", f"there is no leader {name}. {guess.en or listed.en}")

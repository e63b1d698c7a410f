"""Short-hand for policies, as policy.yaml writes them, for the tests of inference."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Compare, Constant, Facts, Joined, Pattern, Policy, PolicyRule, Stratum, Tally
from zhunsheng.model.text import Text

Conditions = Mapping[str, Mapping[str, str | int]]

_JOIN = re.compile(r"(?:(==|!=|<=|>=|<|>) )?(\w+)\.(\w+)(?: ([+-]) (\d+))?")
_CONSTANT = re.compile(r"(?:(==|!=|<=|>=|<|>) )?(.*)")


def a_test(attribute: str, condition: str | int, names: Sequence[str]) -> Constant | Joined:
    """Read `"> before.year_no + 1"`, `"!= due"`, `">= 3"`, `"yes"` or `3`."""
    if isinstance(condition, int):
        return Constant(attribute=attribute, compare="==", value=condition)
    join = _JOIN.fullmatch(condition)
    if join is not None and join[2] in names:
        return Joined(
            attribute=attribute,
            compare=cast(Compare, join[1] or "=="),
            other=join[2],
            other_attribute=join[3],
            offset=int((join[4] or "") + (join[5] or "0")),
        )
    constant = _CONSTANT.fullmatch(condition)
    assert constant is not None
    whole = constant[1] is not None and re.fullmatch(r"-?\d+", constant[2])
    return Constant(
        attribute=attribute,
        compare=cast(Compare, constant[1] or "=="),
        value=int(constant[2]) if whole else constant[2],
    )


def a_rule(
    name: str,
    when: Conditions,
    about: str | None = None,
    kind: str = "alert",
    level: str = "orange",
    because: Mapping[str, str] | None = None,
) -> PolicyRule:
    patterns = tuple(
        Pattern(name=bound, tests=tuple(a_test(attribute, c, tuple(when)) for attribute, c in tests.items()))
        for bound, tests in when.items()
    )
    return PolicyRule(
        id=name,
        patterns=patterns,
        about=about or patterns[-1].name,
        kind=FindingKind(kind),
        level=Level(level),
        because=Text(**(because or {"zh": f"据{name}", "en": f"by {name}"})),
        at=Location(file="policy.yaml", line=7, column=9),
    )


def a_stratum(
    *rules: PolicyRule,
    name: str = "stratum",
    per: Sequence[str] = ("rule", "entity"),
    sees: Sequence[str] = (),
    tallies: Mapping[str, Mapping[str, str]] | None = None,
) -> Stratum:
    return Stratum(
        id=name,
        facts=Facts.JUDGEMENTS if tallies is None else Facts.TALLIES,
        per=tuple(per),
        sees=tuple(sees),
        tallies=tuple(
            Tally(
                name=tally,
                kind=FindingKind(of["kind"]) if "kind" in of else None,
                level=Level(of["level"]) if "level" in of else None,
            )
            for tally, of in (tallies or {}).items()
        ),
        rules=rules,
    )


def a_policy(document: Mapping[str, Any]) -> Policy:
    """Read a parsed policy.yaml without the compiler, so that inference is tested on its own."""
    strata = []
    for s in document["strata"]:
        rules = [a_rule(r["id"], r["when"], **r["then"], because=r["because"]) for r in s["rules"]]
        strata.append(a_stratum(*rules, name=s["id"], per=s["per"], sees=s["sees"], tallies=s.get("tallies")))
    return Policy(strata=tuple(strata))

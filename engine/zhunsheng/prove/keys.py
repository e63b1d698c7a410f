"""What the proof of each rule hangs on, as a digest: where it is the same as before, so is the proof.

It is made of the feature, the rule and those that the feature names, the indicators that they are made of or that the
feature speaks of, the plan and the policy. Where something stands in its file is no part of it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, parts
from zhunsheng.model.rule import Rule
from zhunsheng.prove.words import quoted

_NAMES_RULES = re.compile("(?m)^.*对照规划指标.*$")
_QUOTED = re.compile("“([^”]+)”")


def keys(catalogue: Catalogue, features: Path) -> dict[str | None, str]:
    """Return the digest of each rule by its id, and that of the policy with None."""
    shared = _digest(_placeless(_plain([catalogue.plan, catalogue.policy])))
    found: dict[str | None, str] = {
        rule.id: _digest(shared, *_of_rule(catalogue, rule, features / f"{rule.id}.feature"))
        for rule in catalogue.rules.values()
    }
    policy = sorted((features / "policy").glob("*.feature"))
    everything = _placeless(_plain([catalogue.rules, catalogue.indicators]))
    found[None] = _digest(shared, everything, *(_read(path) for path in policy))
    return found


def _of_rule(catalogue: Catalogue, rule: Rule, path: Path) -> Iterator[object]:
    data = _read(path)
    text = (data or b"").decode("utf-8", "replace")
    concerned = [rule, *_named(catalogue, text)]
    indicators = [catalogue.indicators[key] for key in _indicators(catalogue, concerned, text)]
    yield data
    yield _placeless(_plain([concerned, indicators]))


def _named(catalogue: Catalogue, text: str) -> Iterator[Rule]:
    """The rules that a feature names; every rule, where a name is still to be filled in."""
    lines = "\n".join(_NAMES_RULES.findall(text))
    titles = set(_QUOTED.findall(lines))
    for key, rule in catalogue.rules.items():
        if "<" in lines or {key, quoted(rule.title)} & titles:
            yield rule


def _indicators(catalogue: Catalogue, rules: Iterable[Rule], text: str) -> Iterator[str]:
    known = catalogue.indicators
    wanted = {rule.indicator for rule in rules}
    made_of = {part for key in wanted for part in parts(known, key)}
    for key, indicator in known.items():
        if key in wanted or key in made_of or _spoken_of(indicator, text):
            yield key


def _spoken_of(indicator: Indicator, text: str) -> bool:
    return any(name in text for name in (indicator.title, *indicator.aliases))


def _plain(structs: object) -> object:
    return msgspec.to_builtins(structs, enc_hook=str)  # fractions


def _placeless(node: object) -> object:
    """Leave out where things stand."""
    if isinstance(node, dict):
        return {str(key): _placeless(value) for key, value in node.items() if key != "at"}
    return [_placeless(each) for each in node] if isinstance(node, list) else node


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(*parts_of_it: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(parts_of_it)).hexdigest()

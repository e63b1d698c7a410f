"""Cases of rules: the files of a small plan with one of them changed."""

import re
from random import Random

from tests.hostile.fuzz import words
from tests.hostile.fuzz.bytes_changed import changed
from tests.support.plan_folder import FILES


def of_yaml(chance: Random) -> bytes:
    """Make the files of a plan with one of them changed: lines, words and bytes. The name of it stands in front."""
    name = chance.choice(("plan.yaml", "rules.yaml", "rules.yaml", "policy.yaml", "units.txt"))
    text = FILES[name]
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        text = _text_changed(text, chance)
    raw = text.encode("utf-8", "replace")
    if chance.random() < 0.15:
        raw = changed(raw, chance, tuple(each.encode() for each in FILES.values()), most=3)
    return name.encode() + b"\n" + raw


# fmt: off
_SCRAPS = (
    "&a ", "*a", "!!int ",
    "!x ", "<<: *a", "? ", "- ", ": ", "#", "|", ">", "[", "]", "{", "}", "'", '"', "\\x00", "%", "@", "`",
    "null", "~", "yes", "0x10", "1_000",
    ".inf", "2020-01-01", "issued", "benchmark >=", "5..8", "done", "\t", "\x00", "\u202e",
)
# fmt: on


def _text_changed(text: str, chance: Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, chance.choice(lines))
        case 2:
            lines[at] = " " * chance.randint(0, 12) + lines[at].lstrip()
        case 3:
            lines[at : at + 3] = reversed(lines[at : at + 3])
        case _:
            found = list(re.finditer(r"[\w.>=-]+", lines[at]))
            if found:
                spot = chance.choice(found)
                other = chance.choice(re.findall(r"[\w.>=-]+", chance.choice(lines)) or ["x"])
                new = chance.choice((words.word(chance), chance.choice(_SCRAPS), other))
                lines[at] = lines[at][: spot.start()] + new + lines[at][chance.choice((spot.start(), spot.end())) :]
    return "\n".join(lines)

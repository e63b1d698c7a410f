"""One figure in several rows."""

from tests.seeded.bases import PLAIN
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, Spoil, spoils


def again(**changed: object) -> Spoil:
    """Write the row of a figure once more, with something changed; it is said at the last one."""

    @spoils("数值")
    def spoil(filled: Filled) -> str:
        row = filled.repeat(**changed)
        column = filled.place("数值").partition("!")[2].rstrip("0123456789")
        return filled.at(f"{column}{row}")

    return spoil


@spoils("数值")
def beside_an_unreadable_one(filled: Filled) -> str:
    """Write the row once more, and a range into the second one: the first is no longer sure."""
    filled.repeat(数值="93-94")
    return filled.place("数值")


@spoils("数值")
def withdrawn(filled: Filled) -> str:
    """Withdraw in a second row what the first one reports."""
    return filled.at(f"D{filled.repeat(数值='撤回')}")


KINDS = (
    Kind("同一个数报了 94.1 和 94.2", again(数值=94.2), "figures-disagree", base=PLAIN),
    Kind("同一个数报了 94.1 和 >94.1", again(数值=">94.1"), "figures-disagree", base=PLAIN),
    Kind("同一个数报了 94.1% 和 94.1‰", again(单位="‰"), "figures-disagree", base=PLAIN),
    Kind("填报表里复制一行后改了数", again(数值=331), "figures-disagree"),
    Kind("同一行出现两次", again(), "figure-repeated", NOTE, base=PLAIN),
    Kind("一行报数，另一行撤回", withdrawn, "withdrawn-and-given", WARNING, base=PLAIN),
    Kind("另一行写成 93-94", beside_an_unreadable_one, "figure-contested", base=PLAIN, beside=("range-figure",)),
)

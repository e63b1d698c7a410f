"""What a template may use of the ledger (整改台账): items as they stand on the day that the paper names."""

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the ledger. What there is nothing to say of is blank.

    `years` are those in which it was off target, `since` the first of them; `seen` is the latest look (year, figure,
    limit, distance), `cells` where its figures stood. `due` is a date, or counts from the day of service. `promised` is
    the last reply, `measures` what was done to press for it (约谈、挂牌督办), `asked` what policy asks for now. `told`
    says all of it in one line, `brief` only how it stands.
    """

    id: str
    matter: str
    owner: str
    clause: str
    state: str
    since: str
    years: str
    seen: str
    cells: str
    served: str
    due: str
    overdue: bool
    promised: str
    measures: str
    asked: str
    waiver: str
    checked: str
    closed: str
    brief: str
    told: str


class Waived(msgspec.Struct, frozen=True, kw_only=True):
    """What is off target, or was not reported, and need not be put right for a time: by whose leave, why, until when.

    `id` is the item's of the ledger, blank where it is not known.
    """

    id: str
    matter: str
    owner: str
    clause: str
    demand: str
    value: str
    cells: str
    reason: str
    approver: str
    until: str
    document: str


class States(msgspec.Struct, frozen=True, kw_only=True):
    """How many items of a department there are, and how many stand in each state."""

    head: str
    total: int
    new: int
    persisting: int
    worsened: int
    reopened: int
    overdue: int
    waived: int
    waiver_expired: int
    resolved: int
    restated: int
    closed: int


class Rectification(msgspec.Struct, frozen=True, kw_only=True):
    """How rectification (整改) stands on `day`: counts, by department, and the items that need a word of their own.

    `opened` counts items first found in the year of the paper; `late` are overdue, `carried` are still to be put right
    though the year has no finding of them, `resolved` show by figures that they are put right, `done` were closed
    (销号) from the first day of the year of the paper (`since`) on. `asked` are measures that policy asks for and
    nobody has noted yet. `line` says it in one sentence.
    """

    day: str
    since: str
    line: str
    opened: int
    by_department: tuple[States, ...]
    late: tuple[Entry, ...]
    carried: tuple[Entry, ...]
    resolved: tuple[Entry, ...]
    done: tuple[Entry, ...]
    asked: tuple[str, ...]
    incomplete: str

"""What the template of a check-up (城市体检) may use besides what all papers have: plain data in Chinese words."""

import msgspec


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """A requirement: what is asked, what was reported this year and the year before, and the verdicts on both.

    `turn` says what became of the verdict (转好、转差、仍未达到、保持、不可比), `change` how far the figure moved;
    `cells` and `arithmetic` prove this year's. Of several places, verdicts are counted. `ids` are violations and alerts
    about it.
    """

    no: int
    title: str
    nature: str
    owner: str
    clause: str
    standard: str
    before: str
    status_before: str
    value: str
    change: str
    status: str
    turn: str
    cells: str
    arithmetic: str
    ids: str


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """An aspect, where it stands in the document that has the system of aspects, and its requirements."""

    title: str
    locator: str
    rows: tuple[Diagnosis, ...]


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done about a problem: as the figures ask for it, by whom and, out of the ledger, by when."""

    no: int
    matter: str
    owner: str
    advice: str
    due: str
    asked: str
    ids: str


class Turns(msgspec.Struct, frozen=True, kw_only=True):
    """How many requirements' verdicts turned in one way since the year before, and which those are."""

    turn: str
    count: int
    titles: str


class Outside(msgspec.Struct, frozen=True, kw_only=True):
    """The requirements of a theme of the plan that belong to no aspect: said, never passed over."""

    theme: str
    count: int
    titles: str

"""Short ways to say what a run saw and what somebody did."""

import datetime as dt
from fractions import Fraction

from zhunsheng.ledger import fold
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import Act, Deed, Item, ItemKey, Look, Sighting, Terms

KEY = ItemKey(plan="p", subject="sewage", entity="jianghai", term="2021-2025")
TERMS = Terms(days={"violation": 30, "alert:red": 45}, default=60)
START = dt.datetime(2023, 3, 1, 2, tzinfo=dt.UTC)


def off(
    year: int,
    evidence: str = "a",
    *,
    kind: FindingKind = FindingKind.ALERT,
    level: Level = Level.ORANGE,
    shortfall: int = 1,
    status: Status = Status.MISSED,
) -> Look:
    return Look(
        year=year, status=status, owner="区城管局", kind=kind, level=level, shortfall=Fraction(shortfall),
        limit=">=95", evidence=f"{year}{evidence}", findings=("ZS-1",),
    )  # fmt: skip


def fine(year: int, evidence: str = "z", status: Status = Status.MET) -> Look:
    return Look(year=year, status=status, owner="区城管局", evidence=f"{year}{evidence}")


def run(entry: int, *looks: Look, key: ItemKey = KEY) -> Sighting:
    at = START + dt.timedelta(days=entry)
    return Sighting(entry=entry, at=at, rules="r", seen=tuple((key, look) for look in looks))


def act(entry: int, deed: Deed, **said: object) -> Act:
    at = START + dt.timedelta(days=entry)
    return Act(entry=entry, at=at, item=KEY.id, deed=deed, by="督查室", **said)  # type: ignore[arg-type]


def stands(*events: Sighting | Act, today: dt.date = dt.date(2023, 3, 10)) -> Item:
    (item,) = fold(events, TERMS, today)
    return item

"""A waiver (豁免): something need not be put right for a time, for a reason, by somebody's leave."""

import datetime as dt

import msgspec


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver in force until the end of `until`, unless revoked."""

    by: str
    approver: str
    reason: str
    since: dt.datetime
    until: dt.date
    document: str = ""

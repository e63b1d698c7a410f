"""The shapes of who is concerned on a page: by supporting department, and by leader."""

import msgspec

from zhunsheng.model.page_parts import CountRow

Link = tuple[str, str]
"""An anchor and the words that lead to it; the anchor is blank where the page has nothing on it."""


class SupportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A department that supports rules (配合): how many were judged, and what the latest year found about them.

    `found` are the rules with findings.
    """

    title: Link
    rules: int
    violations: int
    alerts: int
    found: tuple[Link, ...]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One department of a leader, and the findings of the latest year for which it answers: anchors and titles."""

    title: Link
    violations: int
    alerts: int
    found: tuple[Link, ...]


class LeaderPage(msgspec.Struct, frozen=True, kw_only=True):
    """A leader (分管领导), or the departments that have none: counts as in the table of departments."""

    row: CountRow
    shares: tuple[Share, ...]


class Responsibility(msgspec.Struct, frozen=True, kw_only=True):
    """Findings by supporting department, and by leader where an office has named its leaders.

    `illustrative` warns of leaders that were made up; blank otherwise.
    """

    support_caption: str
    supporting: tuple[SupportRow, ...]
    leaders_caption: str
    leaders: tuple[LeaderPage, ...]
    illustrative: str

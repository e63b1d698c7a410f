"""What is said of the rows of a roster (名册)."""

from collections.abc import Sequence

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import Row
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.plan import Roster
from zhunsheng.model.text import Text

_LISTED = 6


def not_awaited() -> Complaint:
    """Say that the plan asks for no roster."""
    return Complaint(
        code="roster-not-awaited",
        severity=Severity.WARNING,
        message=Text("本规划不需要名册，此表未采用", "the plan asks for no roster; this table is not used"),
    )


def blank(field: Field) -> Complaint:
    """Say that a cell that every place needs is blank."""
    return Complaint(
        code=f"missing-{field}",
        message=Text(f"“{field.zh}”空白", f"{field} is blank"),
        hint=Text("每一行都要写全", "each row states it, even if the row above has the same"),
    )


def unknown_level(text: str, known: Sequence[str]) -> Complaint:
    """Say that the plan awaits no roster of this level."""
    return Complaint(
        code="unknown-level",
        message=Text(f"规划没有要求“{shown(text)}”一级的名册", f"the plan asks for no roster of level {shown(text)}"),
        expected=Text("、".join(known), ", ".join(known)),
    )


def unknown_kind(text: str, roster: Roster) -> Complaint:
    """Say that places of this level are not told apart in this way."""
    kinds = roster.kinds
    return Complaint(
        code="unknown-kind" if text else "missing-kind",
        message=Text(f"{roster.title}没有“{shown(text)}”这一类别", f"there is no kind {shown(text)} of {roster.title}")
        if text
        else Text("“类别”空白", "kind is blank"),
        expected=Text("、".join(kinds), ", ".join(kinds)) if kinds else Text("留空", "blank"),
    )


def unsafe_id(text: str) -> Complaint:
    """Say that an id holds characters that an id may not hold."""
    return Complaint(
        code="unsafe-id",
        message=Text(f"编号“{shown(text)}”不能用", f"{shown(text)} cannot be an id"),
        expected=Text("留空，或不超过 40 个字母、数字、点、横线", "blank, or up to 40 letters, digits, dots, dashes"),
    )


def name_too_long(most: int) -> Complaint:
    """Say that a name is longer than any place's."""
    return Complaint(
        code="name-too-long",
        message=Text(f"名称超过 {most} 个字", f"the name has more than {most} characters"),
    )


def repeated(first: Row) -> Complaint:
    """Say that a place is listed twice, in the same words."""
    return Complaint(
        code="place-repeated",
        severity=Severity.NOTE,
        message=Text(f"与 {first.at(Field.NAME)} 重复，只计一次", f"the same as {first.at(Field.NAME)}, counted once"),
    )


def contradicted(others: Sequence[Row]) -> Complaint:
    """Say that several rows bear one name or id and differ."""
    listed = [str(row.at(Field.NAME)) for row in others[:_LISTED]] + (["…"] if len(others) > _LISTED else [])
    return Complaint(
        code="places-disagree",
        message=Text(
            f"同一名称或编号另有一行内容不同（{'、'.join(listed)}），均不采用",
            f"another row has the same name or id and differs ({', '.join(listed)}); none is used",
        ),
        hint=Text("不同的地方请用不同的名称，如在前面加上所在的村、社区", "give different places different names"),
    )


def in_the_plan(title: str) -> Complaint:
    """Say that the plan lists a place of this name itself."""
    return Complaint(
        code="place-in-plan",
        message=Text(f"规划中已有名为“{shown(title)}”的地区", f"the plan itself has a place called {shown(title)}"),
        hint=Text("请改用别的名称或编号", "use another name or id"),
    )


def lies_nowhere(text: str, near: Text | None) -> Complaint:
    """Say that the place around is not known, was itself refused, or leads round in a circle."""
    return Complaint(
        code="unknown-within",
        message=Text(
            f"上级“{shown(text)}”既不是规划中的地区，也不是名册中可用的一行",
            f"{shown(text)} is neither a place of the plan nor a usable row of the roster",
        ),
        expected=Text("规划或名册中的地区", "a place of the plan or of the roster"),
        hint=near,
    )

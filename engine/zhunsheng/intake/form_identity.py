"""By what a form (填报表) is known that was sent out: its document properties, else the line on its cover."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from zhunsheng.intake.characters import shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.form import VERSION, FormIdentity, of_line, of_properties
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.catalogue import Catalogue


class _Property(Protocol):
    name: str
    value: object


class _Properties(Protocol):
    props: Iterable[_Property]


class _OpenpyxlBook(Protocol):
    """What is used of openpyxl's workbook."""

    custom_doc_props: _Properties


def by_properties(book: object) -> FormIdentity | None:
    """Return what the properties of an openpyxl workbook say, if they are those of a form."""
    properties = cast("_OpenpyxlBook", book).custom_doc_props.props
    texts = {each.name: each.value for each in properties if isinstance(each.value, str)}
    return of_properties(texts)


def on_cover(rows: Sequence[Sequence[str]]) -> FormIdentity | None:
    """Return what a cover says among its first rows."""
    identities = (of_line(text) for row in rows for text in row if text)  # most of two hundred columns are blank
    return next((each for each in identities if each is not None), None)


def complaint(form: FormIdentity, catalogue: "Catalogue") -> Complaint | None:
    """Say in what a form does not fit the rules that it is read by."""
    if form.plan != catalogue.plan.id:
        return Complaint(
            code="form-of-another-plan",
            severity=Severity.WARNING,
            message=Text(
                f"这是规划 {shown(form.plan)} 的填报表，按规划 {catalogue.plan.id} 读取",
                f"a form of the plan {shown(form.plan)}, read as one of {catalogue.plan.id}",
            ),
            hint=Text("请核对 --plan 和所给的文件", "check --plan and the files"),
        )
    if form.version > VERSION:
        return Complaint(
            code="form-of-later-version",
            severity=Severity.WARNING,
            message=Text(
                f"填报表是较新的程序发出的（版式 {form.version}），可能有本程序不认识的栏目",
                f"a form of a later version ({form.version}); it may have columns that are not known here",
            ),
        )
    if not catalogue.digest.startswith(form.rules):
        return Complaint(
            code="form-of-other-rules",
            severity=Severity.NOTE,
            message=Text(
                "填报表发出后规则文件有过改动，各数按现行规则读取",
                "the rule files changed since the form was sent out; figures are read by the rules of now",
            ),
        )
    return None

"""Forms: what a plan needs in a year -> one workbook for each department, to be filled in and sent back.

catalogue (peopled) + what was submitted earlier -> who is asked for what -> workbooks, with safe names
"""

import msgspec

from zhunsheng.forms.asking import Asking
from zhunsheng.forms.entries import Form
from zhunsheng.forms.file_names import file_names
from zhunsheng.forms.issuing import TITLE as ISSUED_TITLE
from zhunsheng.forms.tables import MOST_ROWS
from zhunsheng.forms.workbook import workbook
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.submission import Submission

__all__ = ["ISSUED_TITLE", "Form", "TooManyRowsError", "Written", "forms", "write"]


class TooManyRowsError(Exception):
    """A form would have more rows than anybody fills in. `title` says whose."""

    def __init__(self, title: str, rows: int) -> None:
        super().__init__(f"{title}: {rows} rows")
        self.title = title
        self.rows = rows
        self.most = MOST_ROWS


class Written(msgspec.Struct, frozen=True):
    """A form, the name of its file, and the file's content."""

    form: Form
    name: str
    content: bytes


def forms(catalogue: Catalogue, year: int, submission: Submission | None = None) -> tuple[Form, ...]:
    """Say who is asked for what in `year`: a form for each department with something to report, then the issuer's.

    `submission` holds what was reported earlier, and rosters. `year` lies within the plan.
    """
    return Asking(catalogue, year, submission).forms()


def write(asked: tuple[Form, ...]) -> tuple[Written, ...]:
    """Write each form as a workbook. Raises `TooManyRowsError`."""
    for form in asked:
        places = form.listing.places if form.listing else ()
        rows = max(len(form.figures), len(form.milestones), len(form.issued), len(places))
        if rows > MOST_ROWS:
            raise TooManyRowsError(form.department or ISSUED_TITLE, rows)
    names = file_names(asked[0].year if asked else 0, (form.department or ISSUED_TITLE for form in asked))
    return tuple(Written(form, name, workbook(form)) for form, name in zip(asked, names, strict=True))

"""The papers of an office: which there are, and what the office says of itself on them."""

import datetime as dt

import msgspec

from zhunsheng.model.ledger import Ledger

KINDS = {
    "notice": "整改通知书",
    "annual": "年度监测报告",
    "briefing": "一页简报",
    "midterm": "中期评估报告",
    "checkup": "城市体检报告",
}
"""The papers, and what each is called."""
SPECIAL = "专项监测报告"
"""What an annual report is called that is about one theme."""
FORMATS = {"docx": ".docx", "html": ".html", "pdf": ".typ"}
"""How a paper may be written, and how the name of the template for it ends: a PDF is set from Typst."""
_BLANK_DAY = "    年    月    日"


def day_text(day: dt.date) -> str:
    """Write a day as an office does: “2025年3月1日”."""
    return f"{day.year}年{day.month}月{day.day}日"


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """What the office says of itself and of the paper; blanks to be filled in by hand where it does not.

    `on` is the day of the paper, where `date` writes one.
    """

    unit: str = "（发文单位）"
    number: str = "〔    〕    号"
    date: str = _BLANK_DAY
    due: str = _BLANK_DAY
    contact: str = "                    "
    on: dt.date | None = None

    @property
    def due_given(self) -> bool:
        """Whether the office set a day of its own by which things are to be put right."""
        return self.due != _BLANK_DAY


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger (整改台账) as papers need it: every item of the plan as it stands on `ledger.today`.

    `entered` maps the id of a finding to that of its item, where the ledger has it. `unrecorded` are items of which the
    evaluation at hand would tell the ledger something new: no run that is kept has seen it. `incomplete` says that some
    rule of escalation could not be run, so that measures may be missing.
    """

    ledger: Ledger
    entered: dict[str, str]
    unrecorded: frozenset[str] = frozenset()
    incomplete: bool = False


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper is confined to, if it is: a theme, a department (by id); and the ledger, where there is one.

    `rules` are those of the theme or the check-up, empty where it is confined to none.
    """

    theme: str = ""
    department: str = ""
    rules: frozenset[str] = frozenset()
    register: Register | None = None

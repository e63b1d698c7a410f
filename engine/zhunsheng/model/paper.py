"""The papers of an office: which there are, and what the office says of itself on them."""

import msgspec

KINDS = {"notice": "整改通知书", "annual": "年度监测报告", "briefing": "一页简报", "midterm": "中期评估报告"}
"""The papers, and what each is called."""
SPECIAL = "专项监测报告"
"""What an annual report is called that is about one theme."""
SUFFIX = ".docx"


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """What the office says of itself and of the paper; blanks to be filled in by hand where it does not."""

    unit: str = "（发文单位）"
    number: str = "〔    〕    号"
    date: str = "    年    月    日"
    due: str = "    年    月    日"
    contact: str = "                    "

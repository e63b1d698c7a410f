"""Every template by the name of its file."""

from tests.stationery.annual import annual
from tests.stationery.briefing import briefing
from tests.stationery.checkup import checkup
from tests.stationery.midterm import midterm
from tests.stationery.notice import notice
from tests.support.paths import ROOT

FOLDER = ROOT / "templates" / "papers"
PAPERS = {
    "notice.docx": notice,
    "annual.docx": annual,
    "briefing.docx": briefing,
    "midterm.docx": midterm,
    "checkup.docx": checkup,
}

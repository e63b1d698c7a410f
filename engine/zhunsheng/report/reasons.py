"""Why a judgement is what it is, in words; of one set aside by leave: by whose, until when, and why."""

from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import REASON

_WAIVED = Text("{0}批准豁免至 {1}：{2}", "waived by {0} until {1}: {2}")


def reason_text(judgement: Judgement, lang: Lang) -> str:
    """Return the reason in words."""
    waiver = judgement.waiver
    if waiver is None:
        return REASON[judgement.reason].to(lang)
    return _WAIVED.to(lang).format(readable(waiver.approver), waiver.until, readable(waiver.reason))

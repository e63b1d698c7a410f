"""The whole result of a check of one plan: what the report is made from."""

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import Flag


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Judgements and findings of one plan for the years asked for.

    `problems` holds everything wrong with any input, of intake and inference alike.
    `flags` is what the checks on the data (数据审核) found in the years asked for; it is no verdict.
    `leaders` says which leader answers for which department, where an office has said so.
    `judgements` are ordered by rule (as in the catalogue), entity, year; `findings` by gravity, rule, year.
    """

    catalogue: Catalogue
    years: tuple[int, ...]
    submission: Submission
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Diagnostic, ...]
    flags: tuple[Flag, ...] = ()
    leaders: Portfolios | None = None

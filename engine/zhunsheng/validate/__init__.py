"""Validate: checks on the data themselves (数据审核) -> flags, and the figures that may not be used at all.

Nothing here is a verdict. What a check flags is put to the department that reported the figure; what it refuses is
taken out before anybody judges, so that it ends as “not evaluable”, never as a miss.
"""

from collections.abc import Sequence
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import Flag, Restatement


class Validated(NamedTuple):
    """The submission without what was refused (it is among its refusals then), and all flags, by year and check.

    A remark of intake that a flag repeats is no longer among the problems of the submission.
    """

    submission: Submission
    flags: tuple[Flag, ...]


def validate(
    catalogue: Catalogue, submission: Submission, years: Sequence[int], restatements: Sequence[Restatement] = ()
) -> Validated:
    """Hold what was submitted for `years` against the checks of `catalogue`, whose rosters are filled in already.

    Every check sees all that was submitted, whatever another refuses: neither their order nor that of the data
    matters. Figures of other years than `years` are not looked at.
    """
    if not catalogue.checks:
        return Validated(submission, ())
    from zhunsheng.validate import registry  # checks are loaded only where they are run one by one
    from zhunsheng.validate.held import Held
    from zhunsheng.validate.settling import in_order, said_once, without_refused, without_remarks

    held = Held(catalogue, submission, years, restatements)
    found = [each for check in catalogue.checks for each in registry.found(check, held)]
    found = in_order(said_once(found), catalogue)
    used = without_remarks(found, without_refused(found, submission))
    return Validated(used, tuple(each.flag for each in found))

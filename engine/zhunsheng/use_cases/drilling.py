"""One place alone (下钻): the ordinary report with every cell and sum, be the data those of a country."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from zhunsheng import api, intake
from zhunsheng.api import Compiled, Progress
from zhunsheng.errors import UnreadableDataError, UsageError
from zhunsheng.intake import one_place
from zhunsheng.model.catalogue import Catalogue, of_place, peopled
from zhunsheng.model.diagnostic import Diagnostic, Severity, has_errors
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text

_OF_ALL_PLACES = "year-without-figures"
"""Said of data in which a year is missing for everybody: of one place, its judgements say so."""


def check(
    compiled: Sequence[Compiled],
    data: Sequence[Path],
    years: Sequence[int] | None,
    place: str,
    progress: Progress | None = None,
) -> Evaluation:
    """Do as `api.check` for one place, by id or name. Of large files only the rows of that place are read.

    Raises what `api.check` raises, and `UsageError` for a place that neither plan nor rosters know, or of which the
    plan demands nothing.
    """
    names = tuple(dict.fromkeys(name for each in compiled for name in _names(each.catalogue, place)))
    of_plans = {known.id for each in compiled for known in each.catalogue.plan.places}
    tables = one_place.scan(data, names, of_plans, progress)
    plan = api.spoken_of(compiled, tables)
    found = intake.place_called(tables, plan.catalogue, place)
    if isinstance(found, intake.Complaint):
        raise _unknown(found, tables)
    submission = intake.interpret(tables, plan.catalogue, found)
    catalogue = of_place(peopled(plan.catalogue, submission.roster), found)
    (meant,) = (each for each in catalogue.plan.places if each.id == found)
    if not catalogue.rules:
        raise UsageError(
            Text(f"规划对{meant.title}（{meant.id}）没有任何要求。", f"the plan demands nothing of {meant.title}.")
        )
    evaluation = api.judge(catalogue, _of_place(submission, found), years, data, may_be_silent=True)
    problems = [each for each in evaluation.problems if each.code != _OF_ALL_PLACES]
    return msgspec.structs.replace(evaluation, problems=(_only(meant, data), *problems))


def _names(catalogue: Catalogue, text: str) -> Iterator[str]:
    """Give what was asked for, and every other way in which the plan writes it."""
    yield text
    for place in catalogue.plan.places:
        spellings = (place.id, place.title, *place.aliases)
        if text in spellings:
            yield from spellings


def _of_place(submission: Submission, place: str) -> Submission:
    """Leave out what concerns other places. The roster is part of the catalogue by now."""
    return msgspec.structs.replace(
        submission,
        observations=tuple(each for each in submission.observations if each.entity == place),
        issued=tuple(each for each in submission.issued if each.entity == place),
        refusals=tuple(each for each in submission.refusals if each.entity == place),
        blanks=tuple(each for each in submission.blanks if each.entity == place),
        roster=(),
    )


def _unknown(complaint: intake.Complaint, tables: intake.Tables) -> UsageError | UnreadableDataError:
    if has_errors(tables.said):
        return UnreadableDataError(tables.said)
    listed = Text("规划没有逐个列出的，须同时给出名册。", "A place of a roster needs that roster as well.")
    guess = complaint.hint or Text("", "")
    return UsageError(
        Text(f"{complaint.message.zh}。{guess.zh}{listed.zh}", f"{complaint.message.en}. {guess.en} {listed.en}")
    )


def _only(place: Place, data: Sequence[Path]) -> Diagnostic:
    return Diagnostic(
        code="one-place-only",
        severity=Severity.NOTE,
        at=Location(file="、".join(path.as_posix() for path in data[:3]) + ("…" if len(data) > 3 else "")),
        message=Text(
            f"只核查{place.title}（{place.id}）一处；把各地合起来计数的结论（如部门预警数）不在其中",
            f"only {place.title} ({place.id}) is judged; what is counted over all places is left out",
        ),
    )

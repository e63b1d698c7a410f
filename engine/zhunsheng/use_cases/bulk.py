"""A bulk run (批量核查): the same rules over every place of a country, a part at a time, into a data set on disk."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

import zhunsheng
from zhunsheng.api import Compiled, asked_years
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.bulk import BulkProblem, BulkRun, BulkSummary, Load, Part
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Text
from zhunsheng.use_cases.bulk_steps import Done, Progress, Stage, Step

if TYPE_CHECKING:
    from zhunsheng.bulk.engines.helpers import Helper
    from zhunsheng.infer.panel import PanelSession
    from zhunsheng.intake.columnar import Survey
    from zhunsheng.model.places import Places
    from zhunsheng.use_cases.bulk_part import Work


class Request(NamedTuple):
    """What is asked for. None leaves the choice to the run.

    - `data`: files or folders of figures and rosters; `into`: the folder of the run, new or empty, or one to `resume`.
    - `rules`, `plan`: which rules; `years`: those asked for, ascending; `cache_dir`: of compiled catalogues.
    - `part_size`: places in a part. `findings_only`: count judgements, and do not write them.
    - `engine`: threads here or, where there is much to do, processes (`local`); or Dask: on the cluster at `scheduler`,
      else here on threads or `processes`.
    - `workers`: how many of them; here these are processes, of which this one is the first.
    """

    data: tuple[Path, ...]
    into: Path
    rules: Path
    plan: str | None = None
    years: tuple[int, ...] | None = None
    part_size: int | None = None
    findings_only: bool = False
    engine: Literal["local", "dask"] = "local"
    workers: int | None = None
    processes: bool = False
    scheduler: str | None = None
    resume: bool = False
    cache_dir: Path | None = None


JUDGEMENTS_OF_A_PART = 4_000_000
"""About so many: enough that arrays are long, few enough that the parts of several workers fit into memory."""
PLACES_OF_A_PART = 50_000
"""No more: few rules speak of each of them a few times only, and every row group that does has to name them all."""
WORTH_A_PART = 500_000
"""Fewer judgements are not cut in two, so that two may work at them."""
WORTH_HELP = 64 << 20
"""Bytes of data from which on processes beside this one are worth their start; threads of this one do for less."""


def is_long(request: Request) -> bool:
    """Tell whether there is much to do."""
    from zhunsheng.intake import size

    return size.of_files(request.data) >= WORTH_HELP


def run(request: Request, compiled: Sequence[Compiled], progress: Progress) -> BulkSummary:
    """Judge what the data hold by one plan, part by part, write it as a data set, and return the whole in figures.

    Raises `UsageError`, `UnreadableDataError`, `BadRulesError` and `BulkError` (`zhunsheng.bulk.errors`). Whatever
    stops a run that has begun, Ctrl-C included, leaves one that can be resumed.
    """
    with _helpers(request) as helpers:  # first of all: they make themselves ready meanwhile
        from zhunsheng.infer.panel import PanelSession

        with PanelSession() as session:  # so does the room
            return _run(request, compiled, helpers, session, progress)


def _run(
    request: Request,
    compiled: Sequence[Compiled],
    helpers: Sequence["Helper"],
    session: "PanelSession",
    progress: Progress,
) -> BulkSummary:
    from zhunsheng.bulk import journal  # Arrow loads from here on
    from zhunsheng.bulk.dimensions import write_dimensions
    from zhunsheng.intake import columnar
    from zhunsheng.use_cases.bulk_part import Work

    catalogue = _fit(compiled)
    with journal.opened(request.into, resume=request.resume) as book, ThreadPoolExecutor(1) as aside:
        progress(Step(Stage.SURVEY))
        survey = columnar.survey(request.data, catalogue, book.scratch)
        spoken = columnar.years(survey, catalogue) if request.years is None else request.years
        years = asked_years(catalogue, spoken)
        planned = _planned(request, catalogue, survey, years)
        done = Done(progress, planned, book.begin(planned))
        progress(done.step(Stage.DIVIDE))
        parts = columnar.divide(survey, catalogue, planned.part_size)
        dimensions = aside.submit(write_dimensions, request.into, catalogue, parts)
        left = [part for part in parts if part.number not in done.parts]
        held = None if helpers else columnar.Held(left, 2 * _hands(request))  # a helper would have the next part
        work = Work(catalogue, request.into.absolute(), planned, session, held)
        progress(done.step(Stage.JUDGE))
        _carry(request, left, work, helpers, done)
        dimensions.result()
        progress(done.step(Stage.END))
        book.sweep()
        return _end(request.into, catalogue, planned, survey, done, session)


def _fit(compiled: Sequence[Compiled]) -> Catalogue:
    """Return the plan. Raises `UsageError` for several, `BadRulesError` for rules that cannot be judged in parts."""
    from zhunsheng.infer import panel as inferring
    from zhunsheng.validate import panel as validating

    if len(compiled) != 1:
        listed = [each.catalogue.plan.id for each in compiled]
        raise UsageError(
            Text(
                f"批量核查一次只按一个规划，请用 --plan 指明：{'、'.join(listed)}。",
                f"a bulk run judges by one plan; name it with --plan: {', '.join(listed)}.",
            )
        )
    catalogue = compiled[0].catalogue
    problems = (*inferring.unfit(catalogue), *validating.unfit(catalogue))
    if problems:
        raise BadRulesError(problems)
    return catalogue


def _part_size(catalogue: Catalogue, years: Sequence[int], places: int) -> int:
    """Choose how many places a part has: by what is judged of them, never by who does it."""
    of_a_place = max(1, len(catalogue.rules) * len(years))
    most, least = JUDGEMENTS_OF_A_PART // of_a_place, WORTH_A_PART // of_a_place
    return max(1, min(most, PLACES_OF_A_PART, max(least, -(-places // 2))))


def _planned(request: Request, catalogue: Catalogue, survey: "Survey", years: tuple[int, ...]) -> BulkRun:
    from zhunsheng.bulk.schema import SCHEMA

    part_size = request.part_size or _part_size(catalogue, years, len(survey.places))
    return BulkRun(
        schema=SCHEMA,
        engine=zhunsheng.__version__,
        plan=catalogue.plan.id,
        title=catalogue.plan.title,
        rules_digest=catalogue.digest,
        years=years,
        base=catalogue.plan.period.base,
        files=survey.files,
        places=len(survey.places),
        part_size=part_size,
        parts=-(-len(survey.places) // part_size),
        illustrative=survey.illustrative,
        findings_only=request.findings_only,
    )


@contextmanager
def _helpers(request: Request) -> Iterator[Sequence["Helper"]]:
    """Begin the processes that will help, so that they are ready when they are needed; threads do for a little work."""
    from zhunsheng.bulk.engines import helpers

    many = request.workers is not None or is_long(request)
    count = _hands(request) - 1 if many and request.engine == "local" else 0
    with helpers.helpers(count, "zhunsheng.use_cases.bulk_part") as begun:
        yield begun


def _hands(request: Request) -> int:
    from zhunsheng.bulk.engines import local

    return request.workers or local.cores()


def _carry(request: Request, parts: Sequence[Part], work: "Work", helpers: Sequence["Helper"], done: Done) -> None:
    """Have the parts that are left worked at, by the engine asked for."""
    if request.engine == "local":
        from zhunsheng.bulk.engines import local

        local.run(parts, work, helpers, done.take, _hands(request) - len(helpers))
        for helper in helpers:
            helper.dismiss()
    else:
        from zhunsheng.bulk.engines import cluster

        cluster.run(
            parts,
            work,
            request.into,
            done.take,
            scheduler=request.scheduler,
            workers=request.workers,
            processes=request.processes,
        )


def _end(
    folder: Path, catalogue: Catalogue, planned: BulkRun, survey: "Survey", done: Done, session: "PanelSession"
) -> BulkSummary:
    """Count departments over all places, and write the whole in figures."""
    from zhunsheng.bulk.ending import write_end
    from zhunsheng.infer.panel import departments
    from zhunsheng.intake.columnar import located
    from zhunsheng.use_cases.bulk_part import of_rules

    parts = done.in_order()
    loads: set[Load] = {load for part in parts for load in part.loads}
    said: list[BulkProblem] = [problem for part in parts for problem in part.problems]
    over_all = departments(catalogue, loads, session, said)
    return write_end(
        folder,
        catalogue,
        planned,
        survey.places,
        [msgspec.structs.replace(part, problems=located(part.problems, survey.files)) for part in parts],
        [each for each in over_all.findings if each.year in planned.years],
        (*survey.problems, *_of_nobody(catalogue, survey.places), *map(of_rules, over_all.problems)),
    )


def _of_nobody(catalogue: Catalogue, places: "Places") -> Iterator[BulkProblem]:
    """Tell of rules over places that no roster names: they are not passed over in silence."""
    named = set(places.kinds)
    named |= {(level, None) for level, _ in named}
    titles = {roster.level: roster.title for roster in catalogue.plan.rosters}
    for rule in catalogue.rules.values():
        members = rule.members
        if members is not None and (members.level, members.kind) not in named:
            level = titles.get(members.level, members.level)
            yield BulkProblem(
                code="no-roster",
                message=Text(
                    f"“{rule.title}”所指的地区（{level}）没有名册，未作判定",
                    f"“{rule.title}” is of places ({level}) that no roster names; nobody was judged by it",
                ),
                hint=Text(
                    "请在数据里加上名册：编号、名称、级别、上级", "add a roster to the data: id, name, level, parent"
                ),
                refused=False,
            )

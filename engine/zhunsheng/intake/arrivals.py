"""What one file says for itself, whatever else came in: figures, rows that nobody could read, places, and problems."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from zhunsheng.intake import listing
from zhunsheng.intake.characters import fold
from zhunsheng.intake.columns import Field
from zhunsheng.intake.gather import gather
from zhunsheng.intake.reading import Outcome, Withdrawal
from zhunsheng.intake.records import Record, record_of
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.scope import NOT_ASKED
from zhunsheng.intake.tables import Table
from zhunsheng.intake.unread import Unread
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.plan import Place
from zhunsheng.model.statement import State, Statement
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission


class Understood(msgspec.Struct, frozen=True):
    """What one file says."""

    statements: tuple[Statement, ...]
    places: tuple[Place, ...]
    problems: tuple[Diagnostic, ...]


def understand(
    known: Catalogue, reader: RowReader, table: Table, places: Sequence[Place], of_rosters: Sequence[Diagnostic]
) -> Understood:
    """Read one file against a plan whose rosters are filled; of `places` and `of_rosters`, those of this file count."""
    outcomes, unlisted = listing.bounded(map(reader.read, table.of_figures))
    first, more = listing.of_rosters(of_rosters)
    about = (problem for each in (*more, first) for problem in each.problems if problem.at.file == table.name)
    of_file = listing.of_file(table, known, reader.may_mean, unlisted)
    said = [*of_file, Outcome(problems=tuple(about)), *outcomes]
    unread = [each.unread for each in said if each.unread]
    own = gather(known, (), [msgspec.structs.replace(each, unread=None) for each in said])
    withdrawn = [withdrawal for each in said for withdrawal in each.withdrawn]
    listed = {fold(row.cell(field).text) for row in table.of_rosters for field in (Field.NAME, Field.ID)}
    return Understood(
        statements=(*_said(own, withdrawn), *map(_unread, unread)),
        places=tuple(place for place in places if {fold(place.title), fold(place.id)} & listed),
        problems=own.problems,
    )


def _said(own: Submission, withdrawn: Iterable[Withdrawal]) -> Iterator[Statement]:
    figures: list[Observation | IssuedTarget] = [*own.observations, *own.issued]
    yield from map(_taken, figures)
    given = {(each.entity, each.year, each.indicator, record_of(each)) for each in figures}
    for key, each in {each.key: each for each in withdrawn}.items():
        if key not in given:
            yield _withdrawn(each)
    for refusal in own.refusals:
        if refusal.code != NOT_ASKED:  # the doubt that a figure of another place casts was not handed in
            yield _refused(refusal)


def _taken(figure: Observation | IssuedTarget) -> Statement:
    if isinstance(figure, Observation):
        bound, texts = figure.bound, {"text": figure.text, "note": figure.note, "evidence": figure.evidence}
    else:
        bound, texts = figure.operator, {"evidence": figure.citation}
    return Statement(
        record=record_of(figure).value,
        state=State.TAKEN,
        at=figure.at,
        entity=figure.entity,
        year=figure.year,
        indicator=figure.indicator,
        value=figure.value,
        unit=figure.unit,
        factor=figure.factor,
        bound=bound or "",
        illustrative=figure.illustrative,
        **texts,
    )


def _withdrawn(withdrawal: Withdrawal) -> Statement:
    return Statement(
        record=withdrawal.record.value,
        state=State.WITHDRAWN,
        at=withdrawal.at,
        entity=withdrawal.entity,
        year=withdrawal.year,
        indicator=withdrawal.indicator,
        text=withdrawal.text,
        note=withdrawal.note,
        evidence=withdrawal.evidence,
        illustrative=withdrawal.illustrative,
    )


def _refused(refusal: Refusal) -> Statement:
    return Statement(
        record=(Record.ISSUED if refusal.issued else Record.RESULT).value,
        state=State.REFUSED,
        at=refusal.at[0],
        entity=refusal.entity,
        year=refusal.year,
        indicator=refusal.indicator,
        code=refusal.code,
        text="、".join(map(str, refusal.at)) if len(refusal.at) > 1 else "",
    )


def _unread(unread: Unread) -> Statement:
    return Statement(
        record=Record.RESULT.value,
        state=State.UNREAD,
        at=unread.at[0],
        entity=unread.entity,
        year=unread.year,
        indicator=unread.indicator,
        code=unread.code,
    )

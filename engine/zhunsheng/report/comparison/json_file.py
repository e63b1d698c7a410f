"""A comparison -> JSON: exact figures as text, every cause with its cells."""

from zhunsheng.model import change as model
from zhunsheng.model.amendment import Amendment
from zhunsheng.model.text import Lang
from zhunsheng.report import json_parts as parts
from zhunsheng.report.comparison import contract, impact, turns


def render(comparison: model.Comparison, lang: Lang) -> str:
    """Return the comparison as JSON."""
    return parts.text(
        contract.Comparison(
            schema="zhunsheng/comparison/1",
            plan=comparison.old.plan,
            lang=lang,
            old=_side(comparison.old, lang),
            new=_side(comparison.new, lang),
            by_year=comparison.by_year,
            years=list(comparison.years),
            same=comparison.same,
            changes=[_change(each, lang) for each in comparison.changes],
            findings=[_shift(each, lang) for each in comparison.shifts],
            amendments=None
            if comparison.amendments is None
            else [_amended(each, lang) for each in comparison.amendments],
            impact=_impact(comparison),
            remarks=[parts.valid(each.to(lang)) for each in comparison.remarks],
        )
    )


def _side(side: model.Side, lang: Lang) -> contract.Side:
    return contract.Side(
        label=parts.valid(side.label.to(lang)),
        years=list(side.years),
        rules_digest=side.digest,
        incomplete=side.incomplete,
    )


def _change(change: model.Change, lang: Lang) -> contract.Change:
    return contract.Change(
        rule=change.key.rule,
        entity=change.key.entity,
        year=change.key.year,
        fate=change.fate,
        old=None if change.old is None else _judged(change.old, lang),
        new=None if change.new is None else _judged(change.new, lang),
        causes=[
            contract.Cause(
                kind=cause.kind,
                what=parts.valid(cause.what),
                year=cause.year,
                old=None if cause.old is None else _said(cause.old, lang),
                new=None if cause.new is None else _said(cause.new, lang),
            )
            for cause in change.causes
        ],
        deciding=change.deciding,
        enough=list(change.enough),
        turned=list(change.turned),
        moved=parts.decimal(turns.moved(change)),
        moved_exact=parts.exact(turns.moved(change)),
    )


def _said(said: model.Said, lang: Lang) -> contract.Said:
    return contract.Said(
        text=parts.valid(said.text.to(lang)),
        at=parts.valid(said.at) or None,
        submitter=parts.valid(said.by) or None,
        received=said.received or None,
    )


def _judged(row: model.Row, lang: Lang) -> contract.Judged:
    return contract.Judged(
        year=row.year,
        indicator=row.indicator,
        nature=row.nature,
        owner=row.owner,
        status=row.status,
        reason=row.reason,
        unit=parts.valid(row.unit),
        value=parts.decimal(row.value),
        value_exact=parts.exact(row.value),
        bound=row.bound,
        operator=row.operator,
        target=parts.limit(row.target, row.upper),
        target_exact=parts.exact_limit(row.target, row.upper),
        due=row.due,
        citation=None if row.citation is None else parts.valid(row.citation),
        gap=parts.decimal(row.gap),
        gap_exact=parts.exact(row.gap),
        pace=parts.decimal(row.pace),
        pace_exact=parts.exact(row.pace),
        figures=[
            contract.Figure(
                indicator=cell.indicator,
                year=cell.year,
                text=parts.valid(cell.said.text.to(lang)),
                at=parts.valid(cell.said.at) or None,
                submitter=parts.valid(cell.said.by) or None,
                received=cell.said.received or None,
            )
            for cell in row.cells
        ],
    )


def _shift(shift: model.Shift, lang: Lang) -> contract.Shift:
    old, new = ([_concluded(each, lang) for each in found] for found in (shift.old, shift.new))
    return contract.Shift(
        rule=shift.rule,
        owner=shift.owner,
        entity=shift.entity,
        year=shift.year,
        turn=shift.turn,
        old=old,
        new=new,
        grounds=list(shift.grounds),
    )


def _concluded(found: model.Found, lang: Lang) -> contract.Concluded:
    return contract.Concluded(
        id=found.id,
        policy=found.policy,
        kind=found.kind,
        level=found.level,
        year=found.year,
        message=parts.valid(found.message.to(lang)),
    )


def _amended(amendment: Amendment, lang: Lang) -> contract.Amendment:
    return contract.Amendment(
        plan=amendment.plan,
        topic=amendment.topic,
        amended=amendment.amended,
        id=parts.valid(amendment.id),
        was=parts.valid(amendment.was) or None,
        title=parts.valid(amendment.title),
        owner=parts.valid(amendment.owner),
        at_old=parts.valid(amendment.at_old) or None,
        at_new=parts.valid(amendment.at_new) or None,
        edits=[
            contract.Edit(
                key=each.key,
                year=each.year,
                old=None if each.old is None else parts.valid(each.old.to(lang)),
                new=None if each.new is None else parts.valid(each.new.to(lang)),
                listed=each.listed,
            )
            for each in amendment.edits
        ],
    )


def _impact(comparison: model.Comparison) -> contract.Impact:
    counted = impact.impact(comparison)
    return contract.Impact(
        statuses=[
            contract.StatusCount(status=key, old=pair.old, new=pair.new) for key, pair in counted.statuses.items()
        ],
        findings=[contract.KindCount(kind=key, old=pair.old, new=pair.new) for key, pair in counted.findings.items()],
        departments=[_tally(each) for each in counted.departments],
        rules=[_tally(each) for each in counted.rules],
    )


def _tally(tally: impact.Tally) -> contract.Tally:
    return contract.Tally(
        id=tally.key,
        flipped=tally.flipped,
        appeared=tally.appeared,
        disappeared=tally.disappeared,
        new=tally.new,
        graver=tally.graver,
        milder=tally.milder,
        gone=tally.gone,
    )

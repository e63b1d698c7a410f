"""The rows that a part must hold, worked out cell by cell with fractions."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from tests.bulk.parts import BASE, START, PanelOf

from zhunsheng.evaluate import details
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.outcome import REASONS, STATUS_OF
from zhunsheng.model.panel import Judged, Terms
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import round_half_even
from zhunsheng.model.rule import Trajectory

Row = dict[str, Any]
_WIDE = Context(prec=60)


def judgements(
    catalogue: Catalogue, places: Sequence[Place], years: Sequence[int], panels: Sequence[PanelOf]
) -> list[Row]:
    return [
        judgement(catalogue, one, places[int(place)].id, year - BASE, at)
        for each in panels
        for one in each.judged
        for year in years
        for at, place in enumerate(each.panel.places)
    ]


def findings(
    catalogue: Catalogue, places: Sequence[Place], years: Sequence[int], panels: Sequence[PanelOf]
) -> list[Row]:
    policies = [(rule, stratum) for stratum in catalogue.policy.strata for rule in stratum.rules]
    rows = []
    for each in panels:
        drawn = each.drawn
        found = sorted(
            zip(
                *(column.tolist() for column in (drawn.rule, drawn.year, drawn.place, drawn.policy, drawn.beside)),
                strict=True,
            )
        )
        for rule, year, place, policy, beside in found:
            if year + BASE not in years:
                continue
            one = each.judged[rule]
            row = judgement(catalogue, one, places[int(each.panel.places[place])].id, year, place)
            row = {name: row[name] for name in row if name not in ("phase", "bound", "due", "expected")}
            row |= {"policy": policies[policy][0].id, "kind": str(policies[policy][0].kind)}
            row |= {"level": str(policies[policy][0].level), "owner": one.rule.owner}
            row["beside"] = [
                {"rule": each.judged[other].rule.id, "year": when + BASE} for other, when in drawn.besides[beside]
            ]
            row["rows"] = list(_rows(one, year, place))
            rows.append(row)
    return rows


def _rows(one: Judged, year: int, place: int) -> Iterator[int]:
    window = range(START - BASE, year + 1) if one.cumulative else range(year, year + 1)
    for rows in one.evidence:
        yield from (int(rows[when, place]) for when in window if rows[when, place] >= 0)


def judgement(catalogue: Catalogue, one: Judged, place: str, year: int, at: int) -> Row:
    reason = REASONS[int(one.reason[year, at])]
    terms = one.terms[0 if one.held_to is None else int(one.held_to[at])][year]
    figure = _figure(one, year, at)
    bound = one.bounds.get((year, at))
    rounded = None if figure is None else written(figure)
    milestone = catalogue.indicators[one.rule.indicator].kind is Kind.MILESTONE
    exact = figure is None or rounded is None or Fraction(rounded) == figure
    if figure is not None and not exact and max(abs(figure.numerator), figure.denominator) >= 10**38:
        rounded, exact = None, True
    measured = figure is not None and bound is None
    measured &= one.rule.trajectory is not Trajectory.CAGR or (figure is not None and figure > 0)
    return {
        "place": place,
        "rule": one.rule.id,
        "year": year + BASE,
        "status": str(STATUS_OF[reason]),
        "reason": str(reason),
        "phase": str(terms.phase),
        "value": rounded,
        "numerator": None if exact or figure is None else Decimal(figure.numerator),
        "denominator": None if exact or figure is None else Decimal(figure.denominator),
        "bound": bound and str(bound),
        "operator": terms.operator and str(terms.operator),
        "target": None if terms.target is None else written(terms.target),
        "upper": None if terms.upper is None else written(terms.upper),
        "due": terms.due,
        "expected": None if terms.expected is None or not measured else written(terms.expected),
        "gap": None if rounded is None or milestone else _gap(figure, terms),
        "relapsed": bool(one.relapsed[year, at]),
    }


def _figure(one: Judged, year: int, at: int) -> Fraction | None:
    if not one.valued[year, at]:
        return None
    under = 1 if one.under is None else int(one.under[year, at])
    return one.scale * Fraction(int(one.over[year, at]), under)


def _gap(figure: Fraction | None, terms: Terms) -> Decimal | None:
    if figure is None or terms.target is None or terms.operator is None or terms.due is None:
        return None
    limit = Limit(terms.due, terms.operator, terms.target, terms.upper)
    return written(details.gap(figure, limit))


def written(figure: Fraction) -> Decimal | None:
    """Write a figure to 12 places; None where it has more than 38 digits."""
    rounded = round_half_even(figure, 12)
    if abs(rounded) >= 10**26:
        return None
    return _WIDE.divide(Decimal(rounded.numerator), Decimal(rounded.denominator)).quantize(
        Decimal("1e-12"), context=_WIDE
    )

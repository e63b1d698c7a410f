"""Which rules of the plan enter no score, and why: scores are silent about them, and that is to be said."""

from zhunsheng.assess.lines import scored_in
from zhunsheng.model.assessment import Assessment, NotScored, Unscored
from zhunsheng.model.catalogue import Catalogue


def unscored(catalogue: Catalogue, assessment: Assessment) -> tuple[Unscored, ...]:
    """List the rules that no theme lists, in the order of the catalogue."""
    listed = {rule for theme in assessment.themes for rule in theme.rules}
    places = scored_in(catalogue, assessment)
    found = []
    for rule in catalogue.rules.values():
        if rule.id in listed:
            continue
        if not rule.scope:
            why = NotScored.NO_ROSTER
        else:
            why = NotScored.NO_THEME if any(places[place] for place in rule.scope) else NotScored.ELSEWHERE
        found.append(Unscored(rule=rule.id, why=why))
    return tuple(found)

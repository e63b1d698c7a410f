"""Random plans of several rules, of which some are of one shape, with figures and rosters for all."""

from collections.abc import Mapping

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.judging import catalogue
from tests.support.random_plans import Case, cases
from zhunsheng.model.expression import Expression, Name, Negation, Operation
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Submission

ROSTER = (
    Place(id="grid-1", title="网格一", level="grid"),
    Place(id="hamlet", title="网格二", level="grid", kind="农村"),
)


@st.composite
def many_rules(draw: st.DrawFn) -> Case:
    """Draw a plan of two to five rules, each about indicators of its own."""
    drawn = draw(st.lists(cases(), min_size=1, max_size=3))
    drawn += [drawn[n] for n in draw(st.lists(st.integers(0, len(drawn) - 1), min_size=1, max_size=2))]
    rules: list[Rule] = []
    indicators: list[Indicator] = []
    rows = Submission()
    for number, (plan, data) in enumerate(drawn):
        names = {name: f"{name}{number}" for name in plan.indicators}
        scope = draw(st.sampled_from((("here", "there"), ("here", "there"), ("there",), ("yonder", "here"))))
        (held_to,) = plan.rules.values()
        places = scope if held_to.scope else ()
        rules.append(replace(held_to, id=f"r{number}", indicator=names["x"], scope=places))
        indicators += [_renamed(each, names) for each in plan.indicators.values()]
        rows = replace(
            rows,
            observations=(*rows.observations, *(replace(s, indicator=names[s.indicator]) for s in data.observations)),
            refusals=(*rows.refusals, *(replace(s, indicator=names[s.indicator]) for s in data.refusals)),
            issued=(*rows.issued, *(replace(s, indicator=names[s.indicator]) for s in data.issued)),
        )
    roster = draw(st.sampled_from(((), ROSTER)))
    return catalogue(rules, indicators), replace(rows, roster=roster)


def _renamed(indicator: Indicator, names: Mapping[str, str]) -> Indicator:
    made = None if indicator.expression is None else _over(indicator.expression, names)
    return replace(indicator, id=names[indicator.id], expression=made)


def _over(expression: Expression, names: Mapping[str, str]) -> Expression:
    match expression:
        case Name(indicator, factor):
            return Name(names[indicator], factor)
        case Negation(of):
            return Negation(_over(of, names))
        case Operation(sign, left, right):
            return Operation(sign, _over(left, names), _over(right, names))
        case number:
            return number

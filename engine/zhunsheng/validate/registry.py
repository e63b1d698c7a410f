"""Which function looks for what: one for each kind of check."""

from collections.abc import Callable, Iterable

from zhunsheng.model.validation import Check, CheckKind
from zhunsheng.validate.components import components
from zhunsheng.validate.copied import copied
from zhunsheng.validate.denominators import denominator
from zhunsheng.validate.found import Found, kind_of
from zhunsheng.validate.held import Held
from zhunsheng.validate.jumps import jumps
from zhunsheng.validate.magnitude import magnitude
from zhunsheng.validate.missing import missing
from zhunsheng.validate.on_limit import on_limit
from zhunsheng.validate.ranges import out_of_range
from zhunsheng.validate.restated import restated
from zhunsheng.validate.sums import parts_and_whole
from zhunsheng.validate.unchanged import unchanged

CHECKS: dict[CheckKind, Callable[..., Iterable[Found]]] = {
    CheckKind.MISSING: missing,
    CheckKind.RANGE: out_of_range,
    CheckKind.PARTS: parts_and_whole,
    CheckKind.JUMP: jumps,
    CheckKind.UNCHANGED: unchanged,
    CheckKind.COPIED: copied,
    CheckKind.COMPONENTS: components,
    CheckKind.DENOMINATOR: denominator,
    CheckKind.RESTATED: restated,
    CheckKind.ON_LIMIT: on_limit,
    CheckKind.MAGNITUDE: magnitude,
}


def found(check: Check, held: Held) -> Iterable[Found]:
    """Hold the data against one check."""
    return CHECKS[kind_of(check)](check, held)

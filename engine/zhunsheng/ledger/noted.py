"""Which measures policy asks for and nobody has noted yet (督办)."""

from collections.abc import Iterable, Iterator

from zhunsheng.model.escalation import Demand
from zhunsheng.model.ledger import Deed, Item
from zhunsheng.model.ledger_steps import done


def still_asked(demands: Iterable[Demand], items: Iterable[Item]) -> Iterator[Demand]:
    """Leave out measures that were noted of every item behind them since it was opened."""
    noted = {(item.key.id, act.measure) for item in items for act in done(item, Deed.ESCALATE)}
    return (each for each in demands if not all((item, each.measure) in noted for item in each.items))

"""What is asked of a case."""

from typing import NamedTuple


class Asked(NamedTuple):
    """What is asked.

    `places` and `rules` None mean as many as the case has; `reference` is how many judgements are judged again; `bulk`
    are further words for `zhunsheng bulk`; `wide` says that a nation's figures are a wide table (宽表).
    """

    case: str
    places: int | None = None
    rules: int | None = None
    seed: int = 2026
    workers: int = 2
    reference: int = 0
    checked: bool = True
    bulk: tuple[str, ...] = ()
    wide: bool = False

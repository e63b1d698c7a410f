"""What a run saw, as bytes to be kept: only what can move an item, now or later. The same look, the same bytes."""

from collections.abc import Iterable, Set
from fractions import Fraction
from typing import Any

import msgspec

from zhunsheng.model.ledger import ItemKey, Look

Seen = tuple[tuple[ItemKey, Look], ...]


class _Looked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    subject: str
    entity: str
    term: str
    looks: tuple[Look, ...]


class _Packed(msgspec.Struct, frozen=True, kw_only=True):
    years: tuple[int, ...]
    items: tuple[_Looked, ...]


def worth_keeping(seen: Seen, known: Set[str]) -> Seen:
    """Leave out what moves nothing: looks at what is not off target, and never was in a run before (`known`, by id)."""
    moving = {key.id for key, look in seen if look.off} | known
    return tuple((key, look) for key, look in seen if key.id in moving)


def known(before: Iterable[Seen]) -> frozenset[str]:
    """Return the ids of all that was ever seen off target."""
    return frozenset(key.id for seen in before for key, look in seen if look.off)


def pack(seen: Seen, years: tuple[int, ...]) -> bytes:
    """Write looks, sorted by item, as JSON; figures are exact text. All are of one plan, which is not written."""
    items: dict[ItemKey, list[Look]] = {}
    for key, look in seen:
        items.setdefault(key, []).append(look)
    listed = tuple(
        _Looked(subject=key.subject, entity=key.entity, term=key.term, looks=tuple(items[key])) for key in sorted(items)
    )
    return msgspec.json.encode(_Packed(years=years, items=listed), enc_hook=_written)


def unpack(plan: str, data: bytes) -> tuple[Seen, tuple[int, ...]]:
    """Read looks and years back. Raises `ValueError` (of which `msgspec.MsgspecError` is one) for any other bytes."""
    packed = msgspec.json.decode(data, type=_Packed, dec_hook=_read)
    seen = tuple(
        (ItemKey(plan=plan, subject=each.subject, entity=each.entity, term=each.term), look)
        for each in packed.items
        for look in each.looks
    )
    return seen, packed.years


def _written(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(type(value))


def _read(wanted: type, value: Any) -> Fraction:  # noqa: ANN401 - whatever stands in the bytes
    if wanted is Fraction:
        return Fraction(str(value))
    raise TypeError(wanted)

"""The column of values: numbers of Arrow, or text as a clerk writes it, as whole numbers of so many decimals.

No value passes through a binary float. What is plainly a number is read for the whole column at once; any other text
is read once for each distinct text, by the reader that `check` has.
"""

from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.arrow_columns import flags
from zhunsheng.intake.columnar.coded import as_text, coded
from zhunsheng.intake.columnar.words import State, Value, Words, written_out
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.quantity import Operator

NARROW = 1 << 62
"""Whole numbers below it, in size, are kept in 64 bits."""
PIECE = 1 << 16
"""Rows that are worked on at once, so that what is looked at stays in the cache of the processor."""
_PLAIN = r"^-?[0-9]{1,18}(\.[0-9]{1,18})?$"
_MOST_DIGITS = 18
"""So many digits always fit 64 bits."""
_SHORTER = (0, 2, 4, 6, 9, 12, 18)
"""Decimals that a DECIMAL column of many places is tried with, where its numbers leave 64 bits only by zeros."""


class Variant(NamedTuple):
    """How a figure is written: decimals, the unit attached to it, its bound."""

    decimals: int
    attached: str = ""
    bound: Operator | None = None


class Values(NamedTuple):
    """What the column says in each row.

    `mantissas` are in units of 10**-decimals of `variants[variant]` (`variant` is one number where all rows have the
    same). `state` is None where all rows hold a figure. `wrong` indexes `complaints` in rows that are `State.BAD`.
    `big` has figures that leave 64 bits, by row.
    """

    mantissas: NDArray[np.int64]
    variant: NDArray[np.int32] | int
    variants: list[Variant]
    state: NDArray[np.int8] | None
    wrong: NDArray[np.int32] | None
    complaints: list[Complaint]
    big: dict[int, int]


def read_values(array: pa.Array, words: Words, milestones: NDArray[np.bool_] | None) -> Values:
    """Read a column. `milestones` are the rows that say whether something is done, None where there are none."""
    numeric = pa.types.is_integer(array.type) or pa.types.is_decimal(array.type)
    if not numeric:
        return _texts(as_text(array), words, milestones)
    return _numbers(array) if milestones is None else _with_milestones(array, words, milestones)


def _numbers(array: pa.Array) -> Values:
    decimals, mantissas, big = mantissas_of(array)
    variants = [Variant(decimals)]
    variant: NDArray[np.int32] | int = 0
    state = np.asarray(array.is_null()).astype(np.int8) * np.int8(State.BLANK) if array.null_count else None
    if big:
        variant = np.zeros(len(array), np.int32)
        mantissas = mantissas.copy()
        big = _shortened(big, decimals, mantissas, variant, variants)
    return Values(mantissas, variant, variants, state, None, [], big)


def mantissas_of(array: pa.Array) -> tuple[int, NDArray[np.int64], dict[int, int]]:
    """Return the decimals, the whole numbers, and those of them (0 in the array) that leave 64 bits, by row."""
    if not pa.types.is_decimal(array.type):
        return 0, *_of_integers(array)
    if array.type.bit_width > 128:
        whole = [None if each is None else written_out(each) for each in array.to_pylist()]
        return array.type.scale, *_sorted_out([0 if each is None else each[0] for each in whole])
    if array.type.bit_width < 128:
        array = array.cast(pa.decimal128(38, array.type.scale))
    pairs = np.frombuffer(array.buffers()[1], np.int64).reshape(-1, 2)[array.offset : array.offset + len(array)]
    low, high = np.empty(len(pairs), np.int64), pairs[:, 1]
    if _all_narrow(pairs, low, few_digits=array.type.precision <= _MOST_DIGITS):
        return array.type.scale, low, {}
    wide = (low >> 63 != high) | (low >= NARROW) | (low <= -NARROW)
    rows = np.flatnonzero(wide & np.asarray(array.is_valid()))
    big = {row: (int(high[row]) << 64) + (int(low[row]) & (1 << 64) - 1) for row in rows.tolist()}
    low[rows] = 0
    return array.type.scale, low, big


def _all_narrow(pairs: NDArray[np.int64], low: NDArray[np.int64], *, few_digits: bool) -> bool:
    """Copy the lower halves to `low`, piece by piece; tell whether the upper ones are nothing but their sign."""
    narrow = True
    for begin in range(0, len(pairs), PIECE):
        low[begin : begin + PIECE] = pairs[begin : begin + PIECE, 0]
        piece = low[begin : begin + PIECE]
        narrow &= bool((piece >> 63 == pairs[begin : begin + PIECE, 1]).all())
        narrow &= few_digits or (int(piece.min()) > -NARROW and int(piece.max()) < NARROW)
    return narrow


def _of_integers(array: pa.Array) -> tuple[NDArray[np.int64], dict[int, int]]:
    plain = array.fill_null(0).to_numpy(zero_copy_only=False) if array.null_count else array.to_numpy()
    if plain.dtype.itemsize < np.dtype(np.int64).itemsize:
        return plain.astype(np.int64), {}
    far = (plain >= NARROW) | (plain <= -NARROW) if plain.dtype == np.int64 else plain >= NARROW
    rows = np.flatnonzero(far)
    big = {row: int(plain[row]) for row in rows.tolist()}
    kept = plain.astype(np.int64)
    kept[rows] = 0
    return kept, big


def _sorted_out(whole: list[int]) -> tuple[NDArray[np.int64], dict[int, int]]:
    big = {row: each for row, each in enumerate(whole) if not -NARROW < each < NARROW}
    return np.array([0 if row in big else each for row, each in enumerate(whole)], np.int64), big


def _shortened(
    big: dict[int, int],
    decimals: int,
    mantissas: NDArray[np.int64],
    variant: NDArray[np.int32],
    variants: list[Variant],
) -> dict[int, int]:
    """Take zeros off the end of big numbers until they fit 64 bits; return those that never do."""
    rows = np.array(list(big), np.intp)
    whole = np.array(list(big.values()), object)
    for fewer in (each for each in _SHORTER if each < decimals):
        size = 10 ** (decimals - fewer)
        fits = (whole % size == 0) & (abs(whole) < NARROW * size)
        if fits.any():
            mantissas[rows[fits]] = (whole[fits] // size).astype(np.int64)
            variant[rows[fits]] = len(variants)
            variants.append(Variant(fewer))
            rows, whole = rows[~fits], whole[~fits]
    return dict(zip(rows.tolist(), whole.tolist(), strict=True))


def _with_milestones(array: pa.Array, words: Words, milestones: NDArray[np.bool_]) -> Values:
    """Read a column of numbers some of which say whether something is done: 1.0000 does."""
    got = _numbers(array)
    one = 10 ** got.variants[0].decimals
    bad = milestones & (got.mantissas != 0) & (got.mantissas != one)
    bad[list(got.big)] |= milestones[list(got.big)]
    if got.state is not None:
        bad &= got.state == State.FIGURE
    if not bad.any():
        return got
    which = coded(as_text(array.filter(flags(bad))))
    read = [words.milestone(text) for text in which.texts]
    return _marked(got, np.flatnonzero(bad), which.codes, read)


def _texts(array: pa.Array, words: Words, milestones: NDArray[np.bool_] | None) -> Values:
    plain = np.asarray(pc.match_substring_regex(array, _PLAIN).fill_null(False))
    chosen = array if plain.all() else array.filter(flags(plain))
    dot = np.asarray(pc.find_substring(chosen, "."))
    length = np.asarray(pc.binary_length(chosen))
    signed = np.asarray(pc.starts_with(chosen, "-"))
    few = length - (dot >= 0) - signed <= _MOST_DIGITS
    if not few.all():
        plain[np.flatnonzero(plain)[~few]] = False
        chosen, dot, length = chosen.filter(flags(few)), dot[few], length[few]
    mantissas = np.zeros(len(array), np.int64)
    variant = np.zeros(len(array), np.int32)
    mantissas[plain] = np.asarray(pc.replace_substring(chosen, ".", "", max_replacements=1).cast(pa.int64()))
    variant[plain] = np.where(dot < 0, 0, length - dot - 1)
    got = Values(mantissas, variant, [Variant(each) for each in range(_MOST_DIGITS + 1)], None, None, [], {})
    odd = ~plain if milestones is None else ~plain | _neither(milestones, mantissas, variant)
    if not odd.any():
        return got
    which = coded(array.filter(flags(odd)))
    done = np.zeros(len(which.codes), np.bool_) if milestones is None else milestones[odd]
    rows = np.flatnonzero(odd)
    for mask, read in ((~done, words.value), (done, words.milestone)):
        if mask.any():
            used = np.unique(which.codes[mask])
            answers = {code: read(which.texts[code]) for code in used.tolist()}
            table = np.zeros(len(which.texts), np.intp)
            table[used] = np.arange(len(used))
            got = _marked(got, rows[mask], table[which.codes[mask]], list(answers.values()))
    return got


def _neither(milestones: NDArray[np.bool_], mantissas: NDArray[np.int64], variant: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which milestones are a plain number other than 0 and 1."""
    one = np.array([10**each for each in range(_MOST_DIGITS + 1)], np.int64)
    found: NDArray[np.bool_] = milestones & (mantissas != 0) & (mantissas != one[variant])
    return found


def _marked(got: Values, rows: NDArray[np.intp], codes: NDArray[Any], read: list[Value]) -> Values:
    """Enter what was read of the distinct texts that stand in some rows."""
    size = len(got.mantissas)
    state = np.zeros(size, np.int8) if got.state is None else got.state
    wrong = np.zeros(size, np.int32) if got.wrong is None else got.wrong
    variant = np.full(size, got.variant, np.int32) if isinstance(got.variant, int) else got.variant
    complaints, variants, big = list(got.complaints), list(got.variants), dict(got.big)
    known = {each: number for number, each in enumerate(variants)}
    tables = np.zeros((4, len(read)), np.int64)
    huge: dict[int, int] = {}
    for code, each in enumerate(read):
        tables[0, code] = each.state
        if each.wrong is not None:
            tables[1, code] = len(complaints)
            complaints.append(each.wrong)
        elif each.figure is not None:
            whole, decimals = written_out(each.figure.value)
            way = Variant(decimals, each.figure.unit, each.figure.bound)
            tables[2, code] = known.setdefault(way, len(known))
            if -NARROW < whole < NARROW:
                tables[3, code] = whole
            else:
                huge[code] = whole
    state[rows], wrong[rows], variant[rows] = tables[0, codes], tables[1, codes], tables[2, codes]
    got.mantissas[rows] = tables[3, codes]
    for code, whole in huge.items():
        big |= dict.fromkeys(rows[codes == code].tolist(), whole)
    return Values(got.mantissas, variant, list(known), state, wrong, complaints, big)


def exact(mantissa: int, decimals: int) -> Decimal:
    """Return the decimal that was written."""
    return Decimal((int(mantissa < 0), tuple(map(int, str(abs(mantissa)))), -decimals))

"""Is a store what it was? Its digests, its rules, and what was read in its files, held against their bytes."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from zhunsheng.intake import packed
from zhunsheng.model.text import Text
from zhunsheng.store import Access, Rules, Store, Verified
from zhunsheng.use_cases import readings, storing
from zhunsheng.use_cases.stored_rules import sound


def verify(path: Path) -> Verified:
    """Hold a store against its digests, and what was read in its files against their bytes."""
    with storing.opened(path, Access.READ) as store:
        verified = store.verify()
        if verified.problems:
            return verified
        wrong = [problem for plan in store.plans() for problem in _misread(store, plan)]
        wrong += [_unruly(rules) for rules in store.rules_kept() if not sound(rules)]
    return msgspec.structs.replace(verified, problems=tuple(wrong))


def _unruly(rules: Rules) -> Text:
    return Text(f"规则 {rules.digest} 与其摘要不符。", f"the rules {rules.digest} are not those that have this digest.")


def _misread(store: Store, plan: str) -> Iterator[Text]:
    """Say of which files this very code reads something else than the store says it did."""
    for source in store.received(plan):
        kept_reading = store.reading(source.seq)
        if kept_reading is None or kept_reading[0] != packed.reader():
            continue
        table = packed.decode(kept_reading[1])
        if table != readings.again(source.path, source.sha256, partial(store.data, source.sha256), None):
            yield Text(
                f"第 {source.seq} 笔（{source.path}）存下的读数与文件不符。",
                f"what was kept of entry {source.seq} ({source.path}) is not what stands in the file.",
            )

"""The last verdicts of a store, for somebody who edits rules: what his rule came to last."""

from collections.abc import Iterator
from pathlib import Path

from zhunsheng.api import Compiled
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import figure
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import STATUS

SHOWN = 6
"""Places of which a verdict is told; of more, how many there are."""


class Verdicts:
    """What a store's figures come to by the rules as they last compiled; nothing where there is no store."""

    def __init__(self, store: Path | None, cache_dir: Path | None) -> None:
        self._store = store
        self._cache_dir = cache_dir
        self._seen: dict[Path, tuple[object, ...]] = {}
        self._by_rule: dict[str, dict[str, tuple[Judgement, ...]]] = {}

    def look(self, compiled: Compiled) -> None:
        """Judge what the store holds, unless rules and store are as they were. What cannot be judged says nothing."""
        if self._store is None or not self._store.is_file():
            return
        now = (compiled.catalogue.digest, self._store.stat().st_mtime_ns)
        if self._seen.get(compiled.folder) == now:
            return
        self._seen[compiled.folder] = now
        from zhunsheng.use_cases import storing  # NumPy and the store load here: most authors have no store

        plan = compiled.catalogue.plan.id
        question = storing.Question(plan=plan, only_looks=True)
        try:
            answer = storing.judge(self._store, question, lambda: [compiled], self._cache_dir)
        except (UsageError, BadRulesError, UnreadableDataError):
            self._by_rule.pop(plan, None)
            return
        found: dict[str, tuple[Judgement, ...]] = {}
        for judgement in answer.evaluation.judgements:
            found[judgement.rule] = (*found.get(judgement.rule, ()), judgement)
        self._by_rule[plan] = found

    def of(self, catalogue: Catalogue, rule: str, lang: Lang) -> Iterator[str]:
        """Tell the verdicts of a rule in the last year that it has any, one line a place."""
        all_years = self._by_rule.get(catalogue.plan.id, {}).get(rule, ())
        last = max((judgement.year for judgement in all_years), default=0)
        judgements = [judgement for judgement in all_years if judgement.year == last]
        titles = {place.id: place.title for place in catalogue.plan.places}
        for judgement in judgements[:SHOWN]:
            value = "" if judgement.value is None else f" {figure(judgement.value).text(lang)}"
            place = titles.get(judgement.entity, judgement.entity)
            yield f"{last} {place}{value} {STATUS[judgement.status].to(lang)}"
        if len(judgements) > SHOWN:
            yield Text(f"……共 {len(judgements)} 处", f"… {len(judgements)} places in all").to(lang)

"""Whatever comes in in whatever order: what holds is the last word on each figure, and the past stays as it was."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.office import BEDS, HEADER, write_rules

from zhunsheng import api
from zhunsheng.intake import vintages
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.store import Access, Deed
from zhunsheng.use_cases import importing, storing

YEARS = (2021, 2022, 2023)
Word = tuple[str, int, int]
"""What happens to a year: `say` a figure, `mumble` something unreadable, `withdraw` it, `close` it, `reopen` it."""

KINDS = st.sampled_from(["say", "say", "say", "mumble", "withdraw", "withdraw", "close", "reopen"])
WORDS = st.lists(st.tuples(KINDS, st.sampled_from(YEARS), st.integers(1, 99)), min_size=3, max_size=10)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[api.Compiled, ...]:
    return api.catalogues(write_rules(tmp_path_factory.mktemp("rules")))


class Ledger:
    """What a clerk would keep in mind: the last word on each year, and which years are closed."""

    def __init__(self) -> None:
        self.last: dict[int, int | None] = {}
        self.closed: set[int] = set()

    def hear(self, word: Word) -> bool:
        """Note a word; tell whether it was one that changes something."""
        kind, year, figure = word
        if kind in ("close", "reopen"):
            if (kind == "close") == (year in self.closed):
                return False
            self.closed ^= {year}
        elif year not in self.closed and kind == "withdraw":
            self.last.pop(year, None)
        elif year not in self.closed:
            self.last[year] = figure if kind == "say" else None
        return True

    @property
    def holds(self) -> tuple[dict[int, int], set[int]]:
        """The figures that hold, and the years whose last word cannot be read."""
        known = {year: figure for year, figure in self.last.items() if figure is not None}
        return known, {year for year, figure in self.last.items() if figure is None}


@given(words=WORDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_word_holds_and_every_past_stays(compiled: tuple[api.Compiled, ...], words: list[Word]) -> None:
    ledger, then = Ledger(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "s.zs"
        for number, word in enumerate([("say", 2025, 1), *words]):
            if ledger.hear(word):
                happen(compiled, folder, store, number, word)
            with storing.opened(store, Access.READ) as opened:
                then.append((opened.until(), ledger.holds))
        for until, holds in then:
            assert held(store, compiled[0].catalogue, until) == holds
        with storing.opened(store, Access.READ) as opened:
            assert opened.verify().problems == ()


def happen(compiled: tuple[api.Compiled, ...], folder: Path, store: Path, number: int, word: Word) -> None:
    kind, year, figure = word
    if kind in ("close", "reopen"):
        with storing.opened(store, Access.WRITE) as opened:
            deed = Deed.CLOSE if kind == "close" else Deed.REOPEN
            opened.turn(deed, compiled[0].catalogue.plan.id, [year], "督查室", "理由")
        return
    path = folder / f"{number}.csv"
    said = {"say": str(figure), "mumble": f"约{figure}", "withdraw": "撤回"}[kind]
    path.write_text(f"{HEADER}小县,{year},{BEDS},{said},张\n", encoding="utf-8")
    importing.import_files(compiled, [path], store, importing.Handing(by="城管局", again=True))


def held(store: Path, catalogue: Catalogue, until: int) -> tuple[dict[int, int], set[int]]:
    with storing.opened(store, Access.READ) as opened:
        lots = storing.lots(opened, catalogue.plan.id, until)
    submission = vintages.submission(catalogue, lots)
    figures = {each.year: int(each.value) for each in submission.observations}
    assert len(figures) == len(submission.observations)
    return figures, {each.year for each in submission.refusals}

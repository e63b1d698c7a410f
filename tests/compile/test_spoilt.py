"""Whatever is done to the files, the compiler answers with a catalogue or with problems that point somewhere."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import plan_folder
from tests.support.plan_folder import FILES

from zhunsheng.compile import load
from zhunsheng.model.diagnostic import has_errors

WORDS = sorted({word for text in FILES.values() for word in re.findall(r"[\w.-]+", text)})
SCRAPS = [*"\"'[]{}:>|&!#%?-~\n\t\x00\r/=💥", "- ", "<<: ", "*a", "null", "1e9", "9" * 50, "..", "issued", "kind: flow"]

edits = st.tuples(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.sampled_from([*WORDS, *SCRAPS]), st.booleans())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=3))
def test_nothing_that_is_written_breaks_the_compiler(folder: Path, changes: list[tuple[str, float, str, bool]]) -> None:
    files = dict(FILES)
    for name, where, scrap, in_place in changes:
        words = list(re.finditer(r"[\w.-]+", files[name]))
        word = words[int(where * (len(words) - 1))]
        end = word.end() if in_place else word.start()
        files[name] = files[name][: word.start()] + scrap + files[name][end:]
    loaded = load(plan_folder.write(folder, **{name.partition(".")[0]: text for name, text in files.items()}))
    assert (loaded.catalogue is None) == has_errors(loaded.problems)
    for problem in loaded.problems:
        lines = re.split(r"\r\n|\n", files[Path(problem.at.file).name])
        assert 1 <= (problem.at.line or 1) <= len(lines) + 1

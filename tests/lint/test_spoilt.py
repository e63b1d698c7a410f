"""Whatever is done to the files, lint answers, points into them, and fixes what it understands and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import plan_folder
from tests.support.plan_folder import FILES

from zhunsheng.model.diagnostic import Severity
from zhunsheng.use_cases.fixing import Fixed, fix
from zhunsheng.use_cases.linting import Asked, Linted, lint

NAMES = ("plan.yaml", "rules.yaml", "checks.yaml", "policy.yaml")
SCRAPS = [
    *"\"'[]{}:>|&#%-\n\t\u200b\u3000：，｛≥",
    "- ",
    " # zhunsheng: ignore[ZS420] 理由\n",
    " # zhunsheng: ignore[",
    "  \n",
    "≥ 3",
    "3",
    "[甲局, 甲局]",
    "done",
    "𠮷",
]
edits = st.tuples(st.sampled_from(NAMES), st.floats(0, 1), st.sampled_from(SCRAPS), st.booleans())


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoilt")


def spoilt(changes: list[tuple[str, float, str, bool]]) -> dict[str, str]:
    files = dict(FILES)
    for name, where, scrap, in_place in changes:
        words = list(re.finditer(r"[\w.-]+", files[name]))
        word = words[int(where * (len(words) - 1))]
        files[name] = files[name][: word.start()] + scrap + files[name][word.end() if in_place else word.start() :]
    return files


def assert_points_into_the_files(linted: Linted, files: dict[str, str]) -> None:
    for problem in linted.problems:
        lines = files[Path(problem.at.file).name].split("\n")
        assert 1 <= (problem.at.line or 1) <= len(lines) + 1
        if problem.until is not None and problem.at.line is not None:
            assert (problem.at.line, problem.at.column or 1) <= problem.until <= (len(lines) + 1, 10_000)


def errors(linted: Linted) -> int:
    return sum(problem.severity is Severity.ERROR for problem in linted.problems)


def tried(rules: Path, changes: list[tuple[str, float, str, bool]]) -> tuple[Linted, Fixed]:
    files = spoilt(changes)
    plan_folder.write(rules / "mini", **{name.partition(".")[0]: text for name, text in files.items()})
    found = lint(Asked(rules=rules))
    assert_points_into_the_files(found, files)
    return found, fix(Asked(rules=rules))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=4))
def test_nothing_that_is_written_breaks_lint(rules: Path, changes: list[tuple[str, float, str, bool]]) -> None:
    found, fixed = tried(rules, changes)
    for path, data in fixed.after.items():
        assert fixed.before[path] == Path(path).read_bytes()  # nothing is written yet
        data.decode("utf-8")
    assert bool(fixed.diff()) == any(fixed.after[path] != fixed.before[path] for path in fixed.after)
    if not errors(found):
        assert not errors(fixed.linted)
        assert len(fixed.linted.problems) <= len(found.problems)
    fixed.write()
    assert lint(Asked(rules=rules)).problems == fixed.linted.problems


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=6))
def test_nothing_that_is_written_breaks_lint_all_night(
    rules: Path, changes: list[tuple[str, float, str, bool]]
) -> None:
    _, fixed = tried(rules, changes)
    fixed.write()
    assert fix(Asked(rules=rules)).fixes == ()

"""Every mistake of the corpus is reported once, with its code, at the very line and column, and nothing else is."""

from pathlib import Path

import pytest
from tests.support.plan_folder import Slip, spoil
from tests.support.slips import ALL

from zhunsheng.compile import load
from zhunsheng.compile.codes import CODES
from zhunsheng.model.diagnostic import Severity


def _name(slip: Slip) -> str:
    return f"{slip.code}: {slip.new[:40]}"


@pytest.mark.parametrize("slip", ALL, ids=_name)
def test_a_slip_is_reported_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    line, column = spoil(tmp_path, slip)
    loaded = load(tmp_path)
    found = [(p.code, p.at.file, p.at.line, p.at.column) for p in loaded.problems]
    assert found == [(slip.code, str(tmp_path / slip.file), line, column)]
    problem = loaded.problems[0]
    assert problem.severity is CODES[slip.code].severity
    assert problem.message.zh
    assert problem.message.en
    assert problem.expected or problem.hint, "say what to do"
    assert (loaded.catalogue is None) == (problem.severity is Severity.ERROR)


def test_the_corpus_is_wide() -> None:
    assert len({slip.code for slip in ALL}) >= 60

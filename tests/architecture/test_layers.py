"""The flow compile → intake → evaluate → infer → report is a tested contract (pyproject: [tool.importlinter])."""

from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


def test_stages_meet_only_in_the_model() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0

"""The shipped rules with fewer draws for the firmness of a ranking: a thousand of them take more than a second."""

import shutil
from pathlib import Path

from tests.support.paths import RULES

SCHEME = "jiangmen-three-zones-2020-8/assessment.yaml"


def write(folder: Path) -> Path:
    """Copy the rules into `folder`, which is not there yet, and return it."""
    shutil.copytree(RULES, folder)
    declared = (folder / SCHEME).read_text(encoding="utf-8")
    assert "draws: 1000" in declared
    (folder / SCHEME).write_text(declared.replace("draws: 1000", "draws: 40"), encoding="utf-8")
    return folder

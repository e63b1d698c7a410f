"""The command line as a user has it: `python -m benchmarks.as_installed bulk …`.

Without pandas, that is, which is here for tests alone, and which pyarrow loads wherever it finds it.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NotInstalled:
    """Finds no pandas."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Leave every other module to those who find them. Raises `ModuleNotFoundError`."""
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


if __name__ == "__main__":
    sys.meta_path.insert(0, _NotInstalled())
    from zhunsheng.cli import main

    sys.exit(main(sys.argv[1:]))

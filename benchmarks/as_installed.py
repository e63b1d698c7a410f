"""The command line as a user has it: `python -m benchmarks.as_installed bulk …`.

Without pandas, that is, which is here for tests alone, and which pyarrow loads wherever it finds it.
"""

import sys

from zhunsheng import lean_arrow
from zhunsheng.__main__ import run

if __name__ == "__main__":
    with lean_arrow.loading():
        sys.exit(run())

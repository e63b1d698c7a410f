"""`python -m zhunsheng`: the same as `zhunsheng`, where no command of that name is on the path."""

import sys

from zhunsheng.cli import main

if __name__ == "__main__":
    sys.exit(main())

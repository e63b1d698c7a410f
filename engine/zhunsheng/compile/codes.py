"""Every code that the compile stage can report.

A code that is not listed here cannot be reported (`Problems.add` raises `KeyError`), and a test proves that each
one listed can be provoked.
"""

from zhunsheng.model import codes
from zhunsheng.model.code import Code, Finder

CODES: dict[str, Code] = {name: about for name, about in codes.CODES.items() if about.finder is Finder.COMPILE}
"""Code → number, severity and meaning."""

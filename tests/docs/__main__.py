"""`python -m tests.docs`: write the generated pages."""

from tests.docs.pages import PAGES
from tests.rule_mistakes.page import pages

for path, text in ({path: page() for path, page in PAGES.items()} | pages()).items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

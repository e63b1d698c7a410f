"""`python -m tests.docs`: write the generated pages."""

from tests.docs.pages import PAGES

for path, page in PAGES.items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(), encoding="utf-8")

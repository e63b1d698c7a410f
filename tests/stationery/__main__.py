"""`python -m tests.stationery`: write the templates of `templates/papers/`."""

from tests.stationery.papers import FOLDER, PAPERS

FOLDER.mkdir(exist_ok=True)
for name, paper in PAPERS.items():
    (FOLDER / name).write_bytes(paper())

"""The Word templates of `templates/papers/`, as they come with the program: written here, so that they can be reviewed.

`python -m tests.stationery` (or `make docs`) writes them; a test holds the committed files against this text.
"""

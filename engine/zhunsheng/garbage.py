"""Garbage is looked for seldom: what a command builds it keeps, and looking costs more than what is found is worth."""

import gc


def seldom() -> None:
    """From now on. By Python's own measure a tenth of a check goes into looking."""
    gc.set_threshold(200_000, 20, 100)


def no_more() -> None:
    """Spare the look at everything with which Python ends: it takes as long as it takes to load Arrow."""
    gc.freeze()

"""Outputs for machines that check every change: JUnit, SARIF, annotations, TAP. Nothing here decides what is wrong.

`told` says in plain data what was found and what was looked at; each format is a file beside this one.
"""

from pathlib import Path

from zhunsheng.ci.told import Told

FORMATS = ("junit", "sarif", "github", "tap")


def render(told: Told, fmt: str, here: Path) -> bytes:
    """Write what was found in `fmt`, one of `FORMATS`: UTF-8. Raises `ValueError` for another.

    Paths are written relative to the root of the repository that `here`, where the command runs, lies in.
    """
    from zhunsheng.ci.paths import Paths

    paths = Paths(here)
    match fmt:
        case "junit":
            from zhunsheng.ci import junit

            return junit.render(told, paths)
        case "sarif":
            from zhunsheng.ci import sarif

            return sarif.render(told, paths)
        case "github":
            from zhunsheng.ci import github

            return github.render(told, paths)
        case "tap":
            from zhunsheng.ci import tap

            return tap.render(told, paths)
        case _:
            raise ValueError(f"unknown format {fmt!r}: one of {', '.join(FORMATS)}")

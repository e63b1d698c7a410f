"""Where the packaged rules and templates lie: beside the repository in development, inside the wheel once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _data(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def rules_dir() -> Path:
    """The folder that holds one folder a plan."""
    return _data("rules")


def templates_dir() -> Path:
    """The folder of Jinja2 templates."""
    return _data("templates")

"""How tests call the command line."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
"""`run("check", path, …)` gives exit code, standard output, standard error."""

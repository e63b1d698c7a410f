"""The store of the settings, for commands to which none is named."""

import argparse

from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

ALWAYS, WITHOUT_DATA, OF_MOMENTS = "always", "without data", "of moments"
"""When it is used: by commands that have nothing to do without one; by those that would rather judge files; by `diff`,
where two moments or two years are compared and nothing else is named that holds them."""


def wanted(one: argparse.ArgumentParser, when: str) -> None:
    """Say of a command when it uses the store of the settings."""
    one.set_defaults(usual_store=when)


def settle(args: argparse.Namespace, usual: str | None) -> None:
    """Take the store of the settings where none is named. Raises `UsageError` where one is needed and there is none."""
    when = getattr(args, "usual_store", None)
    if getattr(args, "store", None) or when is None:
        return
    if usual and (when != OF_MOMENTS or _of_moments(args)) and (when == ALWAYS or not getattr(args, "data", None)):
        args.store = usual
    elif when == ALWAYS:
        raise UsageError(
            Text(
                "请用 --store 指明库，或在 zhunsheng.toml 里写 store。",
                "name the store with --store, or in zhunsheng.toml.",
            )
        )


def _of_moments(args: argparse.Namespace) -> bool:
    """Tell whether `diff` is asked for moments or years alone: no files, no other version of the rules."""
    others = args.things or args.rules_at or args.changed_since is not None or len(args.rules) > 1
    return bool((args.as_of or args.year) and not others)

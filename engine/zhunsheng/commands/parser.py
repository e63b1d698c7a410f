"""A parser of arguments that says what is wrong as the rest of the program does: in Chinese, or in English if asked."""

import argparse
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from zhunsheng import nearest
from zhunsheng.errors import UsageError
from zhunsheng.model.text import Lang, Text

_CHOICE = re.compile(r"invalid choice: (?P<said>.+) \(choose from (?P<known>.+)\)")
_OF_ARGUMENT = re.compile(r"argument (?P<name>[^:]+): (?P<said>.+)", re.DOTALL)
_SAID = (
    (r"the following arguments are required: COMMAND", "缺少参数：COMMAND。命令有哪些，见 zhunsheng --help。"),
    (r"the following arguments are required: (.+)", "缺少参数：{}。"),
    (r"one of the arguments (.+) is required", "以下参数须有其一：{}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}。"),
    (r"ambiguous option: (.+) could match (.+)", "{} 写得不全，可能是 {}。"),
    (r"not allowed with argument (.+)", "不能与 {} 同用。"),
    (r"ignored explicit argument (.+)", "不带值，多了 {}。"),
    (r"expected one argument", "后面要有一个值。"),
    (r"expected at least one argument", "后面至少要有一个值。"),
    (r"expected (\d+) arguments?", "后面要有 {} 个值。"),
    (r"invalid int value: (.+)", "{} 不是整数。"),
)
"""What argparse says, and the same in Chinese. What is not listed is passed on as it is."""
_HELP = {
    "show this help message and exit": "显示本说明 / show this help",
    "show program's version number and exit": "显示版本 / show the version",
}


class Parser(argparse.ArgumentParser):
    """Raises `UsageError` for arguments that it does not understand, once it has shown how the command is used."""

    def format_usage(self) -> str:
        """Head the usage in both languages."""
        return _headed(super().format_usage())

    def format_help(self) -> str:
        """Write in both languages what `argparse` says in English by itself: headings, the words of -h, --version."""
        self._positionals.title, self._optionals.title = "参数 / arguments", "选项 / options"
        for action in self._actions:
            action.help = _HELP.get(action.help or "", action.help)
        return _headed(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Show the usage and raise `UsageError` with what argparse says, in both languages."""
        self._print_message(self.format_usage(), sys.stderr)
        raise UsageError(told(message))


def _headed(help_text: str) -> str:
    return help_text.replace("usage:", "用法 / usage:", 1)


def told(message: str) -> Text:
    """Say in both languages what argparse says in English."""
    of_argument = _OF_ARGUMENT.fullmatch(message)
    name, said = (f"{of_argument['name']} ", of_argument["said"]) if of_argument else ("", message)
    choice = _CHOICE.fullmatch(said)
    if choice is not None:
        known = [each.strip(" '") for each in choice["known"].split(",")]
        guess = nearest.guess(choice["said"].strip("'"), known)
        return Text(
            f"{name}不能是 {choice['said']}，只能是 {'、'.join(known)}。{guess.zh}", f"{message}. {guess.en}".rstrip()
        )
    for pattern, chinese in _SAID:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found is not None:
            return Text(name + chinese.format(*found.groups()), message)
    return Text(message, message)


def language(arguments: Sequence[str], default: str | None = None) -> Lang:
    """Return the language that is asked for, as far as arguments show it that nobody has understood yet."""
    said = default
    for flag, following in pairwise((*arguments, "")):
        name, equals, value = flag.partition("=")
        if name == "--lang":
            said = value if equals else following
    return "en" if said == "en" else "zh"

"""Arguments that several commands have."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from zhunsheng.commands import usual_store

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Defaults = dict[str, str]


def command(
    subs: "Commands",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int],
    defaults: Defaults,
) -> argparse.ArgumentParser:
    """Add a command: what it is about, and its language."""
    one = subs.add_parser(name, help=about, description=about)
    one.set_defaults(run=run)
    one.add_argument("--lang", default=defaults.get("lang", "zh"), metavar="zh|en", help="语言 (default: %(default)s)")
    return one


def which_rules(one: argparse.ArgumentParser, defaults: Defaults) -> None:
    """Which rules, of which plan."""
    one.add_argument("--rules", default=defaults.get("rules"), metavar="DIR", help="规则文件夹 / folder of plans")
    one.add_argument("--plan", default=defaults.get("plan"), metavar="ID", help="只用这个规划 / only this plan")
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)


def leaders(one: argparse.ArgumentParser, defaults: Defaults) -> None:
    """Which leader answers for which departments."""
    one.add_argument(
        "--leaders",
        default=defaults.get("leaders"),
        metavar="FILE",
        help="分管领导名单（leaders.yaml） / which leader answers for which departments",
    )


def sources(one: argparse.ArgumentParser, defaults: Defaults, about: str) -> None:
    """The published texts; `about` says what they are for."""
    one.add_argument("--sources", default=defaults.get("sources"), metavar="DIR", help=about)


def data(one: argparse.ArgumentParser, count: str) -> None:
    """The files of data: `count` as argparse writes it."""
    one.add_argument("data", nargs=count, metavar="DATA", help="CSV、XLSX、JSON、Parquet 文件或文件夹 / files, folders")


def years(one: argparse.ArgumentParser, defaults: Defaults) -> None:
    """The years asked for."""
    one.add_argument(
        "--year",
        action="append",
        default=None,
        metavar="YEAR",
        help="年份：2025 或 2021-2025，可多次 / a year or a range; repeatable; default: the years of the data",
    )
    one.set_defaults(year_default=defaults.get("year"))


def fail_on(one: argparse.ArgumentParser, defaults: Defaults) -> None:
    """Which findings give exit code 1."""
    one.add_argument(
        "--fail-on",
        default=defaults.get("fail-on", "violation"),
        choices=("violation", "alert", "never"),
        help="到哪一级以退出码 1 结束 / which findings give exit code 1 (default: %(default)s)",
    )


def store_file(one: argparse.ArgumentParser) -> None:
    """A store, without which the command has nothing to do."""
    one.add_argument("--store", metavar="FILE", help="库：一个文件 / the store, one file")
    usual_store.wanted(one, usual_store.ALWAYS)


def store_to_judge(one: argparse.ArgumentParser) -> None:
    """A store, in the place of files of data."""
    one.add_argument("--store", metavar="FILE", help="核查库里最新的数 / judge the latest figures of a store")
    usual_store.wanted(one, usual_store.WITHOUT_DATA)
    as_of(one)


def as_of(one: argparse.ArgumentParser) -> None:
    """As of which day."""
    one.add_argument(
        "--as-of",
        default="",
        metavar="DATE",
        help="按某日（北京时间，含当日）或某时所知和所用的规则 / as known, and ruled, at the end of a day",
    )


def received(one: argparse.ArgumentParser) -> None:
    """When something came in."""
    one.add_argument(
        "--at",
        metavar="TIME",
        help="收到的时间，如 2024-03-01T09:30（北京时间），默认现在 / when it came in; default: now",
    )


def marked(one: argparse.ArgumentParser) -> None:
    """Copies with the questions at their cells."""
    one.add_argument(
        "--marked",
        metavar="DIR",
        help="批注副本：问题写成批注，标在部门自己的工作簿上 / write workbooks back, the questions at their cells",
    )
    one.add_argument("--force", action="store_true", help="覆盖同名的批注副本 / overwrite marked copies")

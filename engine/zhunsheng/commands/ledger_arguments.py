"""The arguments of `zhunsheng ledger` and of what is done in it."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zhunsheng.commands import ledger, usual_store
from zhunsheng.model.ledger import Deed

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], int]


class _Done(NamedTuple):
    """A deed as a command: what it is, and its own flags, needed or not."""

    deed: Deed
    about: str
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


_DEEDS = (
    _Done(Deed.SERVE, "送达整改通知，期限自此起算 / the notice is served: the time runs from here", optional=("due",)),
    _Done(Deed.REPLY, "部门书面回复 / the department has replied"),
    _Done(Deed.EXTEND, "延长整改期限 / move the date", needed=("due", "reason")),
    _Done(
        Deed.VERIFY,
        "核查通过：数据已达标，现场属实；不写编号，则核对整个台账：记录链完整，每次核查重做所见与所存一致 / "
        "looked into, and put right; without an item: hold the whole ledger against its evidence",
    ),
    _Done(Deed.REJECT, "核查未通过 / looked into, and not put right", needed=("reason",)),
    _Done(Deed.CLOSE, "销号：须先核查通过 / close: what was verified"),
    _Done(Deed.ESCALATE, "督办：约谈、挂牌督办等 / escalate", needed=("measure",)),
)
_FLAGS = {
    "due": ("DAY", "整改期限 / the day by which it is to be put right"),
    "reason": ("TEXT", "理由、情况 / why"),
    "measure": ("TEXT", "督办方式，如 约谈、挂牌督办 / which measure"),
    "until": ("DAY", "豁免的最后一天 / the last day of the waiver"),
    "approver": ("WHO", "批准人或单位 / who grants it"),
    "document": ("TEXT", "文号 / the number of the document"),
}
_ALWAYS = ("reason", "document")


def fill(one: argparse.ArgumentParser) -> None:
    """Add the flags of the list, and the commands below it."""
    which(one)
    one.add_argument("--department", metavar="NAME", help="只列这个部门的 / only of this department")
    one.add_argument("--leader", metavar="NAME", help="只列这位分管领导的 / only of this leader")
    one.add_argument(
        "--state", action="append", default=[], metavar="STATE", help="只列这个状态的，如 逾期，可多次 / repeatable"
    )
    as_of(one)
    one.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="写成 xlsx（整改台账表）、html、json，可多次 / write the ledger; repeatable; PATH - is standard output",
    )
    subs = one.add_subparsers(title="登记与查看 / what is done", metavar="ACTION", required=False)
    shown = below(subs, "show", "一项的来龙去脉：谁、何时、为何、哪一格 / the whole life of an item", ledger.show)
    shown.add_argument("item", metavar="ITEM", help="编号，写出开头几位即可 / its id, or the beginning of it")
    as_of(shown)
    about = "取出一项的附件 / write the attachments of an item into a folder"
    fetched = below(subs, "fetch", about, ledger.fetch)
    fetched.add_argument("item", metavar="ITEM", help="编号，写出开头几位即可 / its id, or the beginning of it")
    fetched.add_argument("--to", required=True, metavar="DIR", help="写到哪个文件夹 / the folder to write into")
    fetched.add_argument("--force", action="store_true", help="覆盖同名文件 / overwrite files of the same name")
    for each in _DEEDS:
        run, count = (ledger.verify, "*") if each.deed is Deed.VERIFY else (ledger.act, "+")
        done(below(subs, each.deed.value, each.about, run), each.deed, count, each.needed, each.optional)


def fill_waiver(one: argparse.ArgumentParser) -> None:
    """Add what is done with waivers (豁免)."""
    which(one)
    subs = one.add_subparsers(title="登记与查看 / what is done", metavar="ACTION", required=True)
    about = "豁免：写明理由、批准人和有效期，到期自行失效 / waive: for a reason, by somebody's leave, until a day"
    add = below(subs, "add", about, ledger.act)
    done(add, Deed.WAIVE, "+", ("reason", "approver", "until"))
    listed = below(subs, "list", "列出豁免，到期的也列 / list the waivers, lapsed ones too", ledger.waivers)
    as_of(listed)
    about = "撤销豁免 / take a waiver back before it lapses"
    done(below(subs, "revoke", about, ledger.act), Deed.REVOKE, "+", ("reason",))


def below(subs: "Commands", name: str, about: str, run: Run) -> argparse.ArgumentParser:
    """Add a command below another: what is said before its name holds unless it is said again."""
    one = subs.add_parser(name, help=about, description=about)
    one.set_defaults(run=run)
    one.add_argument("--lang", default=argparse.SUPPRESS, metavar="zh|en", help="语言 / language")
    one.add_argument("--cache-dir", default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    which(one)
    return one


def which(one: argparse.ArgumentParser) -> None:
    """Add the flags that say which store and plan."""
    one.add_argument("--store", default=argparse.SUPPRESS, metavar="FILE", help="库：一个文件 / the store, one file")
    usual_store.wanted(one, usual_store.ALWAYS)
    one.add_argument(
        "--plan", default=argparse.SUPPRESS, metavar="ID", help="规划，库里只有一个的不必写 / the plan, if several"
    )


def as_of(one: argparse.ArgumentParser) -> None:
    """Add the flag that looks back."""
    one.add_argument(
        "--as-of", default="", metavar="DATE", help="某日（北京时间，含当日）的台账 / as it stood at the end of a day"
    )


def done(
    one: argparse.ArgumentParser, deed: Deed, count: str, needed: tuple[str, ...] = (), optional: tuple[str, ...] = ()
) -> None:
    """Add the flags of a deed, and its items: `count` of them, as argparse writes it."""
    one.add_argument(
        "items", nargs=count, metavar="ITEM", help="编号，可多个，写出开头几位即可 / ids, or their beginnings"
    )
    one.add_argument("--by", required=count == "+", default="", metavar="WHO", help="经办人 / who notes it")
    one.add_argument("--at", metavar="TIME", help="何时，如 2024-03-01（北京时间），默认现在 / when; default: now")
    for flag in dict.fromkeys((*needed, *optional, *_ALWAYS)):
        value, about = _FLAGS[flag]
        one.add_argument(f"--{flag}", required=flag in needed, default="", metavar=value, help=about)
    one.add_argument(
        "--attach",
        action="append",
        default=[],
        metavar="FILE",
        help="附件，原样存入库，可多次 / a file that proves it, kept as it is; repeatable",
    )
    one.set_defaults(deed=deed.value, **{flag: "" for flag in _FLAGS if flag not in (*needed, *optional, *_ALWAYS)})

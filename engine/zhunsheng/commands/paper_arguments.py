"""The arguments of `zhunsheng paper`."""

import argparse
from collections.abc import Mapping

from zhunsheng.commands import paper
from zhunsheng.model.paper import FORMATS, KINDS

ABOUT = "写整改通知书、年度监测报告等文书（Word、网页、PDF）/ write the papers of an office (Word, HTML, PDF)"


def add(one: argparse.ArgumentParser, defaults: Mapping[str, str]) -> None:
    """Add what only this command takes."""
    one.set_defaults(year_default=defaults.get("year"))
    one.add_argument("--year", metavar="YEAR", help="哪一年的文书 / the year that the paper is about")
    about = "写到哪个文件夹，或哪个 .docx、.html、.pdf 文件 / the folder to write into, or the file"
    one.add_argument("-o", "--output", required=True, metavar="DIR|FILE", help=about)
    about = "写到文件夹时的格式，可重复，默认 docx / formats to write into the folder; may be repeated; default: docx"
    one.add_argument("--format", action="append", default=[], choices=FORMATS, metavar="FORMAT", help=about)
    about = "PDF 另找字体的文件夹，可重复 / a folder of fonts for PDF; may be repeated"
    one.add_argument("--fonts", action="append", default=[], metavar="DIR", help=about)
    about = "自己的模板文件夹，按文件名找 / a folder of templates, found by name, to be used instead"
    one.add_argument("--templates", metavar="DIR", help=about)
    about = "只写一个主题的专项监测报告（annual）/ an annual report of one theme only"
    one.add_argument("--theme", default="", metavar="NAME", help=about)
    about = (
        "只写这个部门的，可重复；notice 只写它的通知书，别的文书一个部门一份 / only of this department; may be repeated"
    )
    one.add_argument("--department", action="append", default=[], metavar="NAME", help=about)
    about = "发文单位，默认留空 / the office that writes; default: a blank"
    one.add_argument("--unit", default=defaults.get("unit"), metavar="NAME", help=about)
    one.add_argument("--number", metavar="TEXT", help="发文字号 / the number of the letter")
    about = "落款日期，如 2025-03-01；台账也按这一天看 / the date of the letter, and the day of the ledger"
    one.add_argument("--date", metavar="DATE", help=about)
    about = "整改期限；有台账的默认按台账 / the day by which things are to be put right; default: the ledger's"
    one.add_argument("--due", metavar="DATE", help=about)
    one.add_argument("--contact", metavar="TEXT", help="联系人及电话 / whom to ask")
    one.add_argument("--force", action="store_true", help="覆盖同名文件 / overwrite files of the same name")


def kind(one: argparse.ArgumentParser) -> None:
    """Add what is to be written."""
    kinds = "、".join(f"{name} {title}" for name, title in KINDS.items())
    about = f"{kinds}；templates 取出模板 / the paper to write, or the templates themselves"
    one.add_argument("kind", choices=paper.CHOICES, metavar="KIND", help=about)

"""The arguments of `zhunsheng schema`."""

import argparse

from zhunsheng.commands.schema import REPORTS


def fill(one: argparse.ArgumentParser) -> None:
    """Which schema, and where to."""
    one.add_argument(
        "document",
        nargs="?",
        default=REPORTS[0],
        choices=REPORTS,
        help="报告、问题清单、台账、两份结果的比较、考核、批量核查汇总或所读的数据 (default: %(default)s) / "
        "report, questions, ledger, comparison, assessment, summary of a bulk run, or data read",
    )
    one.add_argument(
        "--for",
        dest="for_file",
        metavar="FILE",
        help="YAML 文件的 Schema：rule、plan、policy、checks、ledger …，或 zhunsheng.toml（settings）/ "
        "the schema of a kind of YAML file",
    )
    one.add_argument(
        "--write",
        metavar="DIR",
        help="把各种 YAML 文件的 Schema 写入规则文件夹的 schema/，供编辑器用 / write those schemas for editors",
    )
    one.add_argument(
        "--hints", action="store_true", help="并给没有注明 Schema 的 YAML 文件加上首行 / and say so in the files"
    )

"""The arguments of every command, one function a command. Flags default to the configuration file and environment."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

import zhunsheng
from zhunsheng.commands import (
    assess,
    bulk,
    check,
    check_outputs,
    diff,
    explain,
    fmt,
    form,
    ledger,
    ledger_arguments,
    lint,
    lint_outputs,
    lsp,
    new,
    paper,
    paper_arguments,
    rules,
    schema,
    schema_arguments,
    store,
    test,
)
from zhunsheng.commands import common_arguments as common
from zhunsheng.commands.common_arguments import Defaults
from zhunsheng.commands.parser import Parser
from zhunsheng.model.grouped import By

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parser(defaults: Defaults, asked: str = "") -> argparse.ArgumentParser:
    """Build the parser: of the command that is `asked` for, if there is one of that name, else of all.

    `defaults` come from the configuration file and the environment.
    """
    top: argparse.ArgumentParser = Parser(
        prog="zhunsheng",
        description="准绳：拿规划定下的数，核部门报来的数。Hold submitted figures against what a plan promised.",
    )
    top.add_argument("--version", action="version", version=f"zhunsheng {zhunsheng.__version__}")
    subs = top.add_subparsers(title="命令 / commands", metavar="COMMAND", required=True)
    of_data = (_check, _bulk, _form, _paper, _import, _close, _reopen, _history, _ledger, _waiver, _diff, _assess)
    of_rules = (_rules, _new, _lint, _fmt, _test, _explain, _schema, _lsp)
    commands = {add.__name__.strip("_"): add for add in (*of_data, *of_rules)}
    for add in (commands[asked],) if asked in commands else commands.values():
        add(subs, defaults)
    return top


def _check(subs: "Commands", defaults: Defaults) -> None:
    one = common.command(subs, "check", "核查数据并写报告 / evaluate submissions and report", check.check, defaults)
    common.which_rules(one, defaults)
    common.data(one, "*")
    common.years(one, defaults)
    common.store_to_judge(one)
    one.add_argument(
        "--place",
        metavar="PLACE",
        help="只核查这一处（编号或名称）；大文件只读它的那些行 / judge only this place, by id or name",
    )
    one.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="报告：html、markdown、json、csv、xlsx、questions（问题清单）；写给 CI：junit、sarif、github、tap；可多次"
        " / "
        "write a report; repeatable; PATH - is standard output",
    )
    common.leaders(one, defaults)
    common.marked(one)
    common.fail_on(one, defaults)
    check_outputs.fill(one)
    one.add_argument("-q", "--quiet", action="store_true", help="不显示摘要 / no summary")


def _bulk(subs: "Commands", defaults: Defaults) -> None:
    bulk.fill(common.command(subs, "bulk", bulk.ABOUT, bulk.bulk, defaults), defaults)


def _form(subs: "Commands", defaults: Defaults) -> None:
    about = "为每个部门写一份填报表 / write the forms that departments fill in, one workbook each"
    one = common.command(subs, "form", about, form.form, defaults)
    common.which_rules(one, defaults)
    one.add_argument("--year", metavar="YEAR", help="填报哪一年的数 / the year of the figures")
    one.set_defaults(year_default=defaults.get("year"))
    one.add_argument("--out", required=True, metavar="DIR", help="写到哪个文件夹 / the folder to write into")
    one.add_argument(
        "--data",
        nargs="+",
        default=[],
        metavar="DATA",
        help="以前报来的数和名册：列出上年数、名册中的各处，略去已完成的节点 / earlier submissions and rosters",
    )
    one.add_argument("--department", metavar="NAME", help="只写这个部门的 / only the form of this department")
    one.add_argument("--force", action="store_true", help="覆盖同名文件 / overwrite files of the same name")


def _paper(subs: "Commands", defaults: Defaults) -> None:
    one = common.command(subs, "paper", paper_arguments.ABOUT, paper.paper, defaults)
    common.which_rules(one, defaults)
    paper_arguments.kind(one)
    common.data(one, "*")
    common.store_to_judge(one)
    paper_arguments.add(one, defaults)


def _diff(subs: "Commands", defaults: Defaults) -> None:
    about = "两份结果之间变了什么、为什么 / what changed between two results, and why"
    diff.fill(common.command(subs, "diff", about, diff.diff, defaults), defaults)


def _assess(subs: "Commands", defaults: Defaults) -> None:
    about = "分区差别化考核：各地得分、名次和稳健性 / scores by place, and how firm their order is"
    assess.fill(common.command(subs, "assess", about, assess.assess, defaults), defaults)


def _rules(subs: "Commands", defaults: Defaults) -> None:
    about = "列出规则，或写成可翻阅的手册 / list the rules, or write them as a book"
    one = common.command(subs, "rules", about, rules.rules, defaults)
    common.which_rules(one, defaults)
    common.leaders(one, defaults)
    ways = [by.value for by in By]
    one.add_argument("--by", choices=ways, metavar="WHAT", help=f"分组：{'、'.join(ways)} / group the rules")
    formats = ("text", "json", "html", "markdown")
    one.add_argument("--format", default="text", choices=formats, help="格式 (default: %(default)s)")
    one.add_argument("-o", "--output", metavar="PATH", help="写到文件，默认标准输出 / write to a file")
    about = "场景文件夹，每个规划一个子文件夹；默认与规则文件夹并列 / folder of features; default: beside the rules"
    one.add_argument("--features", metavar="DIR", help=about)


def _lint(subs: "Commands", defaults: Defaults) -> None:
    one = common.command(subs, "lint", "检查规则文件 / check the rule files", lint.lint, defaults)
    common.which_rules(one, defaults)
    about = "原文文件夹，内有 规划编号.txt：核对每条出处 / folder of PLAN-ID.txt: verify every citation"
    common.sources(one, defaults, about)
    one.add_argument(
        "--uncited",
        action="store_true",
        help="列出原文中没有规则引用的数量 / list the quantities of the texts that no rule cites",
    )
    one.add_argument(
        "--strict", action="store_true", help="警告、未引用的数量也算不通过 / warnings and uncited quantities fail too"
    )
    lint.weighing(one)
    lint_outputs.fill(one)
    one.add_argument(
        "--explain",
        metavar="NUMBER",
        help="说明一个编号（如 ZS304）：为什么、怎样改、举例 / explain a number: why, how to mend it, an example",
    )


def _fmt(subs: "Commands", defaults: Defaults) -> None:
    fmt.fill(common.command(subs, "fmt", fmt.ABOUT, fmt.fmt, defaults), defaults)


def _new(subs: "Commands", defaults: Defaults) -> None:
    new.fill(subs.add_parser("new", help=new.ABOUT, description=new.ABOUT), defaults)


def _test(subs: "Commands", defaults: Defaults) -> None:
    about = "以场景证明每条规则：覆盖与变异 / prove every rule by its feature: coverage and mutation"
    one = common.command(subs, "test", about, test.test, defaults)
    common.which_rules(one, defaults)
    test.fill(one)


def _explain(subs: "Commands", defaults: Defaults) -> None:
    about = "说明一条规则或一个结论 / tell why: a rule or a finding"
    one = common.command(subs, "explain", about, explain.explain, defaults)
    common.which_rules(one, defaults)
    about = "规则的 id 或名称，或结论编号 / a rule's id or title, or a finding's id"
    one.add_argument("target", metavar="RULE|FINDING", help=about)
    common.data(one, "*")
    one.add_argument("--place", metavar="PLACE", help="只说这个地区的判定 / only the verdicts on this place")
    one.add_argument(
        "--format",
        choices=["text", "paragraph", "mermaid", "dot", "svg"],
        default="text",
        help="逐步、一段话，或从单元格到条款的图 / step by step, one paragraph, or a graph from cells to clause",
    )
    one.add_argument("-o", "--output", metavar="PATH", help="写到文件，默认标准输出 / write to a file")
    common.years(one, defaults)
    common.store_to_judge(one)


def _import(subs: "Commands", defaults: Defaults) -> None:
    about = "数据入库：只增不改，后报的修订先报的 / take submissions into a store; later ones revise earlier ones"
    one = common.command(subs, "import", about, store.import_, defaults)
    common.which_rules(one, defaults)
    common.data(one, "+")
    common.store_file(one)
    one.add_argument("--by", required=True, metavar="WHO", help="报送的部门或人 / who handed it in")
    common.received(one)
    one.add_argument("--note", default="", metavar="TEXT", help="备注，如来文号 / a remark, as the letter's number")
    one.add_argument(
        "--again",
        action="store_true",
        help="同样内容的文件入过库的，再入一次，作为最新的 / take known files in once more, as the latest",
    )
    one.add_argument(
        "--replaces",
        action="append",
        default=[],
        metavar="FILE",
        help="所替换的旧文件（路径或文件名），可多次 / an earlier file that these stand in for; repeatable",
    )
    common.marked(one)


def _close(subs: "Commands", defaults: Defaults) -> None:
    about = "锁定年份：此后报来的该年的数只存不用 / close a year: figures that come in later are not used"
    _turn(subs, "close", about, store.close, defaults)


def _reopen(subs: "Commands", defaults: Defaults) -> None:
    about = "重开已锁定的年份 / reopen a closed year"
    _turn(subs, "reopen", about, store.reopen, defaults)


def _turn(
    subs: "Commands", name: str, about: str, run: Callable[[argparse.Namespace], int], defaults: Defaults
) -> None:
    one = common.command(subs, name, about, run, defaults)
    common.store_file(one)
    one.add_argument("--plan", default=None, metavar="ID", help="规划，库里只有一个的不必写 / the plan, if several")
    one.add_argument("--year", action="append", required=True, metavar="YEAR", help="年份，可多次 / year; repeatable")
    one.add_argument("--by", required=True, metavar="WHO", help="经办人 / who does it")
    one.add_argument("--reason", required=True, metavar="TEXT", help="理由 / why")
    common.received(one)


def _history(subs: "Commands", defaults: Defaults) -> None:
    about = "一个数的历次报送：谁、何时、哪一格 / every vintage of a figure: who, when, which cell"
    one = common.command(subs, "history", about, store.history, defaults)
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)
    common.store_file(one)
    one.add_argument("--plan", default=None, metavar="ID", help="只看这个规划 / only this plan")
    one.add_argument("--indicator", metavar="NAME", help="指标，名称或编号 / an indicator, by title or id")
    one.add_argument("--place", metavar="NAME", help="地区，名称或编号 / a place, by title or id")
    one.add_argument("--year", action="append", default=None, metavar="YEAR", help="年份，可多次 / year; repeatable")
    one.add_argument("--restated", action="store_true", help="只看改动过的数 / only figures that were restated")
    common.as_of(one)
    one.add_argument("--format", default="text", choices=("text", "json"), help="格式 (default: %(default)s)")
    one.add_argument(
        "--verify", action="store_true", help="核对库是否完好、记录链是否完整 / hold the store against its digests"
    )
    one.set_defaults(year_default=None)


def _ledger(subs: "Commands", defaults: Defaults) -> None:
    about = "整改台账：每个结论从发现到销号 / the ledger: every finding until it is put right"
    one = common.command(subs, "ledger", about, ledger.ledger, defaults)
    one.set_defaults(store=None, plan=None)
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)
    common.leaders(one, defaults)
    ledger_arguments.fill(one)


def _waiver(subs: "Commands", defaults: Defaults) -> None:
    about = "豁免：谁批准、为何、到何时；到期自行失效 / waivers: by whose leave, why, until when"
    one = common.command(subs, "waiver", about, ledger.waivers, defaults)
    one.set_defaults(store=None, plan=None)
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)
    ledger_arguments.fill_waiver(one)


def _lsp(subs: "Commands", defaults: Defaults) -> None:
    about = "语言服务器，供编辑器用：随写随查、说明、补全、跳转、修正 / the language server, for editors"
    one = common.command(subs, "lsp", about, lsp.lsp, defaults)
    about = "库：说明规则时一并说出上次的判定 / a store: the last verdicts of a rule are told with it"
    one.add_argument("--store", default=defaults.get("store"), metavar="FILE", help=about)
    about = "原文文件夹，内有 规划编号.txt：从出处跳到原文 / folder of PLAN-ID.txt: go from a citation to its passage"
    common.sources(one, defaults, about)
    one.add_argument("--stdio", action="store_true", help=argparse.SUPPRESS)  # what editors add of themselves
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)


def _schema(subs: "Commands", defaults: Defaults) -> None:
    about = "输出 Schema：JSON 报告、所读数据、YAML 规则文件 / print a JSON Schema: reports, data, or YAML files"
    one = common.command(subs, "schema", about, schema.schema, defaults)
    schema_arguments.fill(one)

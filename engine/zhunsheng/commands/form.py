"""`zhunsheng form`: write the forms that departments fill in."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api, new_files
from zhunsheng.commands.shared import cache_dir, say_problems
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.forms import Written


def form(args: argparse.Namespace) -> int:
    """Write one workbook for each department that has something to report in the year; list them."""
    year = _year(args.year or args.year_default)
    folder = Path(args.out)
    new_files.check_folder(folder)
    compiled = api.catalogues(api.rules_folder(args.rules), args.plan, cache_dir(args))
    from zhunsheng.use_cases import forms  # XlsxWriter loads here

    plan = forms.chosen(compiled, year)
    sent = forms.send(plan, year, [Path(name) for name in args.data], args.department)
    new_files.write_new(folder, {each.name: each.content for each in sent.written}, force=args.force)
    say_problems(sent.problems, args.lang)
    for each in sent.written:
        print(_line(folder, each, args.lang))
    count = len(sent.written)
    print(Text(f"{count} 份填报表", f"{count} form(s)").to(args.lang))
    return ExitCode.NOT_EVALUABLE if sent.problems else ExitCode.OK


def _line(folder: Path, written: "Written", lang: Lang) -> str:
    from zhunsheng.model.readable import readable  # a folder's name may hold terminal escapes

    form = written.form
    counts = (
        (len(form.figures), Text("指标 {} 项", "{} figures")),
        (len(form.milestones), Text("节点 {} 项", "{} milestones")),
        (len(form.issued), Text("下达目标、基准值 {} 项", "{} issued targets or benchmarks")),
    )
    parts = [text.to(lang).format(count) for count, text in counts if count]
    parts += [Text("名册", "a roster").to(lang)] if form.listing else []
    return readable(f"{folder / written.name}  " + ("，" if lang == "zh" else ", ").join(parts))


def _year(asked: str | None) -> int:
    if asked is not None and re.fullmatch(r"\d{4}", asked.strip(), re.ASCII):
        return int(asked)
    if asked is not None and re.fullmatch(r"\d+", asked.strip(), re.ASCII):
        raise UsageError(
            Text(f"--year {asked}：年份写四位，如 --year 2024。", f"--year {asked}: four digits, such as 2024.")
        )
    raise UsageError(
        Text(
            f"--year {asked or '没有给出'}：填报表只对一个年份，如 --year 2024。",
            f"--year {asked or 'is absent'}: forms are for one year, such as --year 2024.",
        )
    )

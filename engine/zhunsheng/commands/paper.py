"""`zhunsheng paper`: the letters and reports of an office, filled into its own templates."""

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng import new_files
from zhunsheng.commands import check
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.paper import FORMATS, KINDS, Letterhead, day_text
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.use_cases.registering import Kept

TEMPLATES = "templates"
CHOICES = (*KINDS, TEMPLATES)
DEFAULT_FORMATS = ("docx",)
_NAMES_A_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
"""What ends a name that is meant for a file: of a folder “.doc” would be made otherwise."""


def paper(args: argparse.Namespace) -> int:
    """Write the paper asked for, or the templates themselves for an office to change; list the files."""
    folder, name, formats = _place(args)
    new_files.check_folder(folder)
    from zhunsheng.use_cases import papers, stationery

    if args.kind == TEMPLATES:
        return _written(args, folder, stationery.defaults())
    year, head = _year(args.year or args.year_default), _letterhead(args)
    _refuse_what_does_not_go_together(args, name)
    fonts = stationery.FontSet(tuple(map(Path, args.fonts)))
    fills = stationery.fills(args.kind, formats, _templates(args), fonts)  # told before any work is done
    kept = _kept(args, head.on)
    evaluation = _evaluation(args, None if kept is None else kept.on)
    made = papers.write(args.kind, evaluation, year, head, fills, args.theme, departments=args.department, kept=kept)
    _written(args, folder, {name or each.name: each.content for each in made})
    if not made:
        print(Text("没有需要整改的部门，没有写通知书。", "no department is to be served; no notice.").to(args.lang))
    code = check.exit_code(evaluation, "never")
    if code is not ExitCode.OK:
        incomplete = Text(
            "有数据读不懂，文书里写明了；明细见 check 的报告。", "not all could be read: see the report of check."
        )
        print(incomplete.to(args.lang))
    return code


def _refuse_what_does_not_go_together(args: argparse.Namespace, name: str) -> None:
    if args.theme and args.kind != "annual":
        raise UsageError(Text("--theme 只用于 annual。", "--theme is for annual only."))
    if name and len(args.department) > 1:
        raise UsageError(
            Text(
                f"-o {name}：--department 一个部门一份，请给文件夹。",
                f"-o {name}: there is one edition a --department; give a folder.",
            )
        )


def _kept(args: argparse.Namespace, on: date | None) -> "Kept | None":
    """Say where the ledger is, and on which day it is looked at: that of --as-of, or of the paper, or today."""
    if not args.store:
        return None
    from zhunsheng.use_cases.registering import Kept

    return Kept(store=Path(args.store), as_of=args.as_of, on=None if args.as_of else on)


def _evaluation(args: argparse.Namespace, on: date | None) -> Evaluation:
    """Judge all years of the data: a paper about one year tells of those before it as well.

    `on` is the day on which waivers count, as the ledger's dates do.
    """
    args.year, args.year_default, args.on = None, None, on
    return check.evaluate(args, lambda: check.compiled_rules(args))[0]


def _place(args: argparse.Namespace) -> tuple[Path, str, Sequence[str]]:
    """Return the folder to write into, the name of the file where one is given, and the formats to write."""
    path = Path(args.output)
    form = path.suffix.removeprefix(".")
    if form not in FORMATS and _NAMES_A_FILE.fullmatch(path.suffix) and not path.is_dir():
        raise UsageError(
            Text(
                f"-o {path}：不写这种格式；文件名以 .docx、.html、.pdf 结尾，或给文件夹。",
                f"-o {path}: not a format of papers; end the name with .docx, .html or .pdf, or give a folder.",
            )
        )
    if form not in FORMATS:
        return path, "", args.format or DEFAULT_FORMATS
    if args.kind in ("notice", TEMPLATES):
        raise UsageError(
            Text(f"-o {path}：会写出多份文件，请给文件夹。", f"-o {path}: several files are written; give a folder.")
        )
    if args.format and set(args.format) != {form}:
        raise UsageError(
            Text(
                f"-o {path} 已说明格式；要用 --format 写别的格式，-o 请给文件夹。",
                f"-o {path} says the format: with another --format, give a folder.",
            )
        )
    return path.parent, path.name, (form,)


def _templates(args: argparse.Namespace) -> Path | None:
    return Path(args.templates) if args.templates else None


def _written(args: argparse.Namespace, folder: Path, files: Mapping[str, bytes]) -> ExitCode:
    new_files.write_new(folder, files, force=args.force)
    for name in files:
        print(readable(str(folder / name)))
    return ExitCode.OK


def _letterhead(args: argparse.Namespace) -> Letterhead:
    on = _date(args.date, "--date")
    given = {
        "unit": args.unit,
        "number": args.number,
        "date": _day_text(on),
        "due": _day_text(_date(args.due, "--due")),
        "contact": args.contact,
    }
    said = {name: readable(value) for name, value in given.items() if value}
    return msgspec.structs.replace(Letterhead(on=on), **said)


def _day_text(day: date | None) -> str:
    return day_text(day) if day is not None else ""


def _date(asked: str | None, flag: str) -> date | None:
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise UsageError(
            Text(f"{flag} {asked}：应为日期，如 2025-03-01。", f"{flag} {asked}: give a date, such as 2025-03-01.")
        ) from None


def _year(asked: str | None) -> int:
    if asked is not None and re.fullmatch(r"\d{4}", asked.strip(), re.ASCII):
        return int(asked)
    raise UsageError(
        Text(
            f"--year {asked or '没有给出'}：文书只对一个年份，如 --year 2024。",
            f"--year {asked or 'is absent'}: a paper is about one year, such as --year 2024.",
        )
    )

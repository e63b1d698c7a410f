"""`zhunsheng schema`: what reports are made of, what data may be, and what YAML files may hold."""

import argparse
import sys
from pathlib import Path

from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Text

REPORTS = ("evaluation", "questions", "ledger", "comparison", "assessment", "bulk", "figures")


def schema(args: argparse.Namespace) -> int:
    """Print a schema, or write those of the YAML files beside the plans."""
    if args.write:
        return _write(args)
    if args.hints:
        raise UsageError(Text("--hints 须与 --write 同用。", "--hints needs --write."))
    sys.stdout.write(_printed(args))
    return ExitCode.OK


def _printed(args: argparse.Namespace) -> str:
    if args.for_file:
        from zhunsheng import schema as of_files

        if args.for_file not in of_files.DOCUMENTS:
            known = list(of_files.DOCUMENTS)
            told = Text(f"--for 只能是 {'、'.join(known)}。", f"--for is one of: {', '.join(known)}.")
            raise UsageError(told)
        return of_files.text(args.for_file)
    if args.document == "figures":
        from zhunsheng.intake import json_schema

        return json_schema.schema_json()
    from zhunsheng import report

    return report.schema_json(args.document)


def _write(args: argparse.Namespace) -> int:
    from zhunsheng.use_cases import schemas

    rules = Path(args.write)
    if not rules.is_dir():
        raise UsageError(Text(f"没有文件夹 {rules}。", f"there is no folder {rules}"))
    written, hinted = schemas.write(rules, hints=args.hints)
    told = Text(
        f"{rules / 'schema'}：写入 {written} 个 Schema；{hinted} 个文件加了首行。",
        f"{rules / 'schema'}: {written} schemas written; {hinted} files given their first line.",
    )
    print(told.to(args.lang))
    return ExitCode.OK

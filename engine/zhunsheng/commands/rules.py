"""`zhunsheng rules`: the rules as a list, as JSON, or as a book to browse."""

import argparse
from pathlib import Path

import msgspec

from zhunsheng import api, outputs
from zhunsheng.commands.shared import cache_dir, console, from_here, leaders_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.grouped import By
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.text import Text


def rules(args: argparse.Namespace) -> int:
    """List the rules of one plan or of all, on standard output or into a file."""
    target = Path(args.output) if args.output else outputs.STDOUT
    if args.format == "text" and args.output:
        raise UsageError(
            Text("-o 须与 --format html、markdown 或 json 同用。", "-o needs --format html, markdown or json.")
        )
    outputs.check_writable({args.format: target})
    folder = api.rules_folder(args.rules)
    compiled = api.catalogues(folder, args.plan, cache_dir(args))
    by = By(args.by) if args.by else None
    leaders = leaders_asked(args, [each.catalogue for each in compiled]) if by is By.LEADER else None
    if by is By.LEADER and leaders is None:
        raise UsageError(Text("按分管领导分组，须用 --leaders 指明名单。", "--by leader needs --leaders FILE."))
    if leaders is not None:
        compiled = tuple(each for each in compiled if each.catalogue.plan.id == leaders.plan)
    if args.format == "text":
        from zhunsheng import report

        report.show_rules([each.catalogue for each in compiled], args.lang, console(), by, leaders)
        return ExitCode.OK
    outputs.write_all({target: _written(args, compiled, folder, by, leaders).encode()})
    return ExitCode.OK


def _written(
    args: argparse.Namespace,
    compiled: tuple[api.Compiled, ...],
    rules_folder: Path,
    by: By | None,
    leaders: Portfolios | None,
) -> str:
    if args.format == "json":
        from zhunsheng import report

        return report.rules_json([(c.catalogue, from_here(c.folder)) for c in compiled], by, leaders)
    from zhunsheng.report import book
    from zhunsheng.use_cases import rule_book

    found = rule_book.features(compiled, rule_book.features_folder(args.features, rules_folder))
    volumes = [
        book.Volume(
            catalogue=plan.catalogue,
            folder=from_here(plan.folder),
            features={k: msgspec.structs.replace(f, path=from_here(Path(f.path))) for k, f in features.items()}
            if features is not None
            else None,
            by=by,
            leaders=leaders,
        )
        for plan, features in zip(compiled, found, strict=True)
    ]
    return book.render(volumes, args.format, args.lang, cache_dir(args))

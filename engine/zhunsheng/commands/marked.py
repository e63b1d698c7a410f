"""`--marked DIR`: the copies that go back to the departments."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.errors import UnreadableDataError
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation

if TYPE_CHECKING:
    from zhunsheng.use_cases.asking import OfFile
    from zhunsheng.use_cases.marking import Fetch

# What writes copies is loaded only where copies are asked for.


@contextmanager
def asked_for(args: argparse.Namespace, *, of_store: bool) -> Iterator[None]:
    """Refuse a folder that is of no use; where not one figure can be read, mark the files all the same.

    `of_store` says that they are those of a store: what lies under their paths now may be others.
    """
    if not args.marked:
        yield
        return
    from zhunsheng.use_cases import marking

    marking.check_folder(Path(args.marked), [Path(name) for name in args.data], force=args.force)
    try:
        yield
    except UnreadableDataError as error:
        of_problems(args, error.problems, marking.from_nowhere if of_store else marking.from_disk)
        raise


def of_evaluation(args: argparse.Namespace, evaluation: Evaluation) -> str:
    """Write the copies after a check, if they are asked for; return what is to be said of them, blank if nothing."""
    if not args.marked:
        return ""
    from zhunsheng.use_cases import asking, marking

    fetch = partial(marking.from_store, Path(args.store)) if args.store else marking.from_disk
    return _written(args, asking.of_evaluation(evaluation), fetch)


def of_problems(args: argparse.Namespace, problems: Iterable[Diagnostic], fetch: "Fetch | None" = None) -> None:
    """Write the copies where files were only read, if they are asked for, and say so."""
    if not args.marked:
        return
    from zhunsheng.use_cases import asking, marking

    print(_written(args, asking.of_problems(problems), fetch or marking.from_disk))


def _written(args: argparse.Namespace, files: "Sequence[OfFile]", fetch: "Fetch") -> str:
    from zhunsheng.model.readable import readable  # names come from foreign files
    from zhunsheng.use_cases import marking

    said = marking.write(Path(args.marked), files, fetch, force=args.force)
    return readable(said.to(args.lang))

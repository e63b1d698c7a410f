"""The Jinja environments, and a cache of compiled templates: compiling them costs more than filling them in."""

from collections.abc import Callable, Hashable
from pathlib import Path

import jinja2

import zhunsheng
from zhunsheng import private_files
from zhunsheng.resources import templates_dir

MAX_BYTES = 4 << 20


def environment(cache_dir: Path | None, *, finalize: Callable[[object], str] | None = None) -> jinja2.Environment:
    """Return an environment for HTML; or, with `finalize`, for a format whose values that function makes safe.

    `cache_dir` None means that templates are compiled anew.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_dir()),
        autoescape=finalize is None,  # noqa: S701  # with `finalize`, every value passes through that instead
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=CompiledTemplates(cache_dir / "templates") if cache_dir is not None else None,
    )
    made.filters["once"] = _once()
    return made


def _once() -> Callable[..., str]:
    """Return a filter for `{{ value|once(macro, …) }}`: what is the same is filled in once, however often it is shown.

    A report of a thousand rows has a dozen statuses and a few hundred figures.
    """
    filled: dict[tuple[Hashable, ...], str] = {}

    def once(value: Hashable, macro: Callable[..., str], *more: Hashable) -> str:
        text = filled.get((macro, value, *more))
        if text is None:
            text = filled[macro, value, *more] = macro(value, *more)
        return text

    return once


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in private files. Missing, stale, damaged, somebody else's or unwritable, it costs time only.

    Jinja's own file cache raises where the folder cannot be written, and runs whatever code it finds there. Stale
    entries are told by the template's text, by Python's version (both Jinja's doing), and by the versions in the
    file's name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill `bucket` from its file; leave it empty where that is no use."""
        code = private_files.read(self._file(bucket), MAX_BYTES)
        try:
            if code is not None:
                bucket.bytecode_from_string(code)
        except (ValueError, EOFError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what `bucket` holds, whole or not at all."""
        private_files.write(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: jinja2.bccache.Bucket) -> Path:
        return self._folder / f"{bucket.key}-{jinja2.__version__}-{zhunsheng.__version__}.bin"

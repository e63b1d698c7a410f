"""The templates of papers: an office's own before those that come with the program."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from zhunsheng import papers
from zhunsheng.errors import UsageError
from zhunsheng.model.paper import FORMATS
from zhunsheng.model.text import Text
from zhunsheng.papers import Fill, FontSet, PaperError
from zhunsheng.resources import templates_dir

__all__ = ["FontSet", "defaults", "fills", "own"]


def own(folder: Path) -> Path:
    """Return an office's own folder. Raises `UsageError` where it is absent or holds no template at all."""
    if any((folder / path.name).is_file() for path in _defaults()):
        return folder
    raise UsageError(
        Text(
            f"模板文件夹 {folder} 不存在，或里面没有模板。模板按文件名找，如 notice.docx、notice.html、notice.typ，"
            "用 paper templates 取出全部。",
            f"there is no folder {folder}, or no template in it. Templates go by name, such as notice.docx, "
            "notice.html, notice.typ: `paper templates` hands them all out.",
        )
    )


def defaults() -> Mapping[str, bytes]:
    """Return the templates that come with the program, by name, for an office to change."""
    return {path.name: path.read_bytes() for path in _defaults()}


def fills(kind: str, formats: Iterable[str], folder: Path | None, fonts: FontSet) -> Mapping[str, Fill]:
    """Return what fills in the template of a paper, for each of `formats`.

    Raises `UsageError` for a template or a folder of fonts that cannot be used, and for PDF without its library.
    """
    folders = (*((own(folder),) if folder is not None else ()), _came_with_the_program())
    for each in fonts.folders:
        if not each.is_dir():
            raise UsageError(Text(f"--fonts {each}：没有这个文件夹。", f"--fonts {each}: there is no such folder."))
    return {form: _fill(kind, form, folders, fonts) for form in dict.fromkeys(formats)}


def _fill(kind: str, form: str, folders: Sequence[Path], fonts: FontSet) -> Fill:
    try:
        return papers.filler(kind, FORMATS[form], folders, fonts)
    except PaperError as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise UsageError(
            Text(f"模板 {error.filename} 打不开：{error.strerror}", f"cannot open the template {error.filename}")
        ) from error


def _came_with_the_program() -> Path:
    return templates_dir() / "papers"


def _defaults() -> Sequence[Path]:
    return sorted(path for path in _came_with_the_program().iterdir() if path.is_file())

"""What keeps a paper from being written."""

import jinja2

from zhunsheng.model.text import Text


class PaperError(Exception):
    """A paper that cannot be written; `message` says why, and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class BrokenTemplateError(PaperError):
    """A template that cannot be filled in; `message` names the file, the place in it and what is wrong."""


def broken(name: str, place: str, wrong: Text) -> BrokenTemplateError:
    """Say of the template `name` what is `wrong` with it, at the paragraph that reads `place` (blank: the whole)."""
    where = Text(f"“{place}”一段", f" at “{place}”") if place else Text("", "")
    return BrokenTemplateError(
        Text(f"模板 {name} {where.zh}有误：{wrong.zh}".replace("  ", " "), f"template {name}{where.en}: {wrong.en}")
    )


def tag_error(error: Exception) -> Text:
    """Say what Jinja, or an expression of a template, objects to."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Text(f"没有模板 {error.name}", f"no template {error.name}")
    if isinstance(error, OSError):
        return Text(f"打不开（{error.strerror}）", f"cannot be opened ({error.strerror})")
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    if isinstance(error, jinja2.UndefinedError):
        return Text(f"没有这个名称（{message}）", f"unknown name ({message})")
    return Text(f"标记写法不对（{message}）", f"bad tag ({message})")

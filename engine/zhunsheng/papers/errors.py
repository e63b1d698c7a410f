"""What keeps a paper from being written."""

from zhunsheng.model.text import Text


class BrokenTemplateError(Exception):
    """A template that cannot be filled in; `message` names the file, the place in it and what is wrong."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def broken(name: str, place: str, wrong: Text) -> BrokenTemplateError:
    """Say of the template `name` what is `wrong` with it, at the paragraph that reads `place` (blank: the whole)."""
    where = Text(f"“{place}”一段", f" at “{place}”") if place else Text("", "")
    return BrokenTemplateError(
        Text(f"模板 {name} {where.zh}有误：{wrong.zh}".replace("  ", " "), f"template {name}{where.en}: {wrong.en}")
    )

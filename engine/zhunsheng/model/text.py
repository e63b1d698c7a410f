"""One sentence in the two languages that the tool speaks."""

from typing import Literal

import msgspec

Lang = Literal["zh", "en"]


class Text(msgspec.Struct, frozen=True):
    """A sentence said once in each language, at the place where it is known what to say.

    Both halves are plain text: whoever writes them into HTML or a workbook escapes them.
    """

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.zh if lang == "zh" else self.en

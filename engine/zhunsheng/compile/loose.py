"""Numbers, years and targets as people write them, and how they are to be written: hints for what cannot be read."""

import re
import unicodedata
from typing import NamedTuple

from zhunsheng.model.text import Text

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_CURLY = tuple("“”‘’「」")
_NOTHING = ("—", "——", "-", "/", "无", "暂无", "空")
_TO = r"\s*(?:-|－|—|–|~|～|至|到)\s*"
_RANGE = re.compile(rf"([0-9.]+)[%％]?{_TO}([0-9.]+)[%％]?")
_YEARS = re.compile(rf"([0-9]{{4}})年?{_TO}([0-9]{{4}}|[0-9]{{2}})年?")
_YEAR = re.compile(r"([0-9]{4})年(?:底|末)?")
_SAID_IN_WORDS = (
    ("不低于", ">="), ("不少于", ">="), ("不小于", ">="), ("以上", ">="), ("达到", ">="),
    ("不高于", "<="), ("不超过", "<="), ("不大于", "<="), ("以下", "<="), ("以内", "<="),
    ("高于", ">"), ("超过", ">"), ("大于", ">"), ("低于", "<"), ("少于", "<"), ("小于", "<"),
)  # fmt: skip
_QUOTES = Text('引号要用半角的 "。', 'Use straight quotes (").')
_DONE = "done"


class Meant(NamedTuple):
    """A hint, and the whole value as it is to be written, where nothing else can be meant."""

    hint: Text | None
    instead: str | None = None


def of_number(text: str) -> Text | None:
    """Say how a number is to be written that is none."""
    plain = unicodedata.normalize("NFKC", text)
    if text[:1] in _CURLY:
        return _QUOTES
    if text in _NOTHING:
        return Text("没有数的，删去这一项。", "Where there is no figure, remove the entry.")
    if text.endswith(("%", "％")):
        return Text("只写数，单位写在 unit。", "Write only the number; the unit stands under `unit`.")
    if "," in text or "，" in text:
        return Text("不写千分位逗号。", "Leave out thousands separators.")
    if plain != text and _NUMBER.fullmatch(plain):
        return Text("数字要用半角。", "Write half-width digits.")
    if "e" in text.lower():
        return Text("不用科学记数法，把数写全。", "Write the number out, without an exponent.")
    return None


def of_years(text: str) -> Meant:
    """Say how a year or a range of years is to be written: 2025年, 2021—2025, 2021-25."""
    one, several = _YEAR.fullmatch(text), _YEARS.fullmatch(text)
    if one is None and several is None:
        return Meant(None)
    written = one[1] if one else ""
    if several is not None:
        first, last = several.groups()
        written = f"{first}-{first[: 4 - len(last)]}{last}"
    return Meant(Text(f"写成 {written}。", f"Write {written}."), written)


def of_target(text: str) -> Meant:
    """Say how a target is to be written that is written in words, as a range of its own kind, or in curly quotes."""
    if "下达" in text:
        return Meant(Text('市里另行下达的，写成 "issued >="。', 'For a figure issued later write "issued >=".'))
    if "平均" in text:
        return Meant(
            Text('与平均水平比的，写成 "benchmark >="。', 'For a comparison with others write "benchmark >=".')
        )
    if text[:1] in _CURLY:
        return Meant(_QUOTES)
    if (several := _RANGE.fullmatch(text)) is not None:
        low, high = several.groups()
        return Meant(Text(f"区间写成 {low}..{high}。", f"Write the range as {low}..{high}."))
    if "左右" in text or text.startswith("约"):
        return Meant(
            Text("约数没有界限：写一个区间，如 94..96。", "“About” has no limit: write a range, such as 94..96.")
        )
    if text in ("完成", "已完成", "Done", "true", "yes", "是"):
        return Meant(Text("节点写成 done。", "For a milestone write done."), _DONE)
    for words, operator in _SAID_IN_WORDS:
        if words in text:
            rest = text.replace(words, "", 1).strip()
            instead = f"{operator} {rest}" if _NUMBER.fullmatch(rest) else None
            return Meant(Text(f"“{words}”写成“{operator}”。", f"Write “{operator}” for “{words}”."), instead)
    return Meant(None)

"""Chinese numerals, as the text of a plan writes small numbers: “两”, “十二”, “三十”, “五百”, “二〇二五”."""

import re

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ROUND = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGIT_BY_DIGIT = re.compile("[〇零一二三四五六七八九]{2,9}")
_BELOW_HUNDRED = re.compile("(?P<ten>[一二三四五六七八九]?十)?(?P<one>[一二两三四五六七八九])?(?P<round>[百千万亿]?)")


def value(text: str) -> int | None:
    """Return what `text` stands for: less than a hundred, or that many 百, 千, 万 or 亿. None for any other text."""
    if text in ("〇", "零"):
        return 0
    if _DIGIT_BY_DIGIT.fullmatch(text):
        return int("".join(str(_DIGITS[character]) for character in text))
    match = _BELOW_HUNDRED.fullmatch(text)
    if match is None or not (match["ten"] or match["one"]):
        return None
    tens = 0 if match["ten"] is None else _DIGITS.get(match["ten"][0], 1)
    ones = 0 if match["one"] is None else _DIGITS[match["one"]]
    return (10 * tens + ones) * _ROUND.get(match["round"], 1)

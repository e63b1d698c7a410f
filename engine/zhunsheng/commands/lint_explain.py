"""`zhunsheng lint --explain NUMBER`: why a number matters, how to mend what it finds, an example wrong and mended."""

from zhunsheng.errors import UsageError
from zhunsheng.lint.rule_help import RuleHelp, help_of
from zhunsheng.model.codes import CODES, NAMES
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import SEVERITY

_WHY = Text("为什么：", "Why: ")
_HOW = Text("怎样改：", "How to mend it: ")
_WRONG = Text("不对", "Wrong")
_MENDED = Text("改成", "Mended")
_MOST_LISTED = 10
_IN = Text("（{0}）", " ({0})")


def explained(number_or_code: str, lang: Lang) -> str:
    """Explain a number (“ZS304”) or a code (“missing-operator”). Raises `UsageError` for neither."""
    try:
        about = help_of(number_or_code)
    except KeyError:
        guess = _guess(number_or_code)
        raise UsageError(
            Text(
                f"没有编号 {number_or_code}。{guess.zh}全部编号见 docs/lint/README.md。",
                f"there is no number {number_or_code}. {guess.en} All are listed in docs/lint/README.md.",
            )
        ) from None
    return "\n".join(_lines(about, lang))


def _guess(wrong: str) -> Text:
    """Name what begins like that, “ZS42” as “42”; else ask about the nearest number or code."""
    digits = wrong.upper().removeprefix("ZS")
    begun = [number for number in sorted(NAMES) if digits.isdecimal() and number.startswith(f"ZS{digits}")]
    if begun:
        listed, more = begun[:_MOST_LISTED], len(begun) > _MOST_LISTED
        zh, en = "、".join(listed) + ("等" if more else ""), ", ".join(listed) + (" …" if more else "")
        return Text(f"这样开头的有 {zh}。", f"These begin so: {en}.")
    from zhunsheng import nearest  # only a wrong name needs it

    return nearest.guess(wrong, (*CODES, *NAMES))


def _lines(about: RuleHelp, lang: Lang) -> list[str]:
    severity, where = SEVERITY[CODES[about.code].severity], _IN.to(lang).format(about.file) if about.file else ""
    return [
        f"{about.number} {about.code} · {severity.to(lang)}",
        about.title.to(lang),
        "",
        _WHY.to(lang) + about.why.to(lang),
        _HOW.to(lang) + about.how.to(lang),
        "",
        _WRONG.to(lang) + where,
        *_example(about.bad, about.good),
        "",
        _MENDED.to(lang) + where,
        *_example(about.good, about.bad),
    ]


def _example(text: str, other: str) -> list[str]:
    """Indent an example, with an arrow at each line that the other does not have; there tabs and blanks are seen."""
    known = other.splitlines()
    return [f"    {line}" if line in known else f"  → {_visible(line)}" for line in text.splitlines()]


def _visible(line: str) -> str:
    shown = line.rstrip(" ")
    return readable(shown.replace("\t", "⇥") + "·" * (len(line) - len(shown)))

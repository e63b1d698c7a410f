"""One diagnostic as plain text, for the terminal and standard error."""

from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import SEVERITY

_EXPECTED = Text("    应为：{0}", "    expected: {0}")
_HINT = Text("    建议：{0}", "    hint: {0}")


def problem_text(problem: Diagnostic, lang: Lang) -> str:
    """Return where, how grave, what and its code; then what was expected and a hint, each on a line of its own."""
    colon = "：" if lang == "zh" else ": "
    known = CODES.get(problem.code)
    code = problem.code if known is None else f"{known.number} {problem.code}"
    first = f"{problem.at}: {SEVERITY[problem.severity].to(lang)}{colon}{problem.message.to(lang)} [{code}]"
    lines = [readable(first)]
    if problem.expected is not None:
        lines.append(_EXPECTED.to(lang).format(readable(problem.expected.to(lang))))
    if problem.hint is not None:
        lines.append(_HINT.to(lang).format(readable(problem.hint.to(lang))))
    return "\n".join(lines)

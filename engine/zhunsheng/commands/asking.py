"""Questions on a terminal: plain lines, a default in brackets, asked again until the answer can be used."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.authoring import Question


def asks_here() -> bool:
    """Tell whether somebody sits at a terminal who can be asked."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def ask(
    questions: Sequence["Question"],
    given: dict[str, str],
    lang: Lang,
    objections: Callable[[dict[str, str], str], bool],
) -> dict[str, str]:
    """Ask whatever is not given. Raises `KeyboardInterrupt` where the author leaves: nothing is written then."""
    _edit_lines()
    print(
        Text("回车取方括号里的默认值，Ctrl-C 放弃。", "Enter takes the default in brackets; Ctrl-C gives up.").to(lang)
    )
    answers = dict(given)
    for question in questions:
        if question.key in answers or not question.asks(answers):
            continue
        while True:
            answer = _line(question, question.default(answers), lang)
            if not answer and question.needed:
                print(Text("  这一项必填。", "  This must be answered.").to(lang), file=sys.stderr)
                continue
            if not answer or not objections({**answers, question.key: answer}, question.key):
                break
        if answer:
            answers[question.key] = answer
    return answers


def _line(question: "Question", default: str, lang: Lang) -> str:
    """Ask one question. An answer that is no text in the terminal's encoding is asked for again."""
    example = f"（如 {question.example}）" if lang == "zh" else f" (as {question.example})"
    shown = f" [{default}]" if default else ""
    prompt = f"{question.about.to(lang)}{example if question.example else ''}{shown}: "
    while True:
        try:
            return input(prompt).strip() or default
        except (EOFError, KeyboardInterrupt):
            print()  # what is said next begins on a line of its own
            raise KeyboardInterrupt from None
        except UnicodeDecodeError:
            print(
                Text("  读不出这些字，请重新输入。", "  This cannot be read; please type it again.").to(lang),
                file=sys.stderr,
            )


def _edit_lines() -> None:
    """Let a line be edited character by character, Chinese ones too, where the system can."""
    with suppress(ImportError):
        import readline  # noqa: F401 - `input` uses it once it is there

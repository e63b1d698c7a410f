"""What is asked of an author: one question a key, with what it means and whether it must be answered."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from zhunsheng.model.text import Text

Answers = Mapping[str, str]
"""Key → answer as typed, without blanks around it. Several values of one key are parted by commas."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `asks` tells, of the answers so far, whether it makes sense; `default` what an empty answer means.

    `needed` says that there must be an answer; a `default` of "" then is none. `several` allows for more than one.
    """

    key: str
    about: Text
    example: str = ""
    needed: bool = False
    several: bool = False
    default: Callable[[Answers], str] = lambda _: ""
    asks: Callable[[Answers], bool] = lambda _: True


def missing(questions: Sequence[Question], answers: Answers) -> tuple[Question, ...]:
    """Return every question that must be answered, has no default, and is not answered."""
    return tuple(
        question
        for question in questions
        if question.needed
        and question.asks(answers)
        and not answers.get(question.key)
        and not question.default(answers)
    )


def several(answer: str) -> list[str]:
    """Take an answer apart at commas, Chinese or not."""
    plain = answer.replace("，", ",").replace("、", ",").replace("；", ",").replace(";", ",")
    return [part.strip() for part in plain.split(",") if part.strip()]

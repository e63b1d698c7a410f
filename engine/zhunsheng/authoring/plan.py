"""A new plan: what is asked, and the shortest plan.yaml that compiles."""

import re
from collections.abc import Iterator

from zhunsheng.authoring.questions import Answers, Question, several
from zhunsheng.authoring.writing import quoted
from zhunsheng.model.text import Text

_ID = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")

PLAN_QUESTIONS = (
    Question(key="title", about=Text("规划名称", "title of the plan"), needed=True),
    Question(key="published", about=Text("哪年哪月印发", "published when"), example="2021-12", needed=True),
    Question(key="start", about=Text("从哪年起", "first year"), example="2021", needed=True),
    Question(key="end", about=Text("到哪年止", "last year"), example="2025", needed=True),
    Question(
        key="base",
        about=Text("基期", "base year"),
        default=lambda answers: str(int(answers["start"]) - 1) if answers.get("start", "").isdecimal() else "",
    ),
    Question(
        key="place",
        about=Text("规划范围：编号=名称", "the place that it is for: id=title"),
        example="county=某县",
        needed=True,
    ),
    Question(
        key="level",
        about=Text("这个地区是哪一级", "the level of that place"),
        needed=True,
        default=lambda _: "county",
    ),
    Question(
        key="department",
        several=True,
        about=Text("责任部门，几个的用逗号分开", "departments, parted by commas"),
        example="城管局, 水务局",
        needed=True,
    ),
)
"""In the order in which they are asked."""


def is_plan_id(text: str) -> bool:
    """Tell whether a plan, and its folder, may be called that."""
    return _ID.fullmatch(text) is not None


def plan_text(plan: str, answers: Answers) -> str:
    """Write plan.yaml. What is wrong with the answers is for the compiler to say."""
    return "\n".join(_lines(plan, answers)) + "\n"


def _lines(plan: str, answers: Answers) -> Iterator[str]:
    place, _, called = (part.strip() for part in answers["place"].partition("="))
    title, published = quoted(answers["title"]), quoted(answers["published"])
    yield f"id: {quoted(plan)}"
    yield f"title: {title}"
    yield f"document: {{title: {title}, published: {published}}}"
    yield "period:"
    for key in ("base", "start", "end"):
        yield f"  {key}: {_year(answers.get(key, ''))}"
    yield "places:"
    yield f"  - {{id: {quoted(place)}, title: {quoted(called)}, level: {quoted(answers['level'])}}}"
    yield "departments:"
    for name in several(answers["department"]):
        yield f"  - {{id: {quoted(name)}, title: {quoted(name)}}}"


def _year(text: str) -> str:
    return text if text.isdecimal() else quoted(text)

"""Authoring: what an author answers → the YAML of a new rule or a new plan.

Nothing is judged here: what the answers are worth, the compiler says, at the line of each.
"""

from zhunsheng.authoring.plan import PLAN_QUESTIONS, is_plan_id, plan_text
from zhunsheng.authoring.questions import Answers, Question, missing
from zhunsheng.authoring.rule import RULE_QUESTIONS, key_lines, rule_lines
from zhunsheng.authoring.writing import quoted

__all__ = [
    "PLAN_QUESTIONS",
    "RULE_QUESTIONS",
    "Answers",
    "Question",
    "is_plan_id",
    "key_lines",
    "missing",
    "plan_text",
    "quoted",
    "rule_lines",
]

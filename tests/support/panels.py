"""Panels of an evaluation, by rule, and the picture and rows of a rule that holds for one place."""

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page_panels import Course, Panel, Picture
from zhunsheng.model.text import Lang
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.panels import themes


def panels(evaluation: Evaluation, lang: Lang = "zh") -> dict[str, Panel]:
    return {panel.rule_id: panel for theme in themes(Lookup(evaluation), lang) for panel in theme.panels}


def courses(evaluation: Evaluation, lang: Lang = "zh") -> dict[str, Course]:
    """Return the course of each rule that holds for one place only."""
    return {rule: only(panel) for rule, panel in panels(evaluation, lang).items() if not panel.counts}


def pictures(evaluation: Evaluation, lang: Lang = "zh") -> dict[str, Picture]:
    drawn = {rule: course.chart for rule, course in courses(evaluation, lang).items()}
    return {rule: picture for rule, picture in drawn.items() if picture is not None}


def only(panel: Panel) -> Course:
    (course,) = panel.courses
    return course

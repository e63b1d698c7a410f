"""Inference over panels of a bulk run (批量核查): the policy over arrays of verdicts, no verdict one by one.

codes (a verdict as a small number) → reading (which of them a policy rule can tell apart) → singles, joins (each
distinct situation once through the room) → hits (findings as arrays) → counting, departments (tallies).
What is drawn is what `infer.Session` draws of the same verdicts, row by row.
"""

from zhunsheng.infer.panel.departments import Departments, departments
from zhunsheng.infer.panel.fitness import unfit
from zhunsheng.infer.panel.session import PanelDrawn, PanelSession

__all__ = ["Departments", "PanelDrawn", "PanelSession", "departments", "unfit"]

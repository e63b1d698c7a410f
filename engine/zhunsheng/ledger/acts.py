"""May this be done to an item now? Asked before an act enters the log, so that the log holds nothing void."""

import datetime as dt
from typing import NamedTuple

from zhunsheng.model.ledger import BEIJING, Act, Course, Deed, Item, State
from zhunsheng.model.text import Text


class Objection(NamedTuple):
    """Why an act may not enter the log. `code` is stable, in kebab case."""

    code: str
    message: Text


def objection(item: Item, act: Act, today: dt.date) -> Objection | None:
    """Return why `act` may not be done to `item` as it stands on `today`, or None."""
    last = max((step.act.at for step in item.steps if step.act is not None), default=None)
    if last is not None and act.at < last:
        when = last.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        return _objection(
            "out-of-order", f"该项 {when} 已有登记，不能再记更早的", f"something was noted of {when} already"
        )
    if not item.course.open and act.deed in (Deed.SERVE, Deed.EXTEND, Deed.WAIVE, Deed.ESCALATE):
        return _objection("item-not-open", "该项已无须整改", "there is nothing left to be put right")
    match act.deed:
        case Deed.SERVE if item.served is not None and act.due is not None:
            return _objection(
                "already-served", "已经送达，改期限请用 extend", "served already: use extend for the date"
            )
        case Deed.EXTEND:
            return _extend(item, act)
        case Deed.VERIFY | Deed.CLOSE:
            return _close(item, act)
        case Deed.WAIVE:
            return _waive(act, today)
        case Deed.REVOKE if item.state is not State.WAIVED:
            return _objection("no-waiver", "没有有效的豁免可撤销", "there is no waiver in force")
        case _:
            return None


def _extend(item: Item, act: Act) -> Objection | None:
    if not act.reason:
        return _objection("no-reason", "延期须写明理由", "an extension needs a reason")
    if item.due is None:
        return _objection("not-served", "尚未送达，没有期限可延", "not served yet: there is no date to extend")
    if act.due is None or act.due <= item.due:
        return _objection("extension-not-later", f"新期限须晚于 {item.due}", f"the new date must be after {item.due}")
    return None


def _close(item: Item, act: Act) -> Objection | None:
    """Only what evidence shows to be put right is verified, and only what is verified is closed (先核查、后销号).

    What was promised for one year alone no later figure can show to be put right: people do, and say what they found.
    """
    if item.course is Course.CLOSED:
        return _objection("already-closed", "已经销号", "closed already")
    if item.course.open and item.key.of_one_year and act.deed is Deed.VERIFY and not act.reason:
        return _objection(
            "no-reason", "往后的数表明不了当年的事，须写明核查情况", "no later figure can show this: say what was found"
        )
    if item.course.open and not item.key.of_one_year:
        return _objection("not-put-right", "数据尚未表明已整改到位", "no figure shows yet that it is put right")
    if act.deed is Deed.CLOSE and not item.verified:
        return _objection("not-verified", "须先核查通过再销号", "it must be verified before it is closed")
    return None


def _waive(act: Act, today: dt.date) -> Objection | None:
    if not act.approver or not act.reason or act.until is None:
        return _objection(
            "waiver-incomplete", "豁免须写明理由、批准人和有效期", "a waiver needs a reason, an approver and an expiry"
        )
    if act.until < today:
        return _objection("waiver-in-the-past", f"有效期 {act.until} 已过", f"the expiry {act.until} has passed")
    return None


def _objection(code: str, zh: str, en: str) -> Objection:
    return Objection(code, Text(f"{zh}。", f"{en}."))

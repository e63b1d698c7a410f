"""Milestones: done, not done, done early, carried forward, undone later, made up for."""

from collections.abc import Iterator

from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.step_text import StepText

DONE, NOT_DONE = "已完成", "未完成"


def milestone_drafts(held: Held) -> Iterator[Draft]:
    """All scenarios of a milestone."""
    yield from _due(held)
    yield from _before(held)
    yield _carried(held)
    yield _undone(held)
    yield from _after(held)


def _given(held: Held, *told: tuple[int, bool]) -> list[StepText]:
    """What is reported of the place told of, year by year; all other places have done it before anybody asks."""
    subject = held.subject
    says: list[StepText] = []
    if len(told) == 1:
        says = [subject.says(year, done=done) for year, done in told]
    else:
        rows = [(str(year), DONE if done else NOT_DONE) for year, done in told]
        says = [(f"{subject.place}历年{subject.indicator.title}如下", [("年份", "情况"), *rows])]
    first = told[0][0] if told else held.first.year
    others = [subject.says(first, done=True, place="其余地区")] if subject.several else []
    return [*held.start(), *says, *others]


def _due(held: Held) -> Iterator[Draft]:
    subject, year = held.subject, held.first.year
    asked = f"考核{year}年"
    then = [
        subject.verdict("已达标"),
        subject.because("达到目标"),
        subject.limit(held.first),
        *held.concludes(Status.MET, Reason.LIMIT_MET, Phase.DUE, year),
    ]
    yield Draft("达标", f"{year}年如期完成", _given(held, (year, True)), asked, then)
    blamed = held.is_violation(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year)
    then = [
        subject.verdict("未达标"),
        subject.because("未达到目标"),
        *held.concludes(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year),
    ]
    title = f"{year}年没有完成，{'认定违反' if blamed else '只预警不认定违反'}"
    yield Draft("未达标", title, _given(held, (year, False)), asked, then)
    for target in held.targets[1:]:
        again = target.year
        then = [
            subject.verdict("已达标"),
            subject.limit(target),
            *held.concludes(Status.MET, Reason.LIMIT_MET, Phase.DUE, again),
        ]
        yield Draft("达标", f"{again}年另有期限，当年完成", _given(held, (again, True)), f"考核{again}年", then)
        then = [
            subject.verdict("未达标"),
            *held.concludes(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, again),
        ]
        yield Draft("未达标", f"{again}年另有期限，当年没有完成", _given(held, (again, False)), f"考核{again}年", then)


def _before(held: Held) -> Iterator[Draft]:
    """The year before, and the base year: done early counts, anything else waits."""
    subject, due = held.subject, held.first.year
    base, start = subject.period.base, subject.period.start
    for year in dict.fromkeys((due - 1, base)):
        if year < base:
            continue
        phase = Phase.BASE if year < start else Phase.INTERIM
        waits = Reason.BASE_YEAR if year < start else Reason.NO_TRAJECTORY
        word = "基期年" if year < start else "未约定年度进度"
        rows = [
            (DONE, "已达标", "提前达到目标", held.conclusion(Status.MET, Reason.ALREADY_MET, phase, year)),
            (NOT_DONE, "未到期", word, held.conclusion(Status.NOT_DUE, waits, phase, year)),
        ]
        told: list[StepText] = [f"{subject.place}{year}年{subject.indicator.title}<情况>"]
        others = [subject.says(year, done=True, place="其余地区")] if subject.several else []
        then = [subject.verdict("<判定>"), subject.because("<原因>"), subject.limit(held.first), "<结论>"]
        title = f"{year}年{'是基期' if year < start else '还没有到期'}，完成了算提前，没完成不催"
        head = ("情况", "判定", "原因", "结论")
        yield Draft("未到期", title, [*held.start(), *told, *others], f"考核{year}年", then, [head, *rows])
        if year >= start:
            silent = [*held.start(), *subject.silent(year), *others]
            then = [
                subject.verdict("未到期"),
                *held.concludes(Status.NOT_DUE, waits, phase, year),
            ]
            yield Draft("未到期", f"{year}年没有报送，也不催", silent, f"考核{year}年", then)


def _carried(held: Held) -> Draft:
    subject, year = held.subject, held.first.year
    given = [*_given(held, (year - 1, True)), *subject.silent(year)]
    then = [
        subject.verdict("已达标"),
        f"{subject.who}首次达标在{year - 1}年",
        *held.concludes(Status.MET, Reason.LIMIT_MET, Phase.DUE, year),
    ]
    return Draft("特例", f"{year - 1}年已经完成，{year}年不必再报", given, f"考核{year}年", then)


def _undone(held: Held) -> Draft:
    """Done and then reported as not done: the newer word counts, and that it was lost is told apart."""
    subject, due = held.subject, held.last.year
    year = min(due + 1, subject.period.end)
    then = [
        subject.verdict("未达标"),
        *held.concludes(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year, relapsed=True),
    ]
    title = f"{year - 1}年报过完成，{year}年又报作未完成，以新报的为准"
    return Draft("特例", title, _given(held, (year - 1, True), (year, False)), f"考核{year}年", then)


def _after(held: Held) -> Iterator[Draft]:
    """A milestone once due stands on: it can be made up for, and until then it is missed every year."""
    subject, due = held.subject, held.last.year
    year = due + 1
    if year > subject.period.end:
        return
    then = [
        subject.verdict("未达标", due),
        subject.verdict("已达标", year),
    ]
    title = f"{due}年没有完成，{year}年补上"
    yield Draft("特例", title, _given(held, (due, False), (year, True)), f"考核{due}年至{year}年", then)
    silent = [*_given(held, (due, False)), *subject.silent(year)]
    then = [
        subject.verdict("未报送"),
        *held.concludes(Status.NOT_REPORTED, Reason.NO_OBSERVATION, Phase.DUE, year),
    ]
    yield Draft("未报送", f"{due}年没有完成，{year}年不再报，仍要催报", silent, f"考核{year}年", then)

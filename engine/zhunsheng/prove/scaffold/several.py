"""Rules about more than one place: each is judged by itself, and none is left out. Rosters say which there are."""

from collections.abc import Iterator

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.prove.scaffold.due import bad, good
from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.situations import policy_words
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.policy_words import Situation
from zhunsheng.prove.step_text import StepText

EACH = "<地区>"


def several_drafts(held: Held) -> Iterator[Draft]:
    """Every place of the scope fails in its turn while the others do well."""
    subject, year = held.subject, held.first.year
    if not subject.several:
        return
    target = held.first
    if subject.kind is Kind.MILESTONE:
        one: list[StepText] = [subject.says(year, done=False, place=EACH)]
        rest: list[StepText] = [subject.says(year, done=True, place="其余地区")]
    else:
        failing = subject.told(year, bad(subject, target))
        early = [
            step
            for n, each in enumerate(subject.before(year) if subject.kind is Kind.FLOW else [])
            for step in subject.reports(subject.period.start + n, subject.amount(each), EACH)
        ]
        one = [*early, *subject.reports(year, failing, EACH)]
        rest = subject.others_do_well(year, good(subject, target))
    situation = Situation(
        subject.rule.nature, Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year - subject.period.base
    )
    told = [
        policy_words.sentence(r, subject.owner, EACH) for r in policy_words.fired(subject.catalogue.policy, situation)
    ]
    names = "".join(f"“{place.title}”" for place in subject.places)
    then: list[StepText] = [
        f"考核对象为{names}",
        f"{EACH}判定为未达标",
        "其余地区均判定为已达标",
        *(told or [policy_words.NOTHING])[:1],
    ]
    title = f"{len(subject.places)}个地区各判各的，{EACH}落下只追究{EACH}"
    rows = [("地区",), *((place.title,) for place in subject.places)]
    yield Draft("各地", title, [*held.start(), *one, *rest], f"考核{year}年", then, rows)


def roster_drafts(held: Held) -> Iterator[Draft]:
    """No roster: nobody knows whom to judge. With one: those of the kind meant, each by itself, and no others."""
    subject, members, roster = held.subject, held.subject.rule.members, held.subject.roster
    if members is None or roster is None:
        return
    year = held.first.year
    area = subject.catalogue.plan.area.title
    then: list[StepText] = [
        f"考核对象为“{area}”",
        "判定为不可判定",
        "原因是名册尚未报来",
        *held.concludes(Status.NOT_EVALUABLE, Reason.NO_ROSTER, Phase.DUE, year),
    ]
    yield Draft(
        "名册",
        f"名册没有报来，不知有哪些{roster.title}，不可判定",
        ["名册没有报来", *held.arrivals],
        f"考核{year}年",
        then,
    )
    names = {kind or "": f"{'甲乙丙丁戊己'[n]}{roster.title}" for n, kind in enumerate(roster.kinds or (None,))}
    listed: list[StepText] = [f"名册列有{kind}{roster.title}“{name}”" for kind, name in names.items()]
    meant = [name for kind, name in names.items() if members.kind in (None, kind)]
    kind = members.kind or next(iter(names))
    second = f"另一{roster.title}"
    listed.append(f"名册列有{kind}{roster.title}“{second}”")
    reports = _roster_reports(held, meant, second)
    told = "".join(f"“{name}”" for name in [*meant, second])
    missed = held.concludes(Status.MISSED, Reason.LIMIT_MISSED, Phase.DUE, year)[0]
    then = [
        f"考核对象为{told}",
        *(f"{name}判定为已达标" for name in meant),
        f"{second}判定为未达标",
        f"对{second}{missed}" if isinstance(missed, str) and missed != policy_words.NOTHING else missed,
    ]
    only = f"只判{members.kind}{roster.title}，" if members.kind else ""
    yield Draft(
        "名册", f"{only}名册上的{roster.title}逐个判定", [*listed, *held.arrivals, *reports], f"考核{year}年", then
    )


def _roster_reports(held: Held, meant: list[str], second: str) -> list[StepText]:
    subject, target = held.subject, held.first
    if subject.kind is Kind.MILESTONE:
        return [
            *(subject.says(target.year, done=True, place=name) for name in meant),
            subject.says(target.year, done=False, place=second),
        ]
    best, worst = (subject.told(target.year, f(subject, target)) for f in (good, bad))
    return [
        *(step for name in meant for step in subject.reports(target.year, best, name)),
        *subject.reports(target.year, worst, second),
    ]

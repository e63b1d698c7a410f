"""那么: what policy draws from the judgements."""

from collections.abc import Sequence

import msgspec

from zhunsheng.model.finding import Finding
from zhunsheng.prove.case import CannotRunError, Case
from zhunsheng.prove.registry import then
from zhunsheng.prove.steps.then import expect
from zhunsheng.prove.words import KINDS, LEVELS, WHOLE_DEPARTMENT

HEAD = ("年份", "指标", "类别", "级别", "责任单位", "理由")
HEAD_WITH_PLACES = ("年份", "地区", *HEAD[1:])


@then("没有违反、预警或提示")
def no_finding(case: Case) -> None:
    """Policy draws nothing."""
    expect("结论", [(f.kind, f.because.text.zh) for f in case.findings], [])


@then(
    r"(?:对(?P<place>.+?))?(?:认定|发出|给出)(?P<kind>违反|预警|提示)（(?P<level>\D\D)），"
    r"由(?P<owner>.+)负责，理由是“(?P<because>[^”]+)”"
)
def only_finding(case: Case, place: str | None, kind: str, level: str, owner: str, because: str) -> None:
    """Policy draws this and nothing else."""
    concluded = [(f.kind, f.level, f.owner, f.because.text.zh) for f in case.findings]
    expect("结论", concluded, [(KINDS[kind], LEVELS[level], owner, because)])
    if place:
        expect("结论的地区", [f.entity for f in case.findings], [case.place(place)])


@then("结论如下")
def all_findings(case: Case, datatable: Sequence[Sequence[str]]) -> None:
    """Policy draws exactly these, in any order."""
    head, *rows = datatable
    if tuple(head) not in (HEAD, HEAD_WITH_PLACES):
        raise CannotRunError(f"表头应为“{'、'.join(HEAD)}”，年份之后可以加“地区”")
    placed = len(head) == len(HEAD_WITH_PLACES)
    expect("结论", sorted(_told(case, finding, placed=placed) for finding in case.findings), sorted(map(tuple, rows)))


@then("打乱报送次序，判定与结论都不变")
def order_makes_no_difference(case: Case) -> None:
    """The same rows in any other order give the same judgements and findings."""
    sent = case.submission
    for turn in range(1, len(sent.observations)):
        rows = (*sent.observations[turn:], *sent.observations[:turn])[::-1]
        shuffled = msgspec.structs.replace(
            sent, observations=rows, issued=sent.issued[::-1], refusals=sent.refusals[::-1]
        )
        judgements = case.judged(shuffled)
        expect("判定", judgements, case.judgements)
        expect("结论", case.concluded(judgements), case.findings)


def _told(case: Case, finding: Finding, *, placed: bool) -> tuple[str, ...]:
    """A finding in the words of the features."""
    kind = {value: word for word, value in KINDS.items()}[finding.kind]
    level = {value: word for word, value in LEVELS.items()}[finding.level]
    title = case.catalogue.rules[finding.rule].title if finding.rule else WHOLE_DEPARTMENT
    places = {place.id: place.title for place in case.peopled().plan.places}
    where = (places[finding.entity],) if placed else ()
    return (str(finding.year), *where, title, kind, level, finding.owner, finding.because.text.zh)

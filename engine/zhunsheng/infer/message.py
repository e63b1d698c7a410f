"""The one sentence of a finding: who missed what, by how much, and what policy makes of it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice

from zhunsheng.infer import wording
from zhunsheng.infer.tallies import Tallied
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import expected_figure, pace_figure
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Phase, Reason, Status
from zhunsheng.model.policy import PolicyRule, Tally
from zhunsheng.model.quantity import Operator, round_half_even
from zhunsheng.model.rule import Base, Rule
from zhunsheng.model.text import Text
from zhunsheng.model.words import DEMAND, LEVEL, PATH, REASON, STATUS

MOST_NAMED = 6
"""Judgements named beside the one that a finding is about; the rest are in `because`."""


class Teller:
    """Writes the sentences of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._places = {place.id: place.title for place in catalogue.plan.places}
        self._order = {rule: number for number, rule in enumerate(catalogue.rules)}

    def about_judgement(self, judgement: Judgement, others: Iterable[Judgement], policy_rule: PolicyRule) -> Text:
        """Say how `judgement` stands, then what follows. `others`, in order, were matched with it."""
        parts = self._standing(judgement)
        also = self._also(judgement, list(islice(others, MOST_NAMED + 1)))
        because = policy_rule.because
        return Text(
            f"{'，'.join(part.zh for part in parts)}：{because.zh}{also.zh}。",
            f"{'; '.join(part.en for part in parts)}: {because.en}{also.en}.",
        )

    def about_tally(self, tallied: Tallied[Finding], tallies: Sequence[Tally], policy_rule: PolicyRule) -> Text:
        """Say how many of whose indicators are concerned, and which."""
        zh, en = [], []
        for tally in tallies:
            rules = sorted(
                {f.rule for f in tallied.counted[tally.name] if f.rule is not None}, key=self._order.__getitem__
            )
            titles = [self._catalogue.rules[rule].title for rule in rules]
            kind, noun = _counted(tally), "indicator" if len(rules) == 1 else "indicators"
            zh.append(f"{kind.zh}{len(rules)}项" + (f"（{'、'.join(titles)}）" if titles else ""))
            en.append(f"{len(rules)} {noun} {kind.en}" + (f" ({'; '.join(titles)})" if titles else ""))
        place = self._place(tallied.entity)
        return Text(
            f"{place.zh}{tallied.year}年{tallied.owner}{'，'.join(zh)}：{policy_rule.because.zh}。",
            f"In {tallied.year}, {tallied.owner}{place.en} had {' and '.join(en)}: {policy_rule.because.en}.",
        )

    def _place(self, entity: str) -> Text:
        """Name the place, unless it is the plan's own area."""
        if entity == self._catalogue.plan.area.id:
            return Text("", "")
        return Text(self._places[entity], f" of {self._places[entity]}")

    def _standing(self, j: Judgement) -> list[Text]:
        """Say what is known: figure, limit, gap, pace; or why there is none."""
        rule, place = self._catalogue.rules[j.rule], self._place(j.entity)
        kind = self._catalogue.indicators[j.indicator].kind
        if kind is Kind.MILESTONE and j.due is not None:
            return _milestone(j, rule, place, j.due)
        total = kind is Kind.FLOW and j.value is not None
        subject = Text(
            f"{'截至' if total else ''}{place.zh}{j.year}年{rule.title}",
            f"{'By the end of' if total else 'In'} {j.year}, {rule.title}{place.en}",
        )
        if j.status is Status.NOT_REPORTED:
            return [Text(f"{subject.zh}未报送", f"{subject.en} was not reported")]
        if j.value is None:
            status = _status(j, rule)
            return [Text(f"{subject.zh}{status.zh}", f"{subject.en}: {status.en}")]
        figure = _figure(j, j.value)
        parts = [Text(f"{subject.zh}{figure.zh}", f"{subject.en} was {figure.en}"), *_limit(j, rule)]
        if j.status in OFF_TARGET:
            return [*parts, *_shortfall(j, j.value, rule), *_pace(j, rule), *_base(j, rule.base)]
        return [*parts, _status(j, rule)]

    def _also(self, about: Judgement, others: Sequence[Judgement]) -> Text:
        """Name what was matched beside it: 2022年滞后."""
        if not others:
            return Text("", "")
        zh, en = [], []
        for other in others[:MOST_NAMED]:
            place = Text("", "") if other.entity == about.entity else self._place(other.entity)
            title = "" if other.rule == about.rule else self._catalogue.rules[other.rule].title
            status = STATUS[other.status]
            zh.append(f"{place.zh}{other.year}年{title}{status.zh}")
            en.append(" ".join(filter(None, (str(other.year), f"{title}{place.en}".strip(), status.en))))
        more = Text("等", " …") if len(others) > MOST_NAMED else Text("", "")
        return Text(f"（另据：{'、'.join(zh)}{more.zh}）", f" (also: {', '.join(en)}{more.en})")


_STANDING = {
    FindingKind.VIOLATION: Text("违反", "in violation"),
    FindingKind.ALERT: Text("预警", "on alert"),
    FindingKind.NOTICE: Text("提示", "under notice"),
}


def _counted(tally: Tally) -> Text:
    level = Text("", "") if tally.level is None else LEVEL[tally.level]
    if tally.kind is None:
        return Text(f"{level.zh}结论", f"with a {level.en} finding".replace("  ", " "))
    kind = _STANDING[tally.kind]
    return Text(f"{level.zh}{kind.zh}", kind.en + (f" ({level.en})" if level.en else ""))


def _status(j: Judgement, rule: Rule) -> Text:
    """Name the status; and in brackets, why there was nothing to judge, where the status alone does not tell."""
    status, why = STATUS[j.status], REASON[j.reason]
    if j.reason is Reason.NO_BENCHMARK and rule.benchmark is not None:
        why = Text(f"{rule.benchmark}尚未报来", f"{rule.benchmark} has not been reported")
    elif j.status is not Status.NOT_EVALUABLE and j.reason is not Reason.NO_TARGET_THIS_YEAR:
        return status
    return Text(f"{status.zh}（{why.zh}）", f"{status.en} ({why.en})")


def _milestone(j: Judgement, rule: Rule, place: Text, due: int) -> list[Text]:
    """Say when it was to be done, and what was reported when. Between done and not done there is no 差距."""
    was = "was" if due <= j.year else "is"
    parts = [Text(f"{place.zh}{rule.title}应于{due}年完成", f"{rule.title}{place.en} {was} to be done in {due}")]
    if j.status is Status.NOT_REPORTED:
        return [*parts, Text(f"{j.year}年未报送", f"nothing was reported in {j.year}")]
    status = _status(j, rule)
    if j.value is None:
        return [*parts, Text(f"{j.year}年{status.zh}", f"in {j.year} it is {status.en}")]
    said, word = max((o.year for o in j.observations), default=j.year), wording.quantity(j.value, j.unit)
    parts.append(Text(f"{said}年报送为{word.zh}", f"in {said} it was reported {word.en}"))
    if j.relapsed and j.first_met is not None:
        done = wording.quantity(Fraction(1), j.unit)
        parts.append(Text(f"而{j.first_met}年曾报送为{done.zh}", f"though in {j.first_met} it was reported {done.en}"))
    return parts if j.status in OFF_TARGET else [*parts, status]


def _figure(j: Judgement, value: Fraction) -> Text:
    """Write the figure judged; where rounding decides (修约值比较法), the rounded figure beside it."""
    figure = wording.quantity(value, j.unit, (j.target, j.upper))
    if j.bound is not None:
        return wording.bounded(j.bound, figure)
    rounded = _judged(j, value)
    if rounded == value:
        return figure
    shown = wording.quantity(rounded, j.unit)
    return Text(f"{figure.zh}（修约为{shown.zh}）", f"{figure.en} (rounded: {shown.en})")


def _judged(j: Judgement, value: Fraction) -> Fraction:
    """Return the figure that the limit test looked at."""
    if j.decimals is None or j.status not in (Status.MET, Status.MISSED):
        return value
    return round_half_even(value, j.decimals)


def _limit(j: Judgement, rule: Rule) -> list[Text]:
    if j.operator is None or j.target is None:
        return []
    if rule.benchmark is not None:
        return [_benchmark(j, j.operator, j.target, rule.benchmark)]
    limit = wording.limit(j.operator, j.target, j.upper, j.unit)
    if j.phase is Phase.STANDING:
        return [Text(f"须保持{limit.zh}", f"it must stay {limit.en}")]
    when = Text("", "") if j.due in (None, j.year) else Text(f"{j.due}年", f" for {j.due}")
    return [Text(f"{when.zh}目标{limit.zh}", f"the target{when.en} is {limit.en}")]


def _benchmark(j: Judgement, operator: Operator, target: Fraction, name: str) -> Text:
    """Say what the figure is compared with, and which document reports it: 不低于全省平均水平61%（文号）."""
    figure = wording.quantity(target, j.unit)
    year = Text("", "") if j.due in (None, j.year) else Text(f"{j.due}年", f" of {j.due}")
    cited = Text("", "") if j.citation is None else Text(f"（{j.citation}）", f" ({j.citation})")
    demand = DEMAND[Operator.EQUAL if operator is Operator.WITHIN else operator]
    return Text(
        f"应{demand.zh.replace(' ', '').format(f'{year.zh}{name}{figure.zh}')}{cited.zh}",
        f"it must be {demand.en.format(f'{name}{year.en}, {figure.en}')}{cited.en}",
    )


def _shortfall(j: Judgement, value: Fraction, rule: Rule) -> list[Text]:
    """Say by how much the limit is missed, on the figure that was judged."""
    if j.operator is None or j.gap is None:
        return []
    gap = j.gap + _judged(j, value) - value
    if gap == 0:
        return [_ON_THE_LIMIT[j.operator]] if j.operator in _ON_THE_LIMIT and j.bound is None else []
    size = wording.difference(gap, j.unit)
    least = Text("至少", "at least ") if j.bound is not None else Text("", "")
    if rule.benchmark is not None:
        side = Text("低于", "below") if gap < 0 else Text("高于", "above")
        return [
            Text(f"{side.zh}{rule.benchmark}{least.zh}{size.zh}", f"{least.en}{size.en} {side.en} {rule.benchmark}")
        ]
    if gap < 0:
        verb = "差" if j.status is Status.MISSED or j.bound is not None else "尚差"
        return [Text(f"{least.zh}{verb}{size.zh}", f"{least.en}{size.en} short")]
    return [Text(f"{least.zh}超出{size.zh}", f"{least.en}{size.en} too much")]


_ON_THE_LIMIT = {
    Operator.ABOVE: Text("恰在限值而未超过", "exactly on the limit, which must be exceeded"),
    Operator.BELOW: Text("恰在限值而未低于", "exactly on the limit, below which it must stay"),
}


def _pace(j: Judgement, rule: Rule) -> list[Text]:
    """Give 时序进度 R and what the path asks for by now."""
    if j.phase is not Phase.INTERIM or j.pace is None or j.expected is None:
        return []
    pace, path = pace_figure(j.pace, rule.bands), PATH[rule.trajectory]
    due = wording.said(expected_figure(j.expected), j.unit)
    about = Text("约", "≈") if pace.exact is not None else Text("", "=")
    return [
        Text(
            f"时序进度{about.zh}{pace.digits}（{path.zh}应为{due.zh}）",
            f"pace R {about.en} {pace.digits} ({path.en} asks for {due.en})",
        )
    ]


def _base(j: Judgement, base: Base | None) -> list[Text]:
    """Give the base where there is no R to show that the figure moves the wrong way."""
    if j.status is not Status.REGRESSING or j.pace is not None or base is None:
        return []
    figure = wording.quantity(Fraction(base.value), j.unit)
    return [Text(f"基期（{base.last_year}年）为{figure.zh}", f"the base ({base.last_year}) was {figure.en}")]

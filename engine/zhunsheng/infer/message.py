"""The one sentence of a finding: who missed what, by how much, and what policy makes of it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice

from zhunsheng.infer import wording
from zhunsheng.infer.tallies import Tallied
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import expected_figure, pace_figure
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Phase, Status
from zhunsheng.model.policy import PolicyRule, Tally
from zhunsheng.model.quantity import Operator, round_half_even
from zhunsheng.model.rule import Base, Rule
from zhunsheng.model.text import Text
from zhunsheng.model.words import LEVEL, PATH, REASON, STATUS

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

    def about_tally(self, tallied: Tallied, tallies: Sequence[Tally], policy_rule: PolicyRule) -> Text:
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
        total = self._catalogue.indicators[j.indicator].kind is Kind.FLOW and j.value is not None
        subject = Text(
            f"{'截至' if total else ''}{place.zh}{j.year}年{rule.title}",
            f"{'By the end of' if total else 'In'} {j.year}, {rule.title}{place.en}",
        )
        if j.status is Status.NOT_REPORTED:
            return [Text(f"{subject.zh}未报送", f"{subject.en} was not reported")]
        if j.value is None:
            status, why = STATUS[j.status], _obstacle(j)
            return [Text(f"{subject.zh}{status.zh}{why.zh}", f"{subject.en}: {status.en}{why.en}")]
        figure = _figure(j, j.value)
        parts = [Text(f"{subject.zh}{figure.zh}", f"{subject.en} was {figure.en}"), *_limit(j)]
        if j.status in OFF_TARGET:
            return [*parts, *_shortfall(j, j.value), *_pace(j, rule), *_base(j, rule.base)]
        status, why = STATUS[j.status], _obstacle(j)
        return [*parts, Text(f"{status.zh}{why.zh}", f"{status.en}{why.en}")]

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


def _obstacle(j: Judgement) -> Text:
    """Say, in brackets, why a figure could not be judged."""
    if j.status is not Status.NOT_EVALUABLE:
        return Text("", "")
    why = REASON[j.reason]
    return Text(f"（{why.zh}）", f" ({why.en})")


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


def _limit(j: Judgement) -> list[Text]:
    if j.operator is None or j.target is None:
        return []
    limit = wording.limit(j.operator, j.target, j.upper, j.unit)
    if j.phase is Phase.STANDING:
        return [Text(f"须保持{limit.zh}", f"it must stay {limit.en}")]
    when = Text("", "") if j.due in (None, j.year) else Text(f"{j.due}年", f" for {j.due}")
    return [Text(f"{when.zh}目标{limit.zh}", f"the target{when.en} is {limit.en}")]


def _shortfall(j: Judgement, value: Fraction) -> list[Text]:
    """Say by how much the limit is missed, on the figure that was judged."""
    if j.operator is None or j.gap is None:
        return []
    gap = j.gap + _judged(j, value) - value
    if gap == 0:
        return [_ON_THE_LIMIT[j.operator]] if j.operator in _ON_THE_LIMIT and j.bound is None else []
    size = wording.difference(gap, j.unit)
    least = Text("至少", "at least ") if j.bound is not None else Text("", "")
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

"""The sentences and figures of an assessment, the same in every format."""

from collections.abc import Iterable
from fractions import Fraction

from zhunsheng.model.assessment import (
    Assessed,
    Assessment,
    Line,
    Margins,
    Moved,
    PlaceScore,
    Robustness,
    Theme,
    ThemeScore,
    Treatment,
)
from zhunsheng.model.assessment_words import MISSING_AS, TREATMENT
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import amount, figure, limit_amount
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import decimal_text, fixed_text
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import STATUS
from zhunsheng.report.names import Names

ASSUMED = Text(
    "权重为示例/待核定：原文没有写权重，得分和名次不是原文规定的结果。",
    "Weights are examples, to be decided: the text gives none, so scores and ranks are not the plan's own.",
)
NO_VERDICT = Text(
    "得分不是判定：各地要做的事不同，得分只说明各自的任务完成了多少。",
    "A score is no verdict: each place has tasks of its own, and the score says how far it has come with them.",
)
PARTLY = Text("计入的权重不到一半", "less than half of the weights count")
DOUBTS = Text(
    "得分所据的数有 {0} 条审核疑问尚待答复，已在各数旁标出；疑问不是判定，数照常计分。",
    "{0} questions about the figures that these scores rest on are open, and are marked beside them; a question is no "
    "verdict, and the figure counts as it stands.",
)
UNSCORED = Text(
    "不计分的规则 {0} 条，计分的 {1} 条：得分不反映前者。",
    "{0} rules enter no score, {1} do: the scores say nothing of the former.",
)
NO_SCORE = Text("无可计分", "no score")
_MISSING = Text("未报送的{0}；不可判定的{1}", "not reported: {0}; not evaluable: {1}")
_MISSING_BOTH = Text("缺数的{0}", "missing: {0}")
_COUNT = Text("{0} {1} 个（{2}）", "{0}: {1} ({2})")
_NOT_APPLICABLE = Text("没有规则涉及本地", "no rule speaks of this place")
_NOTHING_DUE = Text("都未到期", "nothing is due yet")
_NOTHING_COUNTS = Text("没有可计的数", "nothing to count")
_DRAWS = Text(
    "权重各上下浮动 {0}、数据各上下浮动 {1}，各自独立、均匀抽取，随机抽 {2} 次（种子 {3}，可重复）。"
    "整数报来的数移动后仍取整数，节点（完成、未完成）不移动。",
    "Each weight moves by up to {0}, each figure by up to {1}, on its own and evenly, in {2} draws (seed {3}, the same "
    "each time). Whole numbers stay whole; milestones do not move.",
)
_HELD = Text("{0} 次中有 {1} 次名次完全不变", "of {0} draws {1} leave every rank as it is")
_HELD_AGAINST = Text("{0}；本年 {1}", "{0}; this year {1}")


def percent(share: Fraction, places: int = 2) -> str:
    """Write a share of one as a percentage, marked by ≈ where it is rounded."""
    value = share * 100
    exact = decimal_text(value, 40)
    if len(exact.partition(".")[2]) <= places:
        return f"{exact}%"
    text = fixed_text(value, places)
    # Nothing is rounded onto the whole: 99.998 % is not 100 %.
    return f"≈{text}%" if Fraction(text) not in (0, 100) else f"≈{figure(value, (Fraction(100),)).digits}%"


class Scores:
    """Scores as text: with as many decimals as it takes that two that differ look different."""

    def __init__(self, places: Iterable[PlaceScore]) -> None:
        held = {place.score for place in places if place.score is not None}
        self._places = next((n for n in range(2, 40) if len({fixed_text(s, n) for s in held}) == len(held)), 40)

    def text(self, score: Fraction | None, lang: Lang) -> str:
        """Write a score; say so where there is none."""
        return NO_SCORE.to(lang) if score is None else fixed_text(score, self._places)


def points(value: Fraction) -> str:
    """Write the points that a theme gives."""
    return fixed_text(value, 2)


def zones(assessment: Assessment, entity: str, names: Names, lang: Lang) -> str:
    """Say in which zones a place lies, by the number of its places: “大广海湾区 1/11、生态发展区 10/11”."""
    counted = assessment.places[entity]
    total = sum(counted.values())
    parts = [f"{names.place(zone)} {count}/{total}" for zone, count in counted.items()]
    return ("、" if lang == "zh" else ", ").join(parts)


def treatment(line: Line, lang: Lang) -> str:
    """Say how a figure entered: its status where that is why it did not."""
    said = TREATMENT[line.treatment].to(lang)
    missing = line.treatment in (Treatment.AS_ZERO, Treatment.AS_LOWEST, Treatment.EXCLUDED)
    return f"{STATUS[line.judgement.status].to(lang)} · {said}" if missing else said


def gaps(place: PlaceScore, lang: Lang) -> str:
    """Count what is not simply counted, by status and treatment; empty where there is nothing."""
    found: dict[tuple[Status, Treatment], int] = {}
    for line in place.lines:
        if line.treatment not in (Treatment.COUNTED, Treatment.NOT_DUE):
            key = (line.judgement.status, line.treatment)
            found[key] = found.get(key, 0) + 1
    parts = [
        _COUNT.to(lang).format(STATUS[status].to(lang), count, TREATMENT[how].to(lang))
        for (status, how), count in found.items()
    ]
    return ("；" if lang == "zh" else "; ").join(parts)


def missing(theme: Theme, lang: Lang) -> str:
    """Say what a theme declares of missing figures."""
    if theme.not_reported is theme.not_evaluable:
        return _MISSING_BOTH.to(lang).format(MISSING_AS[theme.not_reported].to(lang))
    return _MISSING.to(lang).format(*(MISSING_AS[each].to(lang) for each in (theme.not_reported, theme.not_evaluable)))


def absent(theme: ThemeScore, lang: Lang) -> str:
    """Say why a theme does not count; empty where it does."""
    if theme.completion is not None:
        return ""
    lines = [line for rule in theme.rules for line in rule.lines]
    if not lines:
        return _NOT_APPLICABLE.to(lang)
    due = any(line.treatment is not Treatment.NOT_DUE for line in lines)
    return (_NOTHING_COUNTS if due else _NOTHING_DUE).to(lang)


def held_against(line: Line, unit: str, lang: Lang) -> str:
    """Write the figure and what it was held against: “12 个；本年 ≥ 24 个”; empty where there is no figure."""
    judgement, limit = line.judgement, line.limit
    if judgement.value is None or limit is None or judgement.operator is None:
        return ""
    value = amount(judgement.value, unit, lang, bound=judgement.bound, brief=True)
    return _HELD_AGAINST.to(lang).format(value, limit_amount(judgement.operator, limit, judgement.upper, unit, lang))


def refused(evaluation: Evaluation, judgement: Judgement) -> tuple[Location, ...]:
    """List the cells of a figure that could not be read."""
    key = (judgement.entity, judgement.year, judgement.indicator)
    found = (r for r in evaluation.submission.refusals if (r.entity, r.year, r.indicator) == key)
    return tuple(at for refusal in found for at in refusal.at)


def draws(margins: Margins, lang: Lang) -> str:
    """Say how the ranking was tried."""
    return _DRAWS.to(lang).format(
        percent(margins.weights), percent(margins.figures), f"{margins.draws:,}", margins.seed
    )


def held(robustness: Robustness, lang: Lang) -> str:
    """Say in how many draws nothing changed."""
    return _HELD.to(lang).format(f"{robustness.draws:,}", f"{robustness.unchanged:,}")


def rank_range(assessed: Assessed, entity: str, moved: Moved = Moved.BOTH) -> str:
    """Write the ranks that a place took in the draws: “4—5”; “—” for a place without a score."""
    for each in assessed.robustness:
        if each.moved is moved and entity in each.ranks:
            best, worst = each.ranks[entity]
            return str(best) if best == worst else f"{best}—{worst}"
    return "—"

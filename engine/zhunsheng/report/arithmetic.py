"""One sentence of arithmetic for each judgement: how its figure came about, and how it stands to what is asked.

The sentence repeats the verdict; it never makes one. Every figure in it is the judgement's own.
"""

from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import amount, figure, pace_figure, with_unit
from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Phase, Reason, Status
from zhunsheng.model.policy import Constant
from zhunsheng.model.quantity import fixed_text, round_half_even
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule, Trajectory
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import OPERATOR, REASON, STATUS
from zhunsheng.report import demand
from zhunsheng.report.figures import bounded, difference_unit, limit_text, unit_text
from zhunsheng.report.formula import conversions, operand, total
from zhunsheng.report.lookup import Lookup, policy_rule
from zhunsheng.report.reasons import reason_text
from zhunsheng.report.schedule import start

_JOIN = Text("；", "; ")
_COMMA = Text("，", ", ")
_COLON = Text("：", ": ")
_TARGET = Text("目标 {limit}", "target {limit}")
_TARGET_OF = Text("目标 {limit}（{due} 年）", "target {limit} (due {due})")
_REPORTED_EARLIER = Text("{0} 年{1}", "{1} in {0}")
_TARGET_KEPT = Text("目标 {limit}（逐年保持）", "target {limit} (due every year)")
_INSIDE = Text("在 {limit} 之内", "inside {limit}")
_ROUNDED = Text("修约到 {0} 位为 {1}", "rounded once to {0} decimal(s): {1}")
_RAW_GAP = Text("原值差距 {0}", "gap of the raw value {0}")
_PACE = Text("时序进度 R = {0}", "pace R = {0}")
_FLAT = Text("目标与基期同为 {0}", "base and limit are both {0}")
_MISSING = Text("缺 {0}", "missing: {0}")
_VALUE = Text("{0} 年为 {1}", "{0}: {1}")
_CATCH_UP = Text(
    "要按期达标，今后每年的进度须为原计划的 {0}",
    "to be met in time, the yearly pace from now must be {0} the planned one",
)
_TIMES = Text("倍", "times")
_TALLY = Text("当年涉及指标 {0} 项", "{0} indicators concerned this year")
_TRIGGER = Text("{0} 项即触发", "triggered at {0}")

_COMPARED = frozenset({Reason.LIMIT_MET, Reason.LIMIT_MISSED, Reason.ALREADY_MET, Reason.ONLY_A_BOUND})
_PACED = frozenset(
    {
        Reason.PACE_ON_TRACK,
        Reason.PACE_NEARLY,
        Reason.PACE_BEHIND,
        Reason.PACE_FAR_BEHIND,
        Reason.PACE_REGRESSING,
    }
)


def sentence(catalogue: Catalogue, judgement: Judgement, lang: Lang) -> str:
    """Return the arithmetic of `judgement`: conversions, sum or quotient, comparison, verdict."""
    parts = [*conversions(catalogue, judgement, lang), *total(catalogue, judgement, lang)]
    parts.append(verdict(catalogue, judgement, lang))
    if judgement.catch_up is not None and judgement.status in OFF_TARGET:
        parts.append(catch_up(judgement, lang))
    return _JOIN.to(lang).join(parts)


def of_judgement(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    """Return the sentence of a judgement in the evaluation of `lookup`: rows, findings and formats all share it."""
    key = (JudgementKey(judgement.rule, judgement.entity, judgement.year), lang)
    if key not in lookup.sentences:
        lookup.sentences[key] = sentence(lookup.catalogue, judgement, lang)
    return lookup.sentences[key]


def of_finding(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    """Return the arithmetic of a finding: that of its judgement, or the count that a department reached."""
    subject = lookup.subject(finding)
    return of_judgement(lookup, subject, lang) if subject is not None else tally(lookup, finding, lang)


def tally(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    """Return the count behind a department's finding, against the threshold of its policy rule."""
    text = _TALLY.to(lang).format(counted(lookup, finding))
    asked = trigger(lookup, finding, lang)
    return f"{text}{_COMMA.to(lang)}{asked}" if asked else text


def counted(lookup: Lookup, finding: Finding) -> int:
    """Count the rules whose findings a department's finding rests on."""
    found = [lookup.finding(i) for i in finding.because.findings]
    return len({(f.rule, f.entity) for f in found if f is not None})


def trigger(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    """Say from which count on a department's finding is drawn (“≥ 3 项即触发”): that is no target of the plan."""
    asked = threshold(lookup, finding)
    return _TRIGGER.to(lang).format(asked) if asked else ""


def threshold(lookup: Lookup, finding: Finding) -> str:
    """Return what the policy rule of a department's finding compares the count with: “≥ 3”."""
    rule = policy_rule(lookup.catalogue, finding.because.policy)
    tests = [t for p in rule.patterns for t in p.tests] if rule is not None else []
    signs = {str(k): v for k, v in OPERATOR.items()} | {"==": "=", "!=": "≠"}
    counts = [t for t in tests if isinstance(t, Constant) and isinstance(t.value, int)]
    return ", ".join(f"{signs[t.compare]} {t.value}" for t in counts)


def verdict(catalogue: Catalogue, judgement: Judgement, lang: Lang) -> str:
    """Return the last step: the comparison, R, or why there is none; ending in the status."""
    rule = catalogue.rules[judgement.rule]
    if judgement.unit == DONE:
        step = _milestone(judgement, catalogue, lang)
    elif judgement.reason in _PACED and judgement.pace is not None:
        step = f"{_pace(catalogue, rule, judgement, lang)}{_COMMA.to(lang)}{_band(rule, judgement.reason)}"
    elif judgement.reason in (Reason.FLAT_PATH, Reason.PACE_REGRESSING) and judgement.target is not None:
        flat = _flat(catalogue, rule, judgement.target, lang)
        step = _join(lang, flat, _difference(judgement, lang), _limit(rule, judgement, lang))
    elif judgement.reason in _COMPARED:
        step = _comparison(rule, judgement, lang)
    else:
        step = _unsettled(judgement, catalogue, lang)
    return f"{step}{_COLON.to(lang)}{STATUS[judgement.status].to(lang)}"


def _flat(catalogue: Catalogue, rule: Rule, target: Fraction, lang: Lang) -> str:
    """Say why there is no R, where that is because base and limit are one figure."""
    begin = start(rule, catalogue.indicators[rule.indicator].kind, catalogue.plan.period)
    return _FLAT.to(lang).format(figure(target).digits) if begin is not None and begin.value == target else ""


def catch_up(judgement: Judgement, lang: Lang) -> str:
    """Say how much faster the rest of the way has to go."""
    return _CATCH_UP.to(lang).format(figure(judgement.catch_up or 0).text(lang, _TIMES.to(lang)))


def gap_text(judgement: Judgement, lang: Lang) -> str:
    """Write the gap with its sign and unit; “—” where there is none."""
    if judgement.gap is None:
        return "—"
    return figure(judgement.gap, signed=True).text(lang, difference_unit(judgement.unit, lang))


def _comparison(rule: Rule, judgement: Judgement, lang: Lang) -> str:
    limit = _limit(rule, judgement, lang)
    if judgement.value is None or judgement.target is None:
        return _join(lang, limit, REASON[judgement.reason].to(lang))
    if judgement.bound is not None:
        value = bounded(operand(judgement.value), judgement.bound)
        return _join(lang, value, limit, REASON[judgement.reason].to(lang))
    if judgement.decimals is not None:
        raw, places = judgement.value, judgement.decimals
        rounded = _ROUNDED.to(lang).format(places, fixed_text(round_half_even(raw, places), places).replace("-", "−"))
        return _join(
            lang, f"{figure(raw).digits} {rounded}", limit, _RAW_GAP.to(lang).format(gap_text(judgement, lang))
        )
    return _join(lang, _difference(judgement, lang), limit)


def _difference(judgement: Judgement, lang: Lang) -> str:
    """Write value − limit = gap; a value inside a range has no difference to write."""
    if judgement.value is None or judgement.gap is None or judgement.target is None:
        return figure(judgement.value).digits if judgement.value is not None else ""
    value = figure(judgement.value, (judgement.target, judgement.upper)).digits
    value = f"({value})" if judgement.value < 0 else value
    if judgement.upper is not None and judgement.gap == 0:
        limit = limit_text(judgement.operator, judgement.target, judgement.upper, judgement.unit, lang)
        return f"{value} {_INSIDE.to(lang).format(limit=limit)}"
    nearest = judgement.value - judgement.gap
    return f"{value} − {operand(nearest)} = {gap_text(judgement, lang)}"


def _limit(rule: Rule, judgement: Judgement, lang: Lang) -> str:
    if judgement.unit == DONE and judgement.due is not None:
        return demand.done_by(judgement.due, lang)
    limit = limit_text(judgement.operator, judgement.target, judgement.upper, judgement.unit, lang)
    limit = demand.against(rule, limit, lang)
    if judgement.phase is Phase.STANDING:
        return _TARGET_KEPT.to(lang).format(limit=limit)
    if judgement.due is not None and judgement.due != judgement.year:
        return _TARGET_OF.to(lang).format(limit=limit, due=judgement.due)
    return _TARGET.to(lang).format(limit=limit)


def _pace(catalogue: Catalogue, rule: Rule, judgement: Judgement, lang: Lang) -> str:
    kind = catalogue.indicators[rule.indicator].kind
    begin = start(rule, kind, catalogue.plan.period)
    shown = pace_figure(judgement.pace or Fraction(0), rule.bands)
    if begin is None or judgement.value is None or judgement.target is None or judgement.due is None:
        return _PACE.to(lang).format(shown.text(lang))
    value, base, limit = operand(judgement.value), operand(begin.value), operand(judgement.target)
    passed, whole = (judgement.year, begin.year), (judgement.due, begin.year)
    if rule.trajectory is Trajectory.CAGR and kind is not Kind.FLOW:
        growth = f"[({value} ÷ {base})^(1/{passed[0] - passed[1]}) − 1]"
        needed = f"[({limit} ÷ {base})^(1/{whole[0] - whole[1]}) − 1]"
        return _PACE.to(lang).format(f"{growth} ÷ {needed} ≈ {shown.digits}")
    progress = f"[({value} − {base}) ÷ ({limit} − {base})]"
    time = f"[({passed[0]} − {passed[1]}) ÷ ({whole[0]} − {whole[1]})]"
    return _PACE.to(lang).format(f"{progress} ÷ {time} = {shown.text(lang)}")


def _band(rule: Rule, reason: Reason) -> str:
    on_track, nearly, behind = (figure(b).digits for b in (rule.bands.on_track, rule.bands.nearly, rule.bands.behind))
    return {
        Reason.PACE_ON_TRACK: f"R ≥ {on_track}",
        Reason.PACE_NEARLY: f"{nearly} ≤ R < {on_track}",
        Reason.PACE_BEHIND: f"{behind} ≤ R < {nearly}",
        Reason.PACE_FAR_BEHIND: f"0 ≤ R < {behind}",
        Reason.PACE_REGRESSING: "R < 0",
    }[reason]


def _milestone(judgement: Judgement, catalogue: Catalogue, lang: Lang) -> str:
    """Say whether it is done, since when, and by when it is due."""
    if judgement.value is None:
        return _unsettled(judgement, catalogue, lang)
    word = amount(judgement.value, judgement.unit, lang)
    earlier = [o.year for o in judgement.observations if o.year < judgement.year]
    if earlier and all(o.year < judgement.year for o in judgement.observations):
        word = _REPORTED_EARLIER.to(lang).format(max(earlier), word)
    return _join(lang, word, _limit(catalogue.rules[judgement.rule], judgement, lang))


def _unsettled(judgement: Judgement, catalogue: Catalogue, lang: Lang) -> str:
    """Say what there is, and why it is not judged."""
    rule = catalogue.rules[judgement.rule]
    parts = []
    if judgement.value is not None and not total(catalogue, judgement, lang):
        value = bounded(operand(judgement.value), judgement.bound)
        parts.append(_VALUE.to(lang).format(judgement.year, with_unit(value, unit_text(judgement.unit, lang))))
    if not (judgement.unit == DONE and judgement.reason is Reason.NO_TRAJECTORY):  # a milestone has no path anyway
        parts.append(reason_text(judgement, lang))
    if judgement.missing and judgement.status in (Status.NOT_REPORTED, Status.NOT_EVALUABLE):
        parts.append(_MISSING.to(lang).format(missing_text(catalogue, judgement, lang)))
    if judgement.target is not None and judgement.reason is not Reason.NO_TARGET_THIS_YEAR:
        parts.append(_limit(rule, judgement, lang))
    return _join(lang, *parts)


def missing_text(catalogue: Catalogue, judgement: Judgement, lang: Lang) -> str:
    """Name what is absent: “土地出让收入（2024）”."""
    named = []
    for entry in judgement.missing:
        identifier, _, year = entry.partition("@")
        indicator = catalogue.indicators.get(identifier)
        title = readable(indicator.title if indicator is not None else identifier)
        named.append(f"{title}（{year}）" if lang == "zh" else f"{title} ({year})")
    return ("、" if lang == "zh" else ", ").join(named)


def _join(lang: Lang, *parts: str) -> str:
    return _COMMA.to(lang).join(p for p in parts if p)

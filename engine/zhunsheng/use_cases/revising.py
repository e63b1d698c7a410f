"""Use case of `diff`: a change of the rules, in words, and what it would have altered."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import msgspec

from zhunsheng import compare
from zhunsheng.api import Compiled
from zhunsheng.errors import UsageError
from zhunsheng.model.amendment import Amended, Amendment
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Change, Comparison, Deciding, Part, Side, Titles
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.text import Text
from zhunsheng.use_cases.comparing import Held, Years, compared, judged
from zhunsheng.use_cases.versions import Source, Version, opened

_NOT_JUDGED = Text(
    "没有拿数据比较，对判定的影响未知；可用 --data 或 --store 给出数据。",
    "Nothing was judged by these rules, so that their impact is not known: give figures by --data or --store.",
)
_ONLY_ONE = Text(
    "数据所说的规划只在一版规则里有，无从比较对判定的影响。",
    "Only one version has the plan that the data speak of: the impact cannot be told.",
)


def two_rule_versions(
    sources: tuple[Source, Source], held: Held | None, plan: str | None, years: Years, cache_dir: Path | None
) -> Comparison:
    """Tell what was amended between two versions, and, of the plan that data speak of, what they say of these.

    Raises `BadRulesError` where either version is not sound, and `UsageError` as `api.check` does.
    """
    with ExitStack() as stack:
        old, new = (stack.enter_context(opened(source, plan, cache_dir)) for source in sources)
        if not old.plans and not new.plans:
            raise UsageError(Text(f"两版规则里都没有规划 {plan}。", f"neither version has a plan {plan}."))
        amendments = _each_once(_amendments(old, new))
        if held is None:
            return _unjudged(old, new, amendments, _NOT_JUDGED)
        evaluation = judged(held, lambda: tuple(_reading_also(each, old) for each in new.plans), years, cache_dir)
        before, now = old.of(evaluation.catalogue.plan.id), new.of(evaluation.catalogue.plan.id)
        if before is None or now is None:
            return _unjudged(old, new, amendments, _ONLY_ONE)
        same = before.catalogue.digest == now.catalogue.digest
        earlier = evaluation if same else judged(held, lambda: (_reading_also(before, new),), years, cache_dir)
        was, is_now = (_side(each, *of) for each, of in ((earlier, (old, before)), (evaluation, (new, now))))
        found = compared(compare.renamed(was, before.catalogue, now.catalogue), is_now, amendments=amendments)
        aside = (_unknown(earlier, before.catalogue, old), _unknown(evaluation, now.catalogue, new))
        return msgspec.structs.replace(
            found,
            changes=tuple(map(_by_the_rules, found.changes)),
            remarks=tuple(each for each in aside if each is not None),
        )


def _by_the_rules(change: Change) -> Change:
    """Say that the rules decided: the data are the same, and if anything is read otherwise, it is by other rules."""
    if change.deciding is None:
        return change
    return msgspec.structs.replace(change, deciding=Deciding.ONLY, enough=(Part.RULES,))


def _reading_also(plan: Compiled, other: Version) -> Compiled:
    """Let a plan read the figures of indicators that only the other version has: they bear on none of its rules.

    Otherwise every rule that came or went would leave figures of an unknown indicator, and with them the doubt whether
    any silent figure is not really one of these.
    """
    catalogue, beside = plan.catalogue, other.of(plan.catalogue.plan.id)
    if beside is None or beside.catalogue.digest == catalogue.digest:
        return plan
    names = {name for each in catalogue.indicators.values() for name in _names(each)}
    known = {each.id for each in catalogue.plan.departments}
    more = {
        key: each
        for key, each in beside.catalogue.indicators.items()
        # What has a name in common is the same under another id; what is derived is reported by nobody.
        if names.isdisjoint(_names(each)) and each.owner in known and each.expression is None
    }
    indicators = catalogue.indicators | more
    return msgspec.structs.replace(plan, catalogue=msgspec.structs.replace(catalogue, indicators=indicators))


def _names(indicator: Indicator) -> set[str]:
    return {indicator.id, indicator.title, *indicator.aliases}


def _unknown(evaluation: Evaluation, own: Catalogue, version: Version) -> Text | None:
    """Say which indicators among the data a version does not know: a check by it alone would refuse these figures."""
    spoken = {seen.indicator for seen in evaluation.submission.observations}
    titles = [
        each.title for key, each in evaluation.catalogue.indicators.items() if key in spoken - own.indicators.keys()
    ]
    if not titles:
        return None
    zh, en = "、".join(titles), ", ".join(titles)
    return Text(
        f"规则 {version.label} 里没有这些指标，比较时略过；单独核查时，数据中的这些行会作为读不懂的指标报错：{zh}",
        f"rules {version.label} do not know these indicators; they are passed over here, and a check by these rules "
        f"would refuse their figures: {en}",
    )


def _side(evaluation: Evaluation, version: Version, plan: Compiled) -> Side:
    """Return a side, with the files of its rules as they are seen from where the command runs."""
    side, rules = compare.of_evaluation(evaluation, _label(version)), plan.catalogue.rules
    cited = {
        key: {name: msgspec.structs.replace(each, at=version.cited(plan, rules[key].at)) for name, each in said.items()}
        for key, said in (side.declared or {}).items()
    }
    return msgspec.structs.replace(side, declared=cited)


def _label(version: Version) -> Text:
    return Text(f"规则 {version.label}", f"rules {version.label}")


def _amendments(old: Version, new: Version) -> Iterator[Amendment]:
    for plan in dict.fromkeys(each.catalogue.plan.id for each in (*old.plans, *new.plans)):
        one, other = old.of(plan), new.of(plan)
        if one is not None and other is not None:
            cited = (partial(old.cited, one), partial(new.cited, other))
            yield from compare.amendments(one.catalogue, other.catalogue, *cited)
        elif one is not None:
            yield compare.whole(one.catalogue, Amended.REMOVED)
        elif other is not None:
            yield compare.whole(other.catalogue, Amended.ADDED)


def _each_once(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Tell a change of a file that serves several plans once, of no plan in particular."""
    plans: dict[Amendment, list[str]] = {}
    for each in amendments:
        plans.setdefault(msgspec.structs.replace(each, plan=""), []).append(each.plan)
    return tuple(
        msgspec.structs.replace(each, plan=those[0] if len(those) == 1 else "") for each, those in plans.items()
    )


def _unjudged(old: Version, new: Version, amendments: tuple[Amendment, ...], remark: Text) -> Comparison:
    """Tell the words alone, and why."""
    known = {each.catalogue.plan.id for each in (*old.plans, *new.plans)}
    plan = next(iter(known)) if len(known) == 1 else ""
    one, other = (_bare(version, plan) for version in (old, new))
    titles = _titles((*old.plans, *new.plans))
    return Comparison(
        old=one,
        new=other,
        by_year=False,
        years=(),
        same=0,
        changes=(),
        shifts=(),
        titles=titles,
        amendments=amendments,
        remarks=(remark,),
    )


def _bare(version: Version, plan: str) -> Side:
    only = version.of(plan)
    digest = only.catalogue.digest if only else ""
    return Side(label=_label(version), plan=plan, years=(), digest=digest, rows=(), found=())


def _titles(plans: Iterable[Compiled]) -> Titles:
    """Return what the plan is called, or all plans are."""
    titles = dict.fromkeys(each.catalogue.plan.title for each in plans)
    return Titles(plan="、".join(titles))

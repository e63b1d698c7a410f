"""Assessed -> the JSON document of `contract`: same names, same order, same bytes each time."""

from zhunsheng.model import assessment as model
from zhunsheng.model.assessment_words import FORMULA
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Citation
from zhunsheng.model.text import Text
from zhunsheng.report import arithmetic, flags, json_contract, json_parts
from zhunsheng.report.assessed import contract, said
from zhunsheng.report.contract_parts import Citation as Cited
from zhunsheng.report.json_parts import decimal, exact, valid
from zhunsheng.report.lookup import Lookup


def assessment_json(evaluation: Evaluation, assessed: model.Assessed) -> str:
    """Return the assessment as JSON text."""
    return json_parts.text(document(evaluation, assessed))


def document(evaluation: Evaluation, assessed: model.Assessed) -> contract.Assessment:
    """Return the assessment as the contract's document."""
    lookup, submission = Lookup.of(evaluation), evaluation.submission
    caveats = [said.ASSUMED] if assessed.assessment.assumed else []
    return contract.Assessment(
        schema="zhunsheng/assessment/1",
        plan=evaluation.catalogue.plan.id,
        year=assessed.year,
        illustrative=any(o.illustrative for o in submission.observations)
        or any(i.illustrative for i in submission.issued),
        weights_assumed=assessed.assessment.assumed,
        caveats=[_said(text) for text in (*caveats, said.NO_VERDICT)],
        rules_digest=evaluation.catalogue.digest,
        data=[json_contract.data_file(file) for file in submission.files],
        assessment=_declared(assessed.assessment),
        places=[_place(lookup, assessed.assessment, place) for place in assessed.places],
        robustness=[_robustness(each) for each in assessed.robustness],
        unscored=[
            contract.Unscored(rule=each.rule, title=lookup.catalogue.rules[each.rule].title, why=each.why)
            for each in assessed.unscored
        ],
    )


def _said(text: Text) -> contract.Said:
    return contract.Said(zh=text.zh, en=text.en)


def _cited(of: Citation) -> Cited:
    return Cited(locator=of.locator, anchor=of.anchor, figures=list(of.figures))


def _declared(of: model.Assessment) -> contract.Declared:
    return contract.Declared(
        id=of.id,
        title=of.title,
        at=json_parts.place(of.at),
        source=_cited(of.source),
        because=of.because,
        cap=decimal_text(of.cap),
        negative=of.negative,
        themes=[_theme(theme) for theme in of.themes],
        zones=[_zone(zone) for zone in of.zones],
        unmeasured=[contract.Unmeasured(title=u.title, zones=list(u.zones), because=u.because) for u in of.unmeasured],
        margins=contract.Margins(
            weights=decimal_text(of.margins.weights),
            figures=decimal_text(of.margins.figures),
            draws=of.margins.draws,
            seed=of.margins.seed,
        ),
        formulas=[contract.FormulaText(id=formula, text=_said(text)) for formula, text in FORMULA.items()],
    )


def _theme(of: model.Theme) -> contract.Theme:
    return contract.Theme(
        id=of.id,
        title=of.title,
        rules=list(of.rules),
        not_reported=of.not_reported,
        not_evaluable=of.not_evaluable,
        source=_cited(of.source),
    )


def _zone(of: model.ZoneWeights) -> contract.Zone:
    return contract.Zone(
        zone=of.zone,
        weights={theme: decimal_text(weight) for theme, weight in of.weights.items()},
        assumed=of.assumed,
        because=of.because,
        source=_cited(of.source),
    )


def _place(lookup: Lookup, assessment: model.Assessment, of: model.PlaceScore) -> contract.PlaceScore:
    return contract.PlaceScore(
        entity=of.entity,
        title=lookup.place(of.entity),
        zones=assessment.places[of.entity],
        score=decimal(of.score),
        score_exact=exact(of.score),
        rank=of.rank,
        counted=decimal_text(of.counted),
        counted_exact=exact(of.counted),
        themes=[_theme_score(lookup, theme) for theme in of.themes],
    )


def _theme_score(lookup: Lookup, of: model.ThemeScore) -> contract.ThemeScore:
    return contract.ThemeScore(
        theme=of.theme,
        weight=decimal_text(of.weight),
        weight_exact=exact(of.weight),
        share=decimal_text(of.share),
        share_exact=exact(of.share),
        completion=decimal(of.completion),
        completion_exact=exact(of.completion),
        points=decimal_text(of.points),
        points_exact=exact(of.points),
        rules=[_rule(lookup, rule) for rule in of.rules],
    )


def _rule(lookup: Lookup, of: model.RuleScore) -> contract.Rule:
    rule = lookup.catalogue.rules[of.rule]
    return contract.Rule(
        rule=of.rule,
        title=rule.title,
        source=json_parts.source(rule.source),
        completion=decimal(of.completion),
        completion_exact=exact(of.completion),
        figures=[_figure(lookup, line) for line in of.lines],
    )


def _figure(lookup: Lookup, line: model.Line) -> contract.Figure:
    judgement = line.judgement
    return contract.Figure(
        entity=judgement.entity,
        year=judgement.year,
        status=judgement.status,
        reason=judgement.reason,
        treatment=line.treatment,
        formula=line.formula,
        completion=decimal(line.completion),
        completion_exact=exact(line.completion),
        value=decimal(judgement.value),
        value_exact=exact(judgement.value),
        bound=judgement.bound,
        unit=judgement.unit,
        operator=judgement.operator,
        limit=decimal(line.limit),
        limit_exact=exact(line.limit),
        upper=decimal(judgement.upper),
        missing=list(judgement.missing),
        observations=[json_contract.observation(each) for each in judgement.observations],
        refused=[json_parts.place(at) for at in said.refused(lookup.evaluation, judgement)],
        arithmetic=valid(arithmetic.of_judgement(lookup, judgement, "zh")),
        doubts=_doubts(lookup, judgement),
    )


def _doubts(lookup: Lookup, judgement: Judgement) -> list[contract.Said]:
    both = zip(*(flags.in_words(lookup, judgement, lang) for lang in ("zh", "en")), strict=True)
    return [contract.Said(zh=valid(zh), en=valid(en)) for zh, en in both]


def _robustness(of: model.Robustness) -> contract.Robustness:
    return contract.Robustness(
        moved=of.moved,
        draws=of.draws,
        seed=of.seed,
        unchanged=of.unchanged,
        ranks=[contract.Ranks(entity=e, best=best, worst=worst) for e, (best, worst) in of.ranks.items()],
        pairs=[
            contract.Pair(above=p.above, below=p.below, kept=p.kept, tied=p.tied, turned=p.turned) for p in of.pairs
        ],
    )

"""Assessed -> the page: every score taken apart to themes, rules, figures and cells, each with its clause."""

from collections.abc import Iterable

import zhunsheng
from zhunsheng.model.assessment import (
    Assessed,
    Line,
    NotScored,
    PlaceScore,
    Robustness,
    RuleScore,
    Theme,
    ThemeScore,
    Treatment,
    ZoneWeights,
)
from zhunsheng.model.assessment_words import FORMULA, MOVED, NOT_SCORED
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page import File
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Citation
from zhunsheng.model.text import Lang
from zhunsheng.model.validation import Flag
from zhunsheng.report import arithmetic, cards, flags, provenance
from zhunsheng.report.assessed import said
from zhunsheng.report.assessed.page import (
    AssessmentPage,
    FigureRow,
    PairRow,
    PlacePage,
    RuleRow,
    ThemeRow,
    Trial,
    UnscoredGroup,
    WeightRow,
    ZoneNote,
)
from zhunsheng.report.document import document_text
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.view import illustrative_text

_HALF = 2


def build(evaluation: Evaluation, assessed: Assessed, lang: Lang) -> AssessmentPage:
    """Turn an assessment into a page in `lang`."""
    view, assessment, plan = View(evaluation, assessed, lang), assessed.assessment, evaluation.catalogue.plan
    formulas = dict.fromkeys(line.formula for place in assessed.places for line in place.lines if line.formula)
    return AssessmentPage(
        lang="zh-CN" if lang == "zh" else "en",
        title=readable(assessment.title),
        plan=readable(plan.title),
        document=document_text(plan.document, lang),
        clause=clause(assessment.source),
        year=str(assessed.year),
        assumed=said.ASSUMED.to(lang) if assessment.assumed else "",
        no_verdict=said.NO_VERDICT.to(lang),
        illustrative=illustrative_text(evaluation, lang),
        because=readable(assessment.because),
        draws=said.draws(assessment.margins, lang),
        cap=said.percent(assessment.cap),
        places=tuple(map(view.place, assessed.places)),
        trials=tuple(map(view.trial, assessed.robustness)),
        weights=tuple(map(view.weights, assessment.themes)),
        zones=tuple(map(view.zone, assessment.zones)),
        unscored=tuple(view.unscored()),
        unscored_said=said.UNSCORED.to(lang).format(
            len(assessed.unscored), len(evaluation.catalogue.rules) - len(assessed.unscored)
        ),
        doubts=view.doubts(),
        formulas=tuple((formula.value, FORMULA[formula].to(lang)) for formula in formulas),
        files=tuple(_files(evaluation)),
        digest=evaluation.catalogue.digest,
        version=zhunsheng.__version__,
    )


def clause(of: Citation) -> str:
    """Write a citation: locator and anchor."""
    return readable(f"{of.locator} “{of.anchor}”")


class View:
    """The parts of one assessment in words of one language."""

    def __init__(self, evaluation: Evaluation, assessed: Assessed, lang: Lang) -> None:
        self.lookup = Lookup.of(evaluation)
        self.lang = lang
        self._assessed = assessed
        self._themes = {theme.id: theme for theme in assessed.assessment.themes}
        self._scores = said.Scores(assessed.places)

    def place(self, of: PlaceScore) -> PlacePage:
        """Take a score apart."""
        lang = self.lang
        return PlacePage(
            anchor=f"place-{of.entity}",
            title=self.lookup.place(of.entity),
            rank="—" if of.rank is None else str(of.rank),
            score=self._scores.text(of.score, lang),
            width=0 if of.score is None else min(100, round(of.score)),
            zones=said.zones(self._assessed.assessment, of.entity, self.lookup, lang),
            counted=said.percent(of.counted),
            thin=said.PARTLY.to(lang) if of.counted * _HALF < 1 else "",
            gaps=said.gaps(of, lang),
            ranks=said.rank_range(self._assessed, of.entity),
            doubts=flags.counts(self._doubted((of,)), lang),
            themes=tuple(map(self._theme, of.themes)),
        )

    def doubts(self) -> str:
        """Say how many questions about the figures are open; empty where there are none."""
        found = self._doubted(self._assessed.places)
        return said.DOUBTS.to(self.lang).format(len(found)) if found else ""

    def _doubted(self, places: Iterable[PlaceScore]) -> tuple[Flag, ...]:
        """List the flags on the figures of places, each once."""
        numbers = self.lookup.flags.of_all([line.judgement for place in places for line in place.lines])
        return tuple(self.lookup.flags.flags[number] for number in numbers)

    def unscored(self) -> Iterable[UnscoredGroup]:
        """List the rules that enter no score, by the reason why."""
        rules = self.lookup.catalogue.rules
        for why in NotScored:
            listed = [each.rule for each in self._assessed.unscored if each.why is why]
            if listed:
                titles = tuple((readable(rules[rule].title), rule) for rule in listed)
                yield UnscoredGroup(why=NOT_SCORED[why].to(self.lang), rules=titles)

    def trial(self, of: Robustness) -> Trial:
        """Tell what the draws made of the ranking."""
        place, count = self.lookup.place, "{:,}".format
        return Trial(
            title=MOVED[of.moved].to(self.lang),
            held=said.held(of, self.lang),
            ranks=tuple((place(each), said.rank_range(self._assessed, each, of.moved)) for each in of.ranks),
            pairs=tuple(
                PairRow(
                    above=place(pair.above),
                    below=place(pair.below),
                    kept=count(pair.kept),
                    tied=count(pair.tied),
                    turned=count(pair.turned),
                )
                for pair in of.pairs
            ),
        )

    def weights(self, theme: Theme) -> WeightRow:
        """List the weights of a theme in each zone."""
        zones = self._assessed.assessment.zones
        return WeightRow(
            title=readable(theme.title),
            clause=clause(theme.source),
            weights=tuple(decimal_text(zone.weights[theme.id]) for zone in zones),
            missing=said.missing(theme, self.lang),
        )

    def zone(self, of: ZoneWeights) -> ZoneNote:
        """Say whose the weights of a zone are, and what it is to stress that nothing measures."""
        unmeasured = self._assessed.assessment.unmeasured
        return ZoneNote(
            title=self.lookup.place(of.zone),
            because=readable(of.because),
            clause=clause(of.source),
            unmeasured=tuple((readable(u.title), readable(u.because)) for u in unmeasured if of.zone in u.zones),
        )

    def _theme(self, of: ThemeScore) -> ThemeRow:
        theme, completion = self._themes[of.theme], of.completion
        return ThemeRow(
            title=readable(theme.title),
            weight=said.percent(of.weight),
            share=said.percent(of.share),
            completion="—" if completion is None else said.percent(completion),
            points=said.points(of.points),
            absent=said.absent(of, self.lang),
            missing=said.missing(theme, self.lang),
            clause=clause(theme.source),
            width=0 if completion is None else min(100, round(100 * completion)),
            weighs=of.weight > 0,
            rules=tuple(map(self._rule, of.rules)),
        )

    def _rule(self, of: RuleScore) -> RuleRow:
        rule = self.lookup.catalogue.rules[of.rule]
        return RuleRow(
            rule_id=rule.id,
            title=readable(rule.title),
            clause=readable(f"{rule.source.locator} “{rule.source.anchor}”"),
            share="—" if of.completion is None else said.percent(of.completion),
            figures=tuple(map(self._figure, of.lines)),
        )

    def _figure(self, line: Line) -> FigureRow:
        judgement = line.judgement
        return FigureRow(
            place=self.lookup.place(judgement.entity),
            figures=said.held_against(line, judgement.unit, self.lang),
            mark=cards.mark(judgement.status, self.lang),
            treatment="" if line.treatment is Treatment.COUNTED else said.treatment(line, self.lang),
            formula=line.formula.value if line.formula else "",
            share="—" if line.completion is None else said.percent(line.completion),
            arithmetic=arithmetic.of_judgement(self.lookup, judgement, self.lang),
            cells=self.cells(line),
            illustrative=any(o.illustrative for o in judgement.observations),
            doubts=flags.in_words(self.lookup, judgement, self.lang),
        )

    def cells(self, line: Line) -> tuple[str, ...]:
        """List the cells of a figure, and those of one that was refused."""
        judgement = line.judgement
        refused = said.refused(self.lookup.evaluation, judgement)
        places = [*(observation.at for observation in judgement.observations), *refused]
        return tuple(dict.fromkeys(readable(str(at)) for at in places))


def _files(evaluation: Evaluation) -> Iterable[File]:
    for file in evaluation.submission.files:
        yield File(
            path=readable(file.path),
            rows=file.rows,
            sha256=file.sha256,
            submitter=readable(file.submitter),
            received=provenance.moment(file.received),
        )

"""From an evaluation to a graph: every cell, step, clause and policy rule behind a verdict or a finding."""

from collections.abc import Sequence

from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import arithmetic, cards, flags
from zhunsheng.report.explain_parts import ILLUSTRATIVE, NOTHING, UNREADABLE, cited
from zhunsheng.report.figures import submitted
from zhunsheng.report.formula import conversion, conversions, total
from zhunsheng.report.lookup import Lookup, policy_rule
from zhunsheng.report.provenance import signature
from zhunsheng.report.traced import words
from zhunsheng.report.traced.graph import Graph, Kind

_FLAG = Text("审核：{0}", "checks: {0}")


def of_judgements(lookup: Lookup, judgements: Sequence[Judgement], lang: Lang) -> Graph:
    """Draw judgements, and the findings that rest on each."""
    graph = Graph()
    for judgement in judgements:
        _Tracing(graph, lookup, lang).judgement(judgement)
        for finding in lookup.evaluation.findings:
            if lookup.subject(finding) is judgement:
                _Tracing(graph, lookup, lang).finding(finding)
    return graph


def of_finding(lookup: Lookup, finding: Finding, lang: Lang) -> Graph:
    """Draw one finding and all that it rests on."""
    graph = Graph()
    _Tracing(graph, lookup, lang).finding(finding)
    return graph


class _Tracing:
    """Puts what lies behind verdicts into a graph."""

    def __init__(self, graph: Graph, lookup: Lookup, lang: Lang) -> None:
        self._graph = graph
        self._lookup = lookup
        self._lang: Lang = lang

    def finding(self, finding: Finding) -> str:
        because = finding.because
        node = self._graph.add(
            f"finding {finding.id}", Kind.FINDING, *words.conclusion(self._lookup, finding, self._lang)
        )
        policy = policy_rule(self._lookup.catalogue, because.policy)
        where = readable(str(policy.at)) if policy is not None else ""
        told = readable(because.text.to(self._lang))
        self._graph.join(self._graph.add(f"policy {because.policy}", Kind.POLICY, told, where), node)
        keys = [JudgementKey(finding.rule, finding.entity, finding.year)] if finding.rule is not None else []
        for key in dict.fromkeys((*keys, *because.judgements)):
            rested = self._lookup.judgement(key)
            if rested is not None:
                self._graph.join(self.judgement(rested), node)
        for identifier in because.findings:
            other = self._lookup.finding(identifier)
            if other is not None:
                self._graph.join(self.finding(other), node)
        return node

    def judgement(self, judgement: Judgement) -> str:
        lang, catalogue = self._lang, self._lookup.catalogue
        key = f"{judgement.rule} {judgement.entity} {judgement.year}"
        verdict = self._graph.add(
            f"verdict {key}",
            Kind.VERDICT,
            words.headline(self._lookup, judgement),
            arithmetic.verdict(catalogue, judgement, lang),
            *(_FLAG.to(lang).format(said) for said in flags.in_words(self._lookup, judgement, lang)),
        )
        figures = self._figures(judgement)
        steps = total(catalogue, judgement, lang)
        value = self._graph.add(f"value {key}", Kind.STEP, *steps) if steps else verdict
        if steps:
            self._graph.join(value, verdict)
        for figure in figures:
            self._graph.join(figure, value)
        self._limit(judgement, key, verdict)
        return verdict

    def _figures(self, judgement: Judgement) -> list[str]:
        """Put the cells in, each with the conversion of its figure; return what enters the value."""
        converted = bool(conversions(self._lookup.catalogue, judgement, self._lang))
        found = [self._observation(each, converted=converted) for each in judgement.observations]
        for at in cards.refused_cells(self._lookup, judgement):
            lines = (self._lookup.short(at), UNREADABLE.to(self._lang))
            found.append(self._graph.add(f"cell {at}", Kind.CELL, *lines))
        if not found:
            missing = arithmetic.missing_text(self._lookup.catalogue, judgement, self._lang)
            name = f"nothing {judgement.indicator} {judgement.entity} {judgement.year}"
            found.append(self._graph.add(name, Kind.CELL, NOTHING.to(self._lang), missing))
        return found

    def _observation(self, seen: Observation, *, converted: bool) -> str:
        title = self._lookup.indicator_title(seen.indicator)
        cell = self._graph.add(
            f"cell {seen.at} {seen.indicator} {seen.year}",
            Kind.CELL,
            self._lookup.short(seen.at),
            f"{title} {seen.year} = {submitted(seen)}",
            signature(seen.submitter, seen.received, self._lang),
            ILLUSTRATIVE.to(self._lang) if seen.illustrative else "",
        )
        if not converted or seen.factor == 1:
            return cell
        step = self._graph.add(f"step {cell}", Kind.STEP, conversion(self._lookup.catalogue, seen, self._lang))
        self._graph.join(cell, step)
        return step

    def _limit(self, judgement: Judgement, key: str, verdict: str) -> None:
        rule = self._lookup.catalogue.rules[judgement.rule]
        limit = self._graph.add(f"limit {key}", Kind.LIMIT, *words.demand(self._lookup, judgement, self._lang))
        self._graph.join(limit, verdict)
        for number, citation in enumerate(rule.source.citations):
            passage = cited(rule.source.document, citation)
            self._graph.join(self._graph.add(f"clause {rule.id} {number}", Kind.CLAUSE, passage), limit)
        if judgement.citation:
            issued = self._lookup.issued(judgement)
            at = self._lookup.short(issued.at) if issued is not None else ""
            self._graph.join(self._graph.add(f"issued {key}", Kind.CLAUSE, readable(judgement.citation), at), limit)

"""A verdict as a paragraph and as a graph: from every cell to the clause and the finding, and nothing is markup."""

import re

import msgspec
import pytest
from defusedxml import ElementTree

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.text import Lang
from zhunsheng.report import traced
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.traced.graph import Graph, Kind
from zhunsheng.report.traced.trace import of_finding, of_judgements

HOSTILE = 'a"]; n9 --> n1 <script>alert(1)</script> \\ `x` & end'


def judgement(whole: Evaluation, rule: str, year: int) -> Judgement:
    return next(each for each in whole.judgements if (each.rule, each.year) == (rule, year))


def boxes(graph: Graph, kind: Kind) -> list[str]:
    return ["\n".join(node.lines) for node in graph.nodes if node.kind is kind]


def reaches(graph: Graph, start: str, end: str) -> bool:
    after = [edge.end for edge in graph.edges if edge.start == start]
    return start == end or any(reaches(graph, each, end) for each in after)


def test_every_box_of_every_finding_leads_to_it_and_every_cell_is_there(whole: Evaluation) -> None:
    lookup = Lookup(whole)
    for finding in whole.findings:
        graph = of_finding(lookup, finding, "zh")
        assert all(reaches(graph, node.name, f"finding {finding.id}") for node in graph.nodes)
        assert boxes(graph, Kind.CELL)
        assert boxes(graph, Kind.CLAUSE)
        assert boxes(graph, Kind.POLICY)
        subject = lookup.subject(finding)
        for seen in subject.observations if subject is not None else ():
            assert any(lookup.short(seen.at) in box for box in boxes(graph, Kind.CELL))


def test_a_graph_tells_conversion_quotient_and_comparison(whole: Evaluation) -> None:
    graph = of_judgements(Lookup(whole), [judgement(whole, "land-share", 2025)], "zh")
    assert boxes(graph, Kind.STEP) == ["6290 万元 × 1/10000 = 0.629 亿元", "0.629 ÷ 6.3 × 100 = 9.9841%（约）"]
    [verdict] = boxes(graph, Kind.VERDICT)
    assert verdict.endswith("9.9841 − 10 = −0.0159 个百分点（约），目标 ≥ 10：未达标")
    assert len(boxes(graph, Kind.CELL)) == 2


def test_silence_and_what_could_not_be_read_are_boxes_too(whole: Evaluation) -> None:
    lookup = Lookup(whole)
    [silent] = boxes(of_judgements(lookup, [judgement(whole, "infants", 2024)], "zh"), Kind.CELL)
    [unread] = boxes(of_judgements(lookup, [judgement(whole, "waste", 2024)], "zh"), Kind.CELL)
    assert silent.startswith("没有填报")
    assert unread.endswith("无法读取")


def test_an_issued_target_leads_to_its_limit(whole: Evaluation) -> None:
    cited = next(each for each in whole.judgements if each.citation)
    graph = of_judgements(Lookup(whole), [cited], "zh")
    assert any(box.startswith(str(cited.citation)) for box in boxes(graph, Kind.CLAUSE))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_paragraph_tells_figures_arithmetic_clause_and_finding(whole: Evaluation, lang: Lang) -> None:
    finding = next(each for each in whole.findings if (each.rule, each.year) == ("land-share", 2025))
    told = traced.finding(whole, finding, "paragraph", lang)
    for part in ("6290", "2025.csv:29:4", "0.629 ÷ 6.3 × 100", "表1 第22项", finding.id):
        assert part in told
    assert "\n" not in told


def test_a_paragraph_of_a_verdict_without_findings_says_so(whole: Evaluation) -> None:
    drawn = {(each.rule, each.entity, each.year) for each in whole.findings}
    calm = next(each for each in whole.judgements if (each.rule, each.entity, each.year) not in drawn)
    assert traced.judgements(whole, [calm], "paragraph", "zh").endswith("没有违反、预警或提示。")
    refused = judgement(whole, "waste", 2024)
    assert "无法读取" in traced.judgements(whole, [refused], "paragraph", "zh")


def test_a_departments_finding_names_what_it_counts(whole: Evaluation) -> None:
    tally = next(each for each in whole.findings if each.rule is None)
    told = traced.finding(whole, tally, "paragraph", "zh")
    assert all(identifier in told for identifier in tally.because.findings)


def hostile(whole: Evaluation) -> Evaluation:
    plan = whole.catalogue.plan
    departments = tuple(msgspec.structs.replace(each, title=HOSTILE) for each in plan.departments)
    return msgspec.structs.replace(
        whole,
        catalogue=msgspec.structs.replace(whole.catalogue, plan=msgspec.structs.replace(plan, departments=departments)),
    )


def test_what_a_name_holds_is_never_markup(whole: Evaluation) -> None:
    bad = hostile(whole)
    finding = next(each for each in bad.findings if each.rule is not None)
    picture = traced.finding(bad, finding, "svg", "zh")
    assert "<script" not in picture
    assert ElementTree.fromstring(picture) is not None
    drawn = traced.finding(bad, finding, "mermaid", "zh")
    assert all(
        re.fullmatch(r"  n\d+ --> n\d+|  n\d+\S*\"[^\"<>`\[\]]*(<br>[^\"<>`\[\]]*)*\"\S*|flowchart LR", line)
        for line in drawn.splitlines()
    )
    dot = traced.finding(bad, finding, "dot", "zh")
    assert '\\"]; n9 --> n1' in dot
    assert len(dot.splitlines()) == len(drawn.splitlines()) + 2


def test_a_graph_of_many_years_is_drawn_once_for_what_they_share(whole: Evaluation) -> None:
    several = [each for each in whole.judgements if each.rule == "land-share"]
    graph = of_judgements(Lookup(whole), several, "en")
    assert len(boxes(graph, Kind.VERDICT)) == len(several)
    assert len(boxes(graph, Kind.CLAUSE)) == 1
    assert len({node.name for node in graph.nodes}) == len(graph.nodes)

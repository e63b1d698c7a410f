"""Whom findings concern, in every report: by supporting department, and by leader where an office has named them."""

import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from rich.console import Console
from tests.support.paths import EXAMPLES, RULES
from tests.support.rendered import render

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.portfolio import Leader, Portfolios
from zhunsheng.report import contract, terminal, view
from zhunsheng.use_cases import portfolios

YEAR = 2025
LIST = Path(EXAMPLES) / "分管领导-示例.yaml"


@pytest.fixture(scope="module")
def bare(cache_dir: Path) -> Evaluation:
    compiled = api.catalogues(RULES, EXAMPLES.name, cache_dir)
    return api.check(compiled, [Path(EXAMPLES)], [2024, YEAR])


@pytest.fixture(scope="module")
def named(bare: Evaluation) -> Evaluation:
    return msgspec.structs.replace(bare, leaders=portfolios.read(LIST, [bare.catalogue]))


def counted(evaluation: Evaluation, kind: FindingKind, owners: frozenset[str]) -> int:
    return sum(f.kind is kind and f.year == YEAR and f.owner in owners for f in evaluation.findings)


def test_every_department_is_with_its_leader_or_told_to_have_none(named: Evaluation) -> None:
    section = view.build(named, "zh").responsibility
    titles = {each.id: each.title for each in named.catalogue.plan.departments}
    shown = [share.title[1] for leader in section.leaders for share in leader.shares]
    assert sorted(shown) == sorted(titles.values())
    assert section.leaders[-1].row.head == "未分管"
    assert [leader.row.head for leader in section.leaders[:2]] == ["常务副区长 示例甲", "副区长 示例乙"]


def test_findings_and_verdicts_are_counted_by_leader(named: Evaluation) -> None:
    page = view.build(named, "zh")
    leaders = named.leaders
    assert leaders is not None
    for leader, row in zip(leaders.leaders, page.responsibility.leaders, strict=False):
        owners = frozenset(leader.departments)
        *_, total, violations, alerts = row.row.counts
        assert total == sum(j.year == YEAR and j.owner in owners for j in named.judgements)
        assert violations == counted(named, FindingKind.VIOLATION, owners)
        assert alerts == counted(named, FindingKind.ALERT, owners)
    sums = [sum(numbers) for numbers in zip(*(r.row.counts for r in page.responsibility.leaders), strict=True)]
    assert sums == [sum(numbers) for numbers in zip(*(r.counts for r in page.department_counts), strict=True)]


def test_findings_are_counted_where_a_department_supports(bare: Evaluation) -> None:
    rules, page = bare.catalogue.rules, view.build(bare, "zh")
    rows = {row.title[1]: row for row in page.responsibility.supporting}
    assert rows
    for department in bare.catalogue.plan.departments:
        supported = {rule.id for rule in rules.values() if department.id in rule.support}
        row = rows.get(department.title)
        judged = {j.rule for j in bare.judgements} & supported
        assert (row.rules if row is not None else 0) == len(judged)
        alerts = [f for f in bare.findings if f.rule in judged and f.year == YEAR and f.kind is FindingKind.ALERT]
        assert (row.alerts if row is not None else 0) == len(alerts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reports_show_both_and_say_what_is_made_up(named: Evaluation, lang: str) -> None:
    headings = {"zh": ("按配合部门", "按分管领导", "人员是虚构的"), "en": ("By supporting", "By leader", "made up")}
    for fmt in ("html", "markdown"):
        said = render(named, fmt, "en" if lang == "en" else "zh")
        assert [each for each in (*headings[lang], "副区长 示例丁") if each not in said] == []
    out = io.StringIO()
    terminal.show(named, "zh", Console(file=out, width=300))
    assert "按分管领导（5，示例）  副区长 示例乙 违反 1" in out.getvalue()


def test_without_a_list_nobody_is_named(bare: Evaluation) -> None:
    assert view.build(bare, "zh").responsibility.leaders == ()
    assert "分管" not in render(bare, "html", "zh")
    responsibility = json.loads(render(bare, "json", "zh"))["responsibility"]
    assert (responsibility["leaders"], responsibility["unassigned"]) == (None, [])


def test_the_json_tells_who_is_concerned(named: Evaluation) -> None:
    document = json.loads(render(named, "json", "zh"))
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    told, found = document["responsibility"], {f["id"]: f for f in document["findings"]}
    assert told["illustrative"] is True
    everyone = [each["department"] for each in told["departments"]]
    assert everyone == [each.id for each in named.catalogue.plan.departments]
    for duty in told["departments"]:
        assert {found[each]["owner"] for each in duty["findings"]} <= {duty["department"]}
        assert {found[each]["rule"] for each in duty["supported_findings"]} <= set(duty["supports"])
        leader = None if duty["leader"] is None else told["leaders"][duty["leader"]]
        assert duty["department"] in (told["unassigned"] if leader is None else leader["departments"])
    assert sum(len(duty["findings"]) for duty in told["departments"]) == len(found)
    by_leader = [each for leader in told["leaders"] for each in leader["findings"]]
    rest = [f["id"] for f in found.values() if f["owner"] in told["unassigned"]]
    assert sorted((*by_leader, *rest)) == sorted(found)


def test_no_verdict_and_no_digest_depends_on_people(bare: Evaluation, named: Evaluation) -> None:
    one, other = (json.loads(render(each, "json", "zh")) for each in (bare, named))
    assert {key: value for key, value in one.items() if key != "responsibility"} == {
        key: value for key, value in other.items() if key != "responsibility"
    }


def test_a_name_that_looks_like_markup_stays_text(bare: Evaluation) -> None:
    leader = Leader(post="<b>县长</b>", name="|x|\x1b[31m", departments=("城管局",))
    hostile = msgspec.structs.replace(bare, leaders=Portfolios(plan=bare.catalogue.plan.id, leaders=(leader,)))
    assert "&lt;b&gt;县长" in render(hostile, "html", "zh")
    markdown = render(hostile, "markdown", "zh")
    assert "&lt;b&gt;县长&lt;/b&gt; \\|x\\|" in markdown
    assert "\x1b" not in markdown

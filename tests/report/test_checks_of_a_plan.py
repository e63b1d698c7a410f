"""The checks on the data of a plan, in the list of rules and in the book."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from tests.support import plan_folder
from tests.support.plan_folder import CHECKS

from zhunsheng.compile import load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Lang
from zhunsheng.model.validation import Components
from zhunsheng.report import book, rules_json
from zhunsheng.report.book import checks
from zhunsheng.report.names import Names


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Catalogue]:
    """Compile the small plan with other checks."""

    def compiled(text: str = CHECKS) -> Catalogue:
        catalogue = load(plan_folder.write(tmp_path_factory.mktemp("plan"), checks=text)).catalogue
        assert catalogue is not None
        return catalogue

    return compiled


def test_json_lists_every_check_with_its_numbers(small: Callable[..., Catalogue]) -> None:
    listed = {each["id"]: each for each in json.loads(rules_json([(small(), "rules/mini")]))["checks"]}
    assert list(listed) == [check.id for check in small().checks]
    assert listed["within"] == {
        "id": "within",
        "plan": "mini",
        "title": "支出不超过收入",
        "kind": "parts",
        "level": "question",
        "indicators": ["revenue", "spending"],
        "settings": {"whole": "revenue", "relation": "at-most", "tolerance": "0.005"},
        "file": "rules/mini/checks.yaml",
        "line": 9,
    }
    assert listed["landed"]["indicators"] == ["ppp", "spending", "revenue"]
    assert listed["on-the-line"]["settings"] == {"share": "0.333", "figures": "4"}
    assert listed["on-the-line"]["indicators"] == []


def test_a_default_is_cited_beside_the_plan(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "rules" / "mini")
    (folder / "checks.yaml").rename(folder.parent / "checks.yaml")
    catalogue = load(folder).catalogue
    assert catalogue is not None
    (found, *_) = json.loads(rules_json([(catalogue, "rules/mini")]))["checks"]
    assert found["file"] == "rules/checks.yaml"


def test_a_factor_that_does_not_end_stays_exact(small: Callable[..., Catalogue]) -> None:
    (landed,) = (check for check in small().checks if isinstance(check, Components))
    odd = msgspec.structs.replace(small(), checks=(msgspec.structs.replace(landed, factor=Fraction(2, 3)),))
    for catalogue, factor in ((small(), "1000000"), (odd, "2/3")):
        checked = {each["id"]: each for each in json.loads(rules_json([(catalogue, "r")]))["checks"]}
        assert checked["landed"]["settings"]["factor"] == factor


SENTENCES = {
    "absent": "当年有规则要用的数没有报来",
    "possible": "不在 0—100 之内",
    "within": "不符合 支出 ≤ 收入（允许差 0.5%）",
    "sudden": "与历年变化相比的稳健 z 分数大于 3.5，且变动超过 10%（至少 4 个以前的变化，不足的与同年别处相比）",
    "still": "与上年相同，有效数字不少于 3 位",
    "copied": "一个部门至少 5 个数、占 60% 以上与上年相同",
    "landed": "不符合 落地率 = 支出 ÷ 收入，或没有同时报来",
    "base-moved": "分母一年里变动超过 20%",
    "rewritten": "报过的数后来的报送改了",
    "on-the-line": "一个部门或一条规则至少 4 个数、占 33.3% 以上恰好等于目标",
    "tens": "与上年相差 8 倍以上，而且差在小数点",
}


def test_the_book_says_what_each_check_flags(small: Callable[..., Catalogue]) -> None:
    rows = {row.check_id: row for row in checks.rows(Names(small()), "zh")}
    assert {key: row.sentence for key, row in rows.items()} == SENTENCES
    assert (rows["sudden"].about, rows["absent"].about) == ("支出、收入", "")
    assert rows["tens"].about == "支出、收入、土地等 8 项"
    assert (rows["possible"].level, rows["possible"].kind, rows["possible"].at) == (
        "退回",
        "超出可能范围",
        "checks.yaml:3:9",
    )


@pytest.mark.parametrize(
    ("written", "said"), [('">= 0"', "不在 ≥ 0 之内"), ('"<= 100"', "不在 ≤ 100 之内"), ("-1..0.5", "不在 −1—0.5 之内")]
)
def test_ranges(written: str, said: str, small: Callable[..., Catalogue]) -> None:
    rows = checks.rows(Names(small(CHECKS.replace("0..100", written))), "zh")
    assert rows[1].sentence == said


def test_parts_that_make_up_the_whole(small: Callable[..., Catalogue]) -> None:
    written = CHECKS.replace("    tolerance: 0.5 %\n", "").replace("at-most", "equal")
    assert checks.rows(Names(small(written)), "en")[2].sentence == "not so: 支出 = 收入"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fmt", book.FORMATS)
def test_the_book_has_a_section_of_checks(fmt: str, lang: Lang, small: Callable[..., Catalogue]) -> None:
    catalogue = small()
    text = book.render([book.Volume(catalogue=catalogue, folder="rules/mini")], fmt, lang)
    assert {"zh": "数据审核", "en": "Checks on the data"}[lang] in text
    assert all(check.id in text for check in catalogue.checks)
    without = book.render(
        [book.Volume(catalogue=small("checks:\n  - {id: one, title: 一, kind: missing, level: note}\n"), folder="r")],
        fmt,
        lang,
    )
    assert "base-moved" not in without

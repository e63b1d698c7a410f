"""The summary as a page: it fetches and runs nothing, names stay names, and every table says what it leaves out."""

import html as markup
import re
import shlex

import msgspec
import pytest
from tests.support.bulk_summaries import HOSTILE, catalogue, summary
from tests.support.html_reader import Reader, read

from zhunsheng.model.text import Lang
from zhunsheng.report import bulk
from zhunsheng.report.bulk import Beside
from zhunsheng.report.bulk.beside import drill_down, query

BESIDE = Beside(folder="全国", data=("数 据.parquet",), titles={"900000": HOSTILE, "a001": HOSTILE})


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def country(lang: Lang) -> str:
    return bulk.render(summary(40_000, 300, problems=230), catalogue(), "html", lang, BESIDE)


@pytest.fixture(scope="module")
def page(country: str) -> Reader:
    return read(country)


def test_the_page_fetches_and_runs_nothing(country: str, page: Reader) -> None:
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(attributes["href"].startswith("#") for _, attributes in page.tags if "href" in attributes)
    assert "default-src 'none'" in country
    assert not re.search(r"url\(|@import", country)
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert {attributes["href"][1:] for _, attributes in page.tags if "href" in attributes} <= anchors


def test_names_that_look_like_markup_stay_names(country: str, page: Reader) -> None:
    assert "<script>" in "".join(page.text)
    assert "<script" not in country
    assert "\u202e" not in country


def test_a_country_is_summed_up_and_the_rest_is_pointed_at(country: str, page: Reader, lang: Lang) -> None:
    text = " ".join(page.text)
    rows = {"around": 200, "problems": 200, "worst": 50, "rules": 4, "departments": 6, "files": 2}
    for key, count in rows.items():
        table = country[country.index(f'id="{key}"') :]
        assert table[: table.index("</table>")].count("<tr>") == count + 1
    more = {"zh": "另有 100 行未列出，见 summary.json", "en": "100 more rows are not listed: see summary.json"}[lang]
    assert more in text
    assert {"zh": "只列违反最多的 50 处", "en": "only the 50 with most violations"}[lang] in text
    assert "40,000" in text
    assert len(country.encode()) < 400_000


def test_what_was_not_used_is_said_at_the_top(country: str, lang: Lang) -> None:
    said = {"zh": "处没有采用。受影响的", "en": "that were not used"}[lang]
    banner = country.index('<p class="banner unread" role="note"><a href="#problems">')
    assert banner < country.index(said) < country.index("<main>")


def test_where_verdicts_are_not_written_nobody_is_sent_there(country: str, lang: Lang) -> None:
    run = summary(9, 2)
    alone = msgspec.structs.replace(run, run=msgspec.structs.replace(run.run, findings_only=True))
    said = bulk.render(alone, catalogue(), "html", lang, BESIDE)
    assert ("judgements/" in country, "judgements/" in said) == (True, False)
    assert ("--findings-only" in country, "--findings-only" in said) == (False, True)


def test_numbers_of_the_page_are_those_of_the_run(page: Reader) -> None:
    run = summary(40_000, 300, problems=230)
    text = " ".join(page.text)
    assert f"{run.judgements:,}" in text
    assert f"{sum(each.count for each in run.drawn if each.key == 'binding-missed'):,}" in text


@pytest.mark.parametrize("made_up", [0, 151])
def test_made_up_data_say_so(made_up: int, lang: Lang) -> None:
    small = bulk.render(summary(9, 2, illustrative=made_up), catalogue(), "html", lang)
    assert ('class="banner made-up"' in small) is bool(made_up)
    assert ("151" in small) is bool(made_up)


def test_a_run_without_findings_says_so(lang: Lang) -> None:
    from msgspec.structs import replace

    run = replace(
        summary(9, 0),
        drawn=(),
        drawn_around=(),
        statuses_around=(),
        departments=(),
        department_findings=0,
        worst=(),
        problems=(),
        findings=0,
    )
    text = " ".join(read(bulk.render(run, catalogue(), "html", lang)).text)
    said = {
        "zh": (
            "没有违反、预警或提示。",
            "没有关于部门的结论。",
            "没有发现数据问题。",
            "上级地区超过 400 个",
            "--place PLACE",
        ),
        "en": ("No violation, alert or notice.", "No finding about", "No problems", "more than 400", "--place PLACE"),
    }
    assert all(each in text for each in said[lang])


def test_more_findings_about_departments_than_the_summary_holds_are_pointed_at(lang: Lang) -> None:
    from msgspec.structs import replace

    text = " ".join(read(bulk.render(replace(summary(9, 2), department_findings=1006), catalogue(), "html", lang)).text)
    assert {"zh": "另有 1,000 行未列出，见 departments.parquet", "en": "1,000 more rows"}[lang] in text


@pytest.mark.parametrize("place", ["900000", "$(rm -rf ~)", "a'; DROP TABLE x; --", "../../x", "-rf", "\u202e"])
def test_commands_are_safe_to_copy_whatever_a_place_is_called(country: str, place: str) -> None:
    run = summary(9, 2).run
    words = shlex.split(drill_down(run, BESIDE, place))
    assert words[words.index("--place") + 1] == place.replace("\u202e", "\ufffd")
    out = words[-1].removeprefix("html=")
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.html", out)
    (command,) = shlex.split(query(BESIDE, place))[2:]
    assert command.count("'") % 2 == 0
    assert markup.escape(
        drill_down(run, BESIDE, "900000").replace("example", "example"), quote=True
    ) in country.replace("&#39;", "&#x27;")

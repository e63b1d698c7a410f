"""checks.yaml: a plan's own checks on the data, and the defaults beside the plan folders."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.plan_folder import CHECKS, RULES, UNITS

from zhunsheng.compile import Loaded, load
from zhunsheng.model.location import Location
from zhunsheng.model.validation import (
    Check,
    CheckLevel,
    Components,
    Copied,
    Denominator,
    Jump,
    Magnitude,
    Missing,
    OnLimit,
    Parts,
    Range,
    Relation,
    Restated,
    Unchanged,
)

Small = Callable[..., Loaded]

NUMBERS = ("spending", "revenue", "land", "beds", "jobs", "growth", "ppp", "staff")
"""The indicators of the small plan whose figures are reported as numbers."""

REFUSE, QUESTION, NOTE = CheckLevel.REFUSE, CheckLevel.QUESTION, CheckLevel.NOTE


def checks_of(loaded: Loaded) -> tuple[Check, ...]:
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue.checks


def at(line: int, column: int) -> Location:
    return Location(file="checks.yaml", line=line, column=column)


def test_every_kind_as_its_author_writes_it(small: Small) -> None:
    pair = ("spending", "revenue")
    assert checks_of(small()) == (
        Missing(id="absent", title="缺报", level=QUESTION, at=at(2, 10)),
        Range(
            id="possible", title="可能范围", level=REFUSE, at=at(3, 9),
            indicators=("growth", "ppp"), low=Fraction(0), high=Fraction(100),
        ),
        Parts(
            id="within", title="支出不超过收入", level=QUESTION, at=at(9, 9),
            whole="revenue", parts=("spending",), relation=Relation.AT_MOST, tolerance=Fraction(1, 200),
        ),
        Jump(
            id="sudden", title="突变", level=NOTE, at=at(17, 9),
            indicators=pair, threshold=Fraction(7, 2), history=4, change=Fraction(1, 10),
        ),
        Unchanged(
            id="still", title="未变", level=NOTE, at=at(25, 9),
            indicators=tuple(each for each in NUMBERS if each != "growth"), digits=3,
        ),
        Copied(id="copied", title="照抄", level=QUESTION, at=at(31, 10), share=Fraction(3, 5), figures=5),
        Components(
            id="landed", title="分子分母", level=REFUSE, at=at(32, 10),
            share="ppp", numerator="spending", denominator="revenue", factor=Fraction(10_000 * 100),
        ),
        Denominator(id="base-moved", title="分母变动", level=QUESTION, at=at(33, 10), change=Fraction(1, 5)),
        Restated(id="rewritten", title="改动", level=QUESTION, at=at(34, 10), indicators=("revenue", "land", "beds")),
        OnLimit(id="on-the-line", title="恰在线上", level=NOTE, at=at(35, 10), share=Fraction(333, 1000), figures=4),
        Magnitude(id="tens", title="量级", level=REFUSE, at=at(36, 10), indicators=NUMBERS, factor=Fraction(8)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [('">= 0"', 0, None), ('"<= 100"', None, 100), ("-5..8.5", -5, Fraction(17, 2)), ('"≥ 0"', None, None)],
)
def test_the_range_of_the_possible(written: str, low: int | None, high: Fraction | None, small: Small) -> None:
    loaded = small(checks=CHECKS.replace("0..100", written))
    if "≥" in written:
        assert [p.code for p in loaded.problems] == ["bad-range"]
        assert loaded.problems[0].hint is not None
        return
    found = checks_of(loaded)[1]
    assert isinstance(found, Range)
    assert (found.low, found.high) == (low, high)


def test_zero_is_a_limit_in_any_unit(small: Small) -> None:
    checks = CHECKS.replace('{unit: "%", kind: [yearly, growth]}', "{kind: yearly}").replace("0..100", '">= 0"')
    found = checks_of(small(checks=checks))[1]
    assert isinstance(found, Range)
    assert found.indicators == ("ppp", "staff")


def test_parts_that_are_the_whole_need_no_tolerance(small: Small) -> None:
    checks = CHECKS.replace("    tolerance: 0.5 %\n", "").replace("at-most", "equal")
    found = checks_of(small(checks=checks))[2]
    assert isinstance(found, Parts)
    assert (found.relation, found.tolerance) == (Relation.EQUAL, 0)


def test_a_quotient_may_be_of_two_dimensions(small: Small) -> None:
    rules = RULES.replace("rules:\n", "  - {id: bed-count, title: 床, unit: 张, owner: 乙局}\nrules:\n")
    components = "share: beds, numerator: bed-count, denominator: staff"
    written = CHECKS.replace("share: ppp, numerator: spending, denominator: 总收入", components)
    found = checks_of(small(rules=rules, checks=written))[6]
    assert isinstance(found, Components)
    assert (found.share, found.numerator, found.denominator, found.factor) == ("beds", "bed-count", "staff", 1000)


def test_without_a_file_there_are_no_checks(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    (folder / "checks.yaml").unlink()
    assert checks_of(load(folder)) == ()


DEFAULTS = """\
checks:
  - {id: absent, title: 缺, kind: missing, level: note}
  - {id: tens, title: 十倍, kind: magnitude, level: question, factor: 5}
  - {id: no-such-unit, title: 无, kind: unchanged, level: note, digits: 3, of: {unit: 千人}}
"""


def over_defaults(tmp_path: Path, own: str | None, defaults: str = DEFAULTS, **changed: str) -> Loaded:
    """Compile the small plan with `own` as its checks, or none of its own, over the defaults beside it."""
    folder = plan_folder.write(tmp_path / "rules" / "mini", checks=own or "", **changed)
    if own is None:
        (folder / "checks.yaml").unlink()
    (folder.parent / "checks.yaml").write_text(defaults, encoding="utf-8")
    return load(folder)


def test_defaults_serve_every_plan_and_pass_over_what_it_has_not(tmp_path: Path) -> None:
    found = checks_of(over_defaults(tmp_path, None))
    assert [check.id for check in found] == ["absent", "tens"]
    assert found[0].at == Location(file="../checks.yaml", line=2, column=10)


def test_a_plan_adds_replaces_and_switches_off(tmp_path: Path) -> None:
    own = """\
checks:
  - {id: more, title: 又, kind: denominator, level: note, change: 1 %}
  - {id: tens, title: 百倍, kind: restated, level: note}
  - {id: absent, off: true, because: 另有催报}
"""
    found = checks_of(over_defaults(tmp_path, own))
    assert [(check.id, check.title, check.at.file) for check in found] == [
        ("tens", "百倍", "checks.yaml"),
        ("more", "又", "checks.yaml"),
    ]


def test_a_default_that_does_not_fit_a_plan_can_be_switched_off_there(tmp_path: Path) -> None:
    defaults = DEFAULTS.replace("of: {unit: 千人}", "indicators: [elsewhere]")
    assert [p.code for p in over_defaults(tmp_path, None, defaults).problems] == ["unknown-indicator"]
    own = "checks:\n  - {id: no-such-unit, off: true, because: 不适用}\n"
    assert len(checks_of(over_defaults(tmp_path, own, defaults))) == 2


def test_what_is_switched_off_must_be_there(tmp_path: Path) -> None:
    [problem] = over_defaults(tmp_path, "checks:\n  - {id: abscent, off: true, because: 不用}\n").problems
    assert (problem.code, problem.at.line, problem.at.column) == ("unknown-check", 2, 10)
    assert problem.hint is not None
    assert "absent" in problem.hint.en
    off_at_home = DEFAULTS + "  - {id: tens-off, off: true, because: 不用}\n"
    assert [p.code for p in over_defaults(tmp_path, None, off_at_home).problems] == ["unknown-check"]


def test_a_broken_default_does_not_set_off_others(tmp_path: Path) -> None:
    own = (
        "checks:\n  - {id: absent, off: true, because: 不用}\n  - {id: tens, title: 十, kind: restated, level: note}\n"
    )
    found = over_defaults(tmp_path, own, "checks: [")
    assert [(p.code, Path(p.at.file).parent.name) for p in found.problems] == [("yaml-syntax", "rules")]


def test_a_broken_rule_file_or_unit_does_not_set_off_checks(small: Small) -> None:
    assert {p.at.file[-10:] for p in small(rules=RULES + "?").problems} == {"rules.yaml"}
    assert {p.at.file[-9:] for p in small(units=UNITS + "个 == 1\n").problems} == {"units.txt"}
    broken = RULES.replace("    unit: 万元\n", "    unit: 母\n")
    assert {p.code for p in small(rules=broken).problems} >= {"unknown-unit"}
    assert not [p for p in small(rules=broken).problems if p.at.file.endswith("checks.yaml")]


def test_the_files_enter_the_digest(tmp_path: Path) -> None:
    digests = set()
    own = DEFAULTS.partition("  - {id: no")[0]
    for mine, defaults in ((None, DEFAULTS), (None, DEFAULTS + "#"), (own, DEFAULTS)):
        loaded = over_defaults(tmp_path, mine, defaults)
        assert loaded.catalogue is not None
        digests.add(loaded.catalogue.digest)
    assert len(digests) == 3


def test_checks_come_out_of_the_cache_as_they_were(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "mini")
    first = load(folder, tmp_path / "cache")
    second = load(folder, tmp_path / "cache")
    assert first.catalogue is not second.catalogue
    assert checks_of(second) == checks_of(first) != ()


def told(small: Small, check: str) -> list[str]:
    """Compile the small plan with one check put before its others; return the codes of what is said."""
    text = CHECKS.replace("checks:\n", f"checks:\n  - {check}\n", 1)
    return sorted(problem.code for problem in small(checks=text).problems)


def test_a_check_without_a_usable_id_is_told_all_else_that_is_wrong_with_it(small: Small) -> None:
    check = "{id: 可能, title: 可能范围, kind: rang, level: refuse, indicators: [elsewhere], range: 0..100}"
    assert told(small, check) == ["bad-id", "unknown-indicator", "unknown-value"]


def test_a_check_with_the_id_of_another_is_told_all_else_that_is_wrong_with_it(small: Small) -> None:
    """The first one of an id is the one that counts."""
    one, two = "{id: mine, title: 照旧, kind: missing, level: note}", "{id: mine, title: 照旧, kind: unchanged, "
    assert told(small, f"{one}\n  - {two}level: warn, digits: 三}}") == ["bad-number", "duplicate-id", "unknown-value"]
    assert told(small, "{id: mine, off: true, because: 不用}\n  - {id: mine, off: true, because: 不用}") == [
        "duplicate-id",
        "unknown-check",
    ]


def test_a_missing_key_says_what_to_add(small: Small) -> None:
    (problem,) = small(checks=CHECKS.replace("kind: missing, ", "")).problems
    assert problem.code == "missing-key"
    assert problem.hint is not None
    assert problem.hint.zh == "写上 kind: …"

"""Summaries of bulk runs that never were: the counties of the example, and a country of towns with hostile names."""

import random
from functools import cache

import zhunsheng.compile as compiling
from tests.support.paths import BULK
from zhunsheng.model.bulk import (
    WORST,
    BulkFile,
    BulkProblem,
    BulkRun,
    BulkSummary,
    DepartmentFinding,
    Tally,
)
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Reason
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

YEARS = (2021, 2022, 2023)
HOSTILE = "<script>alert('甲')</script>\u202e"
REASONS = (Reason.LIMIT_MET, Reason.LIMIT_MISSED, Reason.PACE_BEHIND, Reason.NO_OBSERVATION, Reason.REFUSED)
DRAWN = ("binding-missed", "others-missed", "not-reported", "not-evaluable")


@cache
def catalogue() -> Catalogue:
    """Compile the example of counties."""
    compiled = compiling.load(BULK / "rules" / "example-counties").catalogue
    assert compiled is not None
    return compiled


def summary(places: int, around: int, *, illustrative: int = 0, problems: int = 2, seed: int = 1) -> BulkSummary:
    """Make up a run over `places`, inside of `around` others; its sums agree with each other."""
    chance = random.Random(seed)  # noqa: S311 - figures, no secrets
    rules = list(catalogue().rules)
    statuses, drawn = [], []
    for rule in rules:
        for year in YEARS:
            missed, behind, silent, refused = (chance.randrange(places // 5 + 1) for _ in range(4))
            counts = (places - missed - behind - silent - refused, missed, behind, silent, refused)
            statuses += _tallies(counts, REASONS, rule=rule, year=year)
            kept = missed if rule in ("tap-water", "education-share") else 0
            drawn += _tallies((kept, missed - kept, silent, refused), DRAWN, rule=rule, year=year)
    return BulkSummary(
        run=_run(places, illustrative),
        judgements=sum(each.count for each in statuses),
        findings=sum(each.count for each in drawn),
        statuses=tuple(statuses),
        drawn=tuple(drawn),
        statuses_around=tuple(_spread(statuses, around)),
        drawn_around=tuple(_spread(drawn, around)),
        departments=tuple(_department(owner, year) for owner in ("财政厅", "水利厅、生态环境厅") for year in YEARS),
        department_findings=6,
        worst=tuple((f"9{n:05d}", 40 - n // 2, n % 7) for n in range(min(places, WORST))),
        problems=tuple(_problem(n) for n in range(problems)),
        situations=57,
    )


def _run(places: int, illustrative: int) -> BulkRun:
    rows = places * 20
    files = (
        BulkFile(path=f"全国/{HOSTILE}.parquet", sha256="ab" * 32, rows=rows, first_row=0),
        BulkFile(path="全国/二.csv", sha256="cd" * 32, rows=5, first_row=rows, line=2),
    )
    return BulkRun(
        schema="zhunsheng/bulk-run/1",
        engine="0.1.0",
        plan="example-counties",
        title=f"示例省县域发展规划（虚构）{HOSTILE}",
        rules_digest=catalogue().digest,
        years=YEARS,
        base=2020,
        files=files,
        places=places,
        part_size=500,
        parts=-(-places // 500),
        illustrative=illustrative,
    )


def _tallies(counts: tuple[int, ...], keys: tuple[str, ...], *, rule: str, year: int) -> list[Tally]:
    named = zip(keys, counts, strict=True)
    return [Tally(within="", rule=rule, year=year, key=key, count=count) for key, count in named if count]


def _spread(tallies: list[Tally], around: int) -> list[Tally]:
    """Count the same by place around: unevenly, so that some have more than others."""
    found: dict[tuple[str, int, str], int] = {}
    for tally in tallies:
        left = tally.count
        for number in range(around):
            share = left if number == around - 1 else left // (around - number + number % 3)
            left -= share
            key = (f"a{number:03d}" if number else "", tally.year, tally.key)
            found[key] = found.get(key, 0) + share
    return [Tally(within=w, rule="", year=y, key=k, count=n) for (w, y, k), n in sorted(found.items()) if n]


def _department(owner: str, year: int) -> DepartmentFinding:
    return DepartmentFinding(
        policy="several-alerts-in-a-department",
        owner=owner,
        entity="p90",
        year=year,
        counts={"alerts": 3},
        rules=("tap-water", "sewage", "farmland"),
    )


def _problem(number: int) -> BulkProblem:
    return BulkProblem(
        code="unknown-entity" if number % 2 else "figures-disagree",
        message=Text(f"不认识的地区“{HOSTILE}”", f"unknown place {HOSTILE}"),
        hint=Text("请写编号", "write its id"),
        at=Location(file=f"全国/{HOSTILE}.parquet", line=number + 2) if number % 2 else None,
        row=number,
        times=1000 - number,
        refused=number % 2 == 0,
    )

"""Places that arrive as data, and files of several plans in one store."""

from tests.support.office import OF_GRIDS, PLAN, PLAN_ID, THEME, Office, row, write_rules

ROSTER = "名称,级别,上级\n"


def of_staff(office: Office, *words: str) -> list[tuple[str, str | None]]:
    report = office.check("--year", "2023", *words)
    return sorted((j["status"], j["value"]) for j in report["judgements"] if j["rule"] == "staff")


def grids(office: Office) -> None:
    write_rules(office.rules, grids=True)


def figure(grid: str, value: int) -> str:
    return row(value, "专职网格员", unit="人", place=grid)


def test_a_roster_of_one_import_serves_the_figures_of_another(office: Office) -> None:
    grids(office)
    told = office.take(office.file("名册.csv", "第一网格,网格,小县", "第二网格,网格,小县", header=ROSTER))[1]
    assert "名册.csv: 地区 2，新数 0" in told
    code, _, err = office.take(office.file("数.csv", figure("第一网格", 2), row(93)))
    assert (code, err) == (0, "")
    assert of_staff(office) == [("met", "2"), ("not_reported", None)]
    assert [figure["place"] for figure in office.history("--indicator", "staff")["figures"]] == ["第一网格"]


def test_figures_may_come_before_the_roster(office: Office) -> None:
    grids(office)
    code, _, err = office.take(office.file("数.csv", figure("第一网格", 2), row(93)), at="2024-01-01")
    assert code == 3
    assert "第一网格" in err
    office.take(office.file("名册.csv", "第一网格,网格,小县", header=ROSTER), at="2024-02-01")
    assert of_staff(office) == [("met", "2")]
    assert of_staff(office, "--as-of", "2024-01-15") == [("not_evaluable", None)]


def test_a_roster_that_comes_again_stands_in_for_the_earlier_one(office: Office) -> None:
    grids(office)
    office.take(office.file("名册.csv", "第一网格,网格,小县", "第二网格,网格,小县", header=ROSTER))
    office.take(office.file("数.csv", figure("第一网格", 2), row(93)))
    office.take(office.file("名册.csv", "第一网格,网格,小县", header=ROSTER))
    assert of_staff(office) == [("met", "2")]


def two_plans(office: Office) -> None:
    write_rules(office.rules, THEME)
    inside = office.rules / "other"
    inside.mkdir()
    (inside / "plan.yaml").write_text(PLAN.replace(PLAN_ID, "other-14fyp"), encoding="utf-8")
    (inside / "a.yaml").write_text(OF_GRIDS.replace("    scope: {level: grid}\n", ""), encoding="utf-8")


def test_each_file_goes_to_the_plan_that_it_speaks_of(office: Office) -> None:
    two_plans(office)
    here = office.file("a.csv", row(93))
    there = office.file("b.csv", row(2, "专职网格员", unit="人"))
    assert office.take(here, there)[0] == 0
    plans = {figure["plan"]: figure["indicator"] for figure in office.history()["figures"]}
    assert plans == {PLAN_ID: "sewage", "other-14fyp": "staff"}
    assert office.value("sewage", 2023, "--plan", PLAN_ID) == "93"
    code, _, err = office.run("check", "--store", office.store, "--rules", office.rules)
    assert code == 2
    assert "--plan" in err


def test_a_file_of_which_nobody_knows_the_plan_is_left_out_and_told(office: Office) -> None:
    two_plans(office)
    files = [
        office.file("a.csv", row(93)),
        office.file("b.csv", row(2, "专职网格员", unit="人")),
        office.file("c.csv", row(1, "查无此项")),
    ]
    code, out, err = office.take(*files)
    assert code == 3
    assert "c.csv" in err
    assert "plan-unclear" in err
    assert "入库 2 个" in out


def test_a_file_of_another_plan_among_others_is_left_out_and_told(office: Office) -> None:
    two_plans(office)
    files = [office.file("b.csv", row(2, "专职网格员", unit="人")), office.file("a.csv", row(93))]
    code, out, err = office.take(*files, plan="other-14fyp")
    assert (code, out.splitlines()[-1]) == (3, "2 个文件，入库 1 个")
    assert [line for line in err.splitlines() if "another-plan" in line] == [
        "a.csv: 错误：没有一行是规划 other-14fyp 的，说的是规划 " + PLAN_ID + "，未入库 [another-plan]"
    ]
    assert "unknown-indicator" not in err


def test_data_of_another_plan_than_the_one_asked_for_are_not_kept_as_unreadable(office: Office) -> None:
    two_plans(office)
    code, _, err = office.take(office.file("a.csv", row(93)), plan="other-14fyp")
    assert code == 2
    assert PLAN_ID in err
    assert not office.run("history", "--store", office.store)[1].count("污水")

# ruff: noqa: E501 - a table of mistakes reads better in rows
"""What may be wrong in plan.yaml and in units.txt."""

from tests.support.plan_folder import slips

PLAN = slips(
    "plan.yaml",
    ("bad-id", "id: mini", "id: ⌖Mini"),
    ("missing-key", "id: mini\ntitle", "⌖title"),
    ("missing-key", "{title: 小规划, published: 2022-12, number: 江府〔2022〕1号}", "⌖{title: 小规划}"),
    ("wrong-type", "{title: 小规划, published: 2022-12, number: 江府〔2022〕1号}", "⌖江府"),
    ("bad-date", "published: 2022-12", "published: ⌖2022年12月"),
    ("bad-date", "published: 2022-12", "published: ⌖2022-13"),
    ("bad-period", "{base: 2020, start: 2021, end: 2025}", "⌖{base: 2020, start: 2020, end: 2025}"),
    ("bad-period", "{base: 2020, start: 2021, end: 2025}", "⌖{base: 2019, start: 2025, end: 2021}"),
    ("bad-year", "start: 2021", "start: ⌖二〇二一"),
    ("bad-bands", "{on_track: 1, nearly: 0.95, behind: 0.6}", "⌖{on_track: 1, nearly: 0.5, behind: 0.6}"),
    ("bad-bands", "{on_track: 1, nearly: 0.95, behind: 0.6}", "⌖{on_track: 1, nearly: 0.95, behind: 0}"),
    ("wrong-type", "bands: {on_track: 1, nearly: 0.95, behind: 0.6}", "bands: ⌖1"),
    ("duplicate-id", "{id: west, title: 西街道, level: street, within: 甲区}", "{id: west, title: 西街道, level: street, within: 甲区}\n  - {id: ⌖west, title: 南街道, level: street}"),
    ("duplicate-name", "title: 西街道", "title: 西街道, aliases: [⌖甲城区]"),
    ("duplicate-name", "{id: 乙局, title: 区乙局}", "{id: 乙局, title: 区乙局, aliases: [⌖区甲局]}"),
    ("bad-id", "{id: 乙局, title: 区乙局}", "{id: 乙局, title: 区乙局}\n  - {id: ⌖丙 局, title: 区丙局}"),
    ("unknown-place", "within: 甲区", "within: ⌖乙区"),
    ("place-cycle", "{id: town, title: 甲区, level: district", "{id: town, title: 甲区, level: district, within: ⌖town"),
    ("unknown-key", "level: district", "level: district, ⌖lvl: 1"),
)  # fmt: skip

UNITS = slips(
    "units.txt",
    ("bad-unit-definition", "个 = [item]", "⌖个"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖import os"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖@import default_en.txt"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖kilo- = 1000"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖degree = 3 * meter; offset: 5"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n  ⌖x = 9 ** 9 ** 9 ** 9 * meter"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖x = 1e999999999 * meter"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖x = 0 * meter"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖x = 1/0 * meter"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖dimensionless = 3"),
    ("bad-unit-definition", "个 = [item]", "个 = [item]\n⌖x" + "x" * 500 + " = meter"),
    ("duplicate-unit", "个 = [item]", "个 = [item]\n⌖元 = 3 * meter"),
    ("duplicate-unit", "个 = [item]", "个 = [item]\n⌖件 = 2 * 个 = 套 = 套"),
    ("duplicate-unit", "个 = [item]", "个 = [item]\n⌖件 = [item]"),
    ("unknown-unit", "个 = [item]", "个 = [item]\n⌖打 = 12 * 件"),
    ("unknown-unit", "个 = [item]", "个 = [item]\n⌖打 = 12 * 打"),
    ("unknown-unit", "个 = [item]", "个 = [item]\n⌖打 = nan * 个"),
    ("unknown-unit", "亩 = 2000/3 * meter ** 2", "⌖亩 = 2000/3 * meters ** 2"),
)  # fmt: skip

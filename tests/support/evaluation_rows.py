"""The indicators of the small catalogue that evaluations are made of, a line each."""

from typing import NamedTuple

from zhunsheng.model.rule import Nature, Trajectory

# id | title | nature | unit | base | target | path | owner | figures of 2020–2025; "-" stands for none
TABLE = """
urban-rate | 城镇化率 | anticipatory | percent | 99.8 | >= 99.8 | maintain | plan | 99.8, 99.8, 99.8, 99.7, 99.8, 99.9
kindergarten | 幼儿园 | anticipatory | 个/千人 | 40 | > 40 | linear | school | 40, 40, 41, 42, 43, 44
primary | 小学 | anticipatory | 个/千人 | 80 | > 80 | linear | school | 80, 80.5, 81, 81.6, 82, 82.4
junior | 初中 | anticipatory | 个/千人 | 40 | > 40 | linear | school | 40, 40, 40, 39.5, 40, 40
migrants | 随迁子女 | anticipatory | percent | - | >= 92 | linear | school | -, 78.5, 84, 88, 91, 92.4
culture | 文化 | anticipatory | 平方米/万人 | 1460.5 | > 2805 | linear | sport | 1460.5, 1700, 1950, 2300, 2560, 2810.25
beds | 床位数 | anticipatory | 张/千人 | 1.89 | >= 2 | linear | health | 1.89, 1.91, 1.93, 1.96, 1.97, 1.99
infants | 托位数 | anticipatory | 个/千人 | 2 | >= 5 | linear | health | 2, 2.3, 3.1, 3.9, -, 5.1
nursing | 护理型床位 | anticipatory | percent | 40.5 | >= 55 | linear | civil | 40.5, 43.5, 46.4, 49.2, 52, 55
jobs | 新增就业 | anticipatory | 万人 | 2.82 | >= 2.7 | linear | labour | -, 5200, 5500, 5600, 5400, 5800
housing | 保障性住房 | anticipatory | 万套 | - | issued | linear | build | -, 0.02, 0.03, 0.05, 0.06, 0.08
5g | 5G普及率 | anticipatory | percent | 18.1 | issued | linear | trade | 18.1, 30, 42, 55, 66, 78
community | 社区设施 | anticipatory | 平方米/百户 | 23 | issued | linear | civil | 23, 24, 25.5, 27, 28, 29
sewage | 污水收集率 | binding | percent | 92 | >= 95 | linear | city | 92, 92.4, 93, 93.2, 94.0, 94.2
green | 绿化覆盖率 | binding | percent | 43.31 | >= 45 | linear | city | 43.31, 43.6, 43.5, 44.0, 44.7, 45.02
air | 优良天数 | binding | percent | 88 | issued | linear | env | 88, 90, 87.2, 89, 88.1, 89.3
black-water | 黑臭水体 | binding | percent | 100 | >= 100 | maintain | city | 100, 100, 100, 98, 100, 100
insurance | 参保率 | anticipatory | percent | > 95 | > 95 | maintain | evil | > 95, 95.6, 95.8, 95.0, 96.1, 96.4
roads | 农村公路 | anticipatory | percent | 89 | >= 100 | linear | build | 89, 91.5, 93, 95.8, 98, 100
waste | 垃圾收运 | anticipatory | percent | 90 | >= 100 | linear | city | 90, 91, 93, 95.5, 98, 100
rural-sewage | 农村污水 | anticipatory | percent | 92 | >= 100 | linear | city | 92, 92.5, 93, 94, 96.5, 99.2
land-share | 农业农村支出比例 | task | percent | - | >= 10 | none | money | -
energy | 能耗 | binding | 吨 | 100 | <= 80 | linear | evil | 100, 97, 92, 90, 85, 81
growth | 产值 | anticipatory | 亿元 | 100 | >= 200 | cagr | money | 100, 112, 130, 150, 180, 190
band | 区间 | binding | percent | 6 | 5..8 | linear | money | 6, 6, 8.5, 7, 4.5, 8.4
rounded | 修约 | binding | percent | 92 | >= 95 | linear | money | 92, 93, 93, 94, 94, 94.95
"""


class Row(NamedTuple):
    """One line of the table."""

    id: str
    title: str
    nature: Nature
    unit: str
    base: str | None
    target: str | None
    trajectory: Trajectory
    owner: str
    figures: tuple[str | None, ...]


def row(line: str) -> Row:
    identifier, title, nature, unit, base, target, path, owner, figures = line.split(" | ")
    return Row(
        id=identifier,
        title=title,
        nature=Nature(nature),
        unit=unit,
        base=None if base == "-" else base,
        target=None if target == "issued" else target,
        trajectory=Trajectory(path),
        owner=owner,
        figures=tuple(None if f == "-" else f for f in figures.split(", ")),
    )


ROWS = tuple(map(row, TABLE.strip().splitlines()))

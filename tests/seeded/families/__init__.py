"""All kinds of error, family by family, in the order in which the page lists them."""

from tests.seeded.families import (
    cells,
    copies,
    figures,
    formats,
    formulas,
    issued,
    milestones,
    names,
    rosters,
    sheets,
    units,
    wide,
    years,
)
from tests.seeded.kinds import Kind

FAMILIES: dict[str, tuple[Kind, ...]] = {
    "数怎么写": figures.KINDS,
    "单元格里的别的东西": cells.KINDS,
    "公式": formulas.KINDS,
    "数字格式和百分比": formats.KINDS,
    "单位": units.KINDS,
    "年份": years.KINDS,
    "指标、地区、编码": names.KINDS,
    "重复的数": copies.KINDS,
    "节点任务": milestones.KINDS,
    "下达目标和基准值": issued.KINDS,
    "名册": rosters.KINDS,
    "宽表": wide.KINDS,
    "整张表、整个文件": sheets.KINDS,
}

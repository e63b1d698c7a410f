"""Outputs of every command on a plan with mistakes, a feature with gaps and data with every kind of trouble."""

from pathlib import Path

from tests.lint.conftest import PLAN, RULES
from tests.support import plan_folder

DATA = """\
地区,年份,指标,数值,单位,备注
甲区,2025,污水收集率,94.2,%,
甲区,2025,龙头企业,约四十,个,
"""
FEATURE = """\
# language: zh-CN
功能: 污水收集率
  场景: 达标
    假如 对照规划指标“污水收集率”
    而且 甲区2025年污水收集率为96%
    当 考核2025年
    那么 判定为已达标

  场景: 写错了
    假如 对照规划指标“污水收集率”
    而且 甲区2025年污水收集率为96%
    当 考核2025年
    那么 判定为未达标
"""


def write(folder: Path, *, spoilt: bool) -> None:
    """Write rules/mini and features/mini, and data.csv; with `spoilt` rules that do not compile."""
    rules = RULES.replace("theme: 主题", "theme: 主题 ")
    if spoilt:
        rules = rules.replace("    nature: binding", "    natrue: binding")
    plan_folder.write(folder / "rules" / "mini", plan=PLAN, rules=rules, checks=None, assessment=None, ledger=None)
    features = folder / "features" / "mini"
    features.mkdir(parents=True, exist_ok=True)
    (features / "share.feature").write_text(FEATURE, encoding="utf-8")
    (folder / "data.csv").write_text(DATA, encoding="utf-8")


COMMANDS = (
    ("good", ("lint", "--rules", "rules", "--fail-on", "note")),
    ("bad", ("lint", "--rules", "rules")),
    ("good", ("test", "--rules", "rules", "--jobs", "1")),
    ("good", ("check", "data.csv", "--rules", "rules", "--year", "2025", "-q")),
    ("good", ("check", "data.csv", "--rules", "rules", "--year", "2025", "-q", "--write-baseline", "known.json")),
    ("good", ("check", "data.csv", "--rules", "rules", "--year", "2025", "-q", "--baseline", "known.json")),
)
"""In which of two folders what runs. Rules that are bad are told by lint only."""

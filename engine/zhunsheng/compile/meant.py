"""What authors of rules write for a word that the files know: in Chinese, or as another system spells it."""

from collections.abc import Collection

_KEYS = {
    "id": "编号",
    "title": "名称 标题 指标名称 name",
    "nature": "性质 属性",
    "unit": "单位 计量单位",
    "base": "基期 基数 基期数",
    "target": "目标 目标值 targets",
    "trajectory": "轨迹",
    "judge": "修约",
    "bands": "分档",
    "owner": "责任部门 责任单位 牵头部门 牵头单位 owners",
    "support": "配合部门 配合单位",
    "scope": "适用范围 范围",
    "source": "出处 来源 依据",
    "note": "说明 备注 notes",
    "definition": "口径 定义",
    "aliases": "别名 alias",
    "kind": "类型 类别 type",
    "expression": "算式 公式 formula",
    "benchmark": "基准",
    "task": "任务",
    "locator": "位置",
    "anchor": "原文 短名",
    "figure": "数 数值 figures",
    "theme": "主题",
    "rules": "规则",
    "places": "地区",
    "departments": "部门",
    "period": "规划期",
    "level": "级别",
    "because": "理由 reason",
}
_VALUES = {
    "binding": "约束性 强制性",
    "anticipatory": "预期性 指导性 引导性",
    "task": "任务",
    "met": "达标 已达标",
    "missed": "未达标",
    "on_track": "正常",
    "behind": "滞后",
    "far_behind": "严重滞后",
    "regressing": "倒退",
    "pending": "待下达",
    "not_reported": "未报送",
    "entity": "地区",
    "owner": "部门",
    "year": "年份 年度",
    "milestone": "里程碑 节点",
    "flow": "累计 累计量",
    "growth": "增速 增长率",
    "yearly": "当年 当年数",
    "level": "年度数",
    "linear": "直线 线性",
    "cagr": "等速",
    "maintain": "保持",
    "none": "不判",
    "violation": "违规 违反",
    "alert": "预警",
    "red": "红 红色",
    "orange": "橙 橙色",
    "yellow": "黄 黄色",
    "blue": "蓝 蓝色",
    "refuse": "退回",
    "question": "提问",
    "note": "提示",
    "true": "是",
    "false": "否",
}
_UNITS = {
    "percent": "％ 百分比 百分数",
    "百分点": "pp",
    "公里": "千米",
    "平方公里": "平方千米 km2 km²",
    "平方米": "m2 m²",
    "元": "人民币",
}
_MEANT = tuple(
    {word: known for known, words in table.items() for word in words.split()} for table in (_KEYS, _VALUES, _UNITS)
)


def meant(word: str, choices: Collection[str]) -> str | None:
    """Return the choice that `word` stands for; None where it stands for none of them."""
    return next((table[word] for table in _MEANT if table.get(word) in choices), None)

"""What entries of the rules and their keys are called."""

from zhunsheng.model.amendment import Amended, Topic
from zhunsheng.model.text import Text

AMENDED = {
    Amended.ADDED: Text("新增", "added"),
    Amended.REMOVED: Text("删去", "removed"),
    Amended.RENAMED: Text("改编号", "renamed"),
    Amended.CHANGED: Text("改动", "changed"),
}
TOPIC = {
    Topic.RULE: Text("规则", "rule"),
    Topic.INDICATOR: Text("指标", "indicator"),
    Topic.POLICY: Text("政策规则", "policy rule"),
    Topic.CHECK: Text("审核", "check"),
    Topic.TERMS: Text("整改期限（天）", "days to put right"),
    Topic.ESCALATION: Text("督办规则", "escalation"),
    Topic.ASSESSMENT: Text("考核", "assessment"),
    Topic.PLAN: Text("规划", "plan"),
    Topic.PLACE: Text("地区", "place"),
    Topic.DEPARTMENT: Text("部门", "department"),
    Topic.ROSTER: Text("名册", "roster"),
    Topic.TASK: Text("任务", "task"),
    Topic.UNIT: Text("单位", "unit"),
    Topic.DISCREPANCY: Text("原文疑点", "doubt of the text"),
    Topic.CONTEXT: Text("背景条目", "context"),
    Topic.OTHER: Text("其他", "other"),
}
KEYS = {
    "about": Text("结论对象", "about"),
    "alert": Text("预警", "alert"),
    "aliases": Text("别名", "aliases"),
    "also": Text("另见", "also"),
    "anchor": Text("原文名称", "anchor"),
    "area": Text("规划范围", "area"),
    "assumed": Text("权重是否示例", "assumed"),
    "because": Text("理由", "because"),
    "benchmark": Text("对照的基准", "benchmark"),
    "cap": Text("封顶值", "cap"),
    "change": Text("变动幅度", "change"),
    "chosen": Text("采用的读法", "reading chosen"),
    "counted_by": Text("折算依据", "counted by"),
    "default": Text("其余", "all others"),
    "definition": Text("定义", "definition"),
    "denominator": Text("分母", "denominator"),
    "digits": Text("位数", "digits"),
    "document": Text("文件", "document"),
    "extends": Text("延伸适用", "extends"),
    "factor": Text("倍数", "factor"),
    "facts": Text("推理对象", "facts"),
    "figures": Text("数", "figures"),
    "high": Text("上限", "high"),
    "history": Text("历史年数", "history"),
    "indicators": Text("指标", "indicators"),
    "kinds": Text("种类", "kinds"),
    "leads": Text("牵头部门", "leads"),
    "level": Text("级别", "level"),
    "locator": Text("出处", "locator"),
    "low": Text("下限", "low"),
    "margins": Text("浮动幅度", "margins"),
    "measure": Text("措施", "measure"),
    "negative": Text("逆向指标算法", "negative"),
    "not_evaluable": Text("不可判定的", "not evaluable"),
    "not_reported": Text("未报送的", "not reported"),
    "note": Text("说明", "note"),
    "numerator": Text("分子", "numerator"),
    "parts": Text("分项", "parts"),
    "per": Text("分组", "per"),
    "places": Text("地区", "places"),
    "readings": Text("各处读法", "readings"),
    "reason": Text("理由", "reason"),
    "relation": Text("关系", "relation"),
    "rules": Text("规则", "rules"),
    "sees": Text("可见属性", "sees"),
    "share": Text("比率", "share"),
    "source": Text("出处", "source"),
    "stratum": Text("推理层次", "stratum"),
    "support": Text("配合部门", "support"),
    "tallies": Text("计数", "tallies"),
    "task": Text("任务", "task"),
    "theme": Text("主题", "theme"),
    "threshold": Text("阈值", "threshold"),
    "title": Text("名称", "title"),
    "tolerance": Text("容差", "tolerance"),
    "unmeasured": Text("无指标可计的", "unmeasured"),
    "violation": Text("违反", "violation"),
    "weights": Text("权重", "weights"),
    "when": Text("条件", "when"),
    "whole": Text("合计", "whole"),
    "within": Text("所属地区", "within"),
}
"""Keys that `words.KEY` does not name; any other is called as its file calls it."""
KIND_OF = {
    Topic.POLICY: Text("结论类别", "kind"),
    Topic.ESCALATION: Text("结论类别", "kind"),
    Topic.CHECK: Text("审核类别", "kind"),
    Topic.PLACE: Text("种类", "kind"),
    Topic.DISCREPANCY: Text("疑点类别", "kind"),
}
"""What `kind` means where it is not that of an indicator."""

AMENDMENTS = Text("规则改动", "What changed in the rules")
IMPACT = Text("对判定的影响", "What that changes in the verdicts")
HEAD = Text(
    "规则改动 {0} 处：新增 {1}，删去 {2}，改编号 {3}，改动 {4}。",
    "{0} amendments: {1} added, {2} removed, {3} renamed, {4} changed.",
)
NO_AMENDMENT = Text("规则没有改动。", "The rules are the same.")
ONLY_LAYOUT = Text(
    "规则的内容没有改动，变的只是注释或排版。", "What the rules say is the same: only comments or layout changed."
)
NO_FLIP = Text("没有判定改变。", "No verdict changes.")
NEW_ID = Text(
    "编号由 {0} 改为 {1}：整改台账以编号识别，原事项不会接续", "id {0} became {1}: items of the ledger do not follow"
)
UNNAMED = Text("有改动，未能逐项说明", "something changed that cannot be told key by key")
OLD_NEW = Text("原 {0}，现 {1}", "was {0}, is {1}")
"""Where an entry stood and stands."""
OUT = Text("去掉 {0}", "without {0}")
IN = Text("加上 {0}", "with {0}")
BY_DEPARTMENT = Text("按部门", "By department")
BY_RULE = Text("按规则", "By rule")
CELLS = Text("依据：{0}", "figures: {0}")
LEFT_OUT = Text(
    "篇幅所限，另有 {0} 条未列出；全文用 -o html 或 -o json。",
    "{0} more are left out for length: see -o html or -o json.",
)

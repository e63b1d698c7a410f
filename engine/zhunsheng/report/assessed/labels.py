"""The headings of an assessment's page."""

from zhunsheng.model.text import Lang, Text

LABELS = {
    "skip": Text("跳到名次", "Skip to the ranking"),
    "contents": Text("目录", "Contents"),
    "ranking": Text("得分和名次", "Scores and ranks"),
    "year": Text("考核年度", "Year"),
    "rank": Text("名次", "Rank"),
    "place": Text("地区", "Place"),
    "score": Text("得分", "Score"),
    "zones": Text("所在的区", "Zones"),
    "counted": Text("计入的权重", "Weights counted"),
    "ranks": Text("变动后的名次", "Ranks when moved"),
    "gaps": Text("缺数和未计", "Missing or left out"),
    "robustness": Text("名次是否稳健", "How firm the order is"),
    "pair": Text("相邻两地", "Neighbours"),
    "kept": Text("保持", "Kept"),
    "tied": Text("并列", "Tied"),
    "turned": Text("颠倒", "Turned"),
    "weights": Text("权重（每区合计 100）", "Weights (100 a zone)"),
    "theme": Text("主题", "Theme"),
    "missing": Text("缺数如何计", "When missing"),
    "clause": Text("出处", "Clause"),
    "because": Text("理由", "Reason"),
    "unmeasured": Text("侧重而没有指标可计的", "To be stressed, and measured by no rule"),
    "none": Text("无", "none"),
    "parts": Text("得分的构成", "How the scores are made"),
    "weight": Text("权重", "Weight"),
    "share": Text("折合", "Made"),
    "completion": Text("完成率", "Completion"),
    "points": Text("得分", "Points"),
    "rules": Text("规则、数据和单元格", "Rules, figures and cells"),
    "formulas": Text("完成率的算法", "How completion is reckoned"),
    "cap": Text("封顶", "Cap"),
    "cap_says": Text(
        "各条的完成率在 0 与封顶值之间；规则取其各处的平均，主题取其各规则的平均，"
        "得分 = 100 × Σ（折合权重 × 主题完成率）。"
        "没有可计数据的主题不计，权重按比例由其余主题分担。节点任务到期后逐年计入。完成率按原值计，不修约。",
        "Every completion lies between 0 and the cap; a rule is the mean of its places, a theme the mean of its rules, "
        "the score 100 × Σ (weight made × completion). Themes without figures give their weight to the rest. A "
        "milestone counts from the year it is due. Completion takes raw values, nothing is rounded.",
    ),
    "no_cell": Text("没有单元格", "no cell"),
    "files": Text("数据文件", "Data files"),
    "file": Text("文件", "File"),
    "data_rows": Text("行数", "Rows"),
    "digest": Text("规则文件摘要", "Digest of the rules"),
    "illustrative": Text("示例", "illustrative"),
    "not_counted": Text("不计", "not counted"),
    "unscored": Text("不计分的规则", "Rules that enter no score"),
    "doubts": Text("审核疑问", "Questions"),
    "zero_weight": Text("权重为 0 的主题", "Themes of no weight"),
}


def labels(lang: Lang) -> dict[str, str]:
    """Return all headings in `lang`."""
    return {key: text.to(lang) for key, text in LABELS.items()}

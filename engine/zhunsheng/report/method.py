"""How verdicts are reached, in a few paragraphs for the end of the report."""

from zhunsheng.model.figures import figure
from zhunsheng.model.plan import Bands
from zhunsheng.model.text import Lang, Text

_NOTES = (
    (
        Text("三种“没有结果”互不混同", "Three kinds of “no result” are kept apart"),
        Text(
            "“未报送”是没有填报或只填“—”；“不可判定”是填报了但读不懂，或缺基期、缺分项、分母为零，理由逐条写明；"
            "“待下达”是上级目标尚未下达。三者都不算达标，也都不算未达标。",
            "“Not reported”: nothing was submitted, or only a dash. “Not evaluable”: something was submitted "
            "but cannot "
            "be read, or a base, a component or a denominator is wanting; the reason is given each time. "
            "“Pending”: the "
            "target has not been issued. None of them counts as met, and none as missed.",
        ),
    ),
    (
        Text("限值检验", "The limit test"),
        Text(
            "默认按全数值比较法（GB/T 8170-2008）：用填报的全部数字与限值比较，不作修约。规则写明修约位数的，"
            "按修约值比较法，"
            "从原始值一次修约、四舍六入五成双。表中写“（约）”的数除不尽，只供阅读；判定用的是精确分数，"
            "分数见 JSON 报告和网页报告中该数的悬停提示。",
            "By default the figure is compared as it stands (GB/T 8170-2008, comparison of full values), "
            "without rounding. A "
            "rule may ask for comparison of rounded values: rounded once, half to even, from the raw value. "
            "Figures marked "
            "“approx.” do not terminate and are rounded for reading only; verdicts rest on the exact fraction, "
            "which is in "
            "the figure's tooltip and in the JSON report.",
        ),
    ),
    (
        Text("时序进度 R", "Pace R"),
        Text(
            "中间年度已满足最终目标的为达标；否则 R = [(本年 − 基期) ÷ (目标 − 基期)] ÷ [已过年数 ÷ 总年数]。"
            "R ≥ {nearly} 为进度正常（不足 {on_track} 的注明略慢），{behind} ≤ R < {nearly} 为滞后，0 ≤ R < "
            "{behind} 为严重滞后，"
            "R < 0 为倒退；单条规则可另定分档。累计指标从规划期第一年起由零累计。",
            "An interim year that satisfies the final target is met. Otherwise R = [(value − base) ÷ (target − "
            "base)] ÷ [years "
            "passed ÷ years in all]. R ≥ {nearly} is on track (flagged below {on_track}); {behind} ≤ R < "
            "{nearly} is behind; "
            "0 ≤ R < {behind} is far behind; R < 0 is regressing; a rule may set other bands. A cumulative "
            "indicator starts "
            "from zero in the first year of the period.",
        ),
    ),
    (
        Text("约束性、预期性与任务", "Binding, anticipatory, task"),
        Text(
            "约束性指标由政府负责：到期未达标或突破年度限值的，定为违反；中间年度滞后的，定为预警。"
            "预期性指标主要靠市场主体实现，"
            "未达标只作预警。任务类要求如何定性由政策规则决定。以上为通行办法，实际以本规划的 policy.yaml 为准，"
            "每条结论都注明所依据的政策规则。",
            "A binding indicator is for the government to deliver: a miss when due, or a broken yearly limit, "
            "is a violation; "
            "being behind in an interim year is an alert. An anticipatory indicator is expected of the market: "
            "a miss is at "
            "most an alert. Policy decides about tasks. This is the usual practice; what governs is the plan's "
            "policy.yaml, "
            "and each finding names the policy rule that drew it.",
        ),
    ),
)


def notes(bands: Bands, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return (heading, paragraph) pairs, with the plan's own bands in place."""
    cuts = {name: figure(getattr(bands, name)).digits for name in ("on_track", "nearly", "behind")}
    return tuple((heading.to(lang), _filled(text.to(lang), cuts)) for heading, text in _NOTES)


def _filled(text: str, cuts: dict[str, str]) -> str:
    return text.format(**cuts) if "{" in text else text

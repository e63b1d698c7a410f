"""中期评估报告."""

from tests.stationery.blocks import bold, head, new_page, para, row, rows_of, run, table, tag, wide
from tests.stationery.common import files, made_up, plates
from tests.stationery.package import document

_GROUPS = (32, 13, 16, 16, 16, 18, 18, 27)
_WAYS = (9, 33, 22, 22, 22, 16, 16, 16)
_AHEAD = (9, 35, 28, 26, 26, 32)


def midterm() -> bytes:
    """How far the plan has come, and where the pace leads."""
    return document(
        "《{{ paper.plan }}》中期评估报告（截至 {{ paper.year }} 年）",
        "".join(
            (
                para("Title", "《{{ paper.plan }}》中期评估报告"),
                para("Subtitle", "（截至 {{ paper.year }} 年底）　{{ head.unit }}　{{ head.date }}"),
                made_up(),
                para("Heading1", "一、总体进展"),
                para(
                    "Text",
                    "规划期为 {{ paper.period }} 年，至 {{ paper.year }} 年底时间已过 {{ elapsed }}。"
                    "{{ paper.headline }}",
                ),
                _groups("表 1　按属性", "属性", "by_nature"),
                _groups("表 2　按主题", "主题", "by_theme"),
                para(
                    "Small",
                    "注：完成份额 =（实际 − 基期）÷（目标 − 基期），累计指标从零起算；"
                    "时间份额 = 已过年数 ÷ 总年数。平均完成份额"
                    "只计“可衡量”的各项，每项不足 0% 的计 0%、超过 100% 的计 100%。"
                    "“未定年度进度”包括节点任务、逐年考核的指标、"
                    "只看目标年的指标；“无数据或无目标”包括未报送、不可判定、目标尚未下达和只报了界限的。",
                ),
                para("Heading1", "二、完成份额与时间份额"),
                para("Text", "下表列出有基期、有年度进度的各项，按完成份额落后于时间份额的程度排列。"),
                tag("if ways"),
                para("Caption", "表 3　完成份额与时间份额"),
                table(
                    _WAYS,
                    head(_WAYS, "序号", "事项（出处）", "基期", "实际", "目标", "完成份额", "时间份额", "判定"),
                    *rows_of(
                        _WAYS,
                        "each in ways",
                        row(
                            _WAYS,
                            "{{ each.no }}",
                            "{{ each.title }}（{{ each.clause }}）",
                            "{{ each.base }}",
                            "{{ each.value }}",
                            "{{ each.target }}",
                            "{{ each.share }}",
                            "{{ each.elapsed }}",
                            "{{ each.status }}",
                            style="TableKept",
                        ),
                        wide(
                            _WAYS,
                            para("TableSmall", "{{ each.nature }}，{{ each.owner }}；单元格：{{ each.cells }}"),
                            para("TableSmall", "完成份额：{{ each.arithmetic }}"),
                            tag("if each.ids"),
                            para(
                                "TableSmall",
                                "结论编号 {{ each.ids }}{% if each.ledger %}　台账：{{ each.ledger }}{% endif %}",
                            ),
                            tag("endif"),
                        ),
                    ),
                ),
                tag("else"),
                para("Text", "没有这样的事项。"),
                tag("endif"),
                para("Heading1", "三、预计难以完成的事项"),
                para(
                    "Text",
                    "推算办法：以已知各年（含基期）的年均变化，按直线推到目标年；以其中最小、最大的一年变化推得区间。"
                    "三个结果都达不到目标的，列为“预计难以完成”；都达到的，列为“预计可完成”；其余为“尚不确定”。",
                ),
                para(
                    "Text",
                    "推算不是判定。已知的年份只有三五个，区间只反映已有的年际波动，不是概率；政策、投资、统计口径的变化"
                    "都未计入，推算值也可能超出可能的范围（如比例超过 100%）。只有一个年度变化的，不给区间。",
                ),
                _ahead("hard", "（一）预计难以完成"),
                tag("if plates"),
                plates("plates"),
                tag("endif"),
                _ahead("open", "（二）尚不确定"),
                _ahead("likely", "（三）预计可完成（尚未达到最终目标）"),
                new_page("Annex", "附件"),
                para("Title", "依据的数据文件"),
                files(),
            )
        ),
    )


def _groups(caption: str, first: str, loop: str) -> str:
    titles = (
        "合计",
        "已达最终目标",
        "不慢于时间",
        "慢于时间",
        "未定年度进度",
        "无数据或无目标",
        "平均完成份额（可衡量项数）",
    )
    cells = ("total", "reached", "in_time", "late", "no_path", "unknown")
    return para("Caption", caption) + table(
        _GROUPS,
        head(_GROUPS, first, *titles),
        *rows_of(
            _GROUPS,
            f"row in {loop}",
            row(
                _GROUPS,
                "{{ row.head }}",
                *(f"{{{{ row.{name} or '—' }}}}" for name in cells),
                "{{ row.share }}{% if row.measured %}（{{ row.measured }}）{% endif %}",
                style="TableNumber",
            ),
        ),
    )


def _ahead(loop: str, heading: str) -> str:
    return "".join(
        (
            para("Heading2", f"{heading}：{{{{ {loop}|length }}}} 项"),
            tag(f"if {loop}"),
            table(
                _AHEAD,
                head(_AHEAD, "序号", "事项（出处）", "目标", "现状", "推算值", "推算区间"),
                *rows_of(
                    _AHEAD,
                    f"each in {loop}",
                    row(
                        _AHEAD,
                        "{{ each.of.no }}",
                        "{{ each.of.title }}（{{ each.of.clause }}）",
                        "{{ each.of.target }}",
                        "{{ each.of.value }}",
                        "{{ each.projected }}",
                        "{{ each.span }}",
                        style="TableKept",
                    ),
                    wide(
                        _AHEAD,
                        para(
                            "TableText",
                            bold("已知："),
                            run("{{ each.known }}。"),
                            bold("算式："),
                            run("{{ each.arithmetic }}"),
                        ),
                        para("TableSmall", "{{ each.of.nature }}，{{ each.of.owner }}；单元格：{{ each.of.cells }}"),
                        fill="F7F7F7",
                    ),
                ),
            ),
            tag("endif"),
        )
    )

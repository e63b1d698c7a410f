"""一页简报."""

from tests.stationery.blocks import bold, head, para, row, rows_of, run, table, tag, wide
from tests.stationery.common import counts, made_up
from tests.stationery.package import document

TITLE = (
    "《{{ paper.plan }}》{{ paper.year }} 年度监测简报{% if paper.department %}（{{ paper.department }}）{% endif %}"
)
_WIDTHS = (13, 38, 30, 27, 22, 44)


def briefing() -> bytes:
    """One page: margins are narrower than a letter's, and the text is smaller."""
    return document(
        TITLE,
        "".join(
            (
                para("BriefTitle", TITLE),
                para("BriefSub", "{{ head.unit }}　{{ head.date }}"),
                made_up(),
                para("Brief", bold("总体　"), run("{{ paper.headline }}{{ paper.findings }}。")),
                counts("按属性", "属性", "by_nature"),
                tag("if items"),
                para("Caption", "主要问题"),
                table(
                    _WIDTHS,
                    head(_WIDTHS, "级别", "事项、责任部门", "出处（条款）", "要求", "实际（差距）", "依据单元格"),
                    *rows_of(
                        _WIDTHS,
                        "item in items",
                        row(
                            _WIDTHS,
                            "{{ item.level }}{{ item.kind }}",
                            "{{ item.title }}{% if item.place %}（{{ item.place }}）{% endif %}，{{ item.owner }}",
                            "{{ item.clause }}",
                            "{{ item.demand }}",
                            "{{ item.value }}（{{ item.gap }}）",
                            "{{ item.cells }}",
                            style="TableSmall",
                        ),
                        wide(
                            _WIDTHS,
                            para(
                                "BriefProof",
                                "算式：{{ item.arithmetic }}　编号 {{ item.ids }}{% if item.ledger %}　台账："
                                "{{ item.entries|map(attribute='brief')|join('；') or item.ledger }}{% endif %}",
                            ),
                        ),
                    ),
                ),
                tag("else"),
                para("Brief", "没有违反，也没有预警。"),
                tag("endif"),
                tag("if rest"),
                para("Brief", "{{ rest }}"),
                tag("endif"),
                tag("if ledger_line"),
                para("Brief", bold("整改　"), run("{{ ledger_line }}")),
                tag("endif"),
                tag("if departments"),
                para(
                    "Brief",
                    bold("责任部门　"),
                    run(
                        "{% for each in departments %}{{ each.title }}（{{ each.counts }}）"
                        "{% if not loop.last %}；{% endif %}{% endfor %}。"
                    ),
                ),
                tag("endif"),
                para(
                    "Brief",
                    bold("数据质量　"),
                    run("{% if asked_line %}读数和审核提出{{ asked_line }}，不是结论{% else %}没有疑问{% endif %}。"),
                ),
                para(
                    "BriefNote",
                    "预警不等于违反。算式、条款和单元格逐条载于年度监测报告。规则校验值 {{ paper.digest[:16] }}……，"
                    "zhunsheng（准绳）{{ paper.version }}。",
                ),
            )
        ),
        margins=(22, 18, 20, 18),
    )

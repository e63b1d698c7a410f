"""城市体检报告."""

from tests.stationery.blocks import head, new_page, para, row, rows_of, table, tag, wide
from tests.stationery.common import counts, files, findings, made_up
from tests.stationery.ledger import entries, rectification, spared
from tests.stationery.package import document

TITLE = (
    "《{{ paper.plan }}》{{ paper.year }} 年度{{ title }}报告"
    "{% if paper.department %}（{{ paper.department }}）{% endif %}"
)
_ROWS = (9, 38, 27, 22, 22, 18, 20)
_TURNS = (22, 14, 120)
_ADVICE = (9, 36, 26, 57, 28)
_OUTSIDE = (34, 14, 108)


def checkup() -> bytes:
    """A year by aspects: what was found where, what turned since the year before, what is to be done."""
    return document(
        TITLE,
        "".join(
            (
                para("Title", TITLE),
                para("Subtitle", "{{ head.unit }}　{{ head.date }}"),
                made_up(),
                para("Heading1", "一、总体情况"),
                para(
                    "Text",
                    "规划{{ promise }}要求开展{{ title }}。本报告按{{ system.title }}（见《{{ system.document }}》）"
                    "归集规划的要求，对 {{ paper.year }} 年逐项核查。{{ paper.headline }}{{ paper.findings }}。",
                ),
                para("Text", "采用这一套方面的理由：{{ system.because }}诊断就是判定，不另评分，不加权，不排名。"),
                counts("表 1　按方面", "方面", "by_aspect"),
                para("Heading1", "二、各方面诊断"),
                tag("for aspect in aspects"),
                para("Heading2", "{{ aspect.title }}（{{ aspect.locator }}）"),
                _diagnoses(),
                tag("endfor"),
                para("Heading1", "三、成效对比"),
                para(
                    "Text",
                    "与上一年的判定相比。“转好”“转差”只看判定是否由偏离目标变为达标或进度正常，或者相反；两年中有一年未报送、"
                    "不可判定、待下达、未到期，或者涉及多处的，不可比。",
                ),
                _turns(),
                para("Heading1", "四、问题清单"),
                tag("if items"),
                findings("items"),
                tag("else"),
                para("Text", "体检范围内没有违反，也没有预警。"),
                tag("endif"),
                tag("if carried"),
                para("Heading2", "以前发现、尚未整改到位的其他事项"),
                entries("carried"),
                tag("endif"),
                spared(),
                para("Heading1", "五、整治建议清单"),
                tag("if advice"),
                _advice(),
                tag("else"),
                para("Text", "没有需要整治的事项。"),
                tag("endif"),
                rectification("六、整改情况"),
                para("Heading1", "{% if rectification %}七{% else %}六{% endif %}、不在体检范围的要求"),
                para("Text", "规划的下列要求不属于任何一个方面，本报告没有诊断，见年度监测报告。"),
                _outside(),
                new_page("Annex", "附件"),
                para("Title", "依据的数据文件"),
                tag("if asked_line"),
                para("Text", "读数和审核对体检范围内的数提出{{ asked_line }}，不是结论，见年度监测报告。"),
                tag("endif"),
                files(),
            )
        ),
    )


def _diagnoses() -> str:
    return table(
        _ROWS,
        head(_ROWS, "序号", "指标（出处）", "标准", "上年（诊断）", "实际", "变化", "诊断"),
        *rows_of(
            _ROWS,
            "each in aspect.rows",
            row(
                _ROWS,
                "{{ each.no }}",
                "{{ each.title }}（{{ each.clause }}）",
                "{{ each.standard }}",
                "{{ each.before }}（{{ each.status_before }}）",
                "{{ each.value }}",
                "{{ each.change }}",
                "{{ each.status }}",
                style="TableKept",
            ),
            wide(
                _ROWS,
                para("TableSmall", "{{ each.nature }}，{{ each.owner }}；单元格：{{ each.cells }}"),
                para(
                    "TableSmall",
                    "算式：{{ each.arithmetic }}{% if each.ids %}　结论编号 {{ each.ids }}{% endif %}",
                ),
            ),
        ),
    )


def _turns() -> str:
    return table(
        _TURNS,
        head(_TURNS, "判定变化", "项数", "指标"),
        *rows_of(_TURNS, "turn in turns", row(_TURNS, "{{ turn.turn }}", "{{ turn.count }}", "{{ turn.titles }}")),
    )


def _advice() -> str:
    return table(
        _ADVICE,
        head(_ADVICE, "序号", "事项", "责任部门", "整治建议", "期限、督办"),
        *rows_of(
            _ADVICE,
            "each in advice",
            row(
                _ADVICE,
                "{{ each.no }}",
                "{{ each.matter }}（{{ each.ids }}）",
                "{{ each.owner }}",
                "{{ each.advice }}",
                "{{ each.due }}{% if each.asked %}；应{{ each.asked }}{% endif %}",
            ),
        ),
    )


def _outside() -> str:
    return table(
        _OUTSIDE,
        head(_OUTSIDE, "主题", "项数", "要求"),
        *rows_of(
            _OUTSIDE, "each in outside", row(_OUTSIDE, "{{ each.theme }}", "{{ each.count }}", "{{ each.titles }}")
        ),
    )

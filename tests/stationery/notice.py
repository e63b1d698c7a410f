"""整改通知书."""

from tests.stationery.blocks import new_page, para, tag
from tests.stationery.common import files, findings, made_up, questions
from tests.stationery.ledger import entries, spared
from tests.stationery.package import document


def notice() -> bytes:
    """The letter to a department: what was found, what it has to do by when, what it is asked about its data."""
    return document(
        "整改通知书：{{ department }}（{{ paper.year }} 年度）",
        "".join(
            (
                para("Banner", "{{ head.unit }}"),
                para("Number", "{{ head.number }}"),
                para("Title", "整改通知书"),
                para("Subtitle", "（《{{ paper.plan }}》{{ paper.year }} 年度指标监测）"),
                made_up(),
                para("To", "{{ department }}："),
                para(
                    "Text",
                    "对照《{{ paper.plan }}》确定的目标任务，我单位对 {{ paper.year }} 年度填报数据作了核查。"
                    "核查发现，由你单位负责的事项中"
                    "{% if counts %}有{{ counts }}{% else %}没有新的问题，以前发现的尚未整改到位{% endif %}。"
                    "现予通知，请按要求整改。",
                ),
                para("Heading1", "一、发现的问题"),
                para(
                    "Text",
                    "每项问题均列明规划条款、填报数据所在单元格和算式，可逐项核对。"
                    "违反、预警按本规划的政策规则认定，预警不等于违反。",
                ),
                tag("if paper.ledger_day"),
                para("Text", "问题按整改台账分列，台账状态截至{{ paper.ledger_day }}。"),
                tag("endif"),
                tag("for batch in batches if batch.items"),
                tag("if batch.title"),
                para("Heading2", "{{ batch.title }}（{{ batch.items|length }} 项）"),
                para("Text", "{{ batch.about }}"),
                tag("else"),
                para("Caption", "问题清单"),
                tag("endif"),
                findings("batch.items"),
                tag("endfor"),
                tag("if carried"),
                para("Heading2", "以前发现、尚未整改到位的其他事项（{{ carried|length }} 项）"),
                para("Text", "本年度的数没有表明下列事项已整改到位，仍请整改。"),
                entries("carried"),
                tag("endif"),
                spared(),
                para("Heading1", "二、整改要求"),
                para("Text", "（一）逐项查明原因，制定整改措施，明确责任人和完成时限，形成整改方案。"),
                para("Text", "（二）对未报送的数据，抓紧补报，并附佐证材料；确无法取得的，书面说明理由。"),
                para(
                    "Text",
                    "（三）认为数据或者结论有误的，在整改期限内书面提出，注明问题编号，附更正后的数据和佐证材料；"
                    "更正的数据按程序重新报送，不得口头更改。",
                ),
                para("Heading1", "三、整改期限"),
                para(
                    "Text",
                    "请于{{ head.due }}前将整改情况书面报送我单位。逾期未整改或者整改不到位的，按有关规定处理。",
                ),
                tag("if asked"),
                para("Heading1", "四、数据核实"),
                para(
                    "Text",
                    "数据审核另发现疑问 {{ asked|length }} 项，见附件 1。审核疑问不是结论，请一并核实、说明或者更正。",
                ),
                tag("endif"),
                para("To", ""),
                tag("if asked"),
                para("Text", "附件：1. 数据核实事项清单（{{ asked|length }} 项）"),
                para("Text", "　　　2. 依据的数据文件"),
                tag("else"),
                para("Text", "附件：依据的数据文件"),
                tag("endif"),
                para("To", ""),
                para("Signed", "{{ head.unit }}"),
                para("Signed", "{{ head.date }}"),
                para("Text", "（联系人及电话：{{ head.contact }}）"),
                tag("if asked"),
                new_page("Annex", "附件 1"),
                para("Title", "数据核实事项清单"),
                questions("答复"),
                tag("endif"),
                new_page("Annex", "附件{% if asked %} 2{% endif %}"),
                para("Title", "依据的数据文件"),
                files(),
            )
        ),
    )

"""年度监测报告."""

from tests.stationery.blocks import head, new_page, para, row, rows_of, table, tag
from tests.stationery.common import counts, files, findings, made_up, plates, questions
from tests.stationery.ledger import rectification, spared
from tests.stationery.package import document

_DOUBTS = (9, 38, 65, 44)
TITLE = (
    "《{{ paper.plan }}》{{ paper.year }} 年度{% if paper.theme %}“{{ paper.theme }}”专项{% endif %}监测报告"
    "{% if paper.department %}（{{ paper.department }}）{% endif %}"
)
_TASKS = (10, 40, 34, 72)
_RULES = (34, 14, 24, 24, 20, 20, 20)


def annual() -> bytes:
    """The whole of a year in one document."""
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
                    "依据{{ paper.document }}，对规划期（{{ paper.period }} 年）中 "
                    "{{ paper.year }} 年的各项要求逐项作了核查。"
                    "{{ paper.headline }}{{ paper.findings }}。",
                ),
                tag("if paper.theme"),
                para("Text", "本报告只涉及主题“{{ paper.theme }}”的要求；针对部门整体的预警不在其内。"),
                tag("endif"),
                tag("if paper.department"),
                para("Text", "本报告只涉及由{{ paper.department }}负责的要求。"),
                tag("endif"),
                counts("表 1　按属性", "属性", "by_nature"),
                counts("表 2　按主题", "主题", "by_theme"),
                para("Heading1", "二、各项要求完成情况"),
                para("Text", "下列各表载明规划的全部要求。同一要求涉及多处的，列各种判定的处数。"),
                tag("for theme in themes"),
                para("Heading2", "{{ theme.title }}"),
                table(
                    _RULES,
                    head(_RULES, "事项", "属性", "责任部门", "出处（条款）", "目标", "实际", "判定"),
                    *rows_of(
                        _RULES,
                        "rule in theme.rules",
                        row(
                            _RULES,
                            "{{ rule.title }}{% if rule.place %}（{{ rule.place }}）{% endif %}",
                            "{{ rule.nature }}",
                            "{{ rule.owner }}",
                            "{{ rule.clause }}",
                            "{{ rule.target }}",
                            "{{ rule.value }}",
                            "{{ rule.status }}",
                        ),
                    ),
                ),
                tag("endfor"),
                para("Heading1", "三、各部门的问题"),
                counts("表 3　按责任部门", "责任部门", "by_department"),
                tag("if not departments"),
                para("Text", "没有违反、预警或者提示。"),
                tag("endif"),
                tag("for department in departments"),
                para("Heading2", "{{ department.title }}（{{ department.counts }}）"),
                findings("department.items"),
                tag("if department.plates"),
                plates("department.plates"),
                tag("endif"),
                tag("endfor"),
                spared(),
                tag("if rectification"),
                para("Text", "整改台账的情况见“整改情况”一章。"),
                tag("endif"),
                para("Heading1", "四、数据质量"),
                para(
                    "Text",
                    "读数和 {{ checks }} 条审核规则{% if asked_line %}"
                    "提出{{ asked_line }}{% else %}没有提出疑问{% endif %}。"
                    "审核发现的是疑问，由有关部门核实、说明或者更正，不是结论，也不改变判定；退回的数不采用。",
                ),
                tag("if asked"),
                questions(),
                tag("endif"),
                para("Heading1", "五、规划文本的疑点"),
                tag("if doubts"),
                _doubts(),
                tag("else"),
                para("Text", "本年度的要求不涉及规划文本的疑点。"),
                tag("endif"),
                para("Heading1", "六、判定办法"),
                tag("for note in method"),
                para("Heading2", "{{ note.title }}"),
                para("Text", "{{ note.text }}"),
                tag("endfor"),
                tag("if tasks"),
                para("Heading1", "七、主要任务完成情况"),
                para(
                    "Text",
                    "主要任务分工表各项任务的牵头、配合单位，及其所含要求的判定。没有列出要求的，规划没有给出可核对的指标。",
                ),
                _tasks(),
                tag("endif"),
                rectification("{% if tasks %}八{% else %}七{% endif %}、整改情况"),
                new_page("Annex", "附件"),
                para("Title", "依据的数据文件"),
                files(),
            )
        ),
    )


def _tasks() -> str:
    return table(
        _TASKS,
        head(_TASKS, "序号", "任务（出处）", "牵头；配合", "所含要求"),
        *rows_of(
            _TASKS,
            "task in tasks",
            row(
                _TASKS,
                "{{ task.number }}",
                "{{ task.title }}（{{ task.clause }}）",
                "{{ task.leads }}{% if task.support %}；{{ task.support }}{% endif %}",
                "{{ task.rules|join('；') or '—' }}",
            ),
        ),
    )


def _doubts() -> str:
    return table(
        _DOUBTS,
        head(_DOUBTS, "序号", "疑点", "各处表述", "采用及理由"),
        *rows_of(
            _DOUBTS,
            "doubt in doubts",
            row(
                _DOUBTS,
                "{{ loop.index }}",
                "{{ doubt.title }}（{{ doubt.kind }}）",
                "{{ doubt.passages|join('；') }}",
                "{{ doubt.chosen }}。{{ doubt.because }}",
            ),
        ),
    )

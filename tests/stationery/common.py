"""What several papers have alike: the mark of made-up figures, tables of counts, findings, questions, files."""

from tests.stationery.blocks import bold, head, para, plain_table, row, rows_of, run, table, tag, wide

_STATUSES = (
    ("met", "达标"),
    ("on_track", "进度正常"),
    ("behind", "滞后"),
    ("far_behind", "严重滞后"),
    ("regressing", "倒退"),
    ("missed", "未达标"),
    ("pending", "待下达"),
    ("not_reported", "未报送"),
    ("not_due", "未到期"),
    ("not_evaluable", "不可判定"),
    ("waived", "已豁免"),
)


def made_up() -> str:
    """Say of figures that were made up that they were; and what keeps the paper from being complete."""
    return "".join(
        (
            tag("if paper.illustrative"),
            para("MadeUp", "{{ paper.illustrative }}"),
            tag("endif"),
            tag("if paper.incomplete"),
            para("MadeUp", "{{ paper.incomplete }}"),
            tag("endif"),
        )
    )


def counts(caption: str, first: str, loop: str) -> str:
    """A table of verdicts counted by status."""
    widths = (31.2, *(10.4 for _ in range(len(_STATUSES) + 1)))
    cells = ("{{ row.head }}", "{{ row.total }}", *(f"{{{{ row.{name} or '—' }}}}" for name, _ in _STATUSES))
    return para("Caption", caption) + table(
        widths,
        head(widths, first, "合计", *(title for _, title in _STATUSES)),
        *rows_of(widths, f"row in {loop}", row(widths, *cells, style="TableNumber")),
    )


def findings(loop: str) -> str:
    """A table of findings: two rows each, what was found and how it is proven."""
    widths = (9, 26, 25, 24, 20, 17, 35)
    return table(
        widths,
        head(widths, "序号", "事项", "出处（条款）", "要求", "实际", "差距", "依据单元格"),
        *rows_of(
            widths,
            f"item in {loop}",
            row(
                widths,
                "{{ item.no }}",
                "{{ item.title }}{% if item.place %}（{{ item.place }}）{% endif %}",
                "{{ item.clause }}",
                "{{ item.demand }}",
                "{{ item.value }}",
                "{{ item.gap }}",
                "{{ item.cells }}",
                style="TableKept",
            ),
            wide(
                widths,
                para(
                    "TableText",
                    bold("{{ item.level }}{{ item.kind }}"),
                    run("{% if item.nature %}（{{ item.nature }}，{{ item.status }}）{% endif %}：{{ item.because }}"),
                ),
                para("TableText", bold("算式："), run("{{ item.arithmetic }}")),
                tag("if item.rests_on"),
                para("TableText", bold("涉及："), run("{{ item.rests_on }}")),
                tag("endif"),
                tag("if item.doubts"),
                para("TableText", bold("文本疑点："), run("{{ item.doubts }}")),
                tag("endif"),
                tag("if item.flags"),
                para("TableText", bold("审核："), run("{{ item.flags }}")),
                tag("endif"),
                tag("if item.ledger"),
                para("TableText", bold("台账："), run("{{ item.ledger }}")),
                tag("endif"),
                para("TableSmall", "编号 {{ item.ids }}"),
                fill="F7F7F7",
            ),
        ),
    )


def questions(answer: str = "") -> str:
    """A table of questions about the data; with `answer`, a column of that name to write in."""
    widths = (9, 12, 27, 68 if answer else 92, 20 if answer else 16, *((20,) if answer else ()))
    return table(
        widths,
        head(widths, "序号", "级别", "部门", "疑问", "单元格", *((answer,) if answer else ())),
        *rows_of(
            widths,
            "ask in asked",
            row(
                widths,
                "{{ ask.no }}",
                "{{ ask.level }}",
                "{{ ask.owner }}",
                "{{ ask.what }}{% if ask.arithmetic %}（{{ ask.arithmetic }}）{% endif %}"
                "{% if ask.hint %}　建议：{{ ask.hint }}{% endif %}",
                "{{ ask.cells }}",
                *(("",) if answer else ()),
            ),
        ),
    )


def files() -> str:
    """A table of the files that the paper rests on, and the digest of the rules."""
    widths = (52, 14, 60, 30)
    return table(
        widths,
        head(widths, "数据文件", "数据行", "SHA-256 校验值", "报送、收到时间"),
        *rows_of(
            widths,
            "file in paper.files",
            row(
                widths,
                "{{ file.path }}",
                "{{ file.rows }}",
                "{{ file.sha256 }}",
                "{{ file.sent or '—' }}",
                style="TableSmall",
            ),
        ),
    ) + para(
        "Small",
        "规则校验值：{{ paper.digest }}。由 zhunsheng（准绳）{{ paper.version }} 生成，"
        "同样的数据和规则得出同样的文书。",
    )


def plates(loop: str) -> str:
    """Pictures two a row, without lines around them."""
    widths = (78, 78)
    return plain_table(
        widths,
        *rows_of(
            widths,
            f"pair in {loop}",
            row(widths, "{{ pair[0].title }}", "{{ pair[1].title }}", style="PlateTitle"),
            row(widths, "{{r pair[0].drawing }}", "{{r pair[1].drawing }}", style="TableNumber"),
        ),
    )

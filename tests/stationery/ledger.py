"""What papers tell of the ledger (整改台账): items in a table, counts by department, what is waived."""

from collections.abc import Callable

from tests.stationery.blocks import head, para, row, rows_of, table, tag, wide

_STATES = (
    ("new", "新发现"),
    ("persisting", "持续"),
    ("worsened", "加重"),
    ("reopened", "反复"),
    ("overdue", "逾期"),
    ("waived", "已豁免"),
    ("waiver_expired", "豁免到期"),
    ("resolved", "达标待核"),
    ("restated", "更正消除"),
    ("closed", "已销号"),
)
_ENTRIES = (26, 42, 26, 18, 44)
_CLOSED = (26, 38, 24, 42, 26)
_WAIVED = (36, 26, 24, 32, 38)


def entries(loop: str) -> str:
    """A table of items: which, whose, in which years, how they stand; below each, all that is known of it."""
    return table(
        _ENTRIES,
        head(_ENTRIES, "台账编号", "事项、责任部门", "出处（条款）", "状态", "最近一次所见（单元格）"),
        *rows_of(
            _ENTRIES,
            f"entry in {loop}",
            row(
                _ENTRIES,
                "{{ entry.id }}",
                "{{ entry.matter }}，{{ entry.owner }}",
                "{{ entry.clause }}",
                "{{ entry.state }}",
                "{{ entry.seen }}（{{ entry.cells }}）",
                style="TableKept",
            ),
            wide(_ENTRIES, para("TableText", "{{ entry.told }}"), fill="F7F7F7"),
        ),
    )


def closed(loop: str) -> str:
    """A table of items that were closed (销号), each with what shows that it was put right."""
    return table(
        _CLOSED,
        head(_CLOSED, "台账编号", "事项、责任部门", "出处（条款）", "依据（单元格）", "核查、销号"),
        *rows_of(
            _CLOSED,
            f"entry in {loop}",
            row(
                _CLOSED,
                "{{ entry.id }}",
                "{{ entry.matter }}，{{ entry.owner }}",
                "{{ entry.clause }}",
                "{{ entry.seen }}（{{ entry.cells }}）",
                "{{ entry.checked or '—' }}；{{ entry.closed }}销号",
            ),
        ),
    )


def states() -> str:
    """A table of items by department and state."""
    widths = (32, 12, *(11.2 for _ in _STATES))
    cells = ("{{ row.head }}", "{{ row.total }}", *(f"{{{{ row.{name} or '—' }}}}" for name, _ in _STATES))
    return table(
        widths,
        head(widths, "责任部门", "合计", *(title for _, title in _STATES)),
        *rows_of(widths, "row in rectification.by_department", row(widths, *cells, style="TableNumber")),
    )


def waived() -> str:
    """A table of what is waived: by whose leave, why, until when."""
    return table(
        _WAIVED,
        head(_WAIVED, "事项、责任部门", "出处（条款）", "要求、实际", "依据单元格", "豁免"),
        *rows_of(
            _WAIVED,
            "each in waived",
            row(
                _WAIVED,
                "{{ each.matter }}，{{ each.owner }}{% if each.id %}（{{ each.id }}）{% endif %}",
                "{{ each.clause }}",
                "{{ each.demand }}；实际 {{ each.value }}",
                "{{ each.cells }}",
                "{{ each.approver }}批准，至{{ each.until }}：{{ each.reason }}"
                "{% if each.document %}（{{ each.document }}）{% endif %}",
            ),
        ),
    )


def rectification(heading: str) -> str:
    """A chapter on how rectification stands, where there is a ledger."""
    return "".join(
        (
            tag("if rectification"),
            para("Heading1", heading),
            para("Text", "{{ rectification.line }}{{ rectification.incomplete }}"),
            para("Caption", "整改台账（截至{{ rectification.day }}）"),
            states(),
            _part("late", "（一）逾期的", "没有逾期的事项。", entries),
            _part("resolved", "（二）数据表明已达标、待核查销号的", "没有这样的事项。", entries),
            _part("done", "（三）{{ rectification.since }}以来销号的", "没有销号的事项。", closed),
            _part("carried", "（四）以前发现、本年度没有结论而尚未整改到位的", "没有这样的事项。", entries),
            tag("if rectification.asked"),
            para("Heading2", "（五）按督办规则应采取的措施"),
            tag("for each in rectification.asked"),
            para("Text", "{{ each }}"),
            tag("endfor"),
            tag("endif"),
            tag("endif"),
        )
    )


def spared(style: str = "Heading2") -> str:
    """A part on what is waived, where anything is."""
    return "".join(
        (
            tag("if waived"),
            para(style, "豁免事项"),
            para("Text", "下列事项经批准在有效期内暂不要求整改，不作结论。"),
            waived(),
            tag("endif"),
        )
    )


def _part(loop: str, title: str, nothing: str, shown: Callable[[str], str]) -> str:
    name = f"rectification.{loop}"
    return "".join(
        (
            para("Heading2", f"{title}：{{{{ {name}|length }}}} 项"),
            tag(f"if {name}"),
            shown(name),
            tag("else"),
            para("Text", nothing),
            tag("endif"),
        )
    )

"""What the cover says: how the form is filled in, in the words of a careful office."""

from collections.abc import Iterator

from zhunsheng.forms.entries import Form
from zhunsheng.forms.issuing import BENCHMARK, ISSUED
from zhunsheng.model.words import MILESTONE

_DONE, _NOT_DONE = MILESTONE[True].zh, MILESTONE[False].zh

Line = tuple[str, str]
"""What it is about, and what is to be said of it."""


def contents(form: Form) -> str:
    """Say what the form asks for, sheet by sheet."""
    parts = [
        f"{ISSUED_SHEET} {len(form.issued)} 项" if form.issued else "",
        f"{FIGURES_SHEET} {len(form.figures)} 项" if form.figures else "",
        f"{MILESTONES_SHEET} {len(form.milestones)} 项" if form.milestones else "",
        "名册" if form.listing else "",
    ]
    return "；".join(part for part in parts if part)


FIGURES_SHEET = "指标填报"
MILESTONES_SHEET = "节点任务"
ISSUED_SHEET = "下达目标和基准值"


def instructions(form: Form) -> Iterator[Line]:
    """Give the instructions that concern the sheets of this form."""
    yield (
        "填哪里",
        "只填浅黄色的格子，其余各格已经写好。" + ("一行一个地区、一个指标。" if not form.listing else "先看“名册”。"),
    )
    if form.issued:
        yield from _of_issued(form)
    if form.figures:
        yield from _of_figures(form)
    if form.milestones:
        yield from _of_milestones(form)
    if form.listing:
        yield _of_roster(form)
    if form.issued or form.figures or form.milestones:
        yield (
            "撤回",
            "以前报过、现在不应再算的，写“撤回”：先报的数不再作数。留空、填“—”都不等于撤回。原因写在“备注”。",
        )
    yield (
        "不要改动",
        "编码、地区、年份、指标、单位和表头用来认出每个数，请不要改。对口径、目标或上年数有疑问的，写在“备注”。",
    )
    yield (
        "关于锁定",
        (
            "不填的格子已锁定，没有设密码：锁定只防误改，不防有意的修改。确需插入行的，可在“审阅”中撤销工作表保护。"
            "行高、列宽随时可以调整。"
        ),
    )
    yield (
        "怎样报回",
        "填好后存为 .xlsx 原样报回，不要转成 .xls、PDF 或图片；文件名可以改。读不懂的格子会连同地址一次问清。",
    )


def _of_figures(form: Form) -> Iterator[Line]:
    yield (
        "数值",
        (
            "只填数，按“单位”一栏的单位；单位不同的先换算。单位是 % 的，百分之九十五填 95，不填 0.95。"
            "“约”“左右”“以上”无法核对，请填确定的数。"
        ),
    )
    yield (
        "没有数",
        "留空，或填“—”：两者都表示没有报数，按未报送处理，不会当作 0。0 是一个数，确实是零才填 0。原因写在“备注”。",
    )
    yield "依据", "写明数的出处：统计报表、文号、台账等，便于复核。"
    yield (
        "上年数",
        f"{form.year - 1} 年报送的数和它的出处，供核对；上年数有误的，写在“备注”。"
        if form.known
        else "发表时没有附上年的数，该栏空白，不用填。",
    )
    yield "本年目标", "规划对本年的要求；本年没有单独要求的，写的是下一个目标年的要求。"


def _of_milestones(form: Form) -> Iterator[Line]:
    yield (
        f"{_DONE}、{_NOT_DONE}",
        (
            f"到 {form.year} 年末已经做成、拿得出凭据的，选“{_DONE}”；在办、没有办的，选“{_NOT_DONE}”，进度写在“备注”。"
            "留空按未报送处理。"
        ),
    )
    yield "完成日期和依据", f"选“{_DONE}”的，填完成日期，并在“依据”写文号、验收或公开的凭据；“依据”空着会显示为橙色。"
    if form.done:
        yield "不再列出的", f"以前年度已报“{_DONE}”的 {form.done} 项不再列出。情况有变的，请告知发表单位。"


def _of_issued(form: Form) -> Iterator[Line]:
    records = {entry.record for entry in form.issued}
    if ISSUED in records:
        yield ISSUED, "上级下达的目标数。可以只写数，也可以写明方向，如“≥ 62”。"
    if BENCHMARK in records:
        yield BENCHMARK, "所对照的别处的数（如全省平均水平），写确定的数；怎样比较由规划规定。"
    yield "依据必填", "写下达或公布的文件：文号和日期。没有依据的数不能采用；“依据”空着会显示为橙色。"
    yield "没有下达的", "留空，或填“—”：相应的目标仍作待下达。0 是一个数，不要用来表示没有。"


def _of_roster(form: Form) -> Line:
    titles = "、".join(roster.title for roster in form.listing.rosters) if form.listing else ""
    return (
        "名册",
        (
            f"规划对每个{titles}有要求，却没有列出有哪些{titles}。请在“名册”中逐个列出；已列出的请核对。"
            f"新列出的{titles}要报的数，在名册报回后另发填报表。"
        ),
    )

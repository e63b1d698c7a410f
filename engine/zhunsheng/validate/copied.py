"""照抄上年: a department most of whose figures are those of last year."""

from collections.abc import Iterable

from zhunsheng.model.text import Text
from zhunsheng.model.validation import Copied
from zhunsheng.validate.changes import share_text
from zhunsheng.validate.found import Found, flag, listed
from zhunsheng.validate.held import Held, Point
from zhunsheng.validate.telling import is_telling


def copied(check: Copied, held: Held) -> Iterable[Found]:
    """Flag departments and years in which enough figures, and a great enough share of all, are those of last year."""
    reported: dict[tuple[int, str], list[Point]] = {}
    for point in held.numbers():
        if is_telling(held.catalogue.indicators[point.indicator], point.value):
            reported.setdefault((point.year, held.owner(point.indicator)), []).append(point)
    for (year, owner), points in reported.items():
        same = [point for point in points if held.value(point.entity, point.indicator, year - 1) == point.value]
        if len(same) >= check.figures and len(same) >= check.share * len(points):
            yield _flag(check, held, owner, same, len(points))


def _flag(check: Copied, held: Held, owner: str, same: list[Point], total: int) -> Found:
    year = same[0].year
    earlier = [held.point(point.entity, point.indicator, year - 1) for point in same]
    names = listed(tuple(held.title(point.indicator) for point in same))
    found = flag(
        check,
        Text(
            f"{held.department(owner)} {year} 年报的 {total} 个数中有 {len(same)} 个与上年完全相同：{names.zh}",
            f"{held.department(owner)}, {year}: {len(same)} of {total} figures are those of last year: {names.en}",
        ),
        year=year,
        owner=owner,
        indicators=tuple(dict.fromkeys(point.indicator for point in same)),
        at=(*(at for point in same for at in point.at), *(at for point in earlier if point for at in point.at)),
        arithmetic=share_text(len(same), total, check.share),
        hint=Text("请逐项核对是否为本年的实际数", "check one by one whether they are the figures of this year"),
    )
    return Found(found, tuple(seen for point in same for seen in point.observations))

"""What earlier submissions say of a figure: that of the year before with its source, and milestones done by then."""

from pathlib import PurePath

from zhunsheng.model.figures import amount
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission

MADE_UP = "示例数"


class Earlier:
    """Looks figures up in a submission. Without one, nothing is known."""

    def __init__(self, submission: Submission | None, year: int) -> None:
        self.known = submission is not None
        self._year = year
        observations = submission.observations if submission else ()
        refusals = submission.refusals if submission else ()
        issued = submission.issued if submission else ()
        self._reported: dict[tuple[str, str], dict[int, Observation]] = {}
        for each in observations:
            if each.year < year:
                self._reported.setdefault((each.indicator, each.entity), {})[each.year] = each
        self._refused = {(each.indicator, each.entity, each.year): each for each in refusals if not each.issued}
        self._issued: dict[tuple[str, str], list[IssuedTarget]] = {}
        for target in issued:
            self._issued.setdefault((target.indicator, target.entity), []).append(target)

    def issued(self, indicator: str, place: str) -> list[IssuedTarget]:
        """Return what was issued to a place, benchmarks included."""
        return self._issued.get((indicator, place), [])

    def text(self, indicator: str, place: str, kind: Kind) -> str:
        """Write the figure of the year before and where it stands; a milestone's is its latest state."""
        if not self.known:
            return ""
        before = self._year - 1
        reported = self._reported.get((indicator, place), {})
        seen = self._state(indicator, place) if kind is Kind.MILESTONE else reported.get(before)
        if seen is not None:
            return _written(seen, before)
        refusal = self._refused.get((indicator, place, before))
        return "未报" if refusal is None else f"已报，未能读取{_beside(_place(refusal))}"

    def done(self, indicator: str, place: str) -> bool:
        """Tell whether the last known word of earlier years is that the milestone is done."""
        seen = self._state(indicator, place)
        return seen is not None and seen.figure >= 1

    def _state(self, indicator: str, place: str) -> Observation | None:
        reported = self._reported.get((indicator, place))
        return reported[max(reported)] if reported else None


def _written(seen: Observation, year: int) -> str:
    if seen.unit == DONE:
        figure = amount(seen.value, DONE, "zh")
    else:
        figure = amount(seen.value, seen.unit, "zh", bound=seen.bound)
    of_year = "" if seen.year == year else f"{seen.year} 年"
    remarks = [of_year, MADE_UP if seen.illustrative else "", _source(seen.at)]
    return figure + _beside("，".join(each for each in remarks if each))


def _beside(text: str) -> str:
    return f"\n（{text}）"


def _place(refusal: Refusal) -> str:
    return _source(refusal.at[0]) if refusal.at else ""


def _source(at: Location) -> str:
    """Name file, sheet and cell or line; of the path only the last part, which means something to the reader."""
    name = PurePath(at.file).name
    if at.cell is not None:
        return f"{name} {at.sheet}!{at.cell}"
    return name if at.line is None else f"{name} 第 {at.line} 行"

"""A whole run in a folder: three parts of made-up places, with everything beside them."""

from pathlib import Path

import msgspec
from tests.bulk import parts
from tests.bulk.test_writer import Case, case

from zhunsheng.bulk import layout
from zhunsheng.bulk.dimensions import write_dimensions
from zhunsheng.bulk.ending import write_end
from zhunsheng.bulk.writer import PartWriter
from zhunsheng.model.bulk import BulkProblem, BulkRun, BulkSummary, DepartmentFinding, Part, PartDone
from zhunsheng.model.places import Places
from zhunsheng.model.text import Text

FIRST = DepartmentFinding(policy="a", owner="甲局", entity="000000", year=2022, counts={"多": 3}, rules=("规则-0",))
OVER_ALL = msgspec.structs.replace(FIRST, entity="all", counts={"多": 30})
SILENT = BulkProblem(code="silent", message=Text("没有数", "nothing"), row=9, times=2)
RUN = BulkRun(
    schema="zhunsheng/bulk-data/1",
    engine="0",
    plan="plan",
    title="规划",
    rules_digest="0" * 64,
    years=(2021, 2022, 2023, 2024, 2025),
    base=parts.BASE,
    files=(),
    places=36,
    part_size=12,
    parts=3,
)


def cases() -> list[Case]:
    """Three parts of other places and other figures under the same rules."""
    found = []
    for number in range(3):
        given = case(number)
        places = tuple(msgspec.structs.replace(place, id=f"{number}{place.id[1:]}") for place in given.places)
        found.append(given._replace(places=places, years=RUN.years))
    return found


def write(folder: Path) -> tuple[BulkSummary, list[PartDone]]:
    """Write the run as the use case does."""
    given = cases()
    layout.write(folder / layout.RUN, msgspec.json.encode(RUN))
    made = [Part(number=number, places=Places.of(each.places), slices=()) for number, each in enumerate(given)]
    write_dimensions(folder, given[0].catalogue, made)
    done = []
    for number, each in enumerate(given):
        with PartWriter(folder, number, each.catalogue, each.years, Places.of(each.places)) as part:
            for panel in each.panels:
                part.add(parts.cube(each.places), panel.panel, panel.judged, panel.drawn)
            problem = msgspec.structs.replace(SILENT, row=9 - number)
            done.append(part.close(departments=[FIRST] if number == 0 else [], problems=[problem], situations=1))
    places = Places.of(place for each in given for place in each.places)
    return write_end(folder, given[0].catalogue, RUN, places, done, [OVER_ALL], [SILENT]), done

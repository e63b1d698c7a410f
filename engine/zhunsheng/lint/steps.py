"""The targets of a rule entry by entry, as its author wrote them: a range of years is one entry."""

from zhunsheng.lint.given import Given
from zhunsheng.model.rule import Rule, Target


def entries(given: Given, rule: Rule) -> list[list[Target]]:
    """Group the targets of a rule by the entry that they come from, in the order of the years."""
    written = given.written(rule)
    held = None if written is None else written.under("target")
    by_year = {target.year: target for target in rule.targets}
    found = []
    for name, _ in () if held is None else held.entries:
        first, _, last = name.partition("-")
        years = range(int(first), int(last or first) + 1)
        found.append([by_year[year] for year in years if year in by_year])
    return sorted((each for each in found if each), key=lambda each: each[0].year)

"""A form (填报表) that was sent out to be filled in: by what it is known when it comes back."""

import re

import msgspec

VERSION = 1
PROPERTIES = ("zhunsheng-form", "zhunsheng-plan", "zhunsheng-year", "zhunsheng-rules", "zhunsheng-department")
"""Document properties of the workbook: version, plan, year, rules, department, in the order of `FormIdentity`."""
_LINE = re.compile(
    r"准绳填报表/(?P<version>\d{1,4})；规划 (?P<plan>[^；]{1,200})；年份 (?P<year>\d{4})；"
    r"规则 (?P<rules>[0-9a-f]{1,64})；部门(?: (?P<department>.{1,200}))?",
    re.ASCII,
)
_DIGITS = 16
_LONGEST = 200
_LONGEST_LINE = 600


class FormIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """What a form is: its layout's version, plan and year, the beginning of the rules' digest, the department's id.

    `department` is blank on the form that issued targets and benchmarks are written on.
    """

    version: int
    plan: str
    year: int
    rules: str
    department: str

    @property
    def line(self) -> str:
        """The identity as a person reads it, on the cover."""
        known = f"准绳填报表/{self.version}；规划 {self.plan}；年份 {self.year}；规则 {self.rules}；部门"
        return f"{known} {self.department}".rstrip()

    @property
    def properties(self) -> dict[str, str]:
        """The identity as document properties."""
        values = (self.version, self.plan, self.year, self.rules, self.department)
        return dict(zip(PROPERTIES, map(str, values), strict=True))


def identity(plan: str, year: int, digest: str, department: str) -> FormIdentity:
    """Build the identity of a form that is sent out now. Names are shown on one line and kept within bounds."""
    return FormIdentity(
        version=VERSION,
        plan=_named(plan),
        year=year,
        rules=digest[:_DIGITS],
        department=_named(department),
    )


def _named(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip()


def of_line(text: str) -> FormIdentity | None:
    """Read the identity on a cover, if it is one."""
    match = _LINE.fullmatch(text.strip()[:_LONGEST_LINE])
    if match is None:
        return None
    return FormIdentity(
        version=int(match["version"]),
        plan=match["plan"],
        year=int(match["year"]),
        rules=match["rules"],
        department=match["department"] or "",
    )


def of_properties(values: dict[str, str]) -> FormIdentity | None:
    """Read the identity among document properties, if it is there in full."""
    version, plan, year, rules, department = (values.get(name, "") for name in PROPERTIES)
    return of_line(f"准绳填报表/{version}；规划 {plan}；年份 {year}；规则 {rules}；部门 {department}")


def row_code(indicator: str, place: str) -> str:
    """Write the code (编码) of a row: whose figure, and of which indicator."""
    return f"{indicator}@{place}"


def split_code(code: str) -> tuple[str, str] | None:
    """Take a code apart into the ids of indicator and place; None where it is no code."""
    indicator, at, place = code.strip().rpartition("@")
    return (indicator, place) if at and indicator and place else None

"""What a check is given: a plan that compiled, its files as they stand, and a way to point into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.feature_text import FeatureText
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.layout import Layout, Span, Written
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text


class Files(Protocol):
    """The files of a plan folder, by their names in it. Laying one out costs time: only what is pointed at is."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its YAML files."""

    def text(self, name: str) -> str:
        """Return the text of a file, with line feeds only."""

    def layout(self, name: str) -> Layout:
        """Lay out one file."""

    def shown(self, name: str) -> str:
        """Write the path of a file as the user gave it."""


@dataclass(frozen=True, slots=True)
class Given:
    """A plan and its files. `features` are those of its folder, None where there is no such folder."""

    catalogue: Catalogue
    files: Files
    features: Sequence[FeatureText] | None = None

    def indicator(self, rule: Rule) -> Indicator:
        """Return the indicator that a rule speaks of."""
        return self.catalogue.indicators[rule.indicator]

    def written(self, rule: Rule) -> Written | None:
        """Return the rule as it stands in its file."""
        return self.files.layout(rule.at.file).rules.get(rule.id)

    def remark(
        self,
        code: str,
        rule: Rule,
        keys: tuple[str | int, ...],
        message: Text,
        *,
        expected: Text | None = None,
        hint: Text | None = None,
        instead: str | None = None,
    ) -> Diagnostic:
        """Remark on what stands under `keys` of a rule; a number among them is a year. Else on the rule's id."""
        written = self.written(rule)
        found = None if written is None else _follow(written, keys)
        line, column = rule.at.line or 1, rule.at.column or 1
        span = Span(line, column, line, column + len(rule.id)) if found is None else found.span
        path = "/".join(map(str, ("rules", rule.id, *keys)))
        told = self.at(code, rule.at.file, span, path, message, expected=expected, hint=hint)
        return told if instead is None else msgspec.structs.replace(told, instead=instead)

    def at(
        self,
        code: str,
        file: str,
        span: Span,
        subject: str,
        message: Text,
        *,
        expected: Text | None = None,
        hint: Text | None = None,
    ) -> Diagnostic:
        """Remark on a span of a file of the plan folder."""
        return Diagnostic(
            code=code,
            severity=CODES[code].severity,
            at=Location(file=self.files.shown(file), line=span.line, column=span.column),
            until=span.end,
            message=message,
            expected=expected,
            hint=hint,
            subject=subject,
        )


def _follow(written: Written, keys: tuple[str | int, ...]) -> Written | None:
    found: Written | None = written
    for key in keys:
        if found is not None:
            found = of_year(found, key) if isinstance(key, int) else found.under(key)
    return found


def of_year(written: Written, year: int) -> Written | None:
    """Return the entry whose key is `year`, or a range of years with it in it."""
    for name, value in written.entries:
        first, _, last = name.partition("-")
        if first.isdecimal() and (last or first).isdecimal() and int(first) <= year <= int(last or first):
            return value
    return None

"""A check on the data as the JSON document of `contract_rules` holds it."""

import posixpath
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.quantity import decimal_text, terminates
from zhunsheng.model.validation import Check, CheckKind
from zhunsheng.report import contract_rules as contract
from zhunsheng.report import json_parts as parts

_SAID = ("id", "title", "level", "at", "indicators", "parts")
_NAMED = ("whole", "share", "numerator", "denominator")


def check(catalogue: Catalogue, of: Check, folder: str) -> contract.Check:
    """Write a check of a plan; its file is cited below `folder`, or beside it where it is a default."""
    values = {key: getattr(of, key) for key in of.__struct_fields__ if key not in _SAID}
    named = [value for key, value in values.items() if key in _NAMED and isinstance(value, str)]
    listed = [*getattr(of, "indicators", ()), *named, *getattr(of, "parts", ())]
    return contract.Check(
        id=of.id,
        plan=catalogue.plan.id,
        title=of.title,
        kind=CheckKind(str(of.__struct_config__.tag)),
        level=of.level,
        indicators=listed,
        settings={key: _text(value) for key, value in values.items() if value is not None},
        file=parts.valid(posixpath.normpath(posixpath.join(folder, of.at.file))),
        line=of.at.line,
    )


def _text(value: Fraction | int | str) -> str:
    """Write a number exactly; a word stays what it is."""
    if isinstance(value, Fraction):
        return decimal_text(value) if terminates(value) else str(value)
    return str(value)

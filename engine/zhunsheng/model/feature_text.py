"""A feature as the text that it is: for checks that only ask what is named in it."""

import msgspec


class FeatureText(msgspec.Struct, frozen=True, kw_only=True):
    """A feature file. `rule` is its stem; `text` is None where it is not UTF-8; `path` is the file as it was given."""

    rule: str
    path: str
    text: str | None

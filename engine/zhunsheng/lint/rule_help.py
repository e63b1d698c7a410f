"""What a numbered check is for: why it matters, how to mend what it finds, and an example of it, wrong and mended.

The texts are data, one file a code (`help/tab.toml`), read only when they are asked for. They serve `lint --explain`,
the pages in docs/lint/, and whatever shows help beside a finding. The examples are a corpus of mistakes as well: tests
prove that each is found at its mark («…») and that its mended form is faultless. A file has these keys:

- `why`, `how`: `zh` and `en`, one or two sentences of plain text; backticks around what is typed;
- `bad`, `good`: part of a file, or of a listing of the folder; `bad` marks the place with «…»;
- `file`: whose part it is, rules.yaml unless it is said; empty for a listing of folders;
- `at`: the place where it cannot be marked (“rules.yaml:1:8”, or a file only);
- `also`: other codes that the same mistake brings with it;
- `beside`: parts of other files that the example needs.
"""

import tomllib
from importlib import resources

import msgspec

from zhunsheng.model.codes import CODES, NAMES
from zhunsheng.model.text import Text

MARKS = "«»"
"""Around the place in `bad` at which the problem is reported."""

RULES_FILE = "rules.yaml"


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of help on one code, as it stands."""

    why: Text
    how: Text
    bad: str
    good: str
    file: str = RULES_FILE
    at: str = ""
    also: tuple[str, ...] = ()
    beside: dict[str, str] = {}


class RuleHelp(msgspec.Struct, frozen=True, kw_only=True):
    """Help on one number. `bad` and `good` are examples in plain text, without marks, and part of `file`.

    Where `file` is empty they are listings of folders.
    """

    number: str
    code: str
    title: Text
    why: Text
    how: Text
    bad: str
    good: str
    file: str


def help_of(number_or_code: str) -> RuleHelp:
    """Return the help on a number (“ZS304”, “zs304”) or a code (“missing-operator”). Raises `KeyError` for neither."""
    code = NAMES.get(number_or_code.upper(), number_or_code)
    about, example = CODES[code], example_of(code)
    return RuleHelp(
        number=about.number,
        code=code,
        title=about.meaning,
        why=example.why,
        how=example.how,
        bad=unmarked(example.bad),
        good=example.good,
        file=example.file,
    )


def example_of(code: str) -> Example:
    """Read the file of help on a code. Raises `KeyError` where there is none."""
    file = resources.files(__package__) / "help" / f"{code}.toml"
    if code not in CODES or not file.is_file():
        raise KeyError(code)
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Example)


def unmarked(text: str) -> str:
    """Take the marks out of an example."""
    return text.translate({ord(mark): None for mark in MARKS})

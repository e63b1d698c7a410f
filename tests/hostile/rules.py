"""Rule files: YAML that explodes, runs code or leads elsewhere, and formulas and units that try to."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.entry import Entry
from tests.support.plan_folder import FILES

USAGE = frozenset({2})
_Made = Iterator[tuple[str, str, str, Callable[[Path], object]]]

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


def _written(name: str, content: str | bytes) -> Callable[[Path], object]:
    raw = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(raw)


def _more(name: str, content: str | bytes) -> Callable[[Path], object]:
    """Write behind what stands in a file already."""
    raw = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(FILES[name].encode() + raw)


def _instead(name: str, old: str, new: str) -> Callable[[Path], object]:
    assert FILES[name].count(old) == 1, old
    return _written(name, FILES[name].replace(old, new))


def _yaml() -> _Made:
    for name, code, content in (
        ("an alias bomb", "yaml-alias", BOMB),
        ("an anchor", "yaml-alias", "theme: &a x\n"),
        ("an alias of itself", "yaml-alias", "rules: &a [*a]\n"),
        ("a merge key", "yaml-alias", "theme: x\nrules:\n  - <<: *a\n"),
        ("an object of Python", "yaml-tag", 'theme: !!python/object/apply:os.system ["exit 1"]\n'),
        ("a module of Python", "yaml-tag", "theme: !!python/module:os\n"),
        ("a binary", "yaml-tag", "theme: !!binary aGFoYQ==\n"),
        ("a tag of its own", "yaml-tag", "%TAG ! tag:evil,2000:\n---\ntheme: !x y\n"),
        ("lists 10,000 deep", "nested-too-deep", "rules: " + "[" * 10_000),
        ("lists 100,000 deep, in lines", "nested-too-deep", "rules:\n " + "- " * 100_000 + "x\n"),
        ("mappings 10,000 deep", "nested-too-deep", "rules: " + "{a: " * 10_000),
        ("a key twice", "duplicate-key", "theme: x\ntheme: y\n"),
        ("a list as a key", "wrong-type", "? [a, b]\n: c\n"),
        ("two documents", "yaml-documents", "theme: x\n---\ntheme: y\n"),
        ("another YAML", "yaml-syntax", "%YAML 9.9\n---\ntheme: x\n"),
        ("a tab", "tab", "theme:\tx\n"),
        ("a NUL", "control-character", "theme: x\0\n"),
        ("an escape", "control-character", "theme: \x1b[31mx\n"),
        ("an override", "control-character", "theme: \u202ex\n"),
        ("a bell by YAML's own escape", "control-character", 'theme: "\\a"\n'),
        ("an override by YAML's own escape", "control-character", 'theme: "\\u202e"\n'),
        ("GB18030", "bad-encoding", "theme: 主题\n".encode("gb18030")),
        ("UTF-16", "bad-encoding", "theme: 主题\n".encode("utf-16")),
        ("half a character", "bad-encoding", b"theme: \xe4\xb8\n"),
        ("a lone surrogate", "bad-encoding", b"theme: \xed\xa0\x80\n"),
        ("more than a mebibyte", "file-too-large", "# " + "x" * (1 << 20)),
        ("a scalar of 20,000 characters", "scalar-too-long", "theme: " + "x" * 20_000),
        ("a key of 20,000 characters", "scalar-too-long", "x" * 20_000 + ": 1\n"),
        ("quotes that never close", "yaml-syntax", 'theme: "' + "x" * 1000),
        ("comments only", "empty-file", "# nothing\n"),
        ("nothing", "empty-file", b""),
        ("noise", "bad-encoding", bytes(range(128, 256)) * 100),
        ("10,000 rules of nothing", "missing-key", "rules:\n" + "  - {id: x}\n" * 10_000),
        ("a list", "wrong-type", "- x\n"),
    ):
        yield name, code, "z.yaml", _written("z.yaml", content)


def _folder() -> _Made:
    yield "a link to a system file", "outside-folder", "z.yaml", lambda f: (f / "z.yaml").symlink_to("/etc/passwd")
    yield "a link to zeros without end", "outside-folder", "z.yaml", lambda f: (f / "z.yaml").symlink_to("/dev/zero")
    yield "a link to nothing", "not-a-file", "z.yaml", lambda f: (f / "z.yaml").symlink_to("nowhere")
    yield "a link to itself", "not-a-file", "z.yaml", lambda f: (f / "z.yaml").symlink_to("z.yaml")
    yield "a pipe", "not-a-file", "z.yaml", lambda f: os.mkfifo(f / "z.yaml")
    yield "a folder named like a file", "not-a-file", "z.yaml", lambda f: (f / "z.yaml").mkdir()
    yield "a name with an escape", "wrong-type", "\x1b[31m.yaml", _written("\x1b[31m.yaml", "x\n")
    yield "a name with a line end", "wrong-type", "a\nb.yaml", _written("a\nb.yaml", "x\n")
    yield "a name that is not UTF-8", "wrong-type", "\udcff.yaml", _written(os.fsdecode(b"\xff.yaml"), "x\n")


def _formulas() -> _Made:
    for text in (
        "__import__('os').system('exit 1')",
        "().__class__.__bases__",
        "spending.__class__",
        "(lambda: 1)()",
        "9 ** 9 ** 9 ** 9",
        "2 ** spending",
        "spending << 999999",
        "spending if 1 else revenue",
        "[x for x in spending]",
        "spending; revenue",
        "f'{spending}'",
        "spending := 1",
        "print(spending)",
        "spending(revenue)",
        "spending[0]",
        "`id`",
        "${IFS}",
        "spending // 1",
        "spending ! revenue",
        "spending * (",
    ):
        yield f"the formula {text}", "bad-expression", "rules.yaml", _formula(text)
    yield "a formula 1,000 deep", "expression-too-long", "rules.yaml", _formula("(" * 900 + "spending" + ")" * 900)
    yield "a formula of 500 signs", "expression-too-long", "rules.yaml", _formula("- " * 500 + "spending")
    yield (
        "a formula of 9,000 characters",
        "expression-too-long",
        "rules.yaml",
        _formula("spending + " * 800 + "spending"),
    )
    yield "a number of 1,500 digits", "number-too-long", "rules.yaml", _formula("9" * 1500 + " * spending / revenue")
    yield "a division by zero", "division-by-zero", "rules.yaml", _formula("spending / (1 - 1)")
    yield "a name that is none", "unknown-indicator", "rules.yaml", _formula("__builtins__ / revenue")
    for text in ("1e999", "0x10"):
        yield f"a number written {text}", "unknown-indicator", "rules.yaml", _formula(f"{text} * spending / revenue")


def _formula(text: str) -> Callable[[Path], object]:
    quoted = "'" + text.replace("'", "''") + "'"
    return _instead("rules.yaml", "expression: spending / revenue", f"expression: {quoted}")


def _values() -> _Made:
    for name, code, old, new in (
        ("a target of 100,000 digits", "scalar-too-long", '">= 95"', f'">= {"9" * 100_000}"'),
        ("a target of 5,000 digits", "number-too-long", '">= 95"', f'">= {"9" * 5_000}"'),
        ("a target beyond all bounds", "bad-number", '">= 95"', '">= 1e9999"'),
        ("a target that is no number", "bad-number", '">= 95"', '">= nan"'),
        ("a year of 5,000 digits", "yaml-syntax", 'target: {2025: ">= 95"}', f'target: {{{"2" * 5_000}: ">= 95"}}'),
        ("a base in other digits", "bad-number", "base: {2020: 92}", "base: {2020: ٩٢}"),
    ):
        yield name, code, "rules.yaml", _instead("rules.yaml", old, new)
    for name in ("evil", "live"):
        text = f"{name} = 2 * evil\nevil = 2 * {name}"
        yield f"a unit of itself, by {name}", "unknown-unit", "units.txt", _more("units.txt", text + "\n")
    code = "bad-unit-definition"
    for name, text in (
        ("code", "evil = __import__('os').system('exit 1')"),
        ("a power of powers", "evil = 9 ** 9 ** 9 ** 9 * meter"),
        ("an exponent beyond all bounds", "evil = meter ** 999999999"),
        ("a number beyond all bounds", "evil = 1e999999999 * meter"),
        ("an attribute", "evil = meter.__class__"),
        ("another file", "@import /etc/passwd"),
        ("a group", "@group x\nevil = 1\n@end"),
        ("5,000 parentheses", "evil = " + "(" * 5_000 + "meter" + ")" * 5_000),
        ("a long line", "evil = " + "meter * " * 2_500 + "meter"),
    ):
        yield f"a unit by {name}", code, "units.txt", _more("units.txt", text + "\n")


ENTRIES = tuple(
    Entry(name=name, code=code, file=file, build=build, exits=USAGE)  # type: ignore[arg-type]  # what it returns is dropped
    for rows in (_yaml(), _folder(), _formulas(), _values())
    for name, code, file, build in rows
)

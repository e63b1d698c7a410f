"""Schemas and compiler say the same of every key; no schema is stricter than the compiler."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.schema.editors_yaml import VALIDATORS, complaints, document, read
from tests.support import plan_folder
from tests.support.paths import ROOT
from tests.support.plan_folder import Slip, spoil
from tests.support.slips import ALL

from zhunsheng import schema, settings
from zhunsheng.compile import load
from zhunsheng.model import shapes
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.shapes.base import Either, Entries, Form, Key, Several, Shape, Value
from zhunsheng.schema.generate import _below

SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))
OF_KEYS = {"unknown-key", "missing-key", "milestone-key", "indicator-key", "tallies-misplaced"}
"""Mistakes that a schema should find."""
BEYOND = ("⌖worcs", "weights: ⌖{wealth", "    indicator: centre\n")
"""Those of them that need to know more than one mapping: the ids of themes, the kind of another indicator."""
YAML_SLIPS = [slip for slip in ALL if slip.file.endswith(".yaml")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_is_fine(path: Path) -> None:
    assert [error.message for error in complaints(path)] == []


def test_the_small_plan_is_fine(tmp_path: Path) -> None:
    for path in plan_folder.write(tmp_path).glob("*.yaml"):
        assert [error.message for error in complaints(path)] == []


@pytest.mark.parametrize("slip", [s for s in YAML_SLIPS if s.code in OF_KEYS], ids=lambda s: f"{s.code}: {s.new[:40]}")
def test_a_slip_in_the_keys_is_found(slip: Slip, tmp_path: Path) -> None:
    spoil(tmp_path, slip)
    found = list(complaints(tmp_path / slip.file))
    assert bool(found) == (not any(words in slip.new for words in BEYOND))


def test_what_is_only_doubted_is_not_underlined(tmp_path: Path) -> None:
    doubted = 0
    for number, slip in enumerate(each for each in YAML_SLIPS if CODES[each.code].severity is not Severity.ERROR):
        spoil(tmp_path / str(number), slip)
        if all(p.severity is not Severity.ERROR for p in load(tmp_path / str(number)).problems):
            assert [error.message for error in complaints(tmp_path / str(number) / slip.file)] == []
            doubted += 1
    assert doubted >= 5


def test_most_slips_of_form_are_found(tmp_path: Path) -> None:
    """Those of a single value too, as far as it says by itself what is wrong with it."""
    wanted = {"wrong-type", "empty-value", "bad-target", "missing-operator", "bad-year", "bad-percentage", "bad-range"}
    missed = []
    for number, slip in enumerate(s for s in YAML_SLIPS if s.code in wanted):
        spoil(tmp_path / str(number), slip)
        try:
            found = list(complaints(tmp_path / str(number) / slip.file))
        except yaml.YAMLError:
            continue
        missed += [] if found else [slip.new]
    assert missed == ["base: {2020: 1.89, ⌖2020-2021: 3}"]


def mappings(form: Form, value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Shape, Any]]:  # noqa: ANN401
    """Every mapping with a shape: where it stands, its shape, and what it holds."""
    if isinstance(form, Either):
        form = next(each for each in form.options if isinstance(each, _FORMS[type(value)]))
    if isinstance(form, Several) and isinstance(value, list):
        for index, each in enumerate(value):
            yield from mappings(form.of, each, (*path, index))
    elif isinstance(form, Entries):
        for name, each in value.items():
            yield from mappings(form.of, each, (*path, name))
    elif isinstance(form, Shape):
        yield path, form, value
        for key in form.keys:
            if key.name in value:
                yield from mappings(key.of, value[key.name], (*path, key.name))


_FORMS = {dict: (Shape, Entries), list: Several, str: Value}


def as_text(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", [name for name in plan_folder.FILES if name.endswith(".yaml")])
def test_the_compiler_knows_the_very_keys_of_the_schema(name: str, tmp_path: Path) -> None:
    """At every mapping of the small plan an unknown key is put in: the compiler lists the keys that it takes."""
    whole = as_text(read(plan_folder.FILES[name]))
    for number, (path, shape, there) in enumerate(mappings(shapes.of_file(name), whole)):
        spoilt = as_text(whole)
        target = spoilt
        for step in path:
            target = target[step]
        target["zzz"] = "1"
        folder = plan_folder.write(tmp_path / str(number))
        text = yaml.safe_dump(spoilt, allow_unicode=True, default_style='"')
        (folder / name).write_text(text, encoding="utf-8")
        found = [p for p in load(folder).problems if p.code == "unknown-key" and "zzz" in p.message.en]
        assert len(found) == 1, (path, shape.name)
        assert found[0].expected is not None
        names = shape.names_for({key: each if isinstance(each, str) else None for key, each in there.items()})
        tells_apart = shape.name in ("rule", "indicator", "stratum")  # an unknown key from one that is out of place
        known = {key.name for key in shape.keys} if tells_apart else {*names.needed, *names.optional}
        assert set(found[0].expected.en.removeprefix("one of: ").split(", ")) == known, (path, shape.name)


def test_the_compiler_names_no_key_beside_the_table() -> None:
    """Every call that says which keys there are takes them from a shape; only weights are by themes of the author."""
    guilty = []
    for path in sorted((ROOT / "engine" / "zhunsheng" / "compile").glob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        for call in calls if path.name != "shape.py" else ():
            named = ast.unparse(call.func).rpartition(".")[2]
            taken = ast.unparse(call.args[-1]) if call.args else ""
            if named in ("fields", "Fields", "each") and not re.fullmatch(r"\*.+|themes", taken):
                guilty.append((path.name, call.lineno))
    assert guilty == []


def all_shapes() -> dict[str, Shape]:
    found: dict[str, Shape] = {}

    def look(form: Form) -> None:
        if isinstance(form, Shape):
            assert found.setdefault(form.name, form) is form, f"two shapes are called {form.name}"
        for below in _below(form):
            look(below)

    for shape in schema.DOCUMENTS.values():
        look(shape)
    return found


def all_keys() -> list[Key]:
    return [key for shape in all_shapes().values() for key in shape.keys]


def test_everything_is_described_in_both_languages() -> None:
    for text in (*(shape.about for shape in all_shapes().values()), *(key.about for key in all_keys())):
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert re.search(r"[a-z]", text.en)
        assert not re.search(r"[\u4e00-\u9fff]", text.en)


def test_every_example_is_one() -> None:
    shown = 0
    for word, validator in VALIDATORS.items():
        described = validator.schema
        assert isinstance(described, dict)
        Draft202012Validator.check_schema(described)
        for name, mapping in described["$defs"].items():
            for key, about in mapping["properties"].items():
                within = Draft202012Validator(about | {"$defs": described["$defs"]})
                for example in about.get("examples", ()):
                    assert within.is_valid(example), (word, name, key, example)
                    shown += 1
    assert shown > 150


def test_patterns_mean_the_same_to_every_editor() -> None:
    """In ECMAScript letters and digits (backslash w, backslash d) are those of ASCII, and groups have other names."""
    patterns = re.findall(r'"pattern": "(.*)"', "".join(map(schema.text, schema.DOCUMENTS)))
    assert len(patterns) > 50
    assert [each for each in patterns if re.search(r"\\\\[wWdDbBAZz\"']|\(\?P|\(\?<", each)] == []


def test_a_schema_of_settings_has_the_keys_of_settings() -> None:
    assert {key.name for key in schema.DOCUMENTS["settings"].keys} == {*settings.KEYS, "lint"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_tells_an_editor_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == schema.hint_for(path.name, in_plan=path.parent.parent.name == "rules")
    target = path.parent / first.removeprefix(schema.HINT)
    assert target.read_text(encoding="utf-8") == schema.text(document(path.name))

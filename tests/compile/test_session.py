"""A folder compiled again and again while it is edited says at every step what a compilation from nothing says."""

from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.plan_folder import FILES, PLAN, RULES, Slip, spoil
from tests.support.slips import ALL

from zhunsheng.compile import Loaded, load
from zhunsheng.compile.files import MAX_BYTES
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.session import Session


def held(loaded: Loaded) -> tuple[object, ...]:
    return loaded.problems, loaded.catalogue


def in_place(folder: Path, text: bytes, name: str = "rules.yaml") -> Loaded:
    """Compile from nothing with `text` on disk, and put back what stood there."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(text)
    try:
        return load(folder)
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("file", sorted({slip.file for slip in ALL}))
def test_every_slip_is_told_as_from_nothing_and_gone_once_it_is_mended(file: str, tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "plan")
    edited = Session(folder)
    sound = held(edited.load({}))
    assert sound == held(load(folder))
    one_of_a_kind = {slip.code: slip for slip in ALL if slip.file == file}
    for number, slip in enumerate(one_of_a_kind.values()):
        text = spoilt(slip, tmp_path / str(number))
        assert held(edited.load({folder / file: text})) == held(in_place(folder, text, file)), slip
        if number % 5 == 0:
            assert held(edited.load({})) == sound


def spoilt(slip: Slip, folder: Path) -> bytes:
    spoil(folder, slip)
    return (folder / slip.file).read_bytes()


def test_two_files_are_edited_in_turns(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    edited = Session(folder)
    plan, rules = folder / "plan.yaml", folder / "rules.yaml"
    fewer = PLAN.replace("  - {id: 乙局, title: 区乙局}\n", "").encode()
    more = RULES.replace("id: spending\n", "id: outlays\n").encode()
    steps: list[dict[Path, bytes]] = [{plan: fewer}, {plan: fewer, rules: more}, {rules: more}, {}]
    for unsaved in steps:
        text = {path: unsaved.get(path, FILES[path.name].encode()) for path in (plan, rules)}
        for path, data in text.items():
            path.write_bytes(data)
        expected = held(load(folder))
        for path in text:
            path.write_text(FILES[path.name], encoding="utf-8")
        assert held(edited.load(unsaved)) == expected


def test_a_file_that_is_not_saved_yet_counts_and_one_beside_the_plan_too(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "rules" / "mini")
    (folder / "units.txt").rename(tmp_path / "rules" / "units.txt")
    edited = Session(folder)
    assert edited.load({}).catalogue is not None
    new = {folder / "new.yaml": b"theme: x\nrulez: []\n"}
    assert [(p.code, p.at.file) for p in edited.load(new).problems] == [("unknown-key", str(folder / "new.yaml"))]
    policy = (folder / "policy.yaml").read_bytes()
    (folder / "policy.yaml").unlink()
    assert [p.code for p in edited.load({}).problems] == ["missing-policy"]
    assert edited.load({tmp_path / "rules" / "policy.yaml": policy}).catalogue is not None
    assert edited.load({tmp_path / "elsewhere.yaml": b"x"}).catalogue is None


def test_what_an_editor_holds_is_no_larger_than_a_file_may_be(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    found = Session(folder).load({folder / "rules.yaml": b"#" * (MAX_BYTES + 1)}).problems
    assert [p.code for p in found] == ["file-too-large"]


def test_no_folder_and_then_one(tmp_path: Path) -> None:
    edited = Session(tmp_path / "mini")
    assert [p.code for p in edited.load({}).problems] == ["missing-folder"]
    plan_folder.write(tmp_path / "mini")
    assert edited.load({}).catalogue is not None


def test_more_problems_than_are_listed_stay_so(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    text = "theme: x\nrules:\n" + "".join(f"  - {{id: r-{n}, zzz{n}: 1}}\n" for n in range(300))
    edited = Session(folder)
    for _ in range(3):
        found = edited.load({folder / "rules.yaml": text.encode()}).problems
        assert found == in_place(folder, text.encode()).problems
        assert found[-1].code == "too-many-problems"


def test_items_of_any_form_and_on_one_line_are_told_as_from_nothing(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    edited = Session(folder)
    source = "target: {2025: '>= 1'}, source: {locator: 表, anchor: 甲}"
    rule = f"{{id: a, title: 甲, nature: task, unit: 个, owner: 甲局, {source}}}"
    for rules in (
        "[]",
        "[{}]",
        "[[], {}]",
        "[[[a]], b]",
        f"[{rule}]",
        f"[{rule}, {rule.replace('id: a', 'id: b').replace('甲,', '乙,')}]",
        f"[{rule}, {rule.replace('id: a', 'id: b').replace('甲,', '丙,')}]",
        f"[{rule}, {rule}]",
        f"\n  - {rule}\n  - {{}}",
        f"\n  - {rule}\n  - id: c",
    ):
        text = f"theme: x\nrules: {rules}\n".encode()
        assert held(edited.load({folder / "rules.yaml": text})) == held(in_place(folder, text)), rules


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    edited = Session(folder)
    first, second = edited.load({}).catalogue, edited.load({folder / "checks.yaml": b"checks: []\n"}).catalogue
    assert first is not None
    assert second is None
    third = edited.load({}).catalogue
    assert third is not None
    assert all(third.rules[name] is rule for name, rule in first.rules.items())
    assert all(third.indicators[name] is each for name, each in first.indicators.items())


def test_memory_tells_equal_from_other() -> None:
    memory = Memory(Problems())
    made = []

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    kept = memory.keep("list", [1])
    assert memory.recall("a", (b"x", 1), make) == [1]
    memory.turn()
    assert memory.keep("list", [1]) is kept
    assert memory.recall("a", (bytes([120]), 1), make) == [1]
    memory.turn()
    assert memory.keep("list", [2]) == [2]
    assert memory.recall("a", (b"y", 1), make) == [2]
    memory.turn()
    assert memory.recall("a", (b"y",), make) == [3]
    memory.turn()
    memory.turn()
    assert memory.recall("a", (b"y",), make) == [4]

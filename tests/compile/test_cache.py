"""The cache changes nothing but the time."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from tests.support import plan_folder
from tests.support.plan_folder import RULES

import zhunsheng
from zhunsheng.compile import build, cache, load
from zhunsheng.model.catalogue import Catalogue

WARNED = RULES.replace("base: {2020: 92}", "base: {2020: 95}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return plan_folder.write(tmp_path / "mini", rules=WARNED)


@pytest.fixture
def cache_dir(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests that were really compiled."""
    seen, real = [], build.build

    def counted(*args: object) -> Catalogue | None:
        seen.append(str(args[1]))
        return real(*args)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(build, "build", counted)
    return seen


def entry_in(cache_dir: Path) -> Path:
    [path] = cache_dir.iterdir()
    return path


def test_the_second_time_comes_from_the_cache(folder: Path, cache_dir: Path, builds: list[str]) -> None:
    first = load(folder, cache_dir)
    second = load(folder, cache_dir)
    assert len(builds) == 1
    assert second == first == load(folder)
    assert [p.code for p in second.problems] == ["already-satisfied"]
    assert second.problems[0].at.file == str(folder / "rules.yaml")


def test_the_folder_is_named_as_the_caller_names_it(
    folder: Path, cache_dir: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, cache_dir)
    monkeypatch.chdir(folder.parent)
    assert load(Path("mini"), cache_dir).problems[0].at.file == str(Path("mini", "rules.yaml"))
    assert len(builds) == 1


def test_an_entry_is_private(folder: Path, cache_dir: Path) -> None:
    load(folder, cache_dir)
    assert entry_in(cache_dir).stat().st_mode & 0o777 == 0o600


def test_any_changed_file_is_compiled_anew(folder: Path, cache_dir: Path, builds: list[str]) -> None:
    load(folder, cache_dir)
    for name in plan_folder.FILES:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# 改\n")
        load(folder, cache_dir)
    (folder / "more.yaml").write_text("theme: 别的\n", encoding="utf-8")
    load(folder, cache_dir)
    assert len(set(builds)) == 2 + len(plan_folder.FILES)


def test_another_version_is_compiled_anew(
    folder: Path, cache_dir: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, cache_dir)
    monkeypatch.setattr(zhunsheng, "__version__", "99")
    load(folder, cache_dir)
    assert len(builds) == 2


def test_changed_code_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "zhunsheng"
    for part in ("compile", "model"):
        (package / part).mkdir(parents=True)
    monkeypatch.setattr(zhunsheng, "__file__", str(package / "__init__.py"))
    empty = cache.key_of("d")
    (package / "model" / "rule.py").write_text("a = 1", encoding="utf-8")
    assert cache.key_of("d") != empty


def test_a_plan_with_errors_is_not_kept(folder: Path, cache_dir: Path, builds: list[str]) -> None:
    plan_folder.write(folder, rules=RULES.replace("owner: 甲局\n    kind", "owner: 丁局\n    kind"))
    assert load(folder, cache_dir) == load(folder, cache_dir)
    assert len(builds) == 2
    assert not cache_dir.exists()


def test_a_missing_file_never_meets_an_entry(folder: Path, cache_dir: Path) -> None:
    (folder / "policy.yaml").unlink()
    assert load(folder, cache_dir).catalogue is None


def sealed(data: bytes) -> bytes:
    return cache.hashlib.sha256(data).digest() + data


def reencoded(path: Path, **changes: object) -> bytes:
    """An entry with a valid seal and other content."""
    plain = msgspec.msgpack.decode(path.read_bytes()[32:])
    return sealed(msgspec.msgpack.encode({**plain, **changes}))


def spoilt(how: str, path: Path) -> bytes:
    """What somebody, or a crash, may have left in the place of a good entry."""
    good = path.read_bytes()
    match how:
        case "truncated":
            return good[:-1]
        case "a flipped bit":
            return good[:-1] + bytes([good[-1] ^ 1])
        case "another key":
            return reencoded(path, key="x")
        case "of another plan":
            catalogue = msgspec.msgpack.decode(good[32:])["catalogue"]
            return reencoded(path, catalogue={**catalogue, "digest": "x"})
    return NOISE[how]


NOISE = {
    "empty": b"",
    "noise": bytes(range(256)) * 3,
    "noise, sealed": sealed(b"\xc1" * 50),
    "a pickle, sealed": sealed(b"cos\nsystem\n(S'false'\ntR."),
    "deeply nested, sealed": sealed(b"\x91" * 100_000),
    "another shape, sealed": sealed(msgspec.msgpack.encode({"catalogue": 1})),
}


@pytest.mark.parametrize("how", ["truncated", "a flipped bit", "another key", "of another plan", *NOISE])
def test_a_spoilt_entry_is_as_good_as_none(how: str, folder: Path, cache_dir: Path, builds: list[str]) -> None:
    first = load(folder, cache_dir)
    path = entry_in(cache_dir)
    path.write_bytes(spoilt(how, path))
    assert load(folder, cache_dir) == first
    assert len(builds) == 2
    assert load(folder, cache_dir) == first
    assert len(builds) == 2, "a good entry took its place"


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "writable by others", "in an open folder", "too large"])
def test_what_is_not_a_private_file_is_not_read(
    kind: str, folder: Path, cache_dir: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(folder, cache_dir)
    path = entry_in(cache_dir)
    if kind == "link":
        path.rename(cache_dir / "elsewhere")
        path.symlink_to("elsewhere")
    elif kind == "pipe":
        path.unlink()
        os.mkfifo(path)
    elif kind == "folder":
        path.unlink()
        (path / "in the way").mkdir(parents=True)
    elif kind == "writable by others":
        path.chmod(0o666)
    elif kind == "in an open folder":
        cache_dir.chmod(0o777)
    else:
        monkeypatch.setattr(cache, "MAX_BYTES", 10)
    assert load(folder, cache_dir) == first
    assert len(builds) == 2
    assert [p.name for p in cache_dir.iterdir() if p.name.startswith(".new")] == []


def test_somebody_elses_file_is_not_read(
    folder: Path, cache_dir: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, cache_dir)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    load(folder, cache_dir)
    assert len(builds) == 2


def test_an_unwritable_cache_is_no_cache(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for cache_dir in (tmp_path / "file", tmp_path / "file" / "below"):
        assert load(folder, cache_dir) == load(folder)


def test_code_that_cannot_be_hashed_is_no_cache(folder: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: str) -> str:
        raise PermissionError

    monkeypatch.setattr(cache, "key_of", unreadable)
    assert load(folder, cache_dir) == load(folder)
    assert not cache_dir.exists()


def test_a_full_disk_leaves_nothing_behind(folder: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load(folder, cache_dir).catalogue is not None
    assert list(cache_dir.iterdir()) == []


@pytest.mark.parametrize("value", ["1", "1/0", "1/-2", "x/2", "1/" + "9" * 5000, 1.5])
def test_only_fractions_are_read_as_fractions(value: object) -> None:
    data = msgspec.msgpack.encode({"value": value})
    with pytest.raises((msgspec.ValidationError, ValueError)):
        msgspec.msgpack.decode(data, type=dict[str, Fraction], dec_hook=cache._decode)


def test_nothing_but_a_fraction_needs_the_hook() -> None:
    with pytest.raises(ValueError, match="1/2"):
        cache._decode(complex, "1/2")


def test_a_hit_imports_neither_yaml_nor_pint(folder: Path, cache_dir: Path) -> None:
    load(folder, cache_dir)
    script = (
        "import sys; from pathlib import Path; from zhunsheng.compile import conflicts, load\n"
        f"loaded = load(Path({str(folder)!r}), Path({str(cache_dir)!r}))\n"
        "assert loaded.catalogue is not None and len(loaded.problems) == 1\n"
        "assert conflicts([(Path(name), loaded.catalogue) for name in 'ab']) == ()\n"
        "heavy = {'yaml', 'pint', 'rapidfuzz', 'tempfile'} & set(sys.modules)\n"
        "print(sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

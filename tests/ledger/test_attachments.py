"""Files that prove an act: kept as they are, shown, given back, and watched by their digests."""

import hashlib
import json
import os
import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import run
from tests.ledger.test_office import Desk, desk

from zhunsheng.model.ledger import Attachment
from zhunsheng.use_cases import attaching

__all__ = ["desk", "run"]

ODD = bytes(range(256)) * 40
"""Of no type that anybody could open."""


def proof(desk: Desk, name: str, data: bytes = ODD) -> str:
    path = desk.folder / "papers" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return str(path)


def serve(desk: Desk, *words: str, code: int = 0) -> tuple[str, str]:
    return desk.ledger("serve", desk.id(), "--by", "督查室", *words, code=code)


def contents(desk: Desk) -> int:
    store = sqlite3.connect(desk.store)
    (count,) = store.execute("SELECT count(*) FROM content").fetchone()
    store.close()
    return int(count)


def test_what_is_attached_is_shown_told_and_given_back(desk: Desk) -> None:
    letter, photo = proof(desk, "送达回证.pdf"), proof(desk, "现场 照片.JPG", b"\xff\xd8")
    serve(desk, "--attach", letter, "--attach", photo)
    shown, _ = desk.ledger("show", desk.id())
    sha256 = hashlib.sha256(ODD).hexdigest()
    assert f"附件 送达回证.pdf（10,240 字节，SHA-256 {sha256}）" in shown
    (act,) = (step["done"] for step in desk.items()["sewage"]["steps"] if step["done"])
    assert act["attachments"][0] == {"name": "送达回证.pdf", "size": len(ODD), "sha256": sha256}
    out, _ = desk.ledger("fetch", desk.id()[:6], "--to", "out")
    assert out.splitlines() == ["out/01-送达回证.pdf", "out/02-现场_照片.JPG"]
    assert (desk.folder / "out" / "01-送达回证.pdf").read_bytes() == ODD
    assert (desk.folder / "out" / "02-现场_照片.JPG").read_bytes() == b"\xff\xd8"
    assert "SHA-256" in desk.ledger("-o", "html=-")[0]


def test_nothing_is_overwritten_unless_somebody_says_so(desk: Desk) -> None:
    serve(desk, "--attach", proof(desk, "a.txt", b"one"))
    desk.ledger("fetch", desk.id(), "--to", "out")
    (desk.folder / "out" / "01-a.txt").write_bytes(b"mine")
    _, err = desk.ledger("fetch", desk.id(), "--to", "out", code=2)
    assert "01-a.txt" in err
    assert (desk.folder / "out" / "01-a.txt").read_bytes() == b"mine"
    desk.ledger("fetch", desk.id(), "--to", "out", "--force")
    assert (desk.folder / "out" / "01-a.txt").read_bytes() == b"one"


def test_the_same_bytes_are_kept_once_whatever_they_are_called(desk: Desk) -> None:
    first, second = proof(desk, "一.pdf"), proof(desk, "二.pdf")
    before = contents(desk)
    serve(desk, "--attach", first, "--attach", first, "--attach", second)
    desk.ledger("reply", desk.id(), "--by", "县城管局", "--attach", first)
    assert contents(desk) == before + 1
    assert len(desk.ledger("fetch", desk.id(), "--to", "out")[0].splitlines()) == 2


def test_an_item_without_attachments_says_so(desk: Desk) -> None:
    serve(desk)
    assert "没有附件" in desk.ledger("fetch", desk.id(), "--to", "out", code=2)[1]
    assert not (desk.folder / "out").exists()


@pytest.mark.parametrize("case", ["absent", "folder", "pipe", "empty", "large", "many", "nul"])
def test_what_cannot_be_attached_is_refused_and_nothing_is_noted(
    desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = desk.folder / "papers"
    papers.mkdir()
    monkeypatch.setattr(attaching, "MAX_MIB", 0)
    os.mkfifo(papers / "pipe")
    given = {
        "absent": [str(papers / "nowhere.pdf")],
        "folder": [str(papers)],
        "pipe": [str(papers / "pipe")],
        "empty": [proof(desk, "empty.pdf", b"")],
        "large": [proof(desk, "large.pdf", b"x")],
        "many": [proof(desk, f"{number}.pdf", b"x") for number in range(attaching.MOST + 1)],
        "nul": ["a\0b"],
    }[case]
    said = {"absent": "不是文件", "folder": "不是文件", "pipe": "不是文件", "empty": "是空的", "large": "超过 0 MiB",
            "many": "至多 20 个", "nul": "附件 a"}[case]  # fmt: skip
    _, err = serve(desk, *(word for path in given for word in ("--attach", path)), code=2)
    assert said in err
    assert desk.items()["sewage"]["served"] is None


def test_an_act_that_is_refused_keeps_no_bytes(desk: Desk) -> None:
    before = contents(desk)
    desk.ledger("close", desk.id(), "--by", "督查室", "--attach", proof(desk, "a.pdf"), code=2)
    assert contents(desk) == before


def test_verifying_the_whole_ledger_takes_no_attachment(desk: Desk) -> None:
    assert "--attach" in desk.ledger("verify", "--attach", proof(desk, "a.pdf"), code=2)[1]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE content SET data = zeroblob(10240) WHERE sha256 = ?",
        "UPDATE content SET data = x'00' WHERE sha256 = ?",
        "DELETE FROM content WHERE sha256 = ?",
    ],
)
def test_a_changed_attachment_is_found_and_not_given_out(desk: Desk, change: str) -> None:
    serve(desk, "--attach", proof(desk, "a.pdf"))
    assert desk.ledger("verify")[1] == ""
    store = sqlite3.connect(desk.store)
    guards = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        store.execute(f"DROP TRIGGER {name}")
    sha256 = hashlib.sha256(ODD).hexdigest()
    store.execute(change, (sha256,))
    for _, guard in guards:
        store.execute(guard)
    store.commit()
    store.close()
    assert sha256 in desk.ledger("verify", code=2)[1]
    assert desk.ledger("fetch", desk.id(), "--to", "out", code=2)[1]
    assert not (desk.folder / "out").exists()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../../etc/passwd", "07-passwd"),
        ("..\\..\\evil.exe", "07-evil.exe"),
        ("/", "07-"),
        ("..", "07-__"),
        ("-rf", "07--rf"),
        (".bashrc", "07-_bashrc"),
        ("CON", "07-CON"),
        ("a\x00b\x1b[2J.p/df", "07-df"),
        ("回证.p\u202edf;rm", "07-回证.p_df_rm"),
        ("x" * 300 + "." + "y" * 300, "07-" + "x" * 48 + "." + "y" * 12),
    ],
)
def test_a_name_leads_nowhere(name: str, wanted: str, tmp_path: Path) -> None:
    written = attaching.file_name(7, Attachment(name=name, size=0, sha256=""))
    assert written == wanted
    assert (tmp_path / written).resolve().parent == tmp_path.resolve()


def test_an_act_without_attachments_is_written_as_before(desk: Desk) -> None:
    serve(desk)
    store = sqlite3.connect(desk.store)
    (body,) = store.execute("SELECT body FROM event WHERE kind = 'act'").fetchone()
    store.close()
    assert "attachments" not in json.loads(body)

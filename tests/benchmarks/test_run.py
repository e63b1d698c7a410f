"""The runner: a line a subject with the keys promised, results checked, wrong ones told by the exit code."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.cases import peers
from benchmarks.checking import WrongResultError
from benchmarks.lines import ALONE, WHOLE, Line
from benchmarks.measuring import Cost, measured
from tests.benchmarks.test_page import KEYS
from tests.support.paths import ROOT

from benchmarks import bulk, run


def lines(said: str) -> dict[str, dict[str, object]]:
    rows = [json.loads(line) for line in said.splitlines()]
    assert all(list(row)[: len(KEYS)] == KEYS for row in rows)
    return {row["subject"]: row for row in rows}


def test_a_small_nation_is_judged_checked_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["county", "--places", "30", "--rules", "20", "--json", "--workers", "1", "--reference", "2000"]
    assert run.main(words) == 0
    told = lines(capsys.readouterr().out)
    assert set(told) == {WHOLE, ALONE, "floor"}
    ours, floor = told[WHOLE], told["floor"]
    assert ours["rows"] == ours["reasons_checked"] == 30 * 20 * 5
    assert ours["reference_checked"] == 2000
    assert 0 < int(str(ours["violations"])) < int(str(ours["findings"]))
    assert float(str(ours["cpu_s"])) > float(str(floor["cpu_s"])) > 0
    assert float(str(ours["peak_mb"])) > 1
    assert (told[ALONE]["rows"], told[ALONE]["violations"]) == (ours["rows"], ours["violations"])


def test_a_wide_nation_is_judged_like_the_long_one(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["town", "--places", "30", "--rules", "20", "--json", "--workers", "1", "--reference", "1000"]
    told = []
    for more in ([], ["--wide"]):
        assert run.main([*words, *more]) == 0
        told.append(lines(capsys.readouterr().out))
    long, wide = told
    assert [each[WHOLE]["layout"] for each in told] == ["long", "wide"]
    assert [wide[WHOLE][key] for key in ("rows", "violations", "findings", "reference_checked")] == [
        long[WHOLE][key] for key in ("rows", "violations", "findings", "reference_checked")
    ]


def test_findings_alone_that_are_others_are_a_wrong_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = bulk.runs

    def spoilt(data: list[Path], rules: Path, into: Path, folder: Path, *more: str) -> Callable[[int], Cost]:
        judging = usual(data, rules, into, folder, *more)

        def judge(turn: int) -> Cost:
            cost = judging(turn)
            if "--findings-only" in more and not turn:
                with (into / "findings" / "part-00000.parquet").open("ab") as file:
                    file.write(b"one byte more")
            return cost

        return judge

    monkeypatch.setattr(bulk, "runs", spoilt)
    assert run.main(["county", "--places", "10", "--rules", "10", "--json"]) == 1
    assert "part-00000.parquet" in capsys.readouterr().err


def test_what_the_machine_allows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["io", "--places", "20", "--rules", "10", "--json"]) == 0
    told = lines(capsys.readouterr().out)
    assert set(told) == {"zhunsheng bulk", "decode", "encode", "copying the same bytes"}
    assert 0 < float(str(told["zhunsheng bulk"]["share_of_decode_and_encode"])) < 1


def test_of_peers_ours_is_told_beside_what_arrow_alone_takes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "PEERS", {})
    monkeypatch.setattr(peers, "environment", lambda: Path("/nowhere"))
    assert run.main(["peers", "--places", "40", "--json"]) == 0
    told = lines(capsys.readouterr().out)
    assert set(told) == {*peers.OURS, peers.BARE}
    (ours, findings), bare = (told[name] for name in peers.OURS), told[peers.BARE]
    assert ours["rows"] == findings["rows"] == bare["rows"] == 40 * 5 * 3
    assert int(str(ours["violations"])) > bare["violations"] == 0
    assert (findings["violations"], findings["findings"]) == (ours["violations"], ours["findings"])
    assert 0 < float(str(bare["start_s"])) <= float(str(bare["wall_s"]))


def test_a_wrong_result_is_told_by_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong(*_: object) -> Iterator[Line]:
        raise WrongResultError("one is wrong")

    monkeypatch.setitem(run.CASES, "county", wrong)
    assert run.main(["county", "--json"]) == 1
    assert "one is wrong" in capsys.readouterr().err


def test_a_run_that_fails_is_told_by_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["county", "--places", "2", "--json", "--bulk=--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err


def test_a_process_and_its_children_are_measured(tmp_path: Path) -> None:
    child = "import sys, time; block = bytearray(60 << 20); time.sleep(1); sys.exit(3)"
    code = (
        f"import subprocess, sys; print('said'); sys.exit(subprocess.run([sys.executable, '-c', {child!r}]).returncode)"
    )
    cost = measured(["python3", "-c", code], tmp_path)
    assert cost.code == 3
    assert cost.said == "said\n"
    assert cost.peak_mb > 60
    assert cost.cpu_s > 0


def test_nothing_of_the_program_imports_what_measures_it() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "engine").rglob("*.py")]
    assert not any("import benchmarks" in text or "from benchmarks" in text for text in sources)

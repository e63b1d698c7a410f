"""What is told of a cluster that cannot do a run's work, before or while it is at it."""

import pickle
from pathlib import Path

import pytest
from distributed import Client
from tests.bulk.engines import pretend
from tests.bulk.engines.pretend import Pretend

from zhunsheng.bulk.engines import cluster, dask_client, dask_fitness, worker
from zhunsheng.bulk.errors import BulkError, Failure


def test_no_such_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into = pretend.folder(tmp_path)
    monkeypatch.setattr(dask_client, "CONNECT_SECONDS", 0.3)
    for address in ("tcp://127.0.0.1:1", "nonsense", "gopher://here:1", "tcp://127.0.0.1", "tls://127.0.0.1:9"):
        with pytest.raises(BulkError) as caught:
            cluster.run(pretend.parts(1), Pretend(into), into, lambda _: None, scheduler=address)
        assert address in caught.value.message.zh
    assert {client.status for client in Client._instances} <= {"closed"}


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_client, "find_spec", lambda _: None)
    with pytest.raises(BulkError, match=r"pip install 'zhunsheng\[dask\]'"):
        cluster.run(pretend.parts(1), Pretend(tmp_path), pretend.folder(tmp_path), lambda _: None)


class FakeClient:
    """What `dask_fitness` asks a cluster, answered as it pleases a test."""

    status = "running"

    def __init__(self, *, there: dict[str, str] | None = None, threads: dict[str, int] | None = None) -> None:
        self.threads, self.there = threads or {}, there or {}

    def wait_for_workers(self, _: int, timeout: float) -> None:
        if not self.threads:
            raise TimeoutError(timeout)

    def get_versions(self, packages: list[str]) -> dict[str, object]:
        same = {"python": "3.11.7.final.0", **dict.fromkeys(packages, "1.0")}
        here, other = {"packages": same}, {"packages": same | self.there}
        return {"client": here, "scheduler": here, "workers": {"tcp://w:1": other}}

    def nthreads(self) -> dict[str, int]:
        return self.threads


@pytest.mark.parametrize("what", ["zhunsheng", "pyarrow", "numpy", "distributed", "python"])
def test_another_version_at_a_worker_is_told(what: str) -> None:
    client = FakeClient(there={what: "2.0"}, threads={"w": 1})
    with pytest.raises(BulkError, match=rf"tcp://w:1: {what} 2\.0"):
        dask_fitness.demand(client, worker.Site(Path(), ""), ())  # type: ignore[arg-type]


def test_a_cluster_without_workers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    client = FakeClient()
    with pytest.raises(BulkError, match="no worker"):
        dask_fitness.demand(client, worker.Site(Path(), ""), ())  # type: ignore[arg-type]
    watch = dask_fitness.Watch(client)  # type: ignore[arg-type]
    assert watch.room() == 0
    watch()
    monkeypatch.setattr(dask_fitness, "PATIENCE", -1.0)
    with pytest.raises(BulkError, match="no worker"):
        watch()
    client.status = "closed"
    with pytest.raises(BulkError, match="connection"):
        watch()


def test_room_is_a_part_a_thread_and_one_a_worker() -> None:
    watch = dask_fitness.Watch(FakeClient(threads={"a": 4, "b": 2}))  # type: ignore[arg-type]
    assert watch.room() == 8


def test_a_folder_or_a_file_that_a_worker_does_not_see(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    where = worker.site(into)
    data = tmp_path / "data.parquet"
    data.touch()
    assert worker.unseen(where, [str(data)]) is None
    assert worker.unseen(where, [str(data), "absent"]) == "absent"
    (into / "run.json").write_text("another run", encoding="utf-8")
    assert worker.unseen(where, ()) == str(into)
    (into / "run.json").unlink()
    assert worker.unseen(where, ()) == str(into)
    answer = worker.work_at("run", pickle.dumps(Pretend(into)), where, pretend.parts(1)[0])
    assert isinstance(answer, Failure)
    assert str(into) in answer.message.zh


def test_a_worker_unpacks_work_once_and_serves_several_runs(tmp_path: Path) -> None:
    where = worker.site(pretend.folder(tmp_path))
    packed = pickle.dumps(Pretend(tmp_path))
    first = [worker._work(run, packed, where) for run in ("a", "b", "c")]
    assert all(worker._work(run, packed, where) is held for run, held in zip("abc", first, strict=True))
    for run in "defg":
        worker._work(run, packed, where)
    assert worker._work("a", packed, where) is not first[0]
    assert len(worker._held) == 4
    worker.let_go("a")
    worker.let_go("a")
    assert "a" not in worker._held
    worker._held.clear()

"""Imports that are killed: `python -m tests.support.crashing FOLDER RULES ROUNDS SEED`.

Every round writes fresh files, imports them in a child process, kills it at a random moment, looks at what the store
holds, and imports the same files again. A process of its own, because it forks.
"""

import os
import random
import signal
import sqlite3
import sys
import time
from pathlib import Path

from tests.support.office import HEADER, row
from zhunsheng import api
from zhunsheng.intake import packed
from zhunsheng.store import Access
from zhunsheng.use_cases import importing, storing

FILES, ROWS = 12, 5


def write(folder: Path, number: int) -> list[Path]:
    """Write the files of one round: no two of all rounds are alike."""
    inside = folder / f"round{number}"
    inside.mkdir()
    paths = [inside / f"{index}.csv" for index in range(FILES)]
    for index, path in enumerate(paths):
        rows = (row(f"{80 + index}.{number:03}", year=2021 + year) for year in range(ROWS))
        path.write_text(HEADER + "".join(line + "\n" for line in rows), encoding="utf-8")
    return paths


def spawn(store: Path, compiled: tuple[api.Compiled, ...], files: list[Path]) -> int:
    """Import in a child process, and return its id."""
    child = os.fork()
    if child == 0:
        try:
            importing.import_files(compiled, files, store, importing.Handing(by="城管局"))
        except BaseException:
            os._exit(1)  # a child must never come back
        os._exit(0)
    return child


def held(store: Path) -> dict[str, int]:
    """Open the store as any program would, and count the figures of each file. All or nothing: 0 is none."""
    if not store.exists() or not store.stat().st_size:
        return {}
    with storing.opened(store, Access.READ) as opened:
        verified = opened.verify()
        assert verified.problems == (), verified.problems
    connection = sqlite3.connect(store)
    query = "SELECT path, (SELECT count(*) FROM figure WHERE figure.seq = file.seq) FROM file"
    counted = connection.execute(query).fetchall()
    connection.close()
    assert len({path for path, _ in counted}) == len(counted), "a file stands there twice"
    return dict(counted)


def main(folder: Path, rules: Path, rounds: int, seed: int) -> None:
    """Run the rounds and print how often the child died before, amid, and after its writing."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    store = folder / "store.zs"
    compiled = api.catalogues(rules, None, folder / "cache")
    packed.reader()  # known to the children: they have the more time to be killed in
    begin = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(spawn(folder / "first.zs", compiled, write(folder, 0)), 0)[1]) == 0
    usual = time.monotonic() - begin
    moments = {"before": 0, "amid": 0, "after": 0}
    for number in range(1, rounds + 1):
        files = write(folder, number)
        child = spawn(store, compiled, files)
        time.sleep(chance.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = held(store)
        assert set(found.values()) <= {ROWS}, found
        mine = sum(path.as_posix() in found for path in files)
        moments["before" if mine == 0 else "amid" if mine < FILES else "after"] += 1
        assert os.waitstatus_to_exitcode(os.waitpid(spawn(store, compiled, files), 0)[1]) == 0
        after = held(store)
        assert len(after) == number * FILES, "something is lost, or doubled"
    print(moments)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

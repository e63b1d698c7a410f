"""Whether the run that a folder holds is the one that is asked for; if not, what differs."""

from collections.abc import Iterator

from zhunsheng.bulk.errors import RefusedError
from zhunsheng.model.bulk import BulkFile, BulkRun
from zhunsheng.model.text import Text

_LISTED = 3


def demand_same(earlier: BulkRun, run: BulkRun) -> None:
    """Raise `RefusedError`, which names what differs, unless both runs come to the same bytes.

    Files are the same by what they hold: they may have been moved.
    """
    differences = list(_differences(earlier, run))
    if differences:
        zh, en = "；".join(each.zh for each in differences), "; ".join(each.en for each in differences)
        raise RefusedError(
            Text(
                f"不能接着做：与原来的不一样——{zh}。按原样再来，或换一个文件夹重新做。",
                f"cannot go on: this run is another one: {en}. Ask for the same, or begin again in another folder.",
            )
        )


def _differences(earlier: BulkRun, run: BulkRun) -> Iterator[Text]:
    before, now = (f"{each.schema} {each.engine}" for each in (earlier, run))
    if before != now:
        yield Text(f"程序是 {now}，原来是 {before}", f"the program is {now}, not {before}")
    if earlier.plan != run.plan:
        yield Text(f"规划是 {run.plan}，原来是 {earlier.plan}", f"the plan is {run.plan}, not {earlier.plan}")
    elif earlier.rules_digest != run.rules_digest:
        yield Text("规则改过了", "the rules have been changed")
    if (earlier.base, earlier.years) != (run.base, run.years):
        yield Text(
            f"年份是 {_listed(run.years)}，原来是 {_listed(earlier.years)}",
            f"the years are {_listed(run.years)}, not {_listed(earlier.years)}",
        )
    if earlier.findings_only != run.findings_only:
        yield (
            Text("原来没有 --findings-only", "it was without --findings-only")
            if run.findings_only
            else Text("原来有 --findings-only", "it was with --findings-only")
        )
    if earlier.part_size != run.part_size and _parted(earlier) == _parted(run):
        yield Text(
            f"每部分 {run.part_size} 个地区，原来是 {earlier.part_size}（--part-size {earlier.part_size}）",
            f"a part has {run.part_size} places, not {earlier.part_size} (--part-size {earlier.part_size})",
        )
    yield from _of_files(earlier.files, run.files)
    if earlier.places != run.places:  # rosters are data, too, and hold no figures
        yield Text(f"地区是 {run.places} 个，原来是 {earlier.places} 个", f"{run.places} places, not {earlier.places}")


def _parted(run: BulkRun) -> tuple[object, ...]:
    """Return that from which the size of parts follows, where nobody asks for one."""
    return run.rules_digest, run.years, run.places


def _of_files(earlier: tuple[BulkFile, ...], now: tuple[BulkFile, ...]) -> Iterator[Text]:
    before, after = [_content(each) for each in earlier], [_content(each) for each in now]
    if before == after:
        return
    new = [each.path for each in now if _content(each) not in before]
    gone = [each.path for each in earlier if _content(each) not in after]
    if new:
        yield Text(f"数据有新的或改过的：{_listed(new)}", f"data are new or changed: {_listed(new)}")
    if gone:
        yield Text(f"原来的数据没有给：{_listed(gone)}", f"data are missing: {_listed(gone)}")
    if not new and not gone:
        yield Text("数据的次序不同", "the data are in another order")


def _content(file: BulkFile) -> tuple[str, int]:
    return file.sha256, file.rows


def _listed(things: tuple[int, ...] | list[str]) -> str:
    return "、".join(map(str, things[:_LISTED])) + ("……" if len(things) > _LISTED else "")

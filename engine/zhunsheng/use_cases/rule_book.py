"""The use case of `zhunsheng rules --format html`: catalogues and their features, brought together for the book."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhunsheng.api import Compiled
from zhunsheng.errors import UsageError
from zhunsheng.model.feature import Feature
from zhunsheng.model.text import Text


def features_folder(asked: str | None, rules: Path) -> Path | None:
    """Choose the features: those asked for, else `features/` beside the rules; None where there is neither.

    Raises `UsageError` when the folder asked for is absent.
    """
    if asked is None:
        beside = rules.resolve().parent / "features"
        return beside if beside.is_dir() else None
    folder = Path(asked)
    if not folder.is_dir():
        raise UsageError(Text(f"场景文件夹不存在：{asked}", f"there is no features folder {asked}"))
    return folder


def features(compiled: Sequence[Compiled], folder: Path | None) -> list[Mapping[str, Feature] | None]:
    """Read, for each plan, the features in the folder of its name, by rule; None for a plan without such a folder.

    Raises `UsageError` for a file that is no feature.
    """
    folders = [folder / plan.folder.name if folder is not None else None for plan in compiled]
    return [_features(each) if each is not None and each.is_dir() else None for each in folders]


def _features(folder: Path) -> Mapping[str, Feature]:
    from zhunsheng.prove.reading import BadFeatureError, read_feature

    try:
        return {path.stem: read_feature(path) for path in sorted(folder.glob("*.feature"))}
    except BadFeatureError as error:
        raise UsageError(Text(f"场景文件不能读取：{error}", f"not a feature: {error}")) from error

"""The use case of `zhunsheng lint`: everything that is wrong with rule files, weighed as their team wants it.

compile → (cite) → lint → levels → ignores → baseline
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng import compile as compiling
from zhunsheng import lint as linter
from zhunsheng.api import Compiled, unknown_plan
from zhunsheng.errors import UsageError
from zhunsheng.lint import baseline, ignores
from zhunsheng.lint.cited import pointed
from zhunsheng.lint.features import layout_of
from zhunsheng.lint.fixes import with_fixes
from zhunsheng.lint.levels import Level, levelled
from zhunsheng.lint.places import placed
from zhunsheng.model.code import Finder
from zhunsheng.model.codes import CODES, FEATURES, TOGETHER
from zhunsheng.model.diagnostic import Diagnostic, has_errors
from zhunsheng.model.feature_text import FeatureText
from zhunsheng.model.layout import Layout
from zhunsheng.model.text import Text
from zhunsheng.use_cases.rule_files import RuleFiles, feature_texts

if TYPE_CHECKING:
    from zhunsheng.cite import Citations


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be linted: the plans in `rules`, or the one in its folder `plan`.

    `sources` are texts to verify citations against, `features` the folder with a folder of features a plan.
    `levels` are the severities that the team has set, `baseline` a file of warnings that it knows of.
    `unsaved` holds, by path, what a file is to be taken to contain.
    """

    rules: Path
    plan: str | None = None
    cache_dir: Path | None = None
    sources: Path | None = None
    features: Path | None = None
    levels: Mapping[str, Level] = {}
    baseline: Path | None = None
    unsaved: Mapping[str, bytes] = {}


class Linted(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, over all plans, by file and position: each problem says where it ends and how it may be fixed.

    `ignored` are those that a comment ignores, with its reason; `known` those that the baseline has;
    `citations` are there where texts were given, `catalogues` are those that compiled, by their folders.
    """

    plans: int
    rules: int
    problems: tuple[Diagnostic, ...]
    ignored: tuple[tuple[Diagnostic, str], ...] = ()
    known: tuple[Diagnostic, ...] = ()
    citations: tuple["Citations", ...] = ()
    catalogues: tuple[Compiled, ...] = ()


def lint(asked: Asked) -> Linted:
    """Compile the plans, check what compiled, and weigh what was found.

    Rules of different plans are held against each other: those of one plan are when it is compiled.
    Where the rules are sound, their citations are held against the texts. Raises `UsageError` for a folder or a plan
    that is not there, or a baseline that is none.
    """
    folders = _folders(asked)
    files = [RuleFiles(folder, asked.unsaved) for folder in folders]
    features = [
        None if asked.features is None else feature_texts(asked.features / folder.resolve().name) for folder in folders
    ]
    loaded = [compiling.load(folder, asked.cache_dir, own.unsaved) for folder, own in zip(folders, files, strict=True)]
    whole = [
        Compiled(folder=f, catalogue=each.catalogue) for f, each in zip(folders, loaded, strict=True) if each.catalogue
    ]
    problems = [problem for each in loaded for problem in each.problems]
    problems += compiling.conflicts([(each.folder, each.catalogue) for each in whole])
    cited = () if asked.sources is None or has_errors(problems) else _cited(whole, asked.sources)
    problems += _pointed((problem for each in cited for problem in each.problems), files)
    for own, each, texts in zip(files, loaded, features, strict=True):
        problems += linter.of_files(own)
        problems += linter.of_plan(linter.Given(each.catalogue, own, texts)) if each.catalogue else ()
    found = sorted(dict.fromkeys(problems), key=_position)
    for own in files:
        found = [*with_fixes(placed(found, own), own)]
    found = [*dict.fromkeys(found)]
    blind = _not_looked_for(asked, found, features)
    sifted = ignores.sifted(levelled(found, asked.levels), _with_ignores(files, features), blind)
    weighed = _weighed(sorted(levelled(sifted.remaining, asked.levels), key=_position), asked, blind)
    return Linted(
        plans=len(loaded),
        rules=sum(len(each.catalogue.rules) for each in whole),
        problems=tuple(levelled(weighed.new, asked.levels)),
        ignored=sifted.ignored,
        known=weighed.known,
        citations=cited,
        catalogues=tuple(whole),
    )


def _folders(asked: Asked) -> Sequence[Path]:
    for folder, what in ((asked.sources, "原文"), (asked.features, "场景")):
        if folder is not None and not folder.is_dir():
            raise UsageError(Text(f"{what}文件夹不存在或打不开：{folder}", f"there is no folder {folder}"))
    found = compiling.find_plans(asked.rules)
    chosen = [folder for folder in found if asked.plan in (None, folder.name)]
    if not chosen:
        raise unknown_plan(asked.plan, (folder.name for folder in found))
    return chosen


def _not_looked_for(
    asked: Asked, found: Sequence[Diagnostic], features: Sequence[Sequence[FeatureText] | None]
) -> frozenset[str]:
    """List the codes that this run could not find: that an ignore or a baseline speaks of them is no mistake.

    Behind an error the rest of a file, of a plan or of the comparison of plans may not have been looked at.
    """
    if has_errors(found):
        return frozenset(CODES)
    blind: set[str] = set()
    if asked.sources is None:
        blind |= {code for code, about in CODES.items() if about.finder is Finder.CITE}
    if any(texts is None for texts in features):
        blind |= FEATURES.keys()
    if _of_one_plan(asked):
        blind |= TOGETHER.keys()
    return frozenset(blind)


def _of_one_plan(asked: Asked) -> bool:
    """Tell whether there may be other plans beside the one that is looked at."""
    return asked.plan is not None or asked.rules in compiling.find_plans(asked.rules)


def _cited(catalogues: Iterable[Compiled], sources: Path) -> tuple["Citations", ...]:
    """Hold the citations of each plan against its text."""
    from zhunsheng import cite

    return tuple(cite.citations(plan.catalogue, plan.folder, sources) for plan in catalogues)


def _pointed(problems: Iterable[Diagnostic], files: Iterable[RuleFiles]) -> Iterable[Diagnostic]:
    """Point what is wrong with citations at the very key of them."""
    for own in files:
        problems = pointed(problems, own)
    return problems


def _with_ignores(files: Iterable[RuleFiles], features: Iterable[Sequence[FeatureText] | None]) -> Iterable[Layout]:
    """Lay out the files that speak of ignores; a file that serves several plans, once."""
    found = {own.shown(name): own.layout(name) for own in files for name in own.names if ignores.MARK in own.text(name)}
    texts = (feature for each in features for feature in each or () if ignores.MARK in (feature.text or ""))
    return (*found.values(), *map(layout_of, texts))


def _weighed(problems: Sequence[Diagnostic], asked: Asked, blind: frozenset[str]) -> baseline.Weighed:
    """Hold problems against the baseline; of other plans than the one asked for it cannot be told what is gone."""
    path = asked.baseline
    if path is None:
        return baseline.Weighed(tuple(problems), ())
    try:
        known = baseline.read(path.read_bytes())
    except OSError as error:
        raise UsageError(Text(f"基线打不开：{path}", f"the baseline cannot be opened: {path}")) from error
    if known is None:
        raise UsageError(Text(f"{path} 不是基线文件。", f"{path} is no baseline."))
    return baseline.weighed(problems, known, str(path), frozenset(CODES) if _of_one_plan(asked) else blind)


def _position(problem: Diagnostic) -> tuple[str, int, int]:
    return problem.at.file, problem.at.line or 0, problem.at.column or 0

"""The use case of `zhunsheng lsp`: compiling while somebody types, and what is known of rules, units and problems."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from zhunsheng import compile as compiling
from zhunsheng.api import Compiled
from zhunsheng.cite.standing import Texts
from zhunsheng.compile.files import DEFAULTS, PLAN, UNITS, path_of
from zhunsheng.compile.loaded import Loaded
from zhunsheng.compile.session import Session
from zhunsheng.editor.bench import Checked
from zhunsheng.errors import UsageError
from zhunsheng.layout import MeaningChangedError, UnreadableError, format_text
from zhunsheng.lint.levels import Level
from zhunsheng.lint.rule_help import help_of
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation
from zhunsheng.model.text import Lang
from zhunsheng.report.explain_rule import explain_rule
from zhunsheng.use_cases import linting, rule_book, verdicts


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """How an author wants to be served: the language, a store for the last verdicts, how lint weighs what it finds.

    `sources` is a folder of the published texts.
    """

    lang: Lang = "zh"
    store: Path | None = None
    sources: Path | None = None
    levels: Mapping[str, Level] = {}
    baseline: Path | None = None
    cache_dir: Path | None = None


class Bench:
    """The compiler and all that is known of plans, for an editor. It remembers what it compiled last."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._sessions: dict[Path, Session] = {}
        self._good: dict[Path, Catalogue] = {}
        self._texts = None if wanted.sources is None else Texts(wanted.sources)
        self._verdicts = verdicts.Verdicts(wanted.store, wanted.cache_dir)

    def plans_of(self, path: Path) -> tuple[Path, ...]:
        """The plan whose folder a file lies in, or all plans beside which it lies, if it serves them."""
        if path.suffix != ".yaml" and path.name != UNITS:
            return ()
        if (path.parent / PLAN).is_file() or path.name == PLAN:
            return (path.parent,)
        try:
            return compiling.find_plans(path.parent) if path.name in DEFAULTS else ()
        except OSError:
            return ()

    def files_of(self, plan: Path) -> tuple[Path, ...]:
        """The YAML files of a plan, and those beside it that serve it."""
        own = sorted(path for path in plan.glob("*.yaml") if path.is_file())
        names = {path.name for path in own}
        beside = (path_of(plan, f"../{name}") for name in DEFAULTS if name not in names and name != UNITS)
        return (*own, *(path for path in beside if path.is_file()))

    def check(self, plan: Path, unsaved: Mapping[Path, bytes]) -> Checked:
        """Compile a plan with what the editor holds."""
        loaded: Loaded = self._sessions.setdefault(plan, Session(plan)).load(unsaved)
        if loaded.catalogue is not None:
            self._good[plan] = loaded.catalogue
        return Checked(problems=loaded.problems)

    def more(self, plan: Path, unsaved: Mapping[Path, bytes]) -> tuple[Diagnostic, ...]:
        """Lint a plan with what the editor holds; and look whether the store says something new."""
        wanted = self._wanted
        asked = linting.Asked(
            rules=plan,
            features=rule_book.features_folder(None, plan.parent),
            levels=wanted.levels,
            baseline=wanted.baseline,
            unsaved={str(path): text for path, text in unsaved.items()},
        )
        if plan in self._good:
            self._verdicts.look(Compiled(folder=plan, catalogue=self._good[plan]))
        try:
            return linting.lint(asked).problems
        except UsageError:  # the folder or the baseline went away
            return ()

    def sentence(self, plan: Path, rule: str) -> str:
        """What a rule demands, as it last compiled, and its last verdicts."""
        catalogue = self._good.get(plan)
        if catalogue is None or rule not in catalogue.rules:
            return ""
        told = explain_rule(catalogue, catalogue.rules[rule], self._wanted.lang)
        return "\n".join((told, *self._verdicts.of(catalogue, rule, self._wanted.lang)))

    def units(self, plan: Path) -> tuple[str, ...]:
        """The units that there are, as the plan last compiled."""
        catalogue = self._good.get(plan)
        return () if catalogue is None else catalogue.known_units

    def help_of(self, code: str) -> str:
        """What a problem is about, why it matters, and how to mend it, as Markdown."""
        try:
            found = help_of(code)
        except KeyError:
            return ""
        lang = self._wanted.lang
        shown = "" if not found.good else f"\n\n```yaml\n{found.good.rstrip()}\n```"
        head = f"**{found.number}** {found.title.to(lang)}"
        return f"{head}\n\n{found.why.to(lang)}\n\n{found.how.to(lang)}{shown}"

    def feature_of(self, plan: Path, rule: str) -> Path | None:
        """The feature file of a rule, if there is one."""
        folder = rule_book.features_folder(None, plan.parent)
        path = None if folder is None else folder / plan.name / f"{rule}.feature"
        return path if path is not None and path.is_file() else None

    def passage_of(self, plan: Path, citation: Citation) -> tuple[Location, tuple[int, int]] | None:
        """Where a citation leads in the published text, and line and column behind it; None where that is not known."""
        if self._texts is None:
            return None
        catalogue = self._good.get(plan)
        return self._texts.standing(plan.name if catalogue is None else catalogue.plan.id, citation)

    def laid_out(self, text: str) -> str | None:
        """A text in the one layout; None where it cannot be read."""
        try:
            return format_text(text)
        except (UnreadableError, MeaningChangedError):
            return None

"""The use case of `zhunsheng new`: a rule with its feature, or a plan, compiled and proven before it is written."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from zhunsheng import authoring, nearest, new_files, resources, schema, whole_file
from zhunsheng import compile as compiling
from zhunsheng.authoring import Answers
from zhunsheng.compile.files import DEFAULTS, PLAN, POLICY, UNITS
from zhunsheng.compile.session import Session
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.layout import UnreadableError, format_text
from zhunsheng.layout.adding import with_item
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text
from zhunsheng.prove.proof import RuleProof, prove_rule
from zhunsheng.use_cases import linting
from zhunsheng.use_cases.proof import StageJudge

FEATURE = "{0}.feature"
_NOTHING_WRITTEN = Text(
    "什么也没有写：以上行列是写入以后的位置。",
    "nothing is written: lines and columns are those that the files would have.",
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that may be written: its file with the rule in it, and its feature; `before` is None for a new file.

    `feature` is None where the author has written it already. `proof` says what it proves.
    """

    path: Path
    before: bytes | None
    text: str
    feature_path: Path
    feature: str | None
    proof: RuleProof


class Desk:
    """Where rules of one plan are written. Raises `BadRulesError` where its rules do not compile as they are."""

    def __init__(self, folder: Path, features: Path) -> None:
        self.folder = folder
        self.features = features / folder.name
        self._session = Session(folder)
        loaded = self._session.load({})
        if loaded.catalogue is None:
            raise BadRulesError(loaded.problems)
        self.catalogue: Catalogue = loaded.catalogue

    @property
    def themes(self) -> dict[str, Path]:
        """Theme → the file that holds its rules."""
        return {rule.theme: self.folder / Path(rule.at.file).name for rule in self.catalogue.rules.values()}

    def complaints(self, answers: Answers, key: str) -> tuple[Diagnostic, ...]:
        """Say what the compiler has against the answer to one question, whatever is not answered yet."""
        lines = authoring.rule_lines(answers)
        path = self.folder / "~.yaml"
        text = "\n".join(['theme: "~"', "rules:", *lines, ""])
        said = self._session.load({path: text.encode()}).problems
        mine = [problem for problem in said if Path(problem.at.file).name == path.name and problem.at.line]
        of = {line + 3: of_key for line, of_key in authoring.key_lines(answers).items()}
        # What is missing so far is said of the item as a whole.
        return tuple(p for p in mine if of.get(p.at.line or 0) == key and p.code != "missing-key")

    def place_for(self, answers: Answers) -> tuple[Path, str]:
        """Choose file and theme: those named, or the only ones. Raises `UsageError` where there are several."""
        themes = self.themes
        theme, name = answers.get("theme", ""), answers.get("file", "")
        if name:
            path = _inside(self.folder, name)
            known = next((each for each, at in themes.items() if at == path), "")
            return path, theme or known or path.stem
        if not theme and len(themes) == 1:
            theme = next(iter(themes))
        if not theme:
            listed = "、".join(themes)
            raise UsageError(
                Text(
                    f"请用 --theme 或 --file 写明归入哪个主题。现有：{listed or '无'}。",
                    f"say with --theme or --file where it goes. Known themes: {listed or 'none'}.",
                )
            )
        return themes.get(theme) or self.folder / self._new_name(answers), theme

    def _new_name(self, answers: Answers) -> str:
        """Name the file of a new theme: behind those that are numbered, if they are."""
        numbers = [path.name[:2] for path in self.folder.glob("[0-9][0-9]-*.yaml")]
        front = f"{int(max(numbers)) + 1:02d}-" if numbers else ""
        return f"{front}{answers['id']}.yaml"

    def draft(self, answers: Answers) -> Draft:
        """Put the rule into its file, and write its feature, all in a copy that is compiled, linted and proven.

        Raises `BadRulesError` where anything is then wrong that was not before, and `UsageError` where no feature can
        be written, or the file cannot take the rule.
        """
        path, theme = self.place_for(answers)
        if answers["id"] in self.catalogue.rules:
            at = self.catalogue.rules[answers["id"]].at
            raise UsageError(Text(f"已有规则 {answers['id']}（{at}）。", f"there is a rule {answers['id']} ({at})."))
        before = path.read_bytes() if path.exists() else None
        text = self._with_rule(path, theme, before, answers)
        with _copied(self.folder.parent) as copy:
            folder = copy / self.folder.name
            (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
            self._refuse_new_problems(copy)
            catalogue = compiling.load(folder).catalogue
            if catalogue is None:
                raise AssertionError("it compiled a moment ago")
            return self._with_feature(catalogue, answers["id"], path, before, text, copy)

    def _with_rule(self, path: Path, theme: str, before: bytes | None, answers: Answers) -> str:
        item = "\n".join(authoring.rule_lines(answers)) + "\n"
        if before is None:
            hint = _hint(path.name, self.folder.parent, in_plan=True)
            return format_text(f"{hint}theme: {authoring.quoted(theme)}\nrules:\n{item}")
        try:
            return with_item(before.decode("utf-8-sig"), "rules", item)
        except (UnreadableError, UnicodeDecodeError, ValueError) as error:
            raise UsageError(
                Text(f"{path} 不是主题文件，放不进规则。", f"{path} is no theme file: it cannot take a rule.")
            ) from error

    def _refuse_new_problems(self, copy: Path) -> None:
        """Lint the copy as the folder itself is linted."""
        known = {(p.code, p.message) for p in self._linted(self.folder.parent)}
        fresh = [p for p in self._linted(copy) if (p.code, p.message) not in known]
        real = [_moved(problem, copy, self.folder.parent) for problem in fresh]
        if real:
            raise BadRulesError(real, _NOTHING_WRITTEN)

    def _linted(self, rules: Path) -> Sequence[Diagnostic]:
        found = linting.lint(linting.Asked(rules=rules, plan=self.folder.name)).problems
        return [problem for problem in found if problem.severity is not Severity.NOTE]

    def _with_feature(
        self, catalogue: Catalogue, rule: str, path: Path, before: bytes | None, text: str, copy: Path
    ) -> Draft:
        from zhunsheng.prove.scaffold import feature_of

        at = self.features / FEATURE.format(rule)
        try:
            feature = None if at.exists() else feature_of(catalogue, rule)
        except ValueError as error:
            raise UsageError(
                Text(f"写不出这条规则的特性：{error}", f"no feature can be written for this rule: {error}")
            ) from error
        tried = at
        if feature is not None:
            tried = copy / FEATURE.format(rule)
            tried.write_text(feature, encoding="utf-8")
        with StageJudge() as judge:
            proof = prove_rule(catalogue, rule, tried, judge)
        return Draft(path=path, before=before, text=text, feature_path=at, feature=feature, proof=proof)


def write(draft: Draft) -> None:
    """Write the rule and its feature: both, or neither. Raises `UsageError`."""
    if draft.feature is not None:
        data = {draft.feature_path.name: draft.feature.encode()}
        new_files.write_new(draft.feature_path.parent, data, force=False)
    try:
        whole_file.write(draft.path, draft.text.encode(), lambda: _unchanged(draft))
    except BaseException as error:
        if draft.feature is not None:
            draft.feature_path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UsageError(Text(f"{draft.path} 写不进去。", f"cannot write {draft.path}.")) from error
        raise


def _unchanged(draft: Draft) -> None:
    now = draft.path.read_bytes() if draft.path.exists() else None
    if now != draft.before:
        raise UsageError(
            Text(f"{draft.path} 刚刚被改过，什么也没有写。", f"{draft.path} was changed meanwhile; nothing is written.")
        )


def new_plan(rules: Path, plan: str, answers: Answers) -> tuple[Path, ...]:
    """Write the folder of a plan, and beside it what all plans need and is not there yet. Returns what was written.

    Raises `UsageError` where the folder is taken, and `BadRulesError` where the plan would not compile.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shared = {each: _shipped(each, rules) for each in (POLICY, UNITS) if not (rules / each).exists()}
        for each in DEFAULTS:
            if (rules / each).is_file():
                shutil.copyfile(rules / each, copy / each)
        _write_all(copy, shared)
        folder = copy / "plan"
        hint = _hint(PLAN, rules, in_plan=True)
        text = format_text(hint + authoring.plan_text(plan, answers))
        _write_all(folder, {PLAN: text.encode()})
        loaded = compiling.load(folder)
        if loaded.problems:
            raise BadRulesError([_moved(p, folder, rules / plan) for p in loaded.problems], _NOTHING_WRITTEN)
    new_files.write_new(rules / plan, {PLAN: text.encode()}, force=False)
    new_files.write_new(rules, shared, force=False)
    return (rules / plan / PLAN, *(rules / each for each in shared))


def _shipped(name: str, rules: Path) -> bytes:
    """Take a file that came with the program; without the word to editors where `rules` has no schemas."""
    data = (resources.rules_dir() / name).read_bytes()
    first, _, rest = data.partition(b"\n")
    unknown = first.startswith(schema.HINT.encode()) and not (rules / schema.FOLDER).is_dir()
    return rest if unknown else data


def refuse_taken(rules: Path, plan: str) -> None:
    """Raise `UsageError` where a plan cannot be called that, before anything is asked."""
    if not authoring.is_plan_id(plan):
        raise UsageError(
            Text(
                f"规划编号 {plan} 写法不对：用小写字母、数字和短横线，如 some-county-14fyp。",
                f"{plan} is no id of a plan: lower-case letters, digits and hyphens, as some-county-14fyp.",
            )
        )
    if (rules / plan).exists():
        raise UsageError(Text(f"{rules / plan} 已经存在。", f"{rules / plan} is there already."))


def plan_folder(rules: Path, plan: str | None) -> Path:
    """Choose the plan that a rule is for. Raises `UsageError` where it is not there, or not said which of several."""
    found = compiling.find_plans(rules)
    folders = {each.name: each for each in (f if f.name not in ("", "..") else f.resolve() for f in found)}
    if plan is None and len(folders) == 1:
        return next(iter(folders.values()))
    if plan in folders:
        return folders[plan]
    listed = "、".join(folders)
    guess = nearest.guess(plan, folders) if plan else Text("", "")
    said = Text(f"没有规划 {plan}。{guess.zh}", f"there is no plan {plan}. {guess.en}") if plan else None
    said = said or Text("请用 --plan 写明给哪个规划。", "say with --plan which plan it is for.")
    raise UsageError(Text(f"{said.zh}现有：{listed}。", f"{said.en} Known: {listed}."))


def _inside(folder: Path, name: str) -> Path:
    """Take a name for a theme file of the folder. Raises `UsageError` for anything else."""
    if Path(name).name != name or not name.endswith(".yaml") or name in (PLAN, *DEFAULTS):
        raise UsageError(
            Text(
                f"--file {name}：只写主题文件的名称，如 03-x.yaml。",
                f"--file {name}: the name of a theme file, as 03-x.yaml.",
            )
        )
    return folder / name


def _hint(name: str, rules: Path, *, in_plan: bool) -> str:
    """The line that tells an editor the schema, where the schemas lie beside the plans."""
    return f"{schema.hint_for(name, in_plan=in_plan)}\n" if (rules / schema.FOLDER).is_dir() else ""


def _moved(problem: Diagnostic, copy: Path, place: Path) -> Diagnostic:
    """Say of the place itself what was found in its copy."""
    path = Path(problem.at.file)
    if not path.is_relative_to(copy):
        return problem
    at = msgspec.structs.replace(problem.at, file=str(place / path.relative_to(copy)))
    return msgspec.structs.replace(problem, at=at)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


@contextmanager
def _copied(rules: Path) -> Iterator[Path]:
    """Copy the folder of plans, as far as a compiler reads it, to where nobody else looks."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "rules"
        copy.mkdir()
        for folder in (rules, *compiling.find_plans(rules)):
            target = copy if folder == rules else copy / folder.name
            target.mkdir(exist_ok=True)
            for path in sorted(folder.iterdir()):
                if path.is_file() and (path.suffix == ".yaml" or path.name == UNITS):
                    shutil.copyfile(path, target / path.name)
        yield copy

"""`zhunsheng new plan` and `zhunsheng new rule`: from flags, and on a terminal from what its author answers."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands import common_arguments as common
from zhunsheng.commands.asking import ask, asks_here
from zhunsheng.commands.shared import from_here
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.authoring import Question
    from zhunsheng.use_cases.authoring import Desk, Draft

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

ABOUT = "新建规则（连同特性）或规划 / write a new rule with its feature, or a new plan"
_MORE = {
    "indicator": "已声明的指标 / an indicator that is declared elsewhere",
    "expression": "派生指标的公式 / formula of a derived indicator",
    "benchmark": "与什么比，如 全省平均水平 / what to compare with",
    "support": "配合部门，可多次 / a department that supports; repeatable",
    "theme": "归入哪个主题；没有的新建一个文件 / the theme; a new one makes a new file",
    "file": "归入哪个主题文件 / the theme file",
}


def fill(one: argparse.ArgumentParser, defaults: common.Defaults) -> None:
    """Add what can be new."""
    from zhunsheng.authoring import PLAN_QUESTIONS, RULE_QUESTIONS

    kinds = one.add_subparsers(title="新建什么 / what", metavar="WHAT", required=True)
    plan = common.command(kinds, "plan", "新建一个规划文件夹 / write the folder of a plan", new_plan, defaults)
    plan.add_argument("plan", metavar="ID", help="规划编号，也是文件夹名 / id of the plan, and name of its folder")
    plan.add_argument("--rules", default=defaults.get("rules"), metavar="DIR", help="规则文件夹 / folder of plans")
    _flags(plan, PLAN_QUESTIONS)
    rule = common.command(kinds, "rule", "新建一条规则和它的特性 / write a rule and its feature", new_rule, defaults)
    common.which_rules(rule, defaults)
    rule.add_argument("--features", metavar="DIR", help="场景文件夹，默认与规则文件夹并列 / folder of features")
    _flags(rule, RULE_QUESTIONS)
    for key, about in _MORE.items():
        rule.add_argument(f"--{key}", action="append", default=[], metavar="TEXT", help=about)


def _flags(one: argparse.ArgumentParser, questions: Sequence["Question"]) -> None:
    for question in questions:
        example = f"，如 {question.example}" if question.example else ""
        zh, en = ("，可多次", "; repeatable") if question.several else ("", "")
        about = f"{question.about.zh}{example}{zh} / {question.about.en}{en}".replace("%", "%%")
        one.add_argument(f"--{question.key}", action="append", default=[], metavar="TEXT", help=about)


def _given(args: argparse.Namespace, questions: Sequence["Question"], more: Iterable[str] = ()) -> dict[str, str]:
    """Collect the answers that flags give. Raises `UsageError` for one given twice that takes a single value."""
    answers: dict[str, str] = {}
    repeated = {"support", *(question.key for question in questions if question.several)}
    for key in (*(question.key for question in questions), *more):
        values = [value.strip() for value in getattr(args, key, None) or [] if value.strip()]
        if len(values) > 1 and key not in repeated:
            raise UsageError(Text(f"--{key} 只能写一次。", f"--{key} is given once."))
        if values:
            answers[key] = ", ".join(values)
    return answers


def _answered(
    questions: Sequence["Question"],
    answers: dict[str, str],
    args: argparse.Namespace,
    objections: Callable[[dict[str, str], str], bool],
) -> dict[str, str]:
    """Fill in what flags leave open: by asking, or else by what goes without saying. Raises `UsageError`."""
    from zhunsheng.authoring import missing

    lacking = missing(questions, answers)
    if lacking and asks_here():
        return ask(questions, answers, args.lang, objections)
    if lacking:
        flags = "、".join(f"--{question.key}（{question.about.zh}）" for question in lacking)
        named = ", ".join(f"--{question.key} ({question.about.en})" for question in lacking)
        raise UsageError(Text(f"还缺 {flags}。", f"missing: {named}."))
    for question in questions:
        if question.key not in answers and question.asks(answers) and question.default(answers):
            answers[question.key] = question.default(answers)
    return answers


def new_plan(args: argparse.Namespace) -> int:
    """Write the folder of a plan."""
    from zhunsheng.authoring import PLAN_QUESTIONS
    from zhunsheng.use_cases import authoring

    rules = Path(args.rules or "rules")
    authoring.refuse_taken(rules, args.plan)
    given = _given(args, PLAN_QUESTIONS)
    answers = _answered(PLAN_QUESTIONS, given, args, lambda _, __: False)
    for path in authoring.new_plan(rules, args.plan, answers):
        _wrote(path, args)
    return ExitCode.OK


def new_rule(args: argparse.Namespace) -> int:
    """Write a rule and its feature; `FOUND` where the feature does not prove everything yet."""
    from zhunsheng.authoring import RULE_QUESTIONS
    from zhunsheng.use_cases import authoring

    rules = api.rules_folder(args.rules or "rules")
    folder = authoring.plan_folder(rules, args.plan)
    features = Path(args.features) if args.features else rules.resolve().parent / "features"
    desk = authoring.Desk(folder, features)
    given = _given(args, RULE_QUESTIONS, _MORE)
    questions = (*RULE_QUESTIONS, *_theme(desk.themes, given))
    answers = _answered(questions, given, args, _objecting(desk, args))
    try:
        draft = desk.draft(answers)
        authoring.write(draft)
    except (BadRulesError, UsageError):
        if answers is not given:
            _keep(answers, args)
        raise
    _wrote(draft.path, args)
    return _tell_feature(draft, args)


def _keep(answers: dict[str, str], args: argparse.Namespace) -> None:
    """Say what was answered as a command, so that nobody has to type it all again."""
    plan = ["--plan", args.plan] if args.plan else []
    words = [word for key, answer in answers.items() for word in (f"--{key}", answer)]
    print(Text("没有写。同样的回答写成命令，改了再运行：", "Not written. The same answers as a command:").to(args.lang))
    print(readable(shlex.join(["zhunsheng", "new", "rule", *plan, *words])))


def _theme(themes: dict[str, Path], given: dict[str, str]) -> tuple["Question", ...]:
    """Ask where the rule goes, unless it is said or there is but one place."""
    from zhunsheng.authoring import Question

    if given.get("theme") or given.get("file") or len(themes) == 1:
        return ()
    listed = "、".join(themes)
    about = Text(
        f"主题（现有：{listed or '无'}；新的另起文件）", f"theme (known: {listed or 'none'}; a new one: a new file)"
    )
    return (Question(key="theme", about=about, needed=True),)


def _objecting(desk: "Desk", args: argparse.Namespace) -> Callable[[dict[str, str], str], bool]:
    """Say at once what the compiler has against an answer; true where it must be given again."""
    from zhunsheng import report
    from zhunsheng.model.diagnostic import has_errors

    def objects(answers: dict[str, str], key: str) -> bool:
        found = desk.complaints(answers, key)
        for problem in found:
            print(report.problem_text(problem, args.lang).partition(": ")[2], file=sys.stderr)
        return has_errors(found)

    return objects


def _wrote(path: Path, args: argparse.Namespace) -> None:
    print(Text("已写", "wrote").to(args.lang), readable(from_here(path)))


def _tell_feature(draft: "Draft", args: argparse.Namespace) -> int:
    """Say what the feature proves, and what it leaves open."""
    if draft.feature is not None:
        _wrote(draft.feature_path, args)
    proof = draft.proof
    text = Text(
        f"证明：{proof.passed} 个场景通过，{proof.mutants} 处改动中察觉 {proof.killed} 处、"
        f"等价 {len(proof.equivalent)} 处。",
        f"proof: {proof.passed} scenarios pass; of {proof.mutants} changes {proof.killed} are noticed, "
        f"{len(proof.equivalent)} are equivalent.",
    )
    print(text.to(args.lang))
    for gap in proof.gaps:
        print(f"  {gap.to(args.lang)}", file=sys.stderr)
    return ExitCode.FOUND if proof.gaps else ExitCode.OK

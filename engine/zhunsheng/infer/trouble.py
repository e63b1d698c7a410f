"""What is said when inference itself goes wrong. A broken policy rule never becomes a finding."""

from collections.abc import Sequence

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.policy import PolicyRule
from zhunsheng.model.text import Text

_INSTALL = (
    "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
    "pip install --no-cache-dir --force-reinstall durable-rules==2.0.28"
)
LOSING = frozenset(
    {
        "inference-engine-missing",
        "inference-unavailable",
        "inference-mismatch",
        "policy-rule-failed",
        "policy-rule-refused",
        "policy-unfit-for-bulk",
        "tally-incomplete",
    }
)
"""Codes that say that findings are missing."""
_OTHERS_STAND = Text("其余政策规则的结论不受影响。", "The findings of all other policy rules stand.")


def missing(at: Location, why: Text) -> Diagnostic:
    """durable-rules is not there, or does not load."""
    return Diagnostic(
        code="inference-engine-missing",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"推理引擎 durable-rules 不可用：{why.zh}。判定照常，但没有得出违反、预警等结论。",
            f"The inference engine durable-rules is not usable: {why.en}. Judgements stand; no findings were drawn.",
        ),
        expected=Text("已安装 durable-rules 2.0.28。", "durable-rules 2.0.28, installed."),
        hint=Text(
            f"它只有源码包，安装需要 C 编译器和 Python 头文件；Python 3.13 起还须设置编译参数：{_INSTALL}",
            "It ships as source only: installing it needs a C compiler and Python's headers, "
            f"and from Python 3.13 on a flag: {_INSTALL}",
        ),
    )


def closed(at: Location, why: Text) -> Diagnostic:
    """The room does not open, for a reason of the machine rather than of a rule."""
    return Diagnostic(
        code="inference-unavailable",
        severity=Severity.ERROR,
        at=at,
        message=Text(
            f"推理进程无法运行：{why.zh}。判定照常，但其后各层政策没有得出结论。",
            f"The inference process does not run: {why.en}. "
            "Judgements stand; the strata from here on drew no findings.",
        ),
    )


def refused(rule: PolicyRule, why: Text) -> Diagnostic:
    """The guarded door did not let `rule` in."""
    return Diagnostic(
        code="policy-rule-refused",
        severity=Severity.ERROR,
        at=rule.at,
        message=Text(
            f"政策规则 {rule.id} 未执行：{why.zh}。{_OTHERS_STAND.zh}",
            f"Policy rule {rule.id} was not run: {why.en}. {_OTHERS_STAND.en}",
        ),
    )


def failed(rule: PolicyRule, why: Text) -> Diagnostic:
    """The engine crashed, hung or complained over `rule` alone."""
    return Diagnostic(
        code="policy-rule-failed",
        severity=Severity.ERROR,
        at=rule.at,
        message=Text(
            f"政策规则 {rule.id} 执行失败：{why.zh}。该规则没有得出任何结论。{_OTHERS_STAND.zh}",
            f"Policy rule {rule.id} failed: {why.en}. It drew no findings. {_OTHERS_STAND.en}",
        ),
        hint=Text(
            "请改写该规则的条件，或将其移到单独一层。", "Rewrite its conditions, or give it a stratum of its own."
        ),
    )


def unsteady(rules: Sequence[PolicyRule], why: Text) -> Diagnostic:
    """The engine failed over `rules` together, but over none of them alone."""
    names = [rule.id for rule in rules]
    return Diagnostic(
        code="inference-unsteady",
        severity=Severity.WARNING,
        at=rules[0].at,
        message=Text(
            f"推理引擎一次执行失败（{why.zh}），逐条重新执行均成功，结论完整。涉及的政策规则：{'、'.join(names)}。",
            f"The engine failed once ({why.en}); run one by one, all rules succeeded, and the findings are complete. "
            f"Policy rules concerned: {', '.join(names)}.",
        ),
    )


def mismatch(rule: PolicyRule) -> Diagnostic:
    """The engine reported a match that does not hold."""
    return Diagnostic(
        code="inference-mismatch",
        severity=Severity.ERROR,
        at=rule.at,
        message=Text(
            f"推理引擎对政策规则 {rule.id} 给出的匹配经复核不成立，已弃用，未据此得出结论。",
            f"The engine reported a match of policy rule {rule.id} that does not hold when tested again; "
            "it was discarded, and nothing was concluded from it.",
        ),
        hint=Text("请将政策文件与数据一并报告给维护者。", "Please report it with the policy file and the data."),
    )


def undercounted(rule: PolicyRule) -> Diagnostic:
    """`rule` could fire falsely because findings that it counts are missing."""
    return Diagnostic(
        code="tally-incomplete",
        severity=Severity.ERROR,
        at=rule.at,
        message=Text(
            f"政策规则 {rule.id} 未执行：前层有政策规则失败，计数偏少，可能误判。",
            f"Policy rule {rule.id} was not run: policy rules of earlier strata failed, "
            "so that its counts are too small and could make it fire wrongly.",
        ),
    )

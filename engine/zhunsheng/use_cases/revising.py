"""Use case of `diff`: a change of the rules, in words, and what it would have altered."""

from pathlib import Path

from zhunsheng import compare
from zhunsheng.model.change import Comparison
from zhunsheng.model.text import Text
from zhunsheng.use_cases.comparing import Held, Rules, Years, compared, judged


def two_rule_versions(
    held: Held, rules: tuple[Rules, Rules], labels: tuple[str, str], years: Years, cache_dir: Path | None
) -> Comparison:
    """Compare what two versions of the rules say of the same data. Raises `UsageError` as `api.check` does."""
    sides = [
        compare.of_evaluation(judged(held, each, years, cache_dir), Text(f"规则 {label}", f"rules {label}"))
        for each, label in zip(rules, labels, strict=True)
    ]
    return compared(sides[0], sides[1])

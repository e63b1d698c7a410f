"""Mistakes as people make them: one problem each, at its very place, with the right advice."""

from pathlib import Path

import msgspec
import pytest
from tests.rule_mistakes import scene
from tests.rule_mistakes.variants import VARIANTS, Variant

from zhunsheng.compile import load
from zhunsheng.lint.rule_help import example_of
from zhunsheng.model.location import Location


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: f"{variant.code}: {variant.new!a}")
def test_a_mistake_as_people_make_it_is_one_problem_with_the_right_advice(variant: Variant, tmp_path: Path) -> None:
    example = example_of(variant.of)
    assert example.good.count(variant.old) == 1
    spoilt = msgspec.structs.replace(example, bad=example.good.replace(variant.old, variant.new))
    files, marked = scene.files_of(spoilt, bad=True)
    [problem] = load(scene.write(tmp_path, files)).problems
    at = Location(file=Path(problem.at.file).name, line=problem.at.line, column=problem.at.column)
    assert (problem.code, at) == (variant.code, marked)
    assert any(variant.hint in text.zh for text in (problem.expected, problem.hint) if text)

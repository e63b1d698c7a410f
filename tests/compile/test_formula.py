"""Formulas: the grammar against a reading of our own, and positions that are exact."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pint.util import UnitsContainer

from zhunsheng.compile import grammar
from zhunsheng.compile.files import SourceText
from zhunsheng.compile.formula import MAX_LENGTH, Vocabulary, compile_formula
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.units import Measure
from zhunsheng.compile.yaml_tree import Mapping, Scalar, parse
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.quantity import decimal_text

PURE = Measure(Fraction(1), UnitsContainer())
NAMES = ("a", "b", "a-b", "5g-rate", "x2")
KNOWN = Vocabulary(dict.fromkeys(NAMES, PURE), {}, complete=True)


def formula(text: str, known: Vocabulary = KNOWN) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    problems, source = Problems(), SourceText("x.yaml", text)
    scalar = Scalar(text, source.location(0), source, 0, text)
    compiled = compile_formula(scalar, known, problems)
    return None if compiled is None else compiled.tree, problems.found


numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False).map(lambda d: Number(Fraction(d)))
leaves = st.sampled_from(NAMES).map(Name) | numbers
trees = st.recursive(
    leaves,
    lambda inner: st.builds(Negation, inner) | st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
    max_leaves=12,
)

_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def written(tree: Expression, around: int = 0, right: bool = False) -> str:
    """Write a tree with as few parentheses as its meaning allows."""
    match tree:
        case Number(value):
            return decimal_text(value)
        case Name(name):
            return name
        case Negation(of):
            return f"-{written(of, 3)}"
        case Operation(operator, left, other):
            binds = _BINDS[operator]
            text = f"{written(left, binds)} {operator} {written(other, binds, right=True)}"
            return f"({text})" if binds < around or (binds == around and right) else text


def constant(tree: Expression) -> Fraction | None:
    """The value of a tree without names; None where it has names, or divides by zero."""
    match tree:
        case Number(value):
            return value
        case Name():
            return None
        case Negation(of):
            inner = constant(of)
            return None if inner is None else -inner
        case Operation(operator, left, right):
            one, other = constant(left), constant(right)
            if one is None or other is None or (operator == "/" and other == 0):
                return None
            return {"+": one + other, "-": one - other, "*": one * other}.get(operator, one / (other or Fraction(1)))


def divides_by_zero(tree: Expression) -> bool:
    match tree:
        case Operation(operator, left, right):
            return (operator == "/" and constant(right) == 0) or divides_by_zero(left) or divides_by_zero(right)
        case Negation(of):
            return divides_by_zero(of)
        case _:
            return False


@settings(deadline=None)
@given(trees)
def test_what_is_written_is_what_is_read(tree: Expression) -> None:
    found, problems = formula(written(tree))
    codes = {problem.code for problem in problems}
    if divides_by_zero(tree):
        assert "division-by-zero" in codes
    elif constant(tree) is not None:
        assert codes == {"constant-expression"}
    else:
        assert found == tree


@settings(deadline=None)
@given(st.text(alphabet="ab5g-+*/(). 12'\"\n_[]x", max_size=30) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    found, problems = formula(text)
    assert (found is None) == bool(problems)
    for problem in problems:
        assert problem.at.line is not None
        assert problem.at.column is not None
        assert 1 <= problem.at.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a-b", Name("a-b")),
        ("a - b", Operation("-", Name("a"), Name("b"))),
        ("a -b", Operation("-", Name("a"), Name("b"))),
        ("5g-rate - 5", Operation("-", Name("5g-rate"), Number(Fraction(5)))),
        ("-a * b", Operation("*", Negation(Name("a")), Name("b"))),
        ("3-5*a", Operation("-", Number(Fraction(3)), Operation("*", Number(Fraction(5)), Name("a")))),
        ("a / b / x2", Operation("/", Operation("/", Name("a"), Name("b")), Name("x2"))),
        ("(((a)))", Name("a")),
        ("0.1 * a", Operation("*", Number(Fraction(1, 10)), Name("a"))),
    ],
)
def test_readings(text: str, tree: Expression) -> None:
    assert formula(text) == (tree, ())


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.__class__",
        "a if b else a",
        "lambda: a",
        "a ** b",
        "a // b",
        "a % b",
        "a[0]",
        "f(a)",
        "a + ()",
        "+a",
        "a = b",
        "a;b",
        "’",
        "{{a}}",
    ],
)
def test_python_is_not_spoken(text: str) -> None:
    found, problems = formula(text)
    assert found is None
    assert problems


@pytest.mark.parametrize(("text", "hint"), [("a × b", "*"), ("a % b", "/ 100"), ("（a）", "("), ("a ÷ b", "/")])
def test_other_signs_are_translated(text: str, hint: str) -> None:
    [problem] = formula(text)[1]
    assert problem.hint is not None
    assert hint in problem.hint.en


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("b-a", "b - a"),
        ("100-a", "100 - a"),
        ("ab", "“a-b”"),
        ("甲 + a", "id: a."),
        ("zzzzzz", "Declare"),
        ("x2-zzz", "Declare"),
    ],
)
def test_unknown_names_get_the_best_advice(text: str, hint: str) -> None:
    known = Vocabulary(KNOWN.measures, {"甲": "a"}, complete=True)
    [problem] = formula(text, known)[1]
    assert problem.code == "unknown-indicator"
    assert problem.hint is not None
    assert hint in problem.hint.en


def test_both_sides_are_told() -> None:
    _, problems = formula("nope / nada")
    assert [(p.code, p.at.column) for p in problems] == [("unknown-indicator", 1), ("unknown-indicator", 8)]


def test_an_indicator_whose_unit_is_unknown_is_not_held_against_the_formula() -> None:
    known = Vocabulary({"a": None, "b": Measure(Fraction(1), UnitsContainer({"[x]": 1}))}, {}, complete=True)
    assert formula("a + b", known) == (Operation("+", Name("a"), Name("b")), ())


def test_names_of_unread_files_pass() -> None:
    assert formula("far / off", Vocabulary({}, {}, complete=False))[1] == ()


@pytest.mark.parametrize("text", ["(" * 90 + "a" + ")" * 90, "a" + " * a" * 98])
def test_long_is_not_deep(text: str) -> None:
    assert formula(text)[0] is not None


@pytest.mark.parametrize(
    "text", ["a" + " + a" * 100, "(" * 900 + "a" + ")" * 900, "-" * 1000 + "a", "a" * (MAX_LENGTH + 1)]
)
def test_too_deep_or_too_long(text: str) -> None:
    assert [p.code for p in formula(text)[1]] == ["expression-too-long"]


def test_the_parser_s_own_depth_is_no_crash() -> None:
    with pytest.raises(grammar.TooDeepError):
        grammar.parse("-" * 100_000 + "a")


@settings(deadline=None)
@given(
    st.sampled_from(["{}", "'{}'", '"{}"', ">-\n    {}", "|\n    {}", "\n      {}"]),
    st.lists(st.sampled_from([" ", "  ", "\n      "]), min_size=4, max_size=4),
)
def test_a_column_inside_a_value_is_that_of_the_file(style: str, blanks: list[str]) -> None:
    body = f"a{blanks[0]}+{blanks[1]}b{blanks[2]}/{blanks[3]}nope"
    if style[0] in "|>":
        body = body.replace("\n      ", "\n    ")
    source = SourceText("x.yaml", f"other: 1\nkey: {style.format(body)}\n")
    problems = Problems()
    tree = parse(source, problems)
    assert isinstance(tree, Mapping)
    value = tree.entries[1][1]
    assert isinstance(value, Scalar)
    compile_formula(value, KNOWN, problems)
    [problem] = problems.found
    assert problem.at == source.location(source.text.index("nope"))

"""The formula of a derived indicator: parsed by a grammar, checked for names and dimensions, never run by Python."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pint.util import UnitsContainer

from zhunsheng.compile import grammar
from zhunsheng.compile.grammar import MAX_DEPTH
from zhunsheng.compile.problems import Guess, Problems, did_you_mean, shown
from zhunsheng.compile.units import Measure, dimension_text
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation, Sign, calculate
from zhunsheng.model.quantity import in_bounds
from zhunsheng.model.text import Text

MAX_LENGTH = 2_000

_FORM = Text(
    "指标编号、数、+ - * / 和括号，如 spending / revenue",
    "indicator ids, numbers, + - * / and parentheses, such as spending / revenue",
)
_WRITTEN_OTHERWISE = {"×": "*", "÷": "/", "（": "(", "）": ")", "－": "-", "＋": "+", "％": "/ 100", "%": "/ 100"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a formula may speak of: each indicator's measure (None where its unit is not known), and ids by title.

    `complete` is False where a file could not be read: then an unknown name is no news.
    """

    measures: Mapping[str, Measure | None]
    titles: Mapping[str, str]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A checked part: its tree, its dimension (None where that cannot be told), its value where it is a constant."""

    tree: Expression
    dimension: UnitsContainer | None
    constant: Fraction | None = None


_SIGNS: Final[dict[type[ast.operator], Sign]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that is sound in itself: its tree, and its dimension (None where that cannot be told)."""

    tree: Expression
    dimension: UnitsContainer | None


def compile_formula(source: Scalar, known: Vocabulary, problems: Problems) -> Formula | None:
    """Read a formula. None, with everything wrong reported, unless it is sound.

    Each name carries the factor into the coherent unit of its dimension, so that all parts add up.
    """
    before = len(problems)
    try:
        tree = _parse(source, problems)
        if tree is None:
            return None
        part = _Checker(source, known, problems).part(tree, 1)
    except grammar.TooDeepError:
        message = Text(f"算式嵌套超过 {MAX_DEPTH} 层。", f"The expression is nested more than {MAX_DEPTH} levels deep.")
        problems.add("expression-too-long", source.at, message)
        return None
    if part.constant is not None:
        message = Text("算式里没有指标。", "The expression speaks of no indicator.")
        problems.add("constant-expression", source.place(0), message)
    return Formula(part.tree, part.dimension) if len(problems) == before else None


def hold_to_unit(formula: Formula, unit: Measure | None, source: Scalar, problems: Problems) -> None:
    """Report a formula that does not give what is measured as `unit`."""
    if formula.dimension is None or unit is None or formula.dimension == unit.dimension:
        return
    message = Text(
        f"算式的量纲是 {dimension_text(formula.dimension)}，指标的单位是 {dimension_text(unit.dimension)}。",
        f"The expression measures {dimension_text(formula.dimension)}; the unit, {dimension_text(unit.dimension)}.",
    )
    problems.add("dimension-mismatch", source.place(0), message)


def _parse(source: Scalar, problems: Problems) -> ast.expr | None:
    if len(source.text) > MAX_LENGTH:
        message = Text(f"算式长达 {len(source.text)} 字。", f"The expression is {len(source.text)} characters long.")
        problems.add("expression-too-long", source.at, message, Text(f"至多 {MAX_LENGTH} 字", f"at most {MAX_LENGTH}"))
        return None
    try:
        return grammar.parse(source.text)
    except grammar.UnexpectedError as error:
        offset, found = error.start, error.found
    message = Text(f"这里不该是“{shown(found)}”。", f"“{shown(found)}” cannot stand here.")
    if not found:
        message = Text("算式没有写完。", "The expression ends too early.")
    better = _WRITTEN_OTHERWISE.get(found)
    hint = Text(f"写成“{better}”。", f"Write “{better}”.") if better else None
    problems.add("bad-expression", source.place(offset), message, _FORM, hint)
    return None


class _Checker:
    """Walks the parsed tree once, from the leaves up."""

    def __init__(self, source: Scalar, known: Vocabulary, problems: Problems) -> None:
        self._source = source
        self._known = known
        self._problems = problems

    def part(self, tree: ast.expr, depth: int) -> _Part:
        if depth > MAX_DEPTH:
            raise grammar.TooDeepError
        if isinstance(tree, ast.BinOp):
            return self._operation(tree, self.part(tree.left, depth + 1), self.part(tree.right, depth + 1))
        if isinstance(tree, ast.UnaryOp):
            of = self.part(tree.operand, depth + 1)
            return _Part(Negation(of.tree), of.dimension, None if of.constant is None else -of.constant)
        text = grammar.written(tree, self._source.text)
        return self._number(text, tree.col_offset) if _is_number(text) else self._name(text, tree.col_offset)

    def _number(self, text: str, start: int) -> _Part:
        if not in_bounds(Decimal(text)):
            self._report("number-too-long", start, Text("这个数位数太多。", "This number has too many digits."))
        value = Fraction(text)
        return _Part(Number(value), UnitsContainer(), value)

    def _name(self, name: str, start: int) -> _Part:
        known = self._known
        if name not in known.measures:
            if known.complete:
                message = Text(f"没有指标“{shown(name)}”。", f"There is no indicator “{shown(name)}”.")
                self._report("unknown-indicator", start, message, self._meant(name))
            return _Part(Name(name), None)
        measure = known.measures[name]
        return _Part(Name(name), None) if measure is None else _Part(Name(name, measure.factor), measure.dimension)

    def _meant(self, name: str) -> Guess | None:
        if name in self._known.titles:
            meant = self._known.titles[name]
            return Guess(Text(f"算式里写指标编号：{meant}。", f"Write the indicator's id: {meant}."), meant)
        for i in (i for i, character in enumerate(name) if character == "-"):
            left, right = name[:i], name[i + 1 :]
            if all(half in self._known.measures or half.isdecimal() for half in (left, right)):
                apart = f"{left} - {right}"
                return Guess(Text(f"减号两边要有空格：{apart}。", f"Put blanks around a minus: {apart}."), apart)
        return did_you_mean(name, self._known.measures)

    def _operation(self, tree: ast.BinOp, left: _Part, right: _Part) -> _Part:
        sign = _SIGNS[type(tree.op)]
        constant = None
        if sign == "/" and right.constant == 0:
            message = Text("除数恒为零。", "The divisor is always zero.")
            self._report("division-by-zero", tree.right.col_offset, message)
        elif left.constant is not None and right.constant is not None:
            constant = calculate(left.constant, sign, right.constant)
        return _Part(Operation(sign, left.tree, right.tree), self._dimension(tree, left, right), constant)

    def _dimension(self, tree: ast.BinOp, left: _Part, right: _Part) -> UnitsContainer | None:
        if left.dimension is None or right.dimension is None:
            return None
        if isinstance(tree.op, ast.Mult | ast.Div):
            product = isinstance(tree.op, ast.Mult)
            both: UnitsContainer = left.dimension * right.dimension if product else left.dimension / right.dimension
            return both
        if left.dimension == right.dimension:
            return left.dimension
        here, there = dimension_text(left.dimension), dimension_text(right.dimension)
        message = Text(
            f"左边是 {here}，右边是 {there}，不能相加减。",
            f"The left measures {here}, the right {there}: they do not add.",
        )
        hint = Text("相加减的两边要能换算成同一单位。", "Both sides must convert into one unit.")
        self._report("dimension-mismatch", grammar.sign_at(tree, self._source.text), message, hint)
        return None

    def _report(self, code: str, start: int, message: Text, hint: Text | Guess | None = None) -> None:
        self._problems.add(code, self._source.place(start), message, None, hint)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()

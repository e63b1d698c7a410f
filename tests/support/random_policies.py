"""Random strata and facts: small, full of coincidences, and of text that a careless matcher would confuse."""

from collections.abc import Sequence
from random import Random

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Compare, Constant, Joined, Pattern, PolicyRule, Stratum
from zhunsheng.model.policy import Facts as FactsKind
from zhunsheng.model.text import Text

TEXT_NAMES = ("约束性", "status", "sid", "a.b")
NUMBER_NAMES = ("year_no", "id", "年份")
TEXTS = (
    ("是", "否", "未达目标"),
    ("1", "01", "1.0", "true", "null", ""),
    ("creamwove", "quists", "costarring", "liquid"),  # equal in FNV-1 and FNV-1a, 32 bits, two by two
    ('"', "\\", "\n", "$and", "yes", "yes "),
)
EQUALITY: tuple[Compare, ...] = ("==", "!=")
ORDER: tuple[Compare, ...] = ("==", "!=", "<", "<=", ">", ">=")


class Draw:
    """One random case after another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - not for secrets

    def stratum(self) -> Stratum:
        rules = tuple(self._rule(number) for number in range(self.random.randint(1, 5)))
        return Stratum(
            id="random",
            facts=FactsKind.JUDGEMENTS,
            per=(),
            sees=(*TEXT_NAMES, *NUMBER_NAMES),
            tallies=(),
            rules=rules,
        )

    def groups(self) -> list[list[dict[str, str | int]]]:
        """Up to five groups of up to six facts, some of which are equal."""
        return [self._group(self.random.randint(0, 6)) for _ in range(self.random.randint(1, 5))]

    def _group(self, size: int) -> list[dict[str, str | int]]:
        kinds = [self._fact() for _ in range(self.random.choice((1, 2, 6)))]
        return self.random.choices(kinds, k=size)

    def _fact(self) -> dict[str, str | int]:
        texts = {name: self.random.choice(values) for name, values in zip(TEXT_NAMES, TEXTS, strict=True)}
        return {**texts, **{name: self.random.randint(-2, 3) for name in NUMBER_NAMES}}

    def _rule(self, number: int) -> PolicyRule:
        names = [f"模式{n}" for n in range(self.random.choice((1, 1, 2, 2, 2, 3, 3)))]
        return PolicyRule(
            id=f"rule-{number}",
            patterns=tuple(self._pattern(name, names[:n]) for n, name in enumerate(names)),
            about=self.random.choice(names),
            kind=FindingKind.ALERT,
            level=Level.RED,
            because=Text("", ""),
            at=Location(file="policy.yaml", line=number + 1),
        )

    def _pattern(self, name: str, earlier: Sequence[str]) -> Pattern:
        tests: list[Constant | Joined] = [self._constant() for _ in range(self.random.choice((1, 1, 2)))]
        tests += [self._join(earlier) for _ in range(self.random.choice((0, 1, 1, 2))) if earlier]
        self.random.shuffle(tests)
        return Pattern(name=name, tests=tuple(tests))

    def _constant(self) -> Constant:
        if self.random.random() < 0.5:
            n = self.random.randrange(len(TEXT_NAMES))
            value = self.random.choice(TEXTS[n])
            return Constant(attribute=TEXT_NAMES[n], compare=self.random.choice(EQUALITY), value=value)
        name = self.random.choice(NUMBER_NAMES)
        return Constant(attribute=name, compare=self.random.choice(ORDER), value=self.random.randint(-2, 3))

    def _join(self, earlier: Sequence[str]) -> Joined:
        other = self.random.choice(earlier)
        if self.random.random() < 0.4:
            return Joined(
                attribute=self.random.choice(TEXT_NAMES),
                compare=self.random.choice(EQUALITY),
                other=other,
                other_attribute=self.random.choice(TEXT_NAMES),
            )
        return Joined(
            attribute=self.random.choice(NUMBER_NAMES),
            compare=self.random.choice(ORDER),
            other=other,
            other_attribute=self.random.choice(NUMBER_NAMES),
            offset=self.random.choice((0, 0, 1, -1, 2)),
        )

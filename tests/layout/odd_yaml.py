"""Valid YAML in every layout that an author may leave behind: indentation, brackets, quotes, comments, empty lines."""

import json
import random
from typing import Any

KEYS = ("id", "title", "target", "base", "source", "note", "when", "rules", "kind", "a b", "2025", "2021-2025", "键")
TEXTS = (
    "污水收集率", ">= 95", "5..8", "done", "yes", "no", "12", "0x10", "1e3", "~", "null", "2022-12-01", "2022-12",
    "- 不是清单", "键: 值", "有 # 号", "#开头", "“引号”", 'a"b', "it's", "back\\slash", "逗号, 括号]", "{x}", "a:b",
    ":a", "?", "-", "--- x", "=", "<<", "& 甲", "*星", "!叹", "%", "@", "`", "尾冒号:", "a", "issued >=",
    "说明，带全角：标点。",    "两\n行", "头\n\n空行后\n", "  前有空格", "后有空格 ", "", "乙" * 130,
)  # fmt: skip
PLAIN = (
    "污水收集率",
    "5..8",
    "done",
    "95",
    "0.95",
    "yes",
    "2022-12-01",
    "a b",
    "issued >=",
    "“引号”",
    "1e3",
    "a:b",
    "x-y",
)


class Odd:
    """Writes random data with a layout of its own at every turn."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.comments = 0

    def document(self) -> str:
        """A mapping, with comments before and after it."""
        lines = [*self._between(0), *(["---"] if self._rarely() else [])]
        lines += self._mapping(0, 0, top=True) + self._between(0) + self._between(2)
        end = self.chance.choice(("\n", "\r\n"))
        return end.join(lines) + end * self.chance.randint(0, 3)

    def _rarely(self) -> bool:
        return self.chance.random() < 0.12

    def _comment(self) -> str:
        self.comments += 1
        return self.chance.choice(("# ", "#", "## ")) + f"注{self.comments}注"

    def _between(self, indent: int) -> list[str]:
        """Comments, at the right column or not, and empty lines."""
        lines: list[str] = []
        while self.chance.random() < 0.25:
            column = self.chance.choice((indent, indent, 0, indent + 3))
            lines.append(self.chance.choice(("", "   ", " " * column + self._comment())))
        return lines

    def _beside(self) -> str:
        return "  " + self._comment() if self._rarely() else ""

    def _keys(self, *, top: bool) -> list[str]:
        names = (*KEYS, "indicators", "places", "checks", "discrepancies") if top else KEYS
        return self.chance.sample(names, self.chance.randint(1, 5))

    def _mapping(self, indent: int, depth: int, *, top: bool = False) -> list[str]:
        lines: list[str] = []
        for key in self._keys(top=top):
            lines += self._between(indent) + self._value(" " * indent + self._key(key) + ":", indent, depth)
        return lines

    def _list(self, indent: int, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.chance.randint(1, 4)):
            lines += self._between(indent)
            if self.chance.random() < 0.4 and depth < 4:
                step = self.chance.randint(1, 4)
                first, *others = self._mapping(0, depth + 1) or [""]
                while not first.strip() or first.lstrip().startswith("#"):
                    first, *others = self._mapping(0, depth + 1)
                lines.append(" " * indent + "-" + " " * step + first)
                lines += [" " * (indent + step + 1) + line if line.strip() else line for line in others]
            else:
                lines += self._value(" " * indent + "-", indent, depth)
        return lines

    def _value(self, head: str, indent: int, depth: int) -> list[str]:
        turn = self.chance.random()
        inner = indent + self.chance.randint(1, 5)
        if depth < 4 and turn < 0.2:
            return [head + self._beside(), *self._mapping(inner, depth + 1)]
        if depth < 4 and turn < 0.4:
            flush = not head.endswith("-") and self.chance.random() < 0.3
            return [head + self._beside(), *self._list(indent if flush else inner, depth + 1)]
        if turn < 0.6:
            lines = self._flow(inner, depth)
            return [f"{head} {lines[0]}", *lines[1:-1], *[line + self._beside() for line in lines[1:][-1:]]]
        if turn < 0.7:
            return self._text_block(head, inner)
        return [f"{head} {self._scalar()}{self._beside()}"]

    def _text_block(self, head: str, indent: int) -> list[str]:
        """Text with empty lines, lines of blanks and, where the head gives a number, a first line further in."""
        outer = len(head) - len(head.lstrip(" "))
        number = str(indent - outer) if self._rarely() else ""
        mark = self.chance.choice("|>") + number + self.chance.choice(("", "-", "+"))
        texts = ["首行", "第二行: x", "", "# 不是注释", "末行", ""]
        first = " " * indent + ("  " if number else "") + texts[0]
        others = [
            " " * (indent + self.chance.choice((0, 0, 2))) + text for text in texts[1 : self.chance.randint(1, 6)]
        ]
        return [f"{head} {mark}{self._beside()}", first, *others, *[""] * self.chance.randint(0, 2)]

    def _flow(self, indent: int, depth: int) -> list[str]:
        """Brackets, on one line or several, with comments between the values."""
        is_list = self.chance.random() < 0.5
        left, right = "[]" if is_list else "{}"
        parts = []
        keys = self.chance.sample(KEYS, self.chance.randint(0, 4))
        for key in keys:
            nested = depth < 4 and self._rarely()
            value = " ".join(line.strip() for line in self._flat(depth + 1)) if nested else self._scalar()
            parts.append(value if is_list else f"{self._key(key)}: {value}")
        if self.chance.random() < 0.7:
            return [left + ", ".join(parts) + right]
        lines = [left + self._beside()]
        for part in parts:
            lines.append(" " * indent + part + "," + self._beside())
            lines += [" " * indent + self._comment()] if self._rarely() else []
        return [*lines, " " * indent + right]

    def _flat(self, depth: int) -> list[str]:
        values = [self._scalar() for _ in range(self.chance.randint(0, 3))]
        if self.chance.random() < 0.5:
            return ["[" + ", ".join(values) + "]"]
        return ["{" + ", ".join(f"k{depth}{n}: {value}" for n, value in enumerate(values)) + "}"]

    def _key(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if self._rarely() else key

    def _scalar(self) -> str:
        turn = self.chance.random()
        if turn < 0.4:
            return self.chance.choice(PLAIN)
        text = self.chance.choice(TEXTS)
        if turn < 0.6 and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self._rarely())


def odd(seed: int) -> tuple[str, int]:
    """Return a text and the number of comments in it: “注1注” to “注N注”, each once."""
    writer = Odd(seed)
    return writer.document(), writer.comments


def data(text: str) -> Any:  # noqa: ANN401
    """What any reader of YAML takes from a text."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader

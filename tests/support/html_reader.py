"""Reads a page as a browser would: tags, attributes, text, and the cards of findings."""

from html.parser import HTMLParser

VOID = {"col", "meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects tags, attributes and text, and refuses a tag closed that was not open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.cards: dict[str, str] = {}
        self._card: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {k: v or "" for k, v in attrs}
        self.tags.append((tag, known))
        if {(tag, c) for c in known.get("class", "").split()} & {("article", "card"), ("tbody", "finding")}:
            self._card = known["id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("article", "tbody"):
            self._card = None

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            return
        self.text.append(data)
        if self._card is not None:
            self.cards[self._card] = self.cards.get(self._card, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader

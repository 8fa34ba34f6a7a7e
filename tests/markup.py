"""Reads a page as a small tree, so that tests can speak of its forms, links and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
QUIET = frozenset({"script", "style", "template", "title"})


class Node:
    """One element: its tag, its attributes, and what it holds."""

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.inside: list[Node | str] = []
        self.every: list[Node] = []

    def __getitem__(self, name: str) -> str:
        return self.attrs[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attrs.get(name, default)

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    def walk(self) -> Iterator[Node]:
        """Go through every element inside, in the order of the page."""
        if self.every:
            yield from self.every
            return
        waiting: list[Node | str] = self.inside[::-1]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Node):
                yield part
                waiting.extend(part.inside[::-1])

    def all(self, *tags: str, cls: str = "", **attrs: str) -> list[Node]:
        """Return every element inside with one of these tags, this class and these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            node
            for node in self.walk()
            if (not tags or node.tag in tags)
            and (not cls or cls in node.classes)
            and all(node.attrs.get(name) == value for name, value in wanted.items())
        ]

    def one(self, *tags: str, cls: str = "", **attrs: str) -> Node:
        """Return the only element of this kind; fails if there is another number of them."""
        found = self.all(*tags, cls=cls, **attrs)
        assert len(found) == 1, f"{len(found)} of {tags} {cls} {attrs}"
        return found[0]

    @property
    def text(self) -> str:
        """All words inside, with single blanks."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in QUIET:
                yield from part._texts()
                yield " " if part.tag not in ("a", "b", "em", "strong", "span", "time", "abbr") else ""

    @property
    def raw(self) -> str:
        """The characters inside as they stand, such as a box's first line break."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.inside)

    def within(self, tag: str) -> Node | None:
        """Return the nearest element of this tag around this one."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("", {}, None)
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.inside.append(Node(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.here.tag != tag:
            self.crossed.append(f"</{tag}> closes <{self.here.tag}>")
            return
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def read(markup: str) -> Node:
    """Return the tree of a page or a piece; fails if its tags are not closed in order."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert not reader.crossed, reader.crossed
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    reader.root.every = list(reader.root.walk())
    return reader.root


TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^>]*)?)>")
ATTRIBUTE = re.compile(r"""([\w-]+)(?:="([^"]*)"|='[^']*')?""")


def looks_of(markup: str) -> frozenset[tuple[str, ...]]:
    """Return each kind of element that a page is made of: its tag, its classes, and what else it is given."""
    return frozenset(
        (tag, *(f"{name}={value}" if name in ("class", "type") else name for name, value in ATTRIBUTE.findall(given)))
        for tag, given in TAG.findall(markup)
    )

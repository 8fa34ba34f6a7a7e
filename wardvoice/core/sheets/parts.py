"""A part of a spreadsheet: XML that is unpacked and taken apart up to a limit.

One with a document type (the way to entities that multiply, or that read other files) is refused. Nothing in it is
gone through twice, however it is nested.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from wardvoice.core.sheets.limits import TOO_BIG, TOO_MUCH, UNREADABLE, clean, refused

MOST_NODES = 100_000
"""A cell is three at the most: itself, a formula or a box, and its text. A row is one more; some stand around them."""
MOST_UNPACKED, MOST_TEXT, DEEPEST = 8 * 1024 * 1024, 32_767, 40
"""The text is what a cell of a spreadsheet can hold."""
WITH_TEXT = ("t", "v")


@dataclass
class Node:
    """A part of an XML file: its name without a name space, and what is inside."""

    name: str
    attrs: dict[str, str]
    inside: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Yield every node of this name below it, but none that is inside such a one: so each is found once."""
        for node in self.inside:
            if node.name == name:
                yield node
            else:
                yield from node.all(name)

    def said(self, name: str) -> str:
        """Return the text of every node of this name below it, as one line of signs that can be printed."""
        return clean("".join(part for node in self.all(name) for part in node.parts))

    def has(self, name: str) -> bool:
        """Return whether a node of this name is right inside."""
        return any(node.name == name for node in self.inside)

    def is_set(self, name: str) -> bool:
        """Return whether an attribute says yes."""
        return self.attrs.get(name, "0") in ("1", "true")


def read_part(file: zipfile.ZipFile, name: str) -> Node:
    """Unpack a part and take it apart; KeyError where the file has none of this name."""
    if file.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(UNREADABLE)
    with file.open(name) as part:
        data = part.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise refused(TOO_BIG)
    return Growing().read(data)


class Growing:
    """Takes an XML file apart, as far as it is small and flat."""

    def __init__(self) -> None:
        self.top = Node("", {})
        self.path, self.nodes, self.letters = [self.top], 0, 0

    def read(self, data: bytes) -> Node:
        """Return what the file holds; RuleBroken where it is too much, ExpatError where it is no XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._say, self._declare
        parser.Parse(data, True)
        return self.top

    def _begin(self, tag: str, attrs: dict[str, str]) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(self.path) > DEEPEST:
            raise refused(TOO_MUCH)
        node = Node(tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attrs.items()})
        self.path[-1].inside.append(node)
        self.path.append(node)
        self.letters = 0 if node.name in WITH_TEXT else self.letters

    def _end(self, _tag: str) -> None:
        self.path.pop()

    def _say(self, text: str) -> None:
        """Keep a piece of text: they are put together once, at the end, as adding to a long one copies it each time."""
        if self.path[-1].name in WITH_TEXT:
            self.letters += len(text)
            if self.letters > MOST_TEXT:
                raise refused(TOO_MUCH)
            self.path[-1].parts.append(text)

    def _declare(self, *_what: object) -> None:
        raise refused(UNREADABLE)

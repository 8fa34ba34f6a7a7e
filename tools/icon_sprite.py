"""Put the icons into one SVG file of symbols, so that a page shows one with `<use href="…icons.svg#food">`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

Shapes = Sequence[tuple[str, Mapping[str, str]]]
SVG = "http://www.w3.org/2000/svg"
STROKE = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}

# Our name -> the name in the Lucide set. An icon never stands without its word beside it.
ICONS = {
    # what an item is about
    "food": "utensils", "outside": "trees", "activities": "palette", "smoking": "cigarette", "sleep": "moon",
    "phone": "smartphone", "visits": "users-round", "laundry": "washing-machine", "building": "wrench",
    "money": "shopping-basket", "medicines": "pill", "treatment": "hand-heart", "rules": "scroll-text",
    "safety": "shield", "faith": "sparkles", "other": "ellipsis",
    # what kind of item it is
    "problem": "triangle-alert", "idea": "lightbulb", "question": "circle-question-mark", "thanks": "heart",
    "keep": "pin", "challenge": "scale",
    # how somebody feels
    "happy": "laugh", "ok": "smile", "sad": "frown", "angry": "angry",
    # how a promise stands
    "kept": "circle-check", "waiting": "hourglass", "overdue": "clock-alert", "moved": "calendar-arrow-up",
    "reopened": "rotate-ccw", "done-said": "message-circle-question-mark",
    # the page's own tools
    "home": "house", "add": "plus", "lock": "lock", "list": "list", "person": "user", "up": "arrow-up",
    "down": "arrow-down", "print": "printer", "clock": "clock", "finish": "log-out", "text-size": "a-large-small",
    "contrast": "contrast", "language": "languages", "aloud": "volume-2",
}  # fmt: skip

# Pictures from which patients choose four instead of a PIN: 32, told apart at a glance, each with a plain word, and
# none of them about harm, medicine or being locked up. They have a file of their own, since few pages show them.
PICTURES = {
    "cat": "cat", "dog": "dog", "bird": "bird", "fish": "fish",
    "rabbit": "rabbit", "turtle": "turtle", "snail": "snail", "squirrel": "squirrel",
    "sun": "sun", "moon": "moon", "star": "star", "cloud": "cloud",
    "snow": "snowflake", "flower": "flower-2", "leaf": "leaf", "tree": "tree-deciduous",
    "apple": "apple", "banana": "banana", "cherry": "cherry", "carrot": "carrot",
    "cake": "cake", "pizza": "pizza", "cup": "coffee", "ice-cream": "ice-cream-cone",
    "bus": "bus", "bike": "bike", "train": "train-front", "boat": "sailboat",
    "book": "book-open", "guitar": "guitar", "bell": "bell", "umbrella": "umbrella",
}  # fmt: skip

# Lucide has no worried face: this one is ours, drawn to the same measures.
DRAWN = {
    "worried": [
        ("circle", {"cx": "12", "cy": "12", "r": "10"}),
        ("path", {"d": "m7 9 3-1.5"}),
        ("path", {"d": "m17 9-3-1.5"}),
        ("path", {"d": "M9 11.5h.01"}),
        ("path", {"d": "M15 11.5h.01"}),
        ("path", {"d": "M8 16.5c1-1.2 2-1.2 2.7-.3s1.7.9 2.6 0 1.8-.9 2.7.3"}),
    ],
}


def sprite(lucide: Path, icons: Mapping[str, str], drawn: Mapping[str, Shapes] = MappingProxyType({})) -> str:
    """Return the sprite made from the `icons` folder of lucide-static; the same input gives the same text."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    for name, source in icons.items():
        _symbol(root, name).extend(ElementTree.parse(lucide / f"{source}.svg").getroot())
    for name, shapes in drawn.items():
        symbol = _symbol(root, name)
        for tag, attributes in shapes:
            ElementTree.SubElement(symbol, f"{{{SVG}}}{tag}", attributes)
    for shape in root.iter():
        shape.text = shape.tail = None
    for symbol in root:
        symbol.tail = "\n"
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _symbol(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(root, f"{{{SVG}}}symbol", {"id": name} | STROKE)

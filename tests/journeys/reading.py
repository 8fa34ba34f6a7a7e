"""How somebody fills in a form: by the words on the page, never by the names behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tests.markup import Node

PARTS = ("li", "article", "section", "form", "fieldset", "tr", "div", "main")
LEAVE_OUT = "(you can leave this out)"


def part_of_page(page: Node, near: str, button: str) -> Node:
    """Return the smallest part of a page that says `near` and holds the form of this button."""
    parts = [form_or_more(node) for node in page.all(*PARTS) if near in said_on(node) and _buttons(node, button)]
    assert parts, f"no button {button!r} near {near!r} in {said_on(page)}"
    whole = Node("", {}, None)
    whole.inside = [min(parts, key=lambda node: len(said_on(node)))]
    return whole


def form_or_more(node: Node) -> Node:
    """Return the form around a part that lies inside of one; any other part as it is."""
    return node.within("form") or node


def said_on(node: Node) -> str:
    """Return what can be read, without the lines of lists that open."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    for part in node.inside:
        if isinstance(part, str):
            yield part
        elif part.tag not in ("select", "script", "style", "title"):
            yield from _texts(part)
            yield "" if part.tag in ("a", "b", "em", "strong", "span", "time") else " "


def filled_in(form: Node, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form as a browser names them, from questions and answers as people read them.

    {"What is it about?": "Food", "Your words": "More fruit", "Patients": {"For": 5}}
    """
    fields: dict[str, Any] = {}
    for question, answer in answers.items():
        fields |= _group(form, question, answer) or _box(form, question, answer)
    return fields


def questions_of(form: Node) -> list[str]:
    """Return everything that a form asks, for a message when a question is not found."""
    return [node.text for node in form.all("legend", "label")]


def _group(form: Node, question: str, answer: Any) -> dict[str, Any]:
    group = _said(question, ((node.within("fieldset"), node.text) for node in form.all("legend")))
    if group is None:
        return {}
    if isinstance(answer, Mapping):
        return filled_in(group, answer)
    if isinstance(answer, date):
        return {group.one("input", type="date")["name"]: f"{answer:%d/%m/%Y}"}
    label = _said(str(answer), ((node, node.text) for node in group.all("label")))
    if label is None and group.all("select"):
        return _picked(group.one("select"), question, answer)
    assert label is not None, f"{question!r} offers {questions_of(group)}, not {answer!r}"
    box = form.one("input", id=label["for"])
    return {box["name"]: box["value"]}


def _box(form: Node, question: str, answer: Any) -> dict[str, Any]:
    label = _said(question, ((node, node.text) for node in form.all("label")))
    assert label is not None, f"the form does not ask {question!r}, but {questions_of(form)}"
    box = form.one("input", "select", "textarea", id=label["for"])
    if box.tag == "select":
        return _picked(box, question, answer)
    if box.get("type") == "checkbox":
        return {box["name"]: box.get("value", "on") if answer else None}
    return {box["name"]: f"{answer:%d/%m/%Y}" if isinstance(answer, date) else str(answer)}


def _picked(box: Node, question: str, answer: Any) -> dict[str, Any]:
    option = _said(str(answer), ((node, node.text) for node in box.all("option")))
    assert option is not None, f"{question!r} offers {[one.text for one in box.all('option')]}, not {answer!r}"
    return {box["name"]: option.get("value", option.text)}


def _said(words: str, found: Iterable[tuple[Node | None, str]]) -> Any:
    """Return what says these words: exactly, with the note that it can be left out, or with more after them."""
    said = [(node, text.removesuffix(LEAVE_OUT).strip()) for node, text in found]
    exact = (node for node, text in said if text == words)
    longer = (node for node, text in said if text.startswith(words))
    return next(exact, None) or next(longer, None)


def _buttons(node: Node, words: str) -> list[Node]:
    return list(_saying(node.all("button"), words))


def _saying(nodes: Iterable[Node], words: str) -> Iterator[Node]:
    return (node for node in nodes if words in (node.text, node.get("aria-label")))

"""What holds for every answer of WardVoice, whatever it says; the page client looks at each one."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from werkzeug.test import TestResponse

from tests.markup import Node, read
from wardvoice.web.safety import HEADERS

UNLABELLED = ("hidden", "submit", "button", "image")
DRAWN_WRONG = re.compile(r"\{\{|\{%|object at 0x|&lt;function|\bUndefined\b|%\([a-z_]+\)[sd]")


def check_answer(answer: TestResponse) -> Node:
    """Check the headers, and the page if it is one; return it as a tree."""
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, f"{name} is missing"
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"HX-Request", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert "ETag" not in answer.headers
    text = answer.get_data(as_text=True)
    if answer.status_code in (301, 302, 303, 307, 308) or answer.mimetype != "text/html" or not text:
        return read("")
    return check_page(text, leads_to=answer.headers.get("Refresh", "").partition("url=")[2])


def check_page(text: str, leads_to: str = "") -> Node:
    """Check one page or piece of a page. `leads_to` is where it goes by itself: nothing else leads out of the house."""
    tree = read(text)
    assert not DRAWN_WRONG.search(text), DRAWN_WRONG.search(text)
    if tree.all("html"):
        _check_whole(tree)
    _check_ids(tree)
    _check_labels(tree)
    _check_nothing_inline(tree, leads_to)
    _check_forms(tree)
    return tree


def _check_whole(tree: Node) -> None:
    html = tree.one("html")
    assert html.get("lang"), "the page names no language"
    assert html.get("dir") in ("ltr", "rtl")
    assert len(tree.all("main")) == 1, "there is one main part"
    assert [h1.text for h1 in tree.all("h1") if h1.text], "the page has no heading"
    assert len(tree.all("h1")) == 1, [h1.text for h1 in tree.all("h1")]
    assert tree.one("head").one("title").raw.strip(" –\n").removesuffix("– WardVoice").strip(), "the page has no title"
    levels = [int(node.tag[1]) for node in tree.walk() if re.fullmatch("h[1-6]", node.tag)]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), f"headings jump: {levels}"


def _check_ids(tree: Node) -> None:
    ids = Counter(node["id"] for node in tree.walk() if "id" in node.attrs)
    assert not [name for name, count in ids.items() if count > 1], f"ids stand twice: {ids.most_common(3)}"
    for node in tree.walk():
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            lost = [part for part in node.get(name).split() if part not in ids]
            assert not lost or not tree.all("html"), f"{name} leads to {lost}"
    for link in tree.all("a"):
        href = link.get("href")
        assert href, f"a link without an address: {link.text!r}"
        if href.startswith("#") and tree.all("html"):
            assert href[1:] in ids, f"{href} leads nowhere"


def _check_labels(tree: Node) -> None:
    labelled = {label.get("for") for label in tree.all("label")}
    for box in tree.all("input", "select", "textarea"):
        if box.get("type") in UNLABELLED:
            continue
        named = box.get("id") in labelled or box.get("aria-label") or box.get("aria-labelledby")
        assert named or box.within("label"), f"a box without a label: {box.attrs}"
    for button in tree.all("button", "a"):
        words = button.text or button.get("aria-label") or "".join(i.get("aria-label") for i in button.all("svg"))
        assert words, f"a {button.tag} without words: {button.attrs}"
    for picture in tree.all("img"):
        assert "alt" in picture.attrs


def _check_nothing_inline(tree: Node, leads_to: str) -> None:
    assert not tree.all("style")
    for node in tree.walk():
        assert "style" not in node.attrs, f"a style inside <{node.tag}>"
        handlers = [name for name in node.attrs if name.startswith(("on", "hx-on"))]
        assert not handlers, handlers
        for name in ("src", "href", "action"):
            where = node.get(name)
            out = where.startswith(("http:", "https:", "//", "javascript:")) and where != leads_to
            assert not out, f"{where} leads out of the house"
    for script in tree.all("script"):
        assert script.get("src")
        assert not script.raw.strip()


def _check_forms(tree: Node) -> None:
    for button in tree.all("button"):
        assert button.get("type") in ("submit", "button", "reset"), f"the button {button.text!r} has no type"
    for form in tree.all("form"):
        if form.get("method").lower() != "post":
            continue
        assert form.get("action"), "a form without an address"
        assert len(form.all("input", name="csrf")) == 1, f"{form['action']} carries no token"
        takes_file = bool(form.all("input", type="file")) and not tree.all("html", cls="wv-terminal")
        assert bool(form.get("enctype")) == takes_file, "files are sent by forms for files, and from no ward screen"
        for post in ("hx-post", "hx-put"):
            assert form.get(post) in ("", form["action"]), "the form works the same without scripts"
    at_screen = bool(tree.all("html", cls="wv-terminal"))
    for box in tree.all("input", "textarea") if at_screen else ():
        if box.get("type", "text") in ("text", "password", "search", "date", "number") or box.tag == "textarea":
            form = box.within("form")
            assert "off" in (box.get("autocomplete"), form.get("autocomplete") if form else ""), "a browser remembers"

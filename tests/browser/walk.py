"""Goes through WardVoice as everybody of the demo, by links alone, and keeps one page of each look.

The pages are drawn once by the application itself; a real browser then shows exactly these, with the real styles and
scripts. Hundreds of pages differ in their words only: of those one is enough.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from flask import Flask
from playwright.sync_api import Page
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from tests.checks import check_answer
from tests.markup import Node, looks_of
from tests.pages import PageClient, filled
from wardvoice.demo.doors import FIVE_WORDS, PASSPHRASE
from wardvoice.web.body import plain

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EVERYBODY = (
    "terminal", "writer", "patient", "rep", "laptop", "board", "station", "nurse", "manager", "advocate", "listener",
    "lead", "duty", "reviewer", "admin", "nobody",
)  # fmt: skip
UNLINKED = {
    "nobody": ("/", "/sign-in", "/enrol", "/demo", "/terminal/check"),
    "admin": ("/enrol",),
    "terminal": ("/ended", "/terminal/check"),
    "writer": ("/answer/mine", "/answer/mine/take-back"),
    "advocate": ("/my-key/new",),
}
"""Where one comes by typing the address: before anybody is known, and to make a browser a screen of the ward; where
words lead that were typed; and to make a key anew."""
NOTES = "walk.json"
READERS = ("advocate", "listener")
STANDING = ("Puffin", "Sparrow")
SCREENS = frozenset({"terminal", "writer", "patient", "rep", "laptop", "board"})
FOLLOWED, OPENED = 5, 12
"""From each page so many links of one kind are followed; and for each person so many pages of one kind are opened."""
WELCOME = (200, 401)
"""What a link may lead to: a page, or the page on which one says first who one is."""


@dataclass(eq=False)
class Seen:
    """A page as somebody got it."""

    who: str
    endpoint: str
    address: str
    status: int
    headers: dict[str, str]
    markup: str
    after: str = ""

    def __str__(self) -> str:
        return f"{self.who} {self.after}{self.address} ({self.status})"

    @property
    def kind(self) -> tuple[str, bool, int]:
        """Which page it is, at which door, and whether something is wrong."""
        return self.endpoint, self.who in SCREENS, self.status

    @cached_property
    def looks(self) -> frozenset[tuple[str, ...]]:
        """The kinds of elements that it is made of."""
        return looks_of(self.markup)


@dataclass
class Walk:
    """Everybody's way through the house."""

    app: Flask
    dead_ends: list[str] = field(default_factory=list)
    kept: list[Seen] = field(default_factory=list)

    def note(self, into: Path) -> None:
        """Write down what was found, for whoever does not walk."""
        told = {"dead_ends": self.dead_ends, "kept": [asdict(seen) for seen in self.kept]}
        (into / NOTES).write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def noted(cls, app: Flask, folder: Path) -> Walk:
        """What somebody found who walked."""
        told = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        return cls(app, told["dead_ends"], [Seen(**seen) for seen in told["kept"]])

    def goes(self, who: str) -> list[Seen]:
        """Follow every link from the start page, as one person; return what was seen."""
        visitor = enter(self.app, who)
        opened: Counter[str] = Counter()
        ahead = deque(UNLINKED.get(who, ()) if who == "nobody" else (visitor.address, *UNLINKED.get(who, ())))
        known, seen = set(ahead), []
        while ahead:
            address = ahead.popleft()
            endpoint = self._endpoint(address)
            opened[endpoint] += 1
            if opened[endpoint] > OPENED:
                continue
            seen.append(self._opens(visitor, who, endpoint, address))
            ahead += self._further(visitor.page, address, known)
        return seen

    def _further(self, page: Node, here: str, known: set[str]) -> list[str]:
        """Return the links to follow from a page, and note that they are known."""
        followed: Counter[str] = Counter()
        new = []
        for link in _links(page, here):
            endpoint = self._endpoint(link)
            followed[endpoint] += 1
            if link not in known and followed[endpoint] <= FOLLOWED:
                known.add(link)
                new.append(link)
        return new

    def sends_nothing(self, who: str, pages: list[Seen]) -> list[Seen]:
        """Press the button of each form with nothing filled in; return the pages that say what is wrong."""
        visitor, tried, seen = enter(self.app, who), set(), []
        for page in pages:
            if not self._is_there(visitor, page.address):
                continue
            for form in [form for main in visitor.page.all("main") for form in main.all("form")]:
                action = form.get("action") or page.address
                if form.get("method") != "post" or (page.endpoint, self._endpoint(action, "POST")) in tried:
                    continue
                tried.add((page.endpoint, self._endpoint(action, "POST")))
                sent = {name: value for name, value in filled(form, {}).items() if name in ("csrf", "once", "version")}
                answer = visitor.http.post(action, data=sent)
                if answer.status_code in (409, 422):
                    seen.append(_seen(who, self._endpoint(action, "POST"), action, answer, "sends nothing to "))
        return seen

    def is_refused(self, who: str) -> list[Seen]:
        """Ask for what is not there, or not theirs, or not so."""
        visitor = enter(self.app, who)
        nothing = "/actions/00000000-0000-4000-8000-000000000000"
        wanted = [visitor.http.get(address) for address in ("/nowhere", nothing, "/finish", "/sign-in")]
        wanted += [visitor.http.get("/admin/people"), visitor.http.post("/my-name", data={})]
        return [
            _seen(who, "", answer.request.path, answer, "is refused ") for answer in wanted if answer.status_code != 303
        ]

    def _is_there(self, visitor: PageClient, address: str) -> bool:
        """Return whether a page is still there: an empty form may have done something before."""
        visitor.answer = visitor.http.get(address, follow_redirects=True)
        visitor.page = check_answer(visitor.answer)
        return visitor.answer.status_code in WELCOME

    def _opens(self, visitor: PageClient, who: str, endpoint: str, address: str) -> Seen:
        if not self._is_there(visitor, address):
            self.dead_ends.append(f"{who} is led to {address}: {visitor.answer.status}")
        return _seen(who, endpoint, address, visitor.answer)

    def _endpoint(self, address: str, method: str = "GET") -> str:
        try:
            return str(self.app.url_map.bind("localhost").match(plain(urlsplit(address).path), method=method)[0])
        except HTTPException as fault:
            raise AssertionError(f"a link leads to {address}: {fault}") from fault


def walk_everywhere(app: Flask) -> Walk:
    """Go through the house as everybody; then press every button with nothing filled in, and ask for too much."""
    walk = Walk(app)
    write_a_vote_down(app)
    pages = [seen for who in EVERYBODY for seen in walk.goes(who)]
    open_the_meeting(app)
    pages = one_of_each(pages + walk.goes("rep"))
    wrong = walk.is_refused("terminal") + walk.is_refused("nurse")
    for who in EVERYBODY:
        wrong += walk.sends_nothing(who, [seen for seen in pages if seen.who == who])
    walk.kept = pages + one_of_each(wrong)
    return walk


def enter(app: Flask, who: str) -> PageClient:
    """Come in through the doorway, or stay outside; readers unlock their key, and a writer types five words."""
    visitor = PageClient(app)
    if who == "nobody":
        return visitor
    visitor.get("/demo")
    visitor.post("/demo/enter", {"as": "terminal" if who == "writer" else who}, follow=True)
    if who in READERS:
        visitor.get("/my-key")
        visitor.submit("Unlock my key", passphrase=PASSPHRASE)
        visitor.get("/")
    if who == "writer":
        visitor.get("/answer")
        visitor.submit("Look for an answer", five=FIVE_WORDS)
        visitor.submit("Show it to me")
    return visitor


def write_a_vote_down(app: Flask) -> None:
    """Let people vote on paper today, so that the pages of whoever counts can be walked."""
    advocate = enter(app, "advocate")
    advocate.get("/terms")
    advocate.follow("Write down a vote on paper")
    advocate.submit("Write the vote down", part="deputy")
    advocate.get("/terms")
    advocate.follow("Vote for a deputy")
    for word in STANDING:
        advocate.submit("Put the name on the paper", word=word)


def open_the_meeting(app: Flask) -> None:
    """Let the rep begin today's meeting, so that its steps can be walked."""
    rep = enter(app, "rep")
    rep.follow("The meeting room")
    rep.submit("Open the meeting")


def one_of_each(pages: list[Seen]) -> list[Seen]:
    """Keep the fullest page of each kind, and every other of this kind that has an element which those before lack."""
    met: set[tuple[object, ...]] = set()
    kept = []
    for page in sorted(pages, key=lambda page: -len(page.looks)):
        looks = {(page.kind, look) for look in page.looks}
        if not looks <= met:
            kept.append(page)
            met |= looks
    return kept


class Shelf:
    """Serves the page that is held up, and the styles and scripts of the house beside it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.address = ""
        self.held_up: Seen

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith("/static/"):
            return self.app(environ, start)
        if "HTTP_HX_REQUEST" in environ:  # what a page asks for by itself: nothing has changed
            return Response(status=204)(environ, start)
        seen = self.held_up
        return Response(seen.markup, seen.status, seen.headers)(environ, start)

    def show(self, page: Page, pages: list[Seen]) -> Iterator[Seen]:
        """Let a browser show one page after the other."""
        for seen in pages:
            self.held_up = seen
            page.goto(self.address + seen.address)
            assert page.evaluate("document.styleSheets.length"), f"{seen} has lost its styles"
            yield seen


def _seen(who: str, endpoint: str, address: str, answer, after: str = "") -> Seen:
    return Seen(who, endpoint, address, answer.status_code, dict(answer.headers), answer.get_data(as_text=True), after)


def _links(page: Node, here: str) -> list[str]:
    """Return where a page leads: to other pages of ours, and not to files that are taken along."""
    links = [link for link in page.all("a") if link.get("href") and "download" not in link.attrs]
    ahead = (urljoin(here, link["href"]).partition("#")[0] for link in links)
    return [address for address in ahead if address.startswith("/") and not address.startswith("/static/")]

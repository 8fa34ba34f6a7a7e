"""Walking through the house by its links alone, and every form that stands on the way."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests import builders as a
from tests.databases import copy_of, put_back
from tests.journeys.everything import STAFF, TODAY, WEEK, Everything
from tests.journeys.people import PIN
from tests.journeys.private import Private
from tests.journeys.reading import said_on
from tests.markup import Node
from tests.pages import PageClient
from wardvoice.core.budget import Budget
from wardvoice.slips.tries import Tries
from wardvoice.storage.apart import ApartBase
from wardvoice.storage.base import Base
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.body import plain
from wardvoice.web.sessions import Kind

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=/measure/)[0-9a-z-]+")
"""What tells two pages of one kind apart: an id, or the key of a figure."""
WALKERS = {
    "unsigned": 3,
    "Kestrel": 12,
    "Linnet": 20,
    "Tom": 20,
    "Priya": 3,
    "Joan": 12,
    "Ines": 3,
    "Wes": 10,
    "stranger": 3,
    "station": 3,
}
"""A terminal without a name, a patient, the rep, a nurse, the manager, the advocate whose key is unlocked, the listener
whose key is not, the admin, a browser that nobody knows, the screen in the nurses' office; and how many pages of one
kind each looks at: different things have different tools, mostly for the patient, the rep, the nurse and the reader."""
AT_THE_TERMINAL = ("unsigned", "Kestrel")
TAKES_AWAY = re.compile(r"\b(print|download|export|copy|save|share|upload|attach)\b", re.IGNORECASE)
LEFT_BEHIND = ("sessions", "tries", "sent_once", "heart", "pools")
FORGOTTEN = (*LEFT_BEHIND, "slips_open")
"""Tables that count visits and tries, and say which form has come; the last one says which words somebody holds."""
Stored = tuple[bytes, ...]
"""Both databases."""
Way = Callable[[PageClient], object]
Sent = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A form that somebody can reach, how they come to it, and what it looks like."""

    who: str
    endpoint: str
    names: frozenset[str]
    way: Way
    button: str

    def on(self, page: Node) -> Node:
        """Find it again on a page."""
        return next(form for form in forms_of(page) if look_of(form) == (self.names, self.button))

    def __str__(self) -> str:
        return f"{self.endpoint} ({self.button!r}, {self.who})"


@dataclass(frozen=True)
class Drawn:
    """A form as it was shown, what somebody might well send with it, the cookies of their browser, and the database."""

    form: Node
    sent: Sent
    cookies: dict[str, str]
    stored: Stored

    @property
    def to(self) -> str:
        return self.form["action"]


@dataclass
class House:
    """The app on a ward that has everything. `again` puts the database back to how it was."""

    app: Flask
    file: Path
    apart: Path
    alder: Everything
    private: Private
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    drawn: dict[Found, Drawn] = field(default_factory=dict)
    was: Stored = ()

    def __post_init__(self) -> None:
        self.cookies = {who: cookies_of(self._signed_in(who)) for who in WALKERS}
        self.was = self._copies()

    def _signed_in(self, who: str) -> PageClient:
        browser, alder = PageClient(self.app), self.alder
        if who in STAFF:
            browser.sign_in_as(Kind.ACCOUNT, alder.people[who].id, alder.ward.id)
            return _unlocked(browser) if who == "Joan" else browser
        if who == "stranger":
            return browser
        kind = {"Linnet": ScreenKind.LAPTOP, "station": ScreenKind.STATION}.get(who, ScreenKind.TERMINAL)
        browser.at_screen(alder.token(kind))
        if who in ("unsigned", "station"):
            return browser
        return browser.sign_in_as(Kind.WARD_NAME, alder.people[who].id, alder.ward.id, alder.screens[kind].id)

    def comes(self, who: str) -> PageClient:
        """Somebody at a browser, just signed in: a stranger, a terminal without a name, a ward name, an account."""
        return self._with(self.cookies[who])

    def _with(self, cookies: dict[str, str]) -> PageClient:
        browser = PageClient(self.app)
        for name, value in cookies.items():
            browser.http.set_cookie(name, value)
        return browser

    def again(self) -> None:
        """Undo whatever was done."""
        self._put_back(self.was)

    def _copies(self) -> Stored:
        return copy_of(self.file), copy_of(self.apart)

    def _put_back(self, stored: Stored) -> None:
        """Put both databases back, and let the process forget who sent and tried a lot of late."""
        for data, file in zip(stored, (self.file, self.apart), strict=True):
            put_back(data, file)
        self.app.extensions.update(tries=Tries(1), budget=Budget(), pulse_budget=Budget())

    def shows(self, found: Found) -> Drawn:
        """Let everything be as when whoever found a form had just opened it, and fill in what makes sense."""
        if found not in self.drawn:
            self.drawn[found] = self._draw(found)
        self._put_back(self.drawn[found].stored)
        return self.drawn[found]

    def _draw(self, found: Found) -> Drawn:
        self.again()
        browser, rows = self.comes(found.who), self.rows(but=LEFT_BEHIND)
        found.way(browser)
        form = found.on(browser.page)
        button = form.all("button")[0]
        pressed = {button["name"]: button["value"]} if button.get("name") else {}
        sent = plausible(form, own_words(self.alder, self.private, found)) | pressed
        return Drawn(
            form, sent, cookies_of(browser), self.was if self.rows(but=LEFT_BEHIND) == rows else self._copies()
        )

    def sends(self, drawn: Drawn, sent: Sent) -> TestResponse:
        """Send a form that was shown before."""
        return self._with(drawn.cookies).http.post(drawn.to, data=sent)

    def sits(self, drawn: Drawn) -> PageClient:
        """Sit down at the browser in which a form was shown."""
        return self._with(drawn.cookies)

    def opens(self, drawn: Drawn, address: str) -> TestResponse:
        """Open a page in the browser in which a form was shown."""
        return self._with(drawn.cookies).http.get(address)

    def leaves(self, who: str) -> None:
        """Let a member of staff leave the hospital just now."""
        with closing(connect(self.file)) as stored:
            stored.execute(
                "UPDATE accounts SET closed_on = ? WHERE id = ?",
                (self.alder.clock.today.isoformat(), self.alder.people[who].id.hex),  # type: ignore[union-attr]
            )
            stored.commit()

    def rows(self, but: Collection[str] = FORGOTTEN) -> dict[str, int]:
        """How many rows each table has, but those that a visit alone fills."""
        return _rows(self.file, Base.metadata.tables, but) | _rows(self.apart, ApartBase.metadata.tables, but)

    def endpoint(self, address: str, method: str) -> str:
        """Return what answers this address."""
        path = plain(urlsplit(address).path)
        return str(self.app.url_map.bind("localhost").match(path, method=method)[0])


def _rows(file: Path, tables: Iterable[str], but: Collection[str]) -> dict[str, int]:
    counts = (f"SELECT '{name}', count(*) FROM {name}" for name in tables if name not in but)
    with closing(connect(file)) as stored:
        return dict(stored.execute(" UNION ALL ".join(counts)).fetchall())


def _unlocked(browser: PageClient) -> PageClient:
    browser.get("/my-key")
    browser.submit("Unlock my key", passphrase=a.PASSPHRASE)
    return browser


def cookies_of(browser: PageClient) -> dict[str, str]:
    """What a browser keeps."""
    kept = {name: browser.http.get_cookie(name) for name in ("wv", "wv-screen", "wv-words")}
    return {name: cookie.decoded_value for name, cookie in kept.items() if cookie is not None}


# --- walking ---------------------------------------------------------------------------------------------------------


def walk(browser: PageClient, of_one_kind: int) -> Iterator[tuple[str, Node]]:
    """Yield every page that can be reached from `/` by links, a few of each kind."""
    seen, kinds, waiting = {"/"}, Counter[str](), deque(["/"])
    while waiting:
        address = waiting.popleft()
        page = browser.get(address)
        yield address, page
        for link in page.all("a"):
            target = link["href"].split("#")[0]
            if target.startswith("/") and target not in seen and kinds[kind_of(target)] < of_one_kind:
                seen.add(target)
                kinds[kind_of(target)] += 1
                waiting.append(target)


def kind_of(address: str) -> str:
    """Return what pages of one kind have in common: their address without ids and values."""
    parts = urlsplit(address)
    return ID.sub("…", parts.path) + "?" + "&".join(sorted(name for name, _ in parse_qsl(parts.query)))


def forms_of(page: Node) -> list[Node]:
    """Return the forms of a page's task, not those of its frame."""
    return [form for main in page.all("main") for form in main.all("form") if form.get("method") == "post"]


def look_of(form: Node) -> tuple[frozenset[str], str]:
    """Return what tells forms apart: what they ask, and the word on the button."""
    names = frozenset(box["name"] for box in form.all("input", "select", "textarea") if box.get("name"))
    return names, re.sub(r":.*", "", said_on(form.all("button")[0]))


def unfit_for_a_terminal(page: Node) -> Iterator[str]:
    """Yield what would let somebody take a page away from a shared screen, leave the house, or hand in a file."""
    for link in page.all("a"):
        inside = link["href"].startswith(("/", "#")) and not link["href"].startswith("/print")
        if not inside or {"download", "target"} & set(link.attrs) or re.search(r"\.\w{2,4}$", link["href"]):
            yield f"a link to {link['href']}"
    yield from (f"{node.text!r}" for node in page.all("a", "button") if TAKES_AWAY.search(node.text))
    yield from ("a file is taken" for _ in page.all("input", type="file"))
    yield from (f"<{node.tag}>" for node in page.all("iframe", "object", "embed", "audio", "video"))


def deep_ways(alder: Everything) -> list[tuple[str, Way]]:
    """Pages that are reached only by sending a form or by typing an address: who goes there, and how."""

    def adding(*steps: dict[str, str]) -> Way:
        def go(browser: PageClient) -> None:
            browser.get("/agenda/items/new")
            for step in steps:
                browser.submit("Send to the meeting" if "shown_as" in step else "Go on", **step)

        return go

    def taking_a_name(*steps: dict[str, Any]) -> Way:
        def go(browser: PageClient) -> None:
            browser.get("/cards/use")
            browser.submit("Go on", code=alder.unused_card)
            if steps:
                browser.submit("Go on", word=browser.page.all("input", type="radio")[0]["value"])

        return go

    how, topic, kind = {"how": "words"}, {"topic": "food"}, {"kind": "idea", "words": "More fruit"}
    return [
        ("unsigned", adding(how)),
        ("unsigned", adding(how, topic)),
        ("unsigned", adding({"how": "pictures"}, topic)),
        ("unsigned", adding(how, topic, kind)),
        ("unsigned", adding(how, topic, kind, {"shown_as": "name"})),
        ("unsigned", adding(how, topic, kind, {"shown_as": "patient"})),
        ("unsigned", taking_a_name()),
        ("unsigned", taking_a_name({})),
        ("stranger", lambda browser: browser.get("/enrol")),
    ]


def private_ways(private: Private) -> list[tuple[str, Way]]:
    """Where somebody comes, from the start page, by links and by forms that hold words: in private."""

    def writing(*steps: dict[str, str]) -> Way:
        def go(browser: PageClient) -> None:
            browser.get("/concerns/new")
            for step in steps:
                browser.submit("Go on", **step)

        return go

    def coming_back(key: str, *then: str) -> Way:
        def go(browser: PageClient) -> None:
            browser.get("/answer")
            browser.submit("Look for an answer", five=private.words[key])
            for words in then[:1]:
                browser.submit(words)
            for words in then[1:]:
                browser.follow(words)

        return go

    about, who, words = {"about": "unsure"}, {"recipient": "advocate"}, {"words": "The doors bang"}
    return [
        *(("unsigned", writing(*[about, who, words][:steps])) for steps in (1, 2, 3)),
        ("unsigned", coming_back("answered")),
        ("unsigned", coming_back("waiting", "Show how it stands")),
        ("unsigned", coming_back("seen", "Show it to me")),
        ("unsigned", coming_back("answered", "Show how it stands")),
        ("unsigned", coming_back("answered", "Show how it stands", "Write again")),
        ("unsigned", coming_back("answered", "Show how it stands", "Make it a complaint")),
        ("unsigned", coming_back("answered", "Show how it stands", "Take it back")),
        ("unsigned", coming_back("seen", "Show it to me", "Yes, tell them")),
        ("unsigned", coming_back("seen", "Show it to me", "No, tell nobody")),
        ("Joan", lambda browser: _opens_it(browser, private)),
        ("Joan", _reads_what_may_be_told),
        ("Joan", _leaves_a_duty),  # she holds both, so that neither can be taken on before
    ]


def _opens_it(browser: PageClient, private: Private) -> None:
    address = f"/concerns/{private.concerns['new'].uuid}"
    browser.get(address)
    browser.submit(address)


def _reads_what_may_be_told(browser: PageClient) -> None:
    browser.get("/concerns/tellings")
    browser.submit("Read them")


def _leaves_a_duty(browser: PageClient) -> None:
    browser.get("/my-duties")
    browser.submit("/end")


# --- filling in ------------------------------------------------------------------------------------------------------

PLAUSIBLE: dict[str, str] = {
    "second_part": "Some other words",
    "ends_on": "2026-05-01",
    "last_day": "2026-05-01",
    "pin": PIN,
    "again": PIN,
    "at": "14:00",
    "beds": "16",
    "patients_on_ward": "13",
    "offered": "9",
    "given_out": "12",
    "spoiled": "1",
    "minutes": "60",
    "to": "2026-03-20",
    "username": "new.person",
    "mail_to": "wren@hospital.example",
}
ANOTHER_PASSWORD = "kettle orange stair"
TYPED = ("text", "search", "date", "number", "password")


def own_words(alder: Everything, private: Private, found: Found) -> dict[str, str]:
    """What somebody fills in at one address only."""
    known = {
        "agenda.add": {"word": "Kestrel"},
        "minutes.attendance": {"patients": "7"},
        "minutes.say_parts": {"scribe_name": "Kestrel"},
        "actions.ask_cover": {"cover": "Tom"},
        "people.enter_absence": {
            "who": found.who,
            "deputy": "Tom",
            "starts_on": (TODAY + 2 * WEEK).isoformat(),
            "ends_on": (TODAY + 3 * WEEK).isoformat(),
        },
        "people.change_password": {"current": alder.password, "password": ANOTHER_PASSWORD, "again": ANOTHER_PASSWORD},
        "reps.give": {"word": "Sparrow"},
        "reps.add_name": {"word": "Kestrel"},
        "reps.count": {"patients": "13"},
        "people.new_account": {"last_day": ""},
        "people.give_membership": {"last_day": ""},
        "people.my_name": {"word": "Kestrel"},
        "people.show_words": {"code": alder.unused_card, "old_word": "Sparrow"},
        "paper.type_in": {"number": str(alder.pack.numbers[1]), "handed_in_on": TODAY.isoformat()},
        "people.sign_in": {"username": "tom.alder", "password": alder.password},
        "people.enrol": {"code": alder.screen_code},
        "people.make_key": {"passphrase": ANOTHER_PASSWORD, "again": ANOTHER_PASSWORD},
        "people.unlock": {"passphrase": a.PASSPHRASE},
        "people.change_passphrase": {
            "current": a.PASSPHRASE,
            "passphrase": ANOTHER_PASSWORD,
            "again": ANOTHER_PASSWORD,
        },
        "people.recover": {
            "words": private.sheets.get(found.who, ""),
            "passphrase": ANOTHER_PASSWORD,
            "again": ANOTHER_PASSWORD,
        },
        "slips.come_back": {"five": private.words["answered"]},
    }
    return known.get(found.endpoint, {})


def plausible(form: Node, own: dict[str, str]) -> Sent:
    """Return what somebody might well fill in here."""
    sent: Sent = {}
    for box in form.all("input", "select", "textarea"):
        name, kind = box.get("name"), box.get("type", "text")
        if not name:
            continue
        if kind == "hidden":
            sent[name] = box.get("value")
        elif kind == "radio":
            if "checked" in box.attrs or name not in sent:
                sent[name] = box["value"]
        elif kind == "checkbox":
            sent |= {name: box.get("value", "on")} if "checked" in box.attrs else {}
        elif box.tag == "select":
            sent[name] = _chosen(box, own.get(name, ""))
        else:
            sent[name] = own[name] if name in own else _typed(box)
    return sent


def _chosen(box: Node, wanted: str) -> str:
    options = [one for one in box.all("option") if one.get("value", one.text) and wanted in one.text]
    chosen = [one for one in options if "selected" in one.attrs] or options
    return chosen[0].get("value", chosen[0].text) if chosen else ""


def _typed(box: Node) -> str:
    name, kind = box["name"], box.get("type", "text")
    if name in PLAUSIBLE:
        return PLAUSIBLE[name]
    if kind == "date":
        return "2026-03-09"
    if box.get("inputmode") == "numeric":
        return box.get("value") if box.get("value") not in ("", "0") else "1"
    return "Some plain words"


def boxes(form: Node) -> list[Node]:
    """Return the boxes in which something is typed: words, numbers, days and secrets."""
    return [
        box
        for box in form.all("input", "textarea")
        if box.get("name") and (box.tag == "textarea" or box.get("type", "text") in TYPED)
    ]

"""Somebody at a ward terminal over a real connection, and what the database holds of what they sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests import builders
from tests.markup import Node, read
from wardvoice.agenda.models import Item
from wardvoice.proof.verify import verify
from wardvoice.storage.base import prepare
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import new_token, token_hash

NEW = "/agenda/items/new"
SAID = {"step": "4", "how": "words", "topic": "laundry", "kind": "problem", "shown_as": "patient"}
DATABASE = "wardvoice.sqlite"


@dataclass
class Answer:
    """What came back: nothing at all is status 0."""

    status: int = 0
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def page(self) -> Node:
        return read(self.text)

    @property
    def receipt(self) -> bool:
        return self.status == 200 and "data-receipt" in self.text


@dataclass
class Form:
    """The last page of adding an item, filled in; it can be sent again as it is."""

    words: str
    csrf: str
    cookies: str
    once: str = field(default_factory=new_token)


class Terminal:
    """A browser at the ward's terminal that keeps no cookies between forms: each begins with a page of its own."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, "wv-screen=terminal")[0]

    def fill_in(self, words: str) -> Form:
        """Open the page and write."""
        answer, cookies = self._ask("GET", NEW, "wv-screen=terminal")
        return Form(words, answer.page.all("input", name="csrf")[0]["value"], cookies)

    def send(self, form: Form) -> Answer:
        """Press Send; an answer of status 0 never came."""
        sent = urlencode({**SAID, "words": form.words, "once": form.once, "csrf": form.csrf})
        try:
            return self._ask("POST", NEW, form.cookies, sent)[0]
        except (OSError, HTTPException):
            return Answer()

    def _ask(self, method: str, address: str, cookies: str, body: str | None = None) -> tuple[Answer, str]:
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, address, body, headers)
            got = connection.getresponse()
            told = [line.partition(";")[0] for line in got.headers.get_all("Set-Cookie") or ()]
            return Answer(got.status, got.read().decode(), dict(got.headers)), "; ".join([cookies, *told])


def furnish(where: Path | str) -> None:
    """Put a ward with one terminal into an instance, by its folder or by the address of its database."""
    with _opened(where) as session:
        builders.a_screen(builders.a_ward(session), ScreenKind.TERMINAL, token_hash=token_hash("terminal"))


def stored(where: Path | str) -> list[str]:
    """Return the words of every item that the database holds, each as often as it is there."""
    with _opened(where) as session:
        return [words or "" for words in session.scalars(select(Item.words).order_by(Item.words))]


def faults(where: Path | str) -> list[str]:
    """Return all that is wrong with the database, with the history, and between it and the tables."""
    found: list[str] = []
    if isinstance(where, Path):
        with closing(sqlite3.connect(where / DATABASE)) as connection:
            found += [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
            found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    with _opened(where) as session:
        proof = verify(session)
    return found if proof.whole else [*found, str(proof.broken)]


@contextmanager
def _opened(where: Path | str) -> Iterator[Session]:
    engine = prepare(create_engine(f"sqlite:///{where / DATABASE}" if isinstance(where, Path) else where))
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()

"""Somebody at a ward terminal who writes in private over a real connection, and what the private database holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.faults.terminal import DATABASE, Answer
from tests.markup import Node
from tests.pages import Fields, filled
from wardvoice.concerns.models import Waiting
from wardvoice.core.actor import Role
from wardvoice.core.clock import Clock
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import prepare
from wardvoice.wards.models import Ward

NEW = "/concerns/new"


class Patient:
    """A browser at the terminal that keeps its cookies, from the first page to the receipt."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {"wv-screen": "terminal"}
        self.answer = Answer()
        self._sends: Fields = {}

    def writes(self, words: str) -> Patient:
        """Come as far as the button that sends it."""
        self._ask("GET")
        self._goes_on(about="yes")
        self._goes_on(recipient="advocate")
        self._goes_on(words=words)
        self._sends = filled(self._form("Send to the advocate"), {"wants": "no-answer"})
        return self

    def sends(self) -> Answer:
        """Press Send, or the same once more."""
        return self._ask("POST", self._sends)

    def _goes_on(self, **fields: str) -> None:
        form = self._form("Go on")
        (button,) = [one for one in form.all("button") if one.text == "Go on"]
        self._ask("POST", {**filled(form, fields), **({button["name"]: button["value"]} if button.get("name") else {})})

    def _form(self, button: str) -> Node:
        (form,) = [one for one in self.answer.page.all("form") if button in [it.text for it in one.all("button")]]
        return form

    def _ask(self, method: str, fields: Fields | None = None) -> Answer:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, NEW, urlencode(fields, doseq=True) if fields else None, headers)
            got = connection.getresponse()
            for line in got.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            self.answer = Answer(got.status, got.read().decode(), dict(got.headers))
        return self.answer


def add_an_advocate(folder: Path) -> None:
    """Let the one ward have an advocate who can read, today."""
    clock = Clock(ZoneInfo("Europe/London"))
    engine = prepare(create_engine(f"sqlite:///{folder / DATABASE}"))
    with Session(engine) as session:
        ward = session.scalars(select(Ward)).one()
        account = builders.an_account(session, "Ines", job="advocate", clock=clock)
        builders.a_membership(account, Role.ADVOCATE, ward, clock=clock)
        builders.a_reader_key(account, clock=clock)
        builders.a_duty(account, ward, clock=clock)
    engine.dispose()


def waiting(file: Path) -> int:
    """Return how much waits in the pool of a private database, whose file is sound."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Session(open_apart(f"sqlite:///{file}")) as session:
        return session.scalar(select(func.count()).select_from(Waiting)) or 0

"""The app on two wards that have everything, with a browser for each person, and every address filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.journeys.everything import Everything
from tests.pages import PageClient
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind

LEFT_OUT = {"web.static", "web.health", "board.leave"}
"""Files and health are for anybody; leaving the ward needs no words and takes a name away, its story is told apart."""
LAST = ("people.finish", "people.sign_out", "web.ended")
"""These change who is asking, even when nothing is typed."""
TERMINAL, LAPTOP, BOARD, STATION = ScreenKind

PERSONS: dict[str, tuple[ScreenKind | None, str]] = {
    "unknown": (None, ""),
    "terminal": (TERMINAL, ""),
    "Kestrel": (TERMINAL, "Kestrel"),
    "rep": (LAPTOP, "Linnet"),
    "peer": (LAPTOP, "Puffin"),
    "laptop": (LAPTOP, ""),
    "board": (BOARD, ""),
    "station": (STATION, ""),
    "Tom": (None, "Tom"),
    "manager": (None, "Priya"),
    "lead": (None, "Femi"),
    "advocate": (None, "Joan"),
    "listener": (None, "Ines"),
    "duty": (None, "Dot"),
    "admin": (None, "Wes"),
    "reviewer": (None, "Rae"),
}
"""Each column: the screen in front of somebody, and who they are. Kestrel is a patient at the terminal, author of the
items named in the rows; Tom is a nurse, owner of the promises and giver of the answers."""


@dataclass
class Hospital:
    """The app on two wards that have everything."""

    app: Flask
    alder: Everything
    birch: Everything

    def rules(self, method: str) -> list[Rule]:
        """Every address of the house that answers this method, those that end a visit last."""
        found = [r for r in self.app.url_map.iter_rules() if method in (r.methods or ()) and r.endpoint not in LEFT_OUT]
        return sorted(found, key=lambda rule: (rule.endpoint in LAST, rule.rule))

    def everybody(self) -> dict[str, Visitor]:
        """A browser for each person of the first ward, just signed in."""
        return {name: Visitor(self, *person) for name, person in PERSONS.items()}


class Visitor:
    """One person at a browser."""

    def __init__(self, hospital: Hospital, screen: ScreenKind | None, who: str) -> None:
        ward, browser = hospital.alder, PageClient(hospital.app)
        if screen is not None:
            browser.at_screen(ward.token(screen))
        if who:
            kind = Kind.WARD_NAME if screen else Kind.ACCOUNT
            browser.sign_in_as(kind, ward.people[who].id, ward.ward.id, ward.screens[screen].id if screen else None)
        browser.get("/")
        boxes = browser.page.all("input", name="csrf")
        self.http, self.token = browser.http, boxes[0]["value"] if boxes else "the board has no forms"

    def ask(self, method: str, address: str) -> TestResponse:
        """Open an address, or send an empty form to it."""
        return self.http.get(address) if method == "GET" else self.http.post(address, data={"csrf": self.token})


def things(ward: Everything, rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each way of filling in an address that tells something, with how it is written down."""
    variants: dict[str, dict[str, Any]] = {
        "item_id": {"dryer, published": ward.items["dryer"].id, "garden, not published": ward.items["garden"].id},
        "meeting_id": {name: ward.meetings[name].id for name in ("planned", "open", "closed")},
    }
    names = [name for name in rule.arguments if name in variants]
    if not names:
        yield rule.rule, {name: value for name, value in ward.ids.items() if name in rule.arguments}
        return
    (name,) = names
    for told, value in variants[name].items():
        written = re.sub(rf"<uuid:{name}>", f"[{told}]", rule.rule)
        yield written, {**{key: ward.ids[key] for key in rule.arguments}, name: value}


def address(rule: Rule, values: dict[str, Any]) -> str:
    """Fill in the ids of an address."""
    return re.sub(r"<(?:uuid:)?(\w+)>", lambda found: str(values.get(found[1], found[0])), rule.rule)

"""Every address as every person finds it: the golden matrix, and nothing of another ward anywhere.

After a wanted change write the matrix anew and read what differs:
WARDVOICE_GOLDEN=write pytest tests/house/test_permissions_by_page.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.conftest import PEPPER, SetClock
from tests.journeys.everything import Everything
from tests.pages import PageClient
from wardvoice.app import create_app
from wardvoice.config import Settings
from wardvoice.storage.base import db, prepare
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind

GOLDEN = Path(__file__).with_name("permissions.golden")
UNKNOWN = UUID(int=404)
LEFT_OUT = {"web.static", "web.health", "people.leave"}
"""Files and health are for anybody; leaving the ward needs no words and takes a name away, its story is told apart."""
LAST = ("people.finish", "people.sign_out", "web.ended")
"""These change who is asking, even when nothing is typed."""
OF_THE_HOSPITAL = {"account_id", "membership_id"}
"""Accounts belong to no ward."""
TERMINAL, LAPTOP, BOARD = ScreenKind.TERMINAL, ScreenKind.LAPTOP, ScreenKind.BOARD

PERSONS: dict[str, tuple[ScreenKind | None, str]] = {
    "unknown": (None, ""),
    "terminal": (TERMINAL, ""),
    "Kestrel": (TERMINAL, "Kestrel"),
    "rep": (LAPTOP, "Linnet"),
    "peer": (LAPTOP, "Puffin"),
    "laptop": (LAPTOP, ""),
    "board": (BOARD, ""),
    "Tom": (None, "Tom"),
    "manager": (None, "Priya"),
    "lead": (None, "Femi"),
    "advocate": (None, "Joan"),
    "listener": (None, "Ines"),
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


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, empty_database: bytes) -> Iterator[Hospital]:
    folder, clock = tmp_path_factory.mktemp("hospital"), SetClock()
    (folder / "wardvoice.sqlite").write_bytes(empty_database)
    (folder / "pepper").write_bytes(PEPPER)
    settings = Settings(instance=folder, trusted_hosts=("localhost",))
    app, engine = create_app(settings, clock), prepare(create_engine(settings.database_url))
    with Session(engine, expire_on_commit=False) as session:
        alder, birch = Everything(session, clock, "Alder"), Everything(session, clock, "Birch")
        yield Hospital(app, alder, birch)
    engine.dispose()
    with app.app_context():
        db.engine.dispose()


# --- the matrix ------------------------------------------------------------------------------------------------------


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
    return re.sub(r"<uuid:(\w+)>", lambda found: str(values[found[1]]), rule.rule)


def reading(hospital: Hospital) -> Iterator[str]:
    """Yield a line for each page: what each person gets who opens it."""
    everybody = hospital.everybody().values()
    for rule in hospital.rules("GET"):
        for written, values in things(hospital.alder, rule):
            at = address(rule, values)
            yield line(written, [person.ask("GET", at).status_code for person in everybody])


def sending(hospital: Hospital) -> Iterator[str]:
    """Yield a line for each form: what each person gets who sends it empty, about a thing that does not exist."""
    everybody = hospital.everybody().values()
    for rule in hospital.rules("POST"):
        if rule.endpoint in LAST:
            everybody = hospital.everybody().values()
        at = address(rule, dict.fromkeys(rule.arguments, UNKNOWN))
        yield line(rule.rule, [person.ask("POST", at).status_code for person in everybody])


def line(what: str, statuses: list[int]) -> str:
    what = re.sub(r"<uuid:(\w+)_id>", r"<\1>", what)
    return f"{what:<56}" + "".join(f"{status:>9}" for status in statuses).rstrip()


def test_every_page_answers_every_person_as_written_down(hospital: Hospital) -> None:
    head = f"{'':<56}" + "".join(f"{name:>9}" for name in PERSONS)
    pages, forms = list(reading(hospital)), list(sending(hospital))
    told = "\n".join(["Opened:", head, *pages, "", "Sent empty, about nothing that exists:", head, *forms, ""])
    if os.environ.get("WARDVOICE_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert "500" not in told, [row for row in told.splitlines() if "500" in row]
    known = GOLDEN.read_text(encoding="utf-8").splitlines()
    differs = sorted(set(told.splitlines()) ^ set(known))
    assert not differs, "\n".join(["permissions.golden differs in:", head, *differs])


# --- another ward ----------------------------------------------------------------------------------------------------


def with_ids(hospital: Hospital, method: str) -> list[Rule]:
    return [rule for rule in hospital.rules(method) if set(rule.arguments) - OF_THE_HOSPITAL]


def alike(answer: TestResponse) -> tuple[int, str, str]:
    """What an answer tells: its status, where it leads, and its words without address and mark of the visit."""
    leads, words = answer.headers.get("Location", ""), re.sub(r"[0-9a-f]{64}", "…", answer.get_data(as_text=True))
    return (answer.status_code, leads.replace(answer.request.path, "…"), words.replace(answer.request.path, "…"))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", [name for name in PERSONS if name not in ("unknown", "board", "reviewer")])
def test_another_wards_things_are_as_unknown_as_nothing(hospital: Hospital, name: str, method: str) -> None:
    """Where somebody is let in at all, another ward's thing and no thing get the same 404 to the letter."""
    person, found = Visitor(hospital, *PERSONS[name]), 0
    for rule in with_ids(hospital, method):
        others = {one: hospital.birch.ids[one] for one in rule.arguments}
        nothing = alike(person.ask(method, address(rule, dict.fromkeys(rule.arguments, UNKNOWN))))
        elsewhere = alike(person.ask(method, address(rule, others)))
        assert elsewhere == nothing, rule.rule
        assert nothing[0] in (403, 404, 303), rule.rule
        found += nothing[0] == 404
    assert found


@pytest.mark.parametrize("name", ["rep", "Tom", "manager", "admin"])
def test_both_ids_of_an_address_are_looked_at(hospital: Hospital, name: str) -> None:
    """An own meeting does not open another ward's line, item or promise."""
    person, alder, birch = Visitor(hospital, *PERSONS[name]), hospital.alder.ids, hospital.birch.ids
    for rule in with_ids(hospital, "POST"):
        if "meeting_id" in rule.arguments and len(rule.arguments) > 1:
            mixed = {**{one: birch[one] for one in rule.arguments}, "meeting_id": alder["meeting_id"]}
            assert person.ask("POST", address(rule, mixed)).status_code in (403, 404), rule.rule
            if name == "rep":
                assert person.ask("POST", address(rule, mixed)).status_code == 404, rule.rule

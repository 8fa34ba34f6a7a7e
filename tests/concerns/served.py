"""The served application with one ward: somebody at its terminal, and readers with keys at their own computers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, create_engine, select, update
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.markup import Node
from tests.pages import PageClient
from wardvoice.concerns import commands
from wardvoice.concerns.models import Concern, Copy, Waiting
from wardvoice.concerns.sealed import Body, Head, body_in, head_in
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.people.models import Account, ReaderKey
from wardvoice.people.queries.keys import Holder
from wardvoice.people.rules.keys import Duty
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import db, prepare
from wardvoice.storage.sealing import CannotOpen, Keys
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.apart import the_apart
from wardvoice.web.sessions import Kind, token_hash

GO_ON, BACK = "Go on", "Back"
TO_THE_ADVOCATE = "Send to the advocate"
NUMBERS = "Advocate 01632 960 114"


@dataclass
class Served:
    """One ward behind real pages, and what stands in both databases."""

    app: Flask
    clock: SetClock
    keys: dict[str, Keys] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.app.app_context():
            address, self.apart = db.engine.url, the_apart()
        self.main: Engine = prepare(create_engine(address))
        self.session = Session(self.main, expire_on_commit=False)
        self.ward = a.a_ward(self.session, clock=self.clock)
        self.ward.numbers = NUMBERS
        self.screen = a.a_screen(self.ward, ScreenKind.TERMINAL, token_hash=token_hash("terminal"), clock=self.clock)
        for name, role in (
            ("Ines", Role.ADVOCATE),
            ("Omar", Role.ADVOCATE),
            ("Wren", Role.LISTENER),
            ("Ada", Role.MANAGER),
        ):
            self.reader(name, role)

    def reader(self, name: str, role: Role) -> Account:
        """Somebody with a key who signed in today."""
        account = a.an_account(self.session, name, job=role.value, clock=self.clock)
        a.a_membership(account, role, self.ward, clock=self.clock)
        _key, self.keys[name], _words = a.a_reader_key(account, clock=self.clock)
        if role is Role.ADVOCATE:
            a.a_duty(account, self.ward, clock=self.clock)
        self.accounts[name] = account
        self.were_here(self.clock.today)
        return account

    def nurse(self, name: str) -> Account:
        """Somebody who works on the ward and reads nothing in private."""
        account = a.an_account(self.session, name, clock=self.clock)
        a.a_membership(account, Role.STAFF, self.ward, clock=self.clock)
        self.accounts[name] = account
        self.session.commit()
        return account

    def were_here(self, day: date | None, name: str = "") -> None:
        """Let everybody, or one reader, have signed in last on this day."""
        query = update(ReaderKey).values(present_on=day)
        self.session.execute(query.where(ReaderKey.account_id == self.accounts[name].id) if name else query)
        self.session.commit()

    # --- browsers ---

    def nobody(self) -> PageClient:
        """Somebody at the terminal who did not sign in."""
        return PageClient(self.app).at_screen("terminal")

    def patient(self) -> tuple[PageClient, Actor]:
        """Somebody at the terminal with a ward name."""
        actor = a.a_patient_actor(self.ward, clock=self.clock)
        assert actor.id is not None
        return self.nobody().sign_in_as(Kind.WARD_NAME, actor.id, self.ward.id, self.screen.id), actor

    def staff(self, name: str) -> PageClient:
        return PageClient(self.app).sign_in_as(Kind.ACCOUNT, self.accounts[name].id, self.ward.id)

    def types_paper(self, name: str) -> PageClient:
        """An advocate who has taken notes on paper on."""
        a.a_duty(self.accounts[name], self.ward, Duty.PAPER, clock=self.clock)
        return self.staff(name)

    # --- writing, page by page ---

    def to_who(self, client: PageClient, about: str = "yes", **ticks: Any) -> PageClient:
        client.get("/")
        client.follow("Tell someone in private")
        client.submit(GO_ON, about=about, **ticks)
        return client

    def to_words(self, client: PageClient, recipient: str = "advocate", about: str = "yes", **more: Any) -> PageClient:
        ticks = {"signs": more.pop("signs")} if "signs" in more else {}
        self.to_who(client, about, **ticks)
        client.submit(GO_ON, recipient=recipient, **more)
        return client

    def to_send(self, client: PageClient, words: str = "He pushed me", **chosen: Any) -> PageClient:
        more = {name: chosen.pop(name) for name in ("statements", "hurt_soon") if name in chosen}
        self.to_words(client, **chosen)
        client.submit(GO_ON, words=words, **more)
        return client

    def sends(self, words: str = "He pushed me", wants: str = "no-answer", **chosen: Any) -> PageClient:
        client = self.to_send(self.nobody(), words, **chosen)
        client.submit(TO_THE_ADVOCATE, wants=wants)
        assert is_receipt(client.page)
        return client

    # --- what is stored ---

    def waiting(self) -> list[Waiting]:
        with Session(self.apart) as session:
            return list(session.scalars(select(Waiting)))

    def concerns(self) -> list[Concern]:
        with Session(self.apart, expire_on_commit=False) as session:
            return list(session.scalars(select(Concern)))

    def it_is(self, day: date, hour: int, minute: int = 0) -> None:
        """Let the clock stand there, and everything be passed on that falls due."""
        self.clock.go_to(day, hour, minute)
        self.tick()

    def tick(self) -> None:
        actor = Actor(Door.CLOCK, self.ward.id, name=CLOCK.name)
        with Session(self.apart, expire_on_commit=False) as session, Session(self.main) as main:
            work = ApartWork(session, actor, self.clock, PEPPER)
            commands.release_due(work, main)
            work.commit()

    def passes_on(self) -> None:
        """Let the next release happen, at 13:00 of the same day."""
        self.tick()
        self.it_is(self.clock.today, 13)

    def reads(self, name: str) -> list[tuple[Head, Body]]:
        """What a reader can open of all that was passed on."""
        with Session(self.apart) as session:
            copies = list(session.scalars(select(Copy)))
        return [opened for copy in copies if (opened := _opened(copy, self.keys[name].private))]

    def holder(self, name: str) -> Holder:
        account = self.accounts[name]
        with Session(self.main, expire_on_commit=False) as session:
            key = session.scalars(select(ReaderKey).where(ReaderKey.account_id == account.id)).one()
        return Holder(key.id, account.id, account.name, account.job, key.public_key, key.present_on)

    def files(self) -> dict[str, bytes]:
        """Every file of the installation: databases, journals, whatever else was left."""
        folder = Path(str(self.apart.url.database)).parent
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _opened(copy: Copy, private: bytes) -> tuple[Head, Body] | None:
    try:
        return head_in(copy.head, private), body_in(copy.body, private)
    except CannotOpen:
        return None


def is_receipt(page: Node) -> bool:
    return bool(page.all("main", data_receipt=""))


def five_words(page: Node) -> str:
    """The words on a receipt; the marked element holds nothing else."""
    (marked,) = [node for node in page.all("p", "ol", "form", "section") if "data-words" in node.attrs]
    words: str = marked.text
    assert len(words.split()) == 5
    return words

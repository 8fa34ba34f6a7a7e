"""One ward whose advocate, listener and manager have keys, and somebody at its terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.concerns.house import Hospital
from tests.concerns.served import Served
from tests.conftest import PEPPER, SetClock
from wardvoice.concerns import commands, queries
from wardvoice.concerns.queries import Case, Mine
from wardvoice.concerns.rules import About, Pool, Recipient, next_release
from wardvoice.concerns.sealed import Body, Head
from wardvoice.config import Settings
from wardvoice.core.actor import CLOCK, Actor, Door, Role
from wardvoice.people.queries.keys import Holder, ReaderKind
from wardvoice.storage.apart import open_apart
from wardvoice.storage.apart_work import ApartWork
from wardvoice.storage.base import prepare
from wardvoice.storage.sealing import Found, Keys, find

WARD = UUID(int=7)
TERMINAL = Actor(Door.TERMINAL, WARD)
THE_CLOCK = Actor(Door.CLOCK, WARD, name=CLOCK.name)


@dataclass
class Reader:
    """Somebody who reads in private."""

    name: str
    role: Role
    keys: Keys = field(default_factory=Keys.fresh)
    key_id: UUID = field(default_factory=uuid4)
    account_id: UUID = field(default_factory=uuid4)

    @property
    def holder(self) -> Holder:
        return Holder(self.key_id, self.account_id, self.name, self.role.value, self.keys.public, None)

    @property
    def actor(self) -> Actor:
        return Actor(Door.OWN_DEVICE, WARD, self.account_id, self.name, frozenset({self.role}))


class Room:
    """The locked room of one ward, without a main database: its readers are given."""

    def __init__(self, apart: Engine, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session = Session(apart, expire_on_commit=False)
        self.clock = clock
        self.ines, self.omar = Reader("Ines", Role.ADVOCATE), Reader("Omar", Role.ADVOCATE)
        self.wren, self.ada = Reader("Wren", Role.LISTENER), Reader("Ada", Role.MANAGER)
        monkeypatch.setattr(queries.readers, "holders_of", lambda _main, _ward, who, _day: self.holders(who))
        monkeypatch.setattr(queries, "meeting_weekday", lambda _main, _ward: 3)

    def holders(self, recipient: Recipient) -> list[Holder]:
        of = {
            Recipient.ADVOCATE: (self.ines, self.omar),
            Recipient.LISTENER: (self.wren,),
            Recipient.MANAGER: (self.ada,),
            Recipient.BOTH: (self.ines, self.omar, self.wren),
        }
        return [reader.holder for reader in of[recipient]]

    def work(self, actor: Actor = TERMINAL) -> ApartWork:
        return ApartWork(self.session, actor, self.clock, PEPPER)

    def does(self, actor: Actor, command: Callable[..., object], *things: object, **facts: object) -> None:
        work = self.work(actor)
        command(work, *things, **facts)
        work.commit()

    def sends(
        self,
        words: str = "The night nurse pushed me",
        recipient: Recipient = Recipient.ADVOCATE,
        *,
        about: About = About.YES,
        found: Found | None = None,
        again: bytes | None = None,
        **head: object,
    ) -> None:
        facts = {"recipient": recipient, "holders": self.holders(recipient), "found": found, "again": again}
        self.does(TERMINAL, commands.send, head=Head(about, **head), body=Body(words), **facts)

    def it_is(self, day: date, hour: int = 7, minute: int = 0) -> None:
        self.clock.go_to(day, hour, minute)
        self.does(THE_CLOCK, commands.release_due, None)

    def next_time(self) -> None:
        """Go on to the next time at which readers off the ward get what waits."""
        due = next_release(Pool.OFF_WARD, self.clock.local(self.clock.now()), 3)
        self.it_is(due.date(), due.hour)

    def inbox(self, reader: Reader) -> list[queries.Line]:
        facts = {"places": {(ReaderKind(reader.role.value), None)}, "limit": 25}
        return queries.inbox(self.session, reader.key_id, reader.keys.private, **facts)[0]

    def case(self, reader: Reader, number: int = 0) -> Case:
        concern = self.inbox(reader)[number].concern
        return queries.case(self.session, None, reader.account_id, concern.id, self.clock.today)

    def opens(self, reader: Reader, number: int = 0) -> queries.Opened:
        case = self.case(reader, number)
        self.does(reader.actor, commands.note_opening, case)
        return queries.opened(self.session, case.concern, reader.key_id, reader.keys.private)

    def comes_back(self, found: Found) -> Mine:
        mine = queries.mine(self.session, found.lookup)
        assert mine is not None
        return mine

    def holder_of(self, found: Found) -> Actor:
        return Actor(Door.TERMINAL, WARD, slip=found.lookup.hex())


@pytest.fixture
def room(apart_engine: Engine, clock: SetClock, monkeypatch: pytest.MonkeyPatch, quick_sealing: None) -> Iterator[Room]:
    made = Room(apart_engine, clock, monkeypatch)
    made.it_is(date(2026, 3, 2), 10, 30)
    yield made
    made.session.close()


@pytest.fixture
def words(quick_sealing: None) -> Found:
    """What five words open."""
    return find("oak pin sun cup hat", PEPPER)


@pytest.fixture
def served(app: Flask, clock: SetClock, quick_sealing: None) -> Iterator[Served]:
    made = Served(app, clock)
    made.session.commit()
    yield made
    made.session.close()
    made.main.dispose()


@pytest.fixture
def hospital(app: Flask, settings: Settings, clock: SetClock, quick_sealing: None) -> Iterator[Hospital]:
    engine, apart = prepare(create_engine(settings.database_url)), open_apart(settings.concerns_database_url)
    with Session(engine, expire_on_commit=False) as session, Session(apart, expire_on_commit=False) as private:
        yield Hospital(app, session, private, clock)
    engine.dispose()

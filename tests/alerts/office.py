"""A ward whose nurses' office has a station screen: what its people see, and what the locked room holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.agenda.house import House
from tests.agenda.test_pages_adding import SEND, to_the_fourth_page
from tests.pages import PageClient
from wardvoice.alerts import commands
from wardvoice.alerts.commands import Runs
from wardvoice.alerts.models import Alert, ClosedAlert, CommandTest, Listening
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.people.models import Account
from wardvoice.storage.apart import beat
from wardvoice.storage.apart_work import ApartWork
from wardvoice.wards.rules import ScreenKind

SERIOUS = "I want to kill myself tonight"
NO_ONE = "No one will see this now. Go to staff or press your call button."
NO_ONE_AWAY = "No one will see this now. Press your call button or call a number below."
QUESTION = "This sounds serious. Shall we tell someone now?"


@dataclass
class Office(House):
    """Everything of the ward, and the locked room."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.duty_actor = self.on_duty()

    def on_duty(self, name: str = "Dot") -> Actor:
        """Somebody on the hospital's list."""
        account = builders.an_account(self.session, name, job="duty lead", clock=self.clock)
        builders.a_membership(account, Role.DUTY, None, clock=self.clock)
        return Actor(Door.OWN_DEVICE, self.ward.id, account.id, name, frozenset({Role.DUTY}))

    @property
    def duty(self) -> PageClient:
        return self.signed_in(self.duty_actor)

    @property
    def duty_on_the_ward(self) -> PageClient:
        """A duty lead who works on this ward, too."""
        both = self.on_duty("Max")
        account = self.session.get_one(Account, both.id)
        builders.a_membership(account, Role.STAFF, self.ward, clock=self.clock)
        return self.signed_in(both)

    @property
    def station(self) -> PageClient:
        return self.nobody(ScreenKind.STATION)

    # --- receivers ---

    def listens(self) -> None:
        """The station screen is there and tested, and the way to the duty list works."""
        station = self.screens[ScreenKind.STATION]
        with self.apart() as session:
            for row in (*session.scalars(select(Listening)), *session.scalars(select(CommandTest))):
                session.delete(row)
            session.flush()
            now = self.clock.now()
            session.add(Listening(ward_id=self.ward.id, screen_id=station.id, heard_at=now, tested_at=now))
            session.add(CommandTest(day=self.clock.today, worked=True))
            beat(session, self.clock.now())
            session.commit()

    def reaches_duty(self) -> None:
        """The way to the duty list works."""
        with self.apart() as session:
            session.add(CommandTest(day=self.clock.today, worked=True))
            beat(session, self.clock.now())
            session.commit()

    def hears_nothing(self) -> None:
        """The station screen is gone."""
        with self.apart() as session:
            for row in session.scalars(select(Listening)):
                session.delete(row)
            session.commit()

    def tick(self, runs: Runs) -> int:
        """A minute passes: what is due goes to the duty list."""
        with self.apart() as session, Session(self.session.get_bind()) as main:
            work = ApartWork(session, Actor(Door.CLOCK, self.ward.id), self.clock, builders.PEPPER)
            reached = commands.pass_on(work, main, runs)
            work.commit()
        return reached

    # --- what there is ---

    def heard_at(self) -> datetime:
        """When the station screen last said that it can sound."""
        with self.apart() as session:
            at = session.scalars(select(Listening.heard_at)).one()
        assert at is not None
        return at

    def apart(self) -> Session:
        return Session(self.app.extensions["apart"])

    def alerts(self) -> list[Alert]:
        with self.apart() as session:
            return list(session.scalars(select(Alert).order_by(Alert.raised_at)))

    def closed(self) -> list[ClosedAlert]:
        with self.apart() as session:
            return list(session.scalars(select(ClosedAlert)))

    # --- somebody at the terminal ---

    def writes(self, words: str = SERIOUS, at: PageClient | None = None) -> PageClient:
        """Somebody at the terminal writes this for the meeting, and sends it."""
        client = to_the_fourth_page(at or self.nobody(), words)
        client.submit(SEND, shown_as="patient")
        return client

    def calls(self, words: str = SERIOUS, answer: str = "Yes") -> PageClient:
        """Somebody writes this, is asked, and answers."""
        client = self.writes(words)
        client.submit(answer)
        return client


def command(told: list[tuple[str, str]], *, works: bool = True) -> Runs:
    """A program of the hospital that notes what it was told."""
    return partial(_note, told, works)


def _note(told: list[tuple[str, str]], works: bool, ward: str, place: str) -> bool:
    told.append((ward, place))
    return works

"""Alder ward, ready for a story: its screens, its rhythm of meetings, and whoever the story needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.databases import copy_of, hasty, put_back
from tests.journeys.people import (
    PASSWORD,
    PIN,
    Admin,
    Advocate,
    Lead,
    Manager,
    Newcomer,
    Nurse,
    Patient,
    Rep,
    Screen,
    Staff,
)
from wardvoice.actions.rules import Class
from wardvoice.config import Settings
from wardvoice.core.actor import Role
from wardvoice.meetings import commands as meetings
from wardvoice.meetings.rules import MeetingKind
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account
from wardvoice.people.queries import name_in_use
from wardvoice.people.rules import TermRole
from wardvoice.proof.chain import Walk
from wardvoice.proof.classes import classes
from wardvoice.proof.replay import Replayed
from wardvoice.proof.verify import Proof, verify
from wardvoice.storage.apart import open_apart
from wardvoice.storage.base import Base, prepare
from wardvoice.tick import tick
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import token_hash

THURSDAY = 3
FIRST_MEETING = date(2026, 3, 5)
SECOND_MEETING = date(2026, 3, 12)
THIRD_MEETING = date(2026, 3, 19)
"""The ward opened long ago; the stories begin on Monday 2 March, and it meets each Thursday at 10:30."""


class AlderWard:
    """One ward of sixteen beds. Ask it for people; what they do, they do through pages."""

    kept: ClassVar[dict[tuple[Any, ...], tuple[bytes, Any]]] = {}
    """Beginnings that many stories share are played once; afterwards the database is put back to how they left it."""

    def __init__(self, app: Flask, settings: Settings, clock: SetClock) -> None:
        self.app, self.clock, self.alert_command = app, clock, ""
        self.file = settings.instance / "wardvoice.sqlite"
        self.apart = open_apart(settings.concerns_database_url)
        self.engine = hasty(prepare(create_engine(settings.database_url)))
        self.began = clock.now()
        self.is_untouched = True
        self.remembered(("the ward opens",), self._opens)
        self.id: UUID = self.ask(lambda session: session.scalar(select(Ward.id)))
        self.began, self.is_untouched = clock.now(), True

    def _opens(self) -> None:
        clock = self.clock
        with self.opened() as session:
            ward = a.a_ward(session, clock=clock)
            for kind in ScreenKind:
                a.a_screen(ward, kind, token_hash=token_hash(f"the {kind.value}"), clock=clock)
            keeper = a.a_staff_actor(ward, Role.MANAGER, name="Ada", job="ward manager", clock=clock)
            rhythm = {"kind": MeetingKind.WARD, "weekday": THURSDAY, "at": time(10, 30), "every_weeks": 1}
            a.done(session, keeper, meetings.set_rhythm, clock, minutes=60, **rhythm)
        self.tick()

    def remembered(self, story: tuple[Any, ...], play: Callable[[], object]) -> None:
        """Play the beginning of a story, or put the ward into the state in which it was left when it was played."""
        key, untouched = (self.began, *story), self.is_untouched and self.clock.now() == self.began
        if untouched and key in self.kept:
            data, self.clock.moment_told = self.kept[key]
            put_back(data, self.file)
        else:
            play()
            if untouched:
                self.kept[key] = copy_of(self.file), self.clock.now()
        self.is_untouched = False

    # --- people ------------------------------------------------------------------------------------------------------

    def somebody(self) -> Patient:
        """A patient at the terminal who does not say who they are."""
        return Patient(self)

    def patient(self, word: str) -> Patient:
        """A patient with a ward name and PIN, who gets it now if there is none yet."""
        with self.opened() as session:
            if name_in_use(session, self.id, word) is None:
                self.is_untouched = False
                a.a_ward_name(self._ward(session), word, pin=PIN, clock=self.clock)
        return Patient(self, word)

    def rep(self, word: str = "Linnet", role: TermRole = TermRole.REP) -> Rep:
        """The rep (or deputy, or peer supporter), whose term begins now if it has not yet, at the meeting laptop."""
        with self.opened() as session:
            if name_in_use(session, self.id, word) is None:
                self.is_untouched = False
                name = a.a_ward_name(self._ward(session), word, pin=PIN, clock=self.clock)
                a.a_term(name, role, clock=self.clock)
        return Rep(self, word)

    def deputy(self, word: str = "Tern") -> Rep:
        return self.rep(word, TermRole.DEPUTY)

    def peer(self, word: str = "Puffin") -> Rep:
        return self.rep(word, TermRole.PEER)

    def nurse(self, name: str = "Tom", job: str = "nurse", ends_on: date | None = None) -> Nurse:
        return Nurse(self, self._account(name, job, Role.STAFF, ends_on))

    def manager(self, name: str = "Priya") -> Manager:
        return Manager(self, self._account(name, "ward manager", Role.MANAGER))

    def advocate(self, name: str = "Joan") -> Advocate:
        return Advocate(self, self._account(name, "advocate", Role.ADVOCATE))

    def lead(self, name: str = "Femi") -> Lead:
        return Lead(self, self._account(name, "service lead", Role.LEAD))

    def admin(self, name: str = "Wes") -> Admin:
        return Admin(self, self._account(name, "hospital admin", Role.ADMIN))

    def duty_lead(self, name: str = "Dot") -> Staff:
        return Staff(self, self._account(name, "duty lead", Role.DUTY))

    def newcomer(self) -> Newcomer:
        """Somebody at the terminal who has drawn a ward card."""
        return Newcomer(self, "the terminal")

    def board_screen(self) -> Screen:
        """The big screen on the wall."""
        return Screen(self)

    def station_screen(self) -> Screen:
        """The screen in the nurses' office."""
        return Screen(self, "the station")

    # --- time, and what the database says afterwards -----------------------------------------------------------------

    def tick(self) -> None:
        """Let everything happen that falls due by itself."""
        assert tick(self.engine, self.apart, self.clock, PEPPER, self.alert_command)

    def it_is(self, day: date, hour: int = 10, minute: int = 30) -> None:
        """Go to this time of this day, and let happen what falls due by itself."""
        self.clock.go_to(day, hour, minute)
        self.tick()

    def days_pass(self, days: int) -> None:
        self.clock.go_on(days=days)
        self.tick()

    def verified(self, head: str | None = None) -> Proof:
        """What `wardvoice verify` finds."""
        with self.opened() as session:
            return verify(session, head)

    def classes(self) -> list[Class]:
        """How the ward's promises are classed if the history alone is asked."""
        walk, replayed = Walk(self.id), Replayed()
        with self.opened() as session:
            for seq, body, words in walk.rows(session):
                replayed.play(seq, body, words)
        return list(classes(replayed, self.clock.today).values())

    def rows(self, *leave_out: str) -> dict[str, int]:
        """How many rows each table has."""
        with self.opened() as session:
            tables = [table for table in Base.metadata.sorted_tables if table.name not in leave_out]
            return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

    def ask(self, question: Callable[[Session], Any]) -> Any:
        """Look something up in a session of its own."""
        with self.opened() as session:
            return question(session)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """A session that keeps nobody from writing afterwards."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def _ward(self, session: Session) -> Ward:
        ward = session.get(Ward, self.id)
        assert ward is not None
        return ward

    def _account(self, name: str, job: str, role: Role, ends_on: date | None = None) -> str:
        """Return a username on this ward, of an account that is opened now if there is none yet."""
        username = f"{name.lower()}.alder"
        with self.opened() as session:
            if session.scalar(select(Account.id).where(Account.username == username)) is None:
                self.is_untouched = False
                kept = hash_password(PASSWORD)
                more = {"job": job, "username": username, "password_hash": kept, "ends_on": ends_on}
                account = a.an_account(session, name, clock=self.clock, **more)
                of_all = role in (Role.ADMIN, Role.DUTY)
                a.a_membership(account, role, None if of_all else self._ward(session), clock=self.clock)
        return username

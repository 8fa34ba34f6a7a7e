"""The served application with one ward in it, and browsers for its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from flask import Flask
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import SetClock
from tests.pages import PageClient
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.people.models import WardName
from wardvoice.storage.base import db
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash

PIN = "482915"
__all__ = ["PIN", "House"]


@dataclass
class House:
    """One ward behind real pages: a rep at the laptop, patients at the terminal, staff at their own computers."""

    app: Flask
    clock: SetClock
    session: Session = field(init=False)
    reader: Session = field(init=False)
    ward: Ward = field(init=False)
    screens: dict[ScreenKind, Screen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.app.app_context():
            engine = db.engine
        self.session = Session(engine, expire_on_commit=False)
        self.reader = Session(_onlooker(engine.url))
        self.ward = builders.a_ward(self.session, clock=self.clock)
        for kind in ScreenKind:
            made = builders.a_screen(self.ward, kind, token_hash=token_hash(kind.value), clock=self.clock)
            self.screens[kind] = made
        self.rep_actor = builders.a_patient_actor(self.ward, Role.REP, door=Door.LAPTOP, clock=self.clock)
        self.nurse_actor = builders.a_staff_actor(self.ward, Role.STAFF, clock=self.clock)
        self.manager_actor = builders.a_staff_actor(self.ward, Role.MANAGER, name="Ann", clock=self.clock)

    # --- browsers ---

    def nobody(self, kind: ScreenKind = ScreenKind.TERMINAL) -> PageClient:
        """Somebody at a screen of the ward who did not sign in."""
        return PageClient(self.app).at_screen(kind.value)

    def signed_in(self, actor: Actor) -> PageClient:
        """Somebody at a screen with a ward name, or at their own computer with an account."""
        assert actor.id is not None
        if not actor.is_patient:
            return PageClient(self.app).sign_in_as(Kind.ACCOUNT, actor.id, self.ward.id)
        kind = ScreenKind.LAPTOP if actor.door is Door.LAPTOP else ScreenKind.TERMINAL
        return self.nobody(kind).sign_in_as(Kind.WARD_NAME, actor.id, self.ward.id, self.screens[kind].id)

    @property
    def rep(self) -> PageClient:
        return self.signed_in(self.rep_actor)

    @property
    def nurse(self) -> PageClient:
        return self.signed_in(self.nurse_actor)

    @property
    def manager(self) -> PageClient:
        return self.signed_in(self.manager_actor)

    # --- people and things ---

    def patient(self, word: str = "Kestrel") -> Actor:
        """A patient with a ward name."""
        return builders.a_patient_actor(self.ward, word=word, clock=self.clock)

    def name_with_pin(self, word: str = "Kestrel") -> WardName:
        """A ward name that can be signed in with."""
        return builders.a_ward_name(self.ward, word, pin=PIN, clock=self.clock)

    def fresh(self) -> Session:
        """A session that sees what browsers have stored since, and keeps nobody waiting."""
        self.reader.rollback()
        return self.reader

    def close(self) -> None:
        self.session.close()
        self.reader.close()


@cache
def _onlooker(address: URL) -> Engine:
    """An engine that is not `prepare`d: to read with it never takes the one lock for writing."""
    return create_engine(address)

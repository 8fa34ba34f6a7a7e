"""A hospital with one ward, its screens, and people at their browsers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from flask import Blueprint, Flask
from sqlalchemy import Select
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from tests.served import served
from wardvoice.config import Settings
from wardvoice.core.actor import Role
from wardvoice.core.policy import May
from wardvoice.people import views as people
from wardvoice.people.hashing import hash_password
from wardvoice.people.models import Account
from wardvoice.people.queries import CallerLoader
from wardvoice.storage.base import db
from wardvoice.wards import views as wards
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.drawn import Drawn
from wardvoice.web.guard import requires
from wardvoice.web.hall import Hall
from wardvoice.web.house import build
from wardvoice.web.pages import Answer, page
from wardvoice.web.sessions import Kind, token_hash

T = TypeVar("T")

PASSWORD = "kettle orange stair"
TERMINAL, LAPTOP, BOARD = "token-of-the-terminal", "token-of-the-laptop", "token-of-the-board"


@dataclass
class House:
    """The ward in the application's own database, and who comes to it."""

    app: Flask
    session: Session
    ward: Ward
    screens: dict[str, Screen]

    def ask(self, query: Select[T]) -> list[T]:
        """Read something in a session of its own, so that the application can write again."""
        with Session(self.session.get_bind()) as session:
            return list(session.scalars(query))

    def anybody(self) -> PageClient:
        """A browser that nobody knows."""
        return PageClient(self.app)

    def at(self, token: str = TERMINAL) -> PageClient:
        """Somebody at a screen of the ward."""
        return self.anybody().at_screen(token)

    def account(self, name: str, *roles: Role, password: str | None = None) -> Account:
        """An account with parts on the ward; with a password it can sign in as the small letters of its name."""
        hashed = hash_password(password) if password else a.NO_PASSWORD
        account = a.an_account(self.session, name, username=name.lower(), password_hash=hashed)
        if password:
            a.accepts_conduct(account)
        for role in roles:
            a.a_membership(account, role, None if role is Role.ADMIN else self.ward)
        return account

    def staff(self, *roles: Role, name: str = "Tom") -> PageClient:
        """A member of staff who is signed in at the own computer."""
        return self.anybody().sign_in_as(Kind.ACCOUNT, self.account(name, *roles).id, self.ward.id)

    def patient(self, *roles: Role, token: str = TERMINAL) -> PageClient:
        """A patient who is signed in with a ward name."""
        actor = a.a_patient_actor(self.ward, *roles)
        assert actor.id is not None
        return self.at(token).sign_in_as(Kind.WARD_NAME, actor.id, self.ward.id, self.screens[token].id)


home = Blueprint("home", __name__)


@home.get("/")
@requires(May.READ_WARD)
def start() -> Answer:
    """A start page that knows no room above this one."""
    return page("errors/refused.html", title="Start", sentence="Here it begins.", way_on=None)


board = Blueprint("board", __name__)


@board.get("/my-name/leaving")
@requires(May.SEE_MY_THINGS)
def leaving() -> Answer:
    """The page for whoever leaves, which belongs to a room above these."""
    return page("errors/refused.html", title="Leaving", sentence="Are you leaving?", way_on=None)


@pytest.fixture(scope="session")
def standing_ground_floor(standing: Flask, calendar: SetClock) -> Iterator[Flask]:
    """The application with these two rooms alone."""
    told, whole, secret = standing.extensions["hall"].settings, lambda: True, b"secret of the tests"
    with served(build(Hall(told, calendar, CallerLoader(calendar), whole, secret, PEPPER))) as app:
        for room in (home, board, wards.bp, people.bp):
            app.register_blueprint(room)
        yield app


@pytest.fixture
def ground_floor(standing_ground_floor: Flask, settings: Settings, clock: SetClock) -> Flask:
    """The two rooms as they were just opened, with a database of this test's own."""
    standing_ground_floor.extensions["drawn"] = Drawn()
    return standing_ground_floor


@pytest.fixture
def house(ground_floor: Flask) -> Iterator[House]:
    """Alder ward with four beds, a terminal, a laptop and a board."""
    with ground_floor.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        ward = a.a_ward(session, beds=4)
        kinds = {TERMINAL: ScreenKind.TERMINAL, LAPTOP: ScreenKind.LAPTOP, BOARD: ScreenKind.BOARD}
        screens = {token: a.a_screen(ward, kind, token_hash=token_hash(token)) for token, kind in kinds.items()}
        yield House(ground_floor, session, ward, screens)

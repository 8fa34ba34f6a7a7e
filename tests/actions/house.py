"""The served application with one ward in it, and browsers for its people."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from tests.actions.world import World
from tests.builders import a_screen, a_term
from tests.conftest import SetClock
from tests.pages import PageClient
from wardvoice.people.models import Account, WardName
from wardvoice.wards.models import Screen
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash


class HouseWorld(World):
    """A ward behind real pages. After a browser has changed something call `again` on what you hold."""

    def __init__(self, app: Flask, session: Session, clock: SetClock) -> None:
        self.app = app
        super().__init__(session, clock)
        self.terminal = self._screen(ScreenKind.TERMINAL)
        self.laptop = self._screen(ScreenKind.LAPTOP)
        self.board = self._screen(ScreenKind.BOARD)
        a_term(self.rep, clock=clock)

    def _screen(self, kind: ScreenKind) -> Screen:
        return a_screen(self.ward, kind, token_hash=token_hash(kind.value), clock=self.clock)

    def staff(self, account: Account | None = None) -> PageClient:
        """A member of staff at their own computer: Tom, if nobody else is meant."""
        return PageClient(self.app).sign_in_as(Kind.ACCOUNT, (account or self.nurse).id, self.ward.id)

    def nobody(self, kind: ScreenKind = ScreenKind.TERMINAL) -> PageClient:
        """Somebody at a screen of the ward who did not sign in."""
        return PageClient(self.app).at_screen(kind.value)

    def patient_at(self, name: WardName, screen: Screen | None = None) -> PageClient:
        """Somebody with a ward name, at the terminal."""
        screen = screen or self.terminal
        client = self.nobody(screen.kind)
        return client.sign_in_as(Kind.WARD_NAME, name.id, self.ward.id, screen.id)

    def rep_at_laptop(self) -> PageClient:
        """The rep at the meeting laptop."""
        return self.patient_at(self.rep, self.laptop)

    def again(self, thing):  # type: ignore[no-untyped-def]
        """The thing as the database has it now."""
        self.session.rollback()
        self.session.refresh(thing)
        self.session.commit()  # an open transaction would keep the pages from writing
        return thing

    def stored_now(self, model):  # type: ignore[no-untyped-def]
        """Every row of a table as the database has it now."""
        self.session.rollback()
        self.session.expire_all()
        rows = self.session.query(model).all()
        self.session.commit()
        return rows

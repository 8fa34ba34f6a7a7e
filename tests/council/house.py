"""The two wards and their council behind real pages, with a browser for everybody."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.council.hospital import TwoWards
from tests.pages import PageClient
from wardvoice.agenda.models import Item
from wardvoice.core.actor import Door
from wardvoice.storage.base import db
from wardvoice.tick import tick
from wardvoice.wards.models import Screen, Ward
from wardvoice.wards.rules import ScreenKind
from wardvoice.web.sessions import Kind, token_hash


@dataclass
class House:
    """Everybody comes in at their own ward; the council is reached from there."""

    app: Flask
    clock: SetClock
    engine: Engine = field(init=False)
    wards: TwoWards = field(init=False)
    screens: dict[tuple[str, Door], Screen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.app.app_context():
            self.engine = db.engine
        self.wards = TwoWards(Session(self.engine, expire_on_commit=False), self.clock)
        for ward in (self.wards.alder, self.wards.birch):
            for kind in (ScreenKind.TERMINAL, ScreenKind.LAPTOP):
                token = token_hash(f"{kind.value} of {ward.name}")
                self.screens[ward.name, Door(kind.value)] = a.a_screen(ward, kind, token_hash=token, clock=self.clock)

    def at(self, screen: str) -> PageClient:
        """Somebody at a screen, as "terminal of Alder", who did not sign in."""
        return PageClient(self.app).at_screen(screen)

    def browser(self, who: str) -> PageClient:
        """One of the people of the wards at their screen, or at their own computer."""
        actor = self.wards.people[who]
        assert actor.id is not None
        if not actor.is_patient:
            return PageClient(self.app).sign_in_as(Kind.ACCOUNT, actor.id, actor.ward_id)
        ward = self.wards.session.get_one(Ward, actor.ward_id).name
        screen = self.screens[ward, actor.door]
        person = self.at(f"{actor.door.value} of {ward}")
        return person.sign_in_as(Kind.WARD_NAME, actor.id, actor.ward_id, screen.id)

    def council(self, who: str) -> PageClient:
        """One of them, who has gone to the council from the start page."""
        person = self.browser(who)
        person.get("/")
        person.follow("ouncil")
        return person

    def tick(self) -> None:
        """Everything that falls due by itself, on the wards and at the council."""
        apart = self.app.extensions["apart"]
        assert tick(self.engine, apart, self.clock, PEPPER)

    def page_of(self, origin: Item) -> str:
        """Where the council's page of a ward's item stands."""
        return f"/council/agenda/items/{self.wards.stands_for(origin).id}"

    def close(self) -> None:
        self.wards.session.close()

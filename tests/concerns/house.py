"""A hospital whose readers have keys, with what somebody sent in private, and people at their browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from tests import builders as a
from tests.conftest import PEPPER, SetClock
from tests.pages import PageClient
from wardvoice.concerns import commands, queries
from wardvoice.concerns.models import Concern
from wardvoice.concerns.queries.writers import holders_of
from wardvoice.concerns.rules import About, Recipient
from wardvoice.concerns.sealed import Body, Head
from wardvoice.core.actor import Actor, Door, Role
from wardvoice.people.models import Account
from wardvoice.storage.apart_work import ApartWork, LogRow
from wardvoice.storage.sealing import Found
from wardvoice.wards.models import Ward
from wardvoice.web.sessions import Kind

READERS = {"Ines": Role.ADVOCATE, "Omar": Role.ADVOCATE, "Wren": Role.LISTENER, "Ada": Role.MANAGER}
OTHERS = {"Tom": Role.STAFF, "Lea": Role.LEAD, "Wes": Role.ADMIN, "Rae": Role.REVIEWER}


@dataclass
class Hospital:
    """Alder and Birch ward; every account is Alder's, but Finn's, who is the advocate on Birch."""

    app: Flask
    session: Session
    apart: Session
    clock: SetClock
    ward: Ward = field(init=False)
    accounts: dict[str, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ward, self.birch = a.a_ward(self.session, "Alder"), a.a_ward(self.session, "Birch")
        for name, role in {**READERS, **OTHERS}.items():
            self.account(name, role, self.ward)
        self.account("Finn", Role.ADVOCATE, self.birch)
        for name in (*READERS, "Finn"):
            a.a_reader_key(self.accounts[name])
        for name in ("Ines", "Omar"):
            a.a_duty(self.accounts[name], self.ward)
        a.a_duty(self.accounts["Finn"], self.birch)
        self.session.commit()

    def account(self, name: str, role: Role, ward: Ward) -> Account:
        self.accounts[name] = a.an_account(self.session, name, job=role.value)
        a.a_membership(self.accounts[name], role, None if role is Role.ADMIN else ward)
        if name not in READERS and name != "Finn":
            a.accepts_conduct(self.accounts[name])
        return self.accounts[name]

    def browser(self, name: str, ward: Ward | None = None) -> PageClient:
        """Somebody at the own computer, signed in."""
        at = ward or (self.birch if name == "Finn" else self.ward)
        return PageClient(self.app).sign_in_as(Kind.ACCOUNT, self.accounts[name].id, at.id)

    def reader(self, name: str) -> PageClient:
        """A reader whose key is unlocked."""
        browser = self.browser(name)
        browser.get("/my-key")
        browser.submit("Unlock my key", passphrase=a.PASSPHRASE)
        return browser

    def work(self, actor: Actor) -> ApartWork:
        return ApartWork(self.apart, actor, self.clock, PEPPER)

    def sends(
        self,
        words: str = "The night nurse pushed me",
        recipient: Recipient = Recipient.ADVOCATE,
        *,
        about: About = About.YES,
        found: Found | None = None,
        body: Body | None = None,
        **head: object,
    ) -> None:
        """Somebody sends a concern from the terminal; it waits."""
        holders = holders_of(self.session, self.ward.id, recipient, self.clock.today)
        self.session.commit()  # an open transaction would keep the pages from writing
        work = self.work(Actor(Door.TERMINAL, self.ward.id))
        facts = {"recipient": recipient, "holders": holders, "found": found}
        commands.send(work, head=Head(about, **head), body=body or Body(words), **facts)
        work.commit()

    def writes_back(self, found: Found, words: str) -> None:
        """Its writer comes back with five words and adds something; it waits."""
        work = self.work(Actor(Door.TERMINAL, self.ward.id, slip=found.lookup.hex()))
        mine = queries.mine(self.apart, found.lookup)
        assert mine is not None
        holders = holders_of(self.session, self.ward.id, mine.released.recipient, self.clock.today)
        self.session.commit()
        commands.write_back(work, mine=mine, holders=holders, words=words)
        work.commit()

    def it_is(self, day: date, hour: int = 13, minute: int = 0) -> None:
        """The clock stands here, and what falls due has gone out."""
        self.clock.go_to(day, hour, minute)
        work = self.work(Actor(Door.CLOCK, self.ward.id, name="WardVoice"))
        commands.release_due(work, self.session)
        work.commit()
        self.session.commit()

    def arrives(self, words: str = "The night nurse pushed me", *more: Recipient, **facts: object) -> Concern:
        """A concern that was sent this morning and came out at one o'clock."""
        known = {one.id for one in self.concerns()}
        self.sends(words, *more, **facts)
        self.it_is(self.clock.today)
        return next(one for one in self.concerns() if one.id not in known)

    def concerns(self) -> list[Concern]:
        self.apart.expire_all()
        found = self.apart.query(Concern).all()
        self.apart.commit()
        return found


def at(concern: Concern) -> str:
    """The address of a concern."""
    return f"/concerns/{concern.uuid}"


def logged(hospital: Hospital) -> list[str]:
    """Return what readers did, in the order in which the log has it."""
    hospital.apart.expire_all()
    found = [row.what for row in hospital.apart.query(LogRow).order_by(LogRow.seq)]
    hospital.apart.commit()
    return found

"""The readers of the invented hospital accept the conduct text and make keys; the advocate takes the duties on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor, Door, Role
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.doors import DOORS, PASSPHRASE
from wardvoice.demo.stage import LiveStage
from wardvoice.people import commands as people
from wardvoice.people.keyring import lock_up
from wardvoice.people.models import Account, Membership, ReaderKey
from wardvoice.people.queries.keys import Holder
from wardvoice.people.rules import Duty, ReaderKind
from wardvoice.storage.sealing import Keys
from wardvoice.wards.models import Ward

FIRST_WARDS = WARDS[:2]
"""Elsewhere in a large hospital nobody reads: a key takes a third of a second to make."""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads in private, with their key in the hand."""

    account: Account
    actor: Actor
    key_id: UUID
    keys: Keys

    @property
    def holder(self) -> Holder:
        """They, as words are sealed to them."""
        return Holder(self.key_id, self.account.id, self.account.name, self.account.job, self.keys.public, None)


def take_up(stage: LiveStage) -> list[Reader]:
    """Let everybody whom one can be accept the conduct text, and readers make their keys; return those readers."""
    readers, accepted = [], set()
    for account, actor in _cast(stage.engine):
        if account.id not in accepted:  # whoever is invited to two wards accepts it once
            stage.tell(actor, people.accept_conduct, account=account)
        accepted.add(account.id)
        if actor.has(*(Role(kind.value) for kind in ReaderKind)):
            readers.append(_make_key(stage, actor, account))
        if actor.has(Role.ADVOCATE):
            for duty in Duty:
                stage.tell(actor, people.take_duty, duty=duty, ward_id=None)
    return readers


def come_in(engine: Engine, today: date) -> None:
    """Every reader counts as signed in today, so that all of them are offered."""
    with Session(engine) as session:
        session.execute(update(ReaderKey).where(ReaderKey.retired_on.is_(None)).values(present_on=today))
        session.commit()


def _make_key(stage: LiveStage, actor: Actor, account: Account) -> Reader:
    keys = Keys.fresh()
    locked = lock_up(keys, PASSPHRASE)
    blobs: dict[str, Any] = {"public_key": keys.public, "wrapped": locked.wrapped, "recovery": locked.recovery}
    key = stage.tell(actor, people.make_key, account=account, **blobs)
    return Reader(account, actor, key.id, keys)


def _cast(engine: Engine) -> list[tuple[Account, Actor]]:
    """Return those whom one can be, and whoever reads on the first wards, each with what they are."""
    ways = {way.username for way in DOORS.values() if way.username}
    parts = select(Account, Membership).join(Membership, Membership.account_id == Account.id)
    parts = parts.outerjoin(Ward, Ward.id == Membership.ward_id).where(Account.closed_on.is_(None))
    here = Account.username.in_(ways) | ((Membership.role == Role.MANAGER) & Ward.name.in_(FIRST_WARDS))
    with Session(engine, expire_on_commit=False) as session:
        rows = session.execute(parts.where(here).order_by(Account.username)).all()
    return [
        (account, Actor(Door.OWN_DEVICE, part.ward_id, account.id, account.name, frozenset({part.role})))
        for account, part in rows
    ]

"""Lets those whom one can be through the doorway into the first ward of the large hospital."""

from __future__ import annotations

from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Role
from wardvoice.demo.cast import Cast, Person
from wardvoice.demo.content.places import WARDS
from wardvoice.demo.life.opening import enrol
from wardvoice.demo.life.people import Keys, admit, choose
from wardvoice.demo.life.ward import Life
from wardvoice.demo.reviewed import invite
from wardvoice.demo.stage import LiveStage
from wardvoice.people.models import Account
from wardvoice.wards.models import Ward
from wardvoice.wards.rules import ScreenKind

PATIENT, REP = "Kestrel", "Linnet"


def let_in(stage: LiveStage, keys: Keys, tokens: dict[ScreenKind, str]) -> None:
    """Give a large hospital the two ward names, the screens and the reviewer that the doorway leads to, told live."""
    with Session(stage.engine) as session:
        ward = session.scalars(select(Ward).where(Ward.name == WARDS[0])).one()
        life = Life(stage, Cast(ward.id), Random(PATIENT))  # noqa: S311  the same each time, and no secret
        shared = (_hired(session, life.cast, role) for role in (Role.ADMIN, Role.ADVOCATE, Role.REVIEWER))
        admin, advocate, reviewer = shared
        first_two = list(session.scalars(select(Ward.id).where(Ward.name.in_(WARDS[:2])).order_by(Ward.name)))
    enrol(stage, admin.actor, ward, tokens)
    for word in (PATIENT, REP):
        admit(life, word, advocate.actor, keys)
    choose(life, REP, Role.REP, advocate.actor)
    invite(life.tell, admin.actor, reviewer.thing, first_two, life.today)


def _hired(session: Session, cast: Cast, role: Role) -> Person:
    account: Any = session.scalars(select(Account).where(Account.username == role.value)).one()
    return cast.hire(role.value, account, role)

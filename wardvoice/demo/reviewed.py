"""Owen is invited to review wards of the invented hospital, and reads how they are doing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import Actor, Role
from wardvoice.core.clock import Clock
from wardvoice.demo.content.places import WARDS
from wardvoice.evidence.models import View
from wardvoice.evidence.rules.periods import shown_first
from wardvoice.people import commands as people
from wardvoice.people.models import Account, Membership
from wardvoice.people.rules.accounts import LONGEST_REVIEW
from wardvoice.wards.models import Ward

READ = (("hospital", 15, 10), ("ward", 15, 10), ("measure 7", 15, 11), ("ward", 8, 14), ("measure 11", 3, 9))
"""What Owen read, how many days ago, and at which hour."""


def invite(tell: Callable[..., Any], admin: Actor, reviewer: Account, ward_ids: Iterable[UUID], today: date) -> None:
    """An admin invites somebody to wards for as long as that is possible."""
    for ward_id in ward_ids:
        facts = {"role": Role.REVIEWER, "ward_id": ward_id, "last_day": today + LONGEST_REVIEW}
        tell(admin, people.give_membership, account=reviewer, **facts)


def has_read(engine: Engine, clock: Clock, today: date) -> None:
    """Write down what whoever was invited by then has read of the first ward."""
    with Session(engine) as session:
        invited = select(Membership).join(Ward, Ward.id == Membership.ward_id)
        part = session.scalars(invited.where(Membership.role == Role.REVIEWER, Ward.name == WARDS[0])).one()
        period, ids = shown_first(today), Random("read")  # noqa: S311  the same each time, and no secret
        for page, days, hour in READ:
            day = today - timedelta(days=days)
            if day >= part.since:
                facts = {"first": period.first, "last": period.last, "at": clock.moment(day, hour)}
                ward_id = None if page == "hospital" else part.ward_id
                view = View(id=UUID(int=ids.getrandbits(128), version=4), page=page, ward_id=ward_id, **facts)
                view.account_id = part.account_id
                session.add(view)
        session.commit()

"""Whose names could stand in what a patient writes."""

from __future__ import annotations

from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from wardvoice.people.models import Account, Membership
from wardvoice.people.namelist import first_names
from wardvoice.people.queries.holding import account_in_use, runs
from wardvoice.people.queries.names import words_in_use
from wardvoice.people.rules.naming import Known, Named, named
from wardvoice.storage.bound import TODAY, WARD_ID
from wardvoice.wards.models import Ward

__all__ = ["Named", "known_names", "named_in", "names_in"]


def named_in(
    session: Session, ward_id: UUID, today: date, text: str, *, own: str | None = None, staff_too: bool = True
) -> list[Named]:
    """Return which words of a text look like names of people on this ward; looked at in memory and kept nowhere."""
    return named(text, known_names(session, ward_id, today, own), staff_too=staff_too)


def names_in(session: Session, ward_id: UUID, today: date, text: str) -> tuple[str, ...]:
    """Return the words of a text that look like names of people on this ward, for a room that may know no people."""
    return tuple(one.word for one in named_in(session, ward_id, today, text))


def known_names(session: Session, ward_id: UUID, today: date, own: str | None = None) -> Known:
    """Return the names that this ward could mean. Nobody is asked about `own`, the ward name of whoever writes."""
    sure, also_words = first_names()
    ward = session.get(Ward, ward_id)
    not_people = [*(ward.name if ward else "").split(), own or ""]
    return Known(
        ward_names=frozenset(word.casefold() for word in words_in_use(session, ward_id)),
        staff=_staff(session, ward_id, today),
        first_names=sure,
        also_words=also_words,
        not_people=frozenset(word.casefold() for word in not_people),
    )


def _staff(session: Session, ward_id: UUID, today: date) -> dict[str, str]:
    """Return the parts of the names of everybody with an account who works on this ward, and their jobs."""
    rows = session.execute(_at_work_here(), {"ward_id": ward_id, "today": today}).all()
    return {part.casefold(): job for name, job in rows for part in name.split() if len(part) > 1}


@cache
def _at_work_here() -> Select[str, str]:
    return (
        select(Account.name, Account.job)
        .join(Membership, Membership.account_id == Account.id)
        .where(runs(Membership, TODAY), account_in_use(TODAY))
        .where(or_(Membership.ward_id == WARD_ID, Membership.ward_id.is_(None)))
        .distinct()
        .order_by(Account.name, Account.job)
    )

"""Terms: who is rep, deputy or peer supporter of a ward, and how the rep's post stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from wardvoice.core.actor import WARD_STAFF
from wardvoice.core.history import Happened
from wardvoice.people.models import Membership, Pause, Term, WardName
from wardvoice.people.queries.holding import in_post, pause_runs, post_from, post_of
from wardvoice.people.rules.terms import REPS, Post
from wardvoice.storage.bound import TODAY, WARD_ID
from wardvoice.storage.finding import one_of
from wardvoice.storage.history import BY_A_STAND_IN, HistoryRow
from wardvoice.wards.models import Ward

REPS_WORK = frozenset(
    {
        *(Happened.AGENDA_PUBLISHED, Happened.MEETING_PLANNED, Happened.MEETING_CHANGED, Happened.MEETING_CALLED_OFF),
        *(Happened.MEETING_OPENED, Happened.MEETING_CLOSED, Happened.ATTENDANCE_COUNTED, Happened.HANDS_COUNTED),
        *(Happened.ITEM_PLACED, Happened.ITEM_TAKEN_OFF, Happened.ITEM_MOVED, Happened.ITEM_PUT_OFF),
        *(Happened.ITEM_READ, Happened.ITEM_CARRIED),
    }
)
"""What a rep does for the ward and staff, while they stand in, do in the rep's place."""


@dataclass(frozen=True)
class TermShown:
    """A term, the word of whoever holds it (None once the name is at rest), and the day until which they rest."""

    term: Term
    word: str | None
    rests_until: date | None = None


def post(session: Session, ward_id: UUID, today: date) -> Post:
    """Return how the rep's post of a ward stands."""
    row = session.execute(_post(), {"ward_id": ward_id, "today": today}).one()
    return post_from(row, row.opened_on)


@cache
def _post() -> Select[Any]:
    return select(Ward.opened_on, *post_of(Ward.id, TODAY)).where(Ward.id == WARD_ID)


def terms_of(session: Session, ward_id: UUID, today: date) -> list[TermShown]:
    """Return every term of a ward, the latest first."""
    rows = session.execute(
        select(Term, WardName.word, WardName.rests_since, func.max(Pause.until))
        .join(WardName, WardName.id == Term.ward_name_id)
        .outerjoin(Pause, and_(Pause.term_id == Term.id, pause_runs(today)))
        .where(Term.ward_id == ward_id)
        .group_by(Term.id, WardName.id)
        .order_by(Term.starts_on.desc(), Term.role, Term.id)
    )
    return [TermShown(term, None if gone else word, until) for term, word, gone, until in rows]


def term(session: Session, ward_id: UUID, term_id: UUID) -> Term:
    """Return a term by its id; NotFound for another ward's."""
    return one_of(session, Term, term_id, ward_id=ward_id)


def running_terms(session: Session, ward_name_id: UUID, today: date) -> list[Term]:
    """Return the terms that a ward name holds today, or will hold."""
    return [
        held
        for held in session.scalars(select(Term).where(Term.ward_name_id == ward_name_id))
        if (held.ended_on or held.ends_on) > today
    ]


def reps_in_post(session: Session, ward_id: UUID, today: date) -> list[Term]:
    """Return the terms that run on a ward today."""
    return list(session.scalars(select(Term).where(Term.ward_id == ward_id, in_post(today))))


def resting(session: Session, ward_name_id: UUID, today: date) -> list[Pause]:
    """Return each "not this week" of a ward name that holds today."""
    query = select(Pause).join(Term, Term.id == Pause.term_id)
    return list(session.scalars(query.where(Term.ward_name_id == ward_name_id, pause_runs(today))))


def terms_as_rep(session: Session, ward_name_id: UUID, today: date) -> list[Term]:
    """Return the terms as rep or deputy that a ward name holds today."""
    query = select(Term).where(Term.ward_name_id == ward_name_id, Term.role.in_(REPS), in_post(today))
    return list(session.scalars(query.order_by(Term.starts_on, Term.id)))


def days_with_staff_in_their_place(session: Session, ward_id: UUID, first: date, last: date) -> int:
    """Return on how many days, first and last included, staff of the ward did the rep's work in the rep's place."""
    bodies = session.scalars(
        select(HistoryRow.body).where(
            HistoryRow.chain == ward_id,
            HistoryRow.what.in_([what.value for what in REPS_WORK]),
            BY_A_STAND_IN,
        )
    )
    staff = {str(account_id) for account_id in session.scalars(_ever_staff(ward_id))}
    told = [json.loads(body) for body in bodies]
    days = {date.fromisoformat(one["day"]) for one in told if one["person"] in staff}
    return sum(first <= day <= last for day in days)


def _ever_staff(ward_id: UUID) -> Select[UUID]:
    of_ward = or_(Membership.ward_id == ward_id, Membership.ward_id.is_(None))
    return select(Membership.account_id).where(of_ward, Membership.role.in_(WARD_STAFF))

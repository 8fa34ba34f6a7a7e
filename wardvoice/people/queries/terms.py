"""Terms: who is rep, deputy or peer supporter of a ward, and how the rep's post stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wardvoice.core.errors import N_, NotFound
from wardvoice.people.models import Term, WardName
from wardvoice.people.queries.caller import in_post, post_of
from wardvoice.people.rules.terms import Post
from wardvoice.wards.models import Ward


@dataclass(frozen=True)
class TermShown:
    """A term and the word of whoever holds it; None once the name is at rest."""

    term: Term
    word: str | None


def post(session: Session, ward_id: UUID, today: date) -> Post:
    """Return how the rep's post of a ward stands."""
    columns = select(Ward.opened_on, *post_of(Ward.id, today)).where(Ward.id == ward_id)
    opened_on, filled, has_peer, empty_since = session.execute(columns).one()
    return Post(bool(filled), empty_since or opened_on, bool(has_peer))


def terms_of(session: Session, ward_id: UUID) -> list[TermShown]:
    """Return every term of a ward, the latest first."""
    rows = session.execute(
        select(Term, WardName.word, WardName.rests_since)
        .join(WardName, WardName.id == Term.ward_name_id)
        .where(Term.ward_id == ward_id)
        .order_by(Term.starts_on.desc(), Term.role, Term.id)
    )
    return [TermShown(term, None if rests else word) for term, word, rests in rows]


def term(session: Session, ward_id: UUID, term_id: UUID) -> Term:
    """Return a term by its id; NotFound for another ward's."""
    found = session.scalar(select(Term).where(Term.ward_id == ward_id, Term.id == term_id))
    if found is None:
        raise NotFound(N_("There is nothing at this address."))
    return found


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

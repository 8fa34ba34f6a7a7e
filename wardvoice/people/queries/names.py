"""Ward names: which live, which words are on offer, and how a name is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wardvoice.people.models import WardName
from wardvoice.people.rules import names as rules
from wardvoice.people.wordlist import words_of_the_house
from wardvoice.storage.finding import one_of


def living_names(session: Session, ward_id: UUID, today: date) -> int:
    """Return how many ward names count against the beds today."""
    return session.scalar(select(func.count()).select_from(WardName).where(*_living(ward_id, today))) or 0


def words_on_offer(session: Session, ward_id: UUID, today: date, how_many: int = rules.ON_OFFER) -> list[str]:
    """Return some words that nobody on the ward uses, or has used in the last year."""
    return rules.on_offer(words_of_the_house(), _taken(session, ward_id, today), how_many)


def is_on_offer(session: Session, ward_id: UUID, word: str, today: date) -> bool:
    """Return whether a word is on the list and free on this ward."""
    return word in words_of_the_house() and rules.folded(word) not in _taken(session, ward_id, today)


def name_in_use(session: Session, ward_id: UUID, typed: str) -> WardName | None:
    """Return the ward name that somebody typed, or None; a name at rest is nobody's."""
    wanted = rules.folded(typed)
    in_use = select(WardName).where(WardName.ward_id == ward_id, WardName.rests_since.is_(None))
    return next((name for name in session.scalars(in_use) if rules.folded(name.word) == wanted), None)


def ward_name(session: Session, ward_id: UUID, name_id: UUID | None) -> WardName:
    """Return a ward name by its id; NotFound for another ward's."""
    return one_of(session, WardName, name_id, ward_id=ward_id)


def newest_provisional(session: Session, ward_id: UUID, now: datetime, today: date) -> WardName | None:
    """Return a living name that took the place of one under notice, for the case that the old one comes back."""
    standing_by = select(WardName).where(*_living(ward_id, today), WardName.provisional_until > now)
    return session.scalars(standing_by.order_by(WardName.provisional_until.desc(), WardName.id)).first()


def shown_names(session: Session, ward_id: UUID, ids: Iterable[UUID]) -> dict[UUID, str | None]:
    """Return the words of these ward names; None for one at rest: then the page says "a former patient"."""
    wanted = select(WardName.id, WardName.word, WardName.rests_since).where(
        WardName.ward_id == ward_id, WardName.id.in_(list(ids))
    )
    return {name_id: None if rests else word for name_id, word, rests in session.execute(wanted)}


def words_in_use(session: Session, ward_id: UUID) -> set[str]:
    """Return the words by which people of this ward are known now."""
    return set(
        session.scalars(select(WardName.word).where(WardName.ward_id == ward_id, WardName.rests_since.is_(None)))
    )


def names_to_rest(session: Session, ward_id: UUID, now: datetime, today: date) -> list[WardName]:
    """Return the names whose notice ran out, and those that nobody used for twelve weeks."""
    in_use = select(WardName).where(WardName.ward_id == ward_id, WardName.rests_since.is_(None)).order_by(WardName.id)
    return [name for name in session.scalars(in_use) if rules.falls_asleep(name, now=now, today=today)]


def _taken(session: Session, ward_id: UUID, today: date) -> set[str]:
    used = session.execute(select(WardName.word, WardName.rests_since).where(WardName.ward_id == ward_id))
    return rules.words_taken([(word, rests) for word, rests in used], today)


def _living(ward_id: UUID, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        WardName.ward_id == ward_id,
        WardName.rests_since.is_(None),
        WardName.notice_until.is_(None),
        WardName.last_used >= today - rules.LIVES,
    )

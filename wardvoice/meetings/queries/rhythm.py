"""How often a ward meets, and what stands on every agenda."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wardvoice.meetings.models import Rhythm, StandingItem
from wardvoice.meetings.rules import MeetingKind, RhythmFacts
from wardvoice.storage.finding import one_of


def rhythms_now(session: Session, ward_id: UUID) -> list[Rhythm]:
    """Return the rhythm that holds for each kind of meeting, by kind."""
    query = select(Rhythm).where(Rhythm.ward_id == ward_id, Rhythm.until.is_(None)).order_by(Rhythm.kind)
    return list(session.scalars(query))


def rhythm_now(session: Session, ward_id: UUID, kind: MeetingKind = MeetingKind.WARD) -> Rhythm | None:
    """Return the rhythm that was set last for one kind of meeting."""
    return next((rhythm for rhythm in rhythms_now(session, ward_id) if rhythm.kind is kind), None)


def rhythm_facts(session: Session, ward_id: UUID, kind: MeetingKind = MeetingKind.WARD) -> list[RhythmFacts]:
    """Return every rhythm of one kind of meeting that ever held, oldest first, as the rules see them."""
    query = select(Rhythm).where(Rhythm.ward_id == ward_id, Rhythm.kind == kind).order_by(Rhythm.since)
    return [rhythm.facts for rhythm in session.scalars(query)]


def standing_items(session: Session, ward_id: UUID, kind: MeetingKind, day: date) -> list[StandingItem]:
    """Return what stands on every agenda of this kind on a day: first what opens it, then what ends it."""
    query = select(StandingItem).where(
        StandingItem.ward_id == ward_id,
        StandingItem.kind == kind,
        or_(StandingItem.until.is_(None), StandingItem.until > day),
    )
    return list(session.scalars(query.order_by(StandingItem.at_end, StandingItem.place)))


def standing_by_kind(session: Session, ward_id: UUID, day: date) -> dict[MeetingKind, list[StandingItem]]:
    """Return what stands on every agenda of each kind that has something; one statement."""
    query = select(StandingItem).where(
        StandingItem.ward_id == ward_id, or_(StandingItem.until.is_(None), StandingItem.until > day)
    )
    found: dict[MeetingKind, list[StandingItem]] = {}
    for one in session.scalars(query.order_by(StandingItem.at_end, StandingItem.place)):
        found.setdefault(one.kind, []).append(one)
    return found


def standing_item(session: Session, ward_id: UUID, standing_id: UUID) -> StandingItem:
    """Return a standing item of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, StandingItem, standing_id, ward_id=ward_id)

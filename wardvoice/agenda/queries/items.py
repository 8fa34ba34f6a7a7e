"""Items: one, those that wait, and somebody's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AgendaEntry, Correction, Hiding, Item, ItemNote, Outcome, Split, Support
from wardvoice.agenda.queries.deciders import CanDecide, can_decide_columns, can_decide_of, with_deciders
from wardvoice.agenda.queries.hiding import of_its_words
from wardvoice.agenda.queries.splits import is_joined
from wardvoice.agenda.queries.tallies import Tally, tally_columns, tally_of
from wardvoice.agenda.rules import WAITING, EntryState, ItemState
from wardvoice.core.actor import Actor
from wardvoice.meetings.models import Meeting
from wardvoice.storage.finding import one_of


@dataclass(frozen=True)
class Waiting:
    """What waits for a place on an agenda, the oldest first, and what is known of that and of what stands there.

    `known` has each with its tally, `deciders` who can decide each, as one meeting sees them; `tied` are those of
    which others are part, or whose words somebody asked to hide: they cannot be split just now.
    """

    items: list[Item]
    known: dict[UUID, tuple[Item, Tally]]
    deciders: dict[UUID, list[CanDecide]]
    tied: set[UUID]


def item(session: Session, ward_id: UUID, item_id: UUID) -> Item:
    """Return an item of this ward; NotFound for an unknown one or another ward's."""
    return one_of(session, Item, item_id, ward_id=ward_id)


def entry(session: Session, ward_id: UUID, entry_id: UUID) -> AgendaEntry:
    """Return a line of an agenda of this ward; NotFound for any other."""
    return one_of(session, AgendaEntry, entry_id, ward_id=ward_id)


def outcome(session: Session, ward_id: UUID, outcome_id: UUID) -> Outcome:
    """Return an outcome of this ward; NotFound for any other."""
    return one_of(session, Outcome, outcome_id, ward_id=ward_id)


def hiding(session: Session, ward_id: UUID, hiding_id: UUID) -> Hiding:
    """Return a request of this ward to hide words; NotFound for any other."""
    return one_of(session, Hiding, hiding_id, ward_id=ward_id)


def items_by_id(session: Session, ward_id: UUID, ids: Iterable[UUID]) -> dict[UUID, Item]:
    """Return the ward's items with these ids, in one statement."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(Item).where(Item.ward_id == ward_id, Item.id.in_(wanted)))}


def waiting(session: Session, ward_id: UUID) -> list[Item]:
    """Return the items that wait for a place on an agenda, the oldest first."""
    query = select(Item).where(Item.ward_id == ward_id, Item.state.in_(WAITING))
    return list(session.scalars(_oldest_first(query)))


def waiting_and(session: Session, ward_id: UUID, ids: Iterable[UUID], now: datetime, meeting_id: UUID) -> Waiting:
    """Return the items that wait for a place on an agenda, and `ids`, with all that its page shows; one statement."""
    query = select(Item, *tally_columns(now), *can_decide_columns(), _hangs_together().label("tied")).where(
        Item.ward_id == ward_id, or_(Item.state.in_(WAITING), Item.id.in_(list(ids)))
    )
    rows = session.execute(with_deciders(_oldest_first(query), meeting_id)).all()
    known = {row.Item.id: (row.Item, tally_of(row)) for row in rows}
    deciders: dict[UUID, list[CanDecide]] = {key: [] for key in known}
    for row in rows:
        deciders[row.Item.id].extend([can_decide_of(row)] if row.decider_id else [])
    waiting = [item for item, _ in known.values() if item.state in WAITING]
    return Waiting(waiting, known, deciders, {row.Item.id for row in rows if row.tied})


def _oldest_first(query: Select[Any]) -> Select[Any]:
    """Order items by their day; what was split off another follows that one."""
    query = query.outerjoin(Split, Split.second_id == Item.id)
    return query.order_by(Item.received_on, func.coalesce(Split.item_id, Item.id), Split.id.is_not(None))


@cache
def _hangs_together() -> ColumnElement[bool]:
    """The condition that other items are part of an `Item`, or that somebody asked to hide its words."""
    part = aliased(Item)
    parts = select(part.id).where(part.merged_into_id == Item.id, part.state == ItemState.MERGED, ~is_joined(part))
    asked = select(Hiding.id).where(of_its_words(), Hiding.ended_at.is_(None))
    return or_(parts.correlate(Item).exists(), asked.correlate(Item).exists())


def written_by(session: Session, ward_id: UUID, ward_name_id: UUID) -> list[Item]:
    """Return somebody's own items, the newest first."""
    query = select(Item).where(Item.ward_id == ward_id, Item.author_id == ward_name_id)
    return list(session.scalars(query.order_by(Item.received_on.desc(), Item.id)))


def all_written_by(session: Session, ward_name_id: UUID) -> list[Item]:
    """Return somebody's own items on every ward of the hospital, the oldest first."""
    query = select(Item).where(Item.author_id == ward_name_id)
    return list(session.scalars(query.order_by(Item.received_on, Item.id)))


def merged_into(session: Session, item: Item) -> list[Item]:
    """Return the items that are part of this one; what was once split off it and joined again is none."""
    query = select(Item).where(Item.merged_into_id == item.id, Item.state == ItemState.MERGED, ~is_joined(Item))
    return list(session.scalars(query.order_by(Item.received_on, Item.id)))


def notes(session: Session, item: Item) -> list[ItemNote]:
    """Return what its author added later, in that order."""
    query = select(ItemNote).where(ItemNote.item_id == item.id).order_by(ItemNote.n)
    return list(session.scalars(query))


def corrections(session: Session, outcome: Outcome) -> list[Correction]:
    """Return what was appended to an answer, in that order."""
    return list(session.scalars(select(Correction).where(Correction.outcome_id == outcome.id).order_by(Correction.at)))


def is_out(session: Session, item: Item) -> bool:
    """Return whether the item stood on an agenda that is out."""
    return session.scalar(select(_on_an_agenda_that_is_out(item.id))) or False


def whose(session: Session, item: Item, actor: Actor) -> Item | None:
    """Return the item of this person among an item and those that are part of it, or None."""
    if actor.id is not None and not actor.is_patient:
        return None
    mine = [one for one in (item, *merged_into(session, item)) if _is_of(one, actor)]
    return mine[0] if mine else None


def support_of(session: Session, item: Item, actor: Actor) -> Support | None:
    """Return this ward name's "this matters to me too" on an item, standing or taken back, or None."""
    if not actor.is_patient:
        return None
    return session.scalars(
        select(Support).where(Support.item_id == item.id, Support.ward_name_id == actor.id)
    ).one_or_none()


def items_of_slip(session: Session, slip_hash: str) -> list[Item]:
    """Return the item of whichever ward that was sent with this slip, or all that somebody took along with it."""
    return list(session.scalars(select(Item).where(Item.slip_hash == slip_hash).order_by(Item.received_on, Item.id)))


def _is_of(item: Item, actor: Actor) -> bool:
    if actor.id is not None:
        return item.author_id == actor.id
    return item.slip_hash is not None and item.slip_hash == actor.slip


def _on_an_agenda_that_is_out(item_id: UUID) -> ColumnElement[bool]:
    return (
        select(AgendaEntry.id)
        .join(Meeting, Meeting.id == AgendaEntry.meeting_id)
        .where(
            AgendaEntry.item_id == item_id,
            AgendaEntry.state != EntryState.TAKEN_OFF,
            Meeting.published_at.is_not(None),
        )
        .exists()
    )

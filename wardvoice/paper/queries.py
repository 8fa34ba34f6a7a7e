"""Questions about paper, always asked for one ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import Feeling, ItemState, Topic
from wardvoice.paper.models import PaperPack
from wardvoice.paper.rules import ALIKE_DAYS, FormNumber, look_alike
from wardvoice.storage.finding import one_of


def pack(session: Session, ward_id: UUID, pack_id: UUID) -> PaperPack:
    """Return a pack of this ward; NotFound for any other."""
    return one_of(session, PaperPack, pack_id, ward_id=ward_id)


def packs_of(session: Session, ward_id: UUID, day: date) -> list[PaperPack]:
    """Return the packs that were printed on a day, the newest first."""
    query = select(PaperPack).where(PaperPack.ward_id == ward_id, PaperPack.day == day)
    return list(session.scalars(query.order_by(PaperPack.n.desc())))


def last_pack(session: Session, ward_id: UUID) -> PaperPack | None:
    """Return the newest pack of a ward, or None before the first."""
    query = select(PaperPack).where(PaperPack.ward_id == ward_id).order_by(PaperPack.n.desc())
    return session.scalars(query.limit(1)).first()


def last_printed(ward_id: UUID | InstrumentedAttribute[UUID]) -> Any:
    """Return, as a column, when a ward last printed its pack."""
    query = select(PaperPack.at).where(PaperPack.ward_id == ward_id).order_by(PaperPack.n.desc())
    return query.limit(1).scalar_subquery().label("pack_printed_at")


def pack_with(session: Session, ward_id: UUID, number: FormNumber) -> PaperPack | None:
    """Return the pack in which the ward printed a form with this number, or None."""
    query = select(PaperPack).where(
        PaperPack.ward_id == ward_id,
        PaperPack.mark == number.mark,
        PaperPack.first <= number.n,
        PaperPack.first + PaperPack.forms > number.n,
    )
    return session.scalars(query).first()


def typed_in(session: Session, ward_id: UUID, number: FormNumber) -> Item | None:
    """Return the item that stood on a form of this ward, or None while it is not typed in."""
    query = select(Item).where(Item.ward_id == ward_id, Item.form_number == number.n)
    return session.scalars(query).first()


def marks_of_others(session: Session, ward_id: UUID) -> set[str]:
    """Return the letters that other wards have on their forms."""
    return set(session.scalars(select(PaperPack.mark).where(PaperPack.ward_id != ward_id).distinct()))


def alike(
    session: Session, ward_id: UUID, day: date, *, words: str | None, topic: Topic, feeling: Feeling | None
) -> list[Item]:
    """Return the items that came within a week of this day and may be the same piece of paper, the oldest first."""
    near = (day - timedelta(days=ALIKE_DAYS), day + timedelta(days=ALIKE_DAYS))
    query = select(Item).where(
        Item.ward_id == ward_id, Item.received_on.between(*near), Item.state != ItemState.WITHDRAWN
    )
    found = session.scalars(query.order_by(Item.received_on, Item.id))
    in_pictures = (topic, feeling)
    return [
        item
        for item in found
        if look_alike(words, item.words) or (not words and not item.words and (item.topic, item.feeling) == in_pictures)
    ]

"""Who does the rep's work with one item, where it is about everybody who could (rules.md, Who may)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Label, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import Item
from wardvoice.agenda.rules import ItemState
from wardvoice.people.models import Term
from wardvoice.people.queries.holding import in_post, rests_today
from wardvoice.people.rules.terms import REPS, TermRole
from wardvoice.storage.bound import Day
from wardvoice.wards.models import Ward

WAITING = (ItemState.RECEIVED, ItemState.PLACED, ItemState.PUT_OFF, ItemState.CARRIED_OVER)


@dataclass(frozen=True)
class InHand:
    """An item as the law is asked about the work with it; all that it does not say itself, the item says.

    `scribe_id` is that of the meeting in which the work is done.
    """

    item: Item
    scribe_id: UUID | None = None
    reps_stepped_aside: bool = False
    a_peer_does_it: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.item, name)


def in_hand(session: Session, item: Item, today: date, scribe_id: UUID | None = None) -> InHand:
    """Return an item with who does the rep's work with it; no statement where it is about nobody."""
    if item.about_id is None:
        return InHand(item, scribe_id)
    query = select(*_left_over(today)).where(Item.id == item.id)
    reps_stepped_aside, a_peer_does_it = session.execute(query).one()
    return InHand(item, scribe_id, bool(reps_stepped_aside), bool(a_peer_does_it))


def left_over_columns(today: Day) -> tuple[Label[Any], ...]:
    """Return how many items of a ward wait without any rep, the oldest of them, and whether a peer supporter is there.

    For whoever asks more of `Ward` in the same statement.
    """
    stepped_aside, peer = _left_over(today)
    waits = and_(Item.ward_id == Ward.id, Item.about_id.is_not(None), Item.state.in_(WAITING), stepped_aside)
    count = select(func.count(Item.id)).where(waits)
    oldest = select(Item.id).where(waits).order_by(Item.received_on, Item.id).limit(1)
    beside = select(peer).where(waits).order_by(Item.received_on, Item.id).limit(1)
    return (
        count.correlate(Ward).scalar_subquery().label("left_over"),
        oldest.correlate(Ward).scalar_subquery().label("oldest_left"),
        beside.correlate(Ward).scalar_subquery().label("peer_does_it"),
    )


def _left_over(today: Day) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether whom an item is about is in post and nobody else there works today; and whether a peer supporter does."""
    meant, other, peer = aliased(Term), aliased(Term), aliased(Term)
    of_ward = [in_post(today, term) for term in (meant, other, peer)]
    stands = exists().where(of_ward[0], meant.role.in_(REPS), meant.ward_name_id == Item.about_id)
    works = exists().where(
        *(of_ward[1], other.role.in_(REPS), other.ward_id == Item.ward_id),
        *(other.ward_name_id != Item.about_id, ~rests_today(today, other)),
    )
    helps = exists().where(
        *(of_ward[2], peer.role == TermRole.PEER, peer.ward_id == Item.ward_id),
        *(peer.ward_name_id != Item.about_id, ~rests_today(today, peer)),
    )
    return and_(stands.correlate(Item), ~works.correlate(Item)), helps.correlate(Item)

"""What stands beside an item wherever it is listed, as columns, so that a list of any length costs no more statements.

Each column belongs to the `Item` of the statement that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from wardvoice.agenda.models import AgendaEntry, Hiding, Item, ItemLink, Support
from wardvoice.agenda.queries.debts import owed_since
from wardvoice.agenda.queries.links import stands
from wardvoice.agenda.queries.splits import is_joined, other_half, part_of
from wardvoice.agenda.rules import (
    CARRIED_OVER_ENTRIES,
    DANGER_ALONE,
    EntryState,
    HideBecause,
    ItemState,
    times_raised,
)
from wardvoice.meetings.models import Meeting
from wardvoice.storage.base import UTC
from wardvoice.wards.models import Ward


@dataclass(frozen=True)
class Tally:
    """Why an item's words are hidden just now, if they are; how often it was raised and carried over.

    `others` are the patients besides its raiser to whom it matters: who asked for the same, or said so. Each counts
    once; of raisers without a ward name nobody knows who is who, so each of them is one. `owed_since` is the day since
    which a written answer is owed, as it is asked for the fourth time (agenda.rules.written_answer_due).

    An item of the patients' council that came from a ward names `ward`; `said` are its words there, or None, and
    `kept_back` says that not everybody on that ward may read them.

    One of two halves of an item that asked for two things names `other_half`, and the `part` that it is about.
    """

    hidden_because: HideBecause | None
    raised: int
    carried: int
    others: int
    ward: str | None = None
    said: str | None = None
    kept_back: bool = False
    owed_since: date | None = None
    part: str | None = None
    other_half: UUID | None = None


def tally_columns(now: datetime | None = None) -> tuple[Any, ...]:
    """Return the columns of which `tally_of` makes a Tally; `now` as in `hidden_now_because`."""
    return (hidden_now_because(now).label("hidden_because"), *_counted())


@cache
def _counted() -> tuple[Any, ...]:
    """Those that are the same at any moment: put together once, for they are part of nearly every page."""
    return (
        _count(ItemLink, ItemLink.item_id == Item.id, stands(), name="links"),
        _count(
            AgendaEntry, AgendaEntry.item_id == Item.id, AgendaEntry.state.in_(CARRIED_OVER_ENTRIES), name="carried"
        ),
        (other_raisers() + supporters()).label("others"),
        *_on_its_ward(),
        owed_since().label("owed_since"),
        func.coalesce(part_of(Item.id), part_of(Item.origin_id)).label("half_about"),
        other_half(Item.id).label("other_half"),
    )


def wanted_by(session: Session, item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count for each item the patients besides its raiser to whom it matters, in one statement."""
    others = (other_raisers() + supporters()).label("others")
    rows = session.execute(select(Item.id, others).where(Item.id.in_(list(item_ids))))
    return {row.id: row.others for row in rows}


def tally_of(row: Row[Any]) -> Tally:
    """Return what the columns tell."""
    kept_back = row.came_from is not None and not row.readable
    counts = (row.hidden_because, times_raised(row.links), row.carried, row.others)
    return Tally(*counts, row.from_ward, row.said, kept_back, row.owed_since, row.half_about, row.other_half)


def tally(session: Session, item: Item, now: datetime) -> Tally:
    """Return what stands beside one item."""
    return tally_of(session.execute(select(*tally_columns(now)).where(Item.id == item.id)).one())


def other_raisers() -> Any:
    """Count the patients besides an item's raiser who asked for the same, in items that are part of it."""
    part = aliased(Item)
    another = or_(part.author_id.is_(None), Item.author_id.is_(None), part.author_id != Item.author_id)
    query = select(func.count(func.coalesce(part.author_id, part.id).distinct())).select_from(part)
    return query.where(_is_part(part), another).correlate(Item).scalar_subquery()


def supporters() -> Any:
    """Count the ward names that said "this matters to me too", here or at a part, and raised neither."""
    part, theirs = aliased(Item), aliased(Item)
    here = or_(Support.item_id == Item.id, Support.item_id.in_(select(part.id).where(_is_part(part)).correlate(Item)))
    raised_a_part = select(theirs.id).where(_is_part(theirs), theirs.author_id == Support.ward_name_id)
    raised_it = and_(Item.author_id.is_not(None), Item.author_id == Support.ward_name_id)
    query = select(func.count(Support.ward_name_id.distinct())).select_from(Support)
    query = query.where(Support.stands, here, ~raised_a_part.correlate(Item, Support).exists(), ~raised_it)
    return query.correlate(Item).scalar_subquery()


def _is_part(part: Any) -> ColumnElement[bool]:
    return and_(part.merged_into_id == Item.id, part.state == ItemState.MERGED, ~is_joined(part))


def seen_at(now: datetime) -> dict[str, datetime]:
    """Return what a statement with `hidden_now_because` is told that was put together for any moment."""
    return {"alone_since": now - DANGER_ALONE}


def hidden_now_because(now: datetime | None = None) -> ColumnElement[Any]:
    """Return the reason for which an item's words are hidden at this moment, or NULL (agenda.rules.hides).

    Both halves of an item that asked for two things have the same words: they are hidden together. Without `now` the
    statement is told `seen_at` when it is asked.
    """
    since = bindparam("alone_since", type_=UTC) if now is None else now - DANGER_ALONE
    alone = and_(Hiding.danger, Hiding.first_at > since)
    query = select(Hiding.because).where(
        or_(
            *(Hiding.item_id == of for of in (Item.id, Item.origin_id)),
            *(Hiding.item_id == other_half(of) for of in (Item.id, Item.origin_id)),
        ),
        Hiding.ended_at.is_(None),
        or_(Hiding.second_at.is_not(None), alone),
    )
    return query.order_by(Hiding.first_at).limit(1).correlate(Item).scalar_subquery()


@cache
def is_published(item: type[Item] = Item) -> ColumnElement[bool]:
    """Return the condition that the whole ward may read an item: it stood on an agenda that is out, or is answered.

    A line that only counts a meeting not held, for an item that waited for its first agenda, publishes nothing.
    """
    waited_in_vain = and_(item.state == ItemState.RECEIVED, AgendaEntry.state == EntryState.NOT_HELD)
    on_one = (
        select(AgendaEntry.id)
        .join(Meeting, Meeting.id == AgendaEntry.meeting_id)
        .where(
            AgendaEntry.item_id == item.id,
            AgendaEntry.state != EntryState.TAKEN_OFF,
            Meeting.published_at.is_not(None),
            ~waited_in_vain,
        )
    )
    return or_(item.state == ItemState.ANSWERED, on_one.correlate(item).exists())


def _on_its_ward() -> tuple[Any, ...]:
    """Columns of the ward's item that stands before the council as this one: what everybody on that ward may read."""
    origin = aliased(Item)
    readable = and_(origin.read_on.is_not(None), origin.state != ItemState.WITHDRAWN, is_published(origin))
    its_own = select(origin.words).where(origin.id == Item.origin_id, readable).correlate(Item)
    ward = select(Ward.name).join(origin, origin.ward_id == Ward.id).where(origin.id == Item.origin_id).correlate(Item)
    return (
        Item.origin_id.label("came_from"),
        its_own.scalar_subquery().label("said"),
        its_own.exists().label("readable"),
        ward.scalar_subquery().label("from_ward"),
    )


def _count(table: Any, *conditions: ColumnElement[bool], name: str) -> Any:
    return select(func.count()).select_from(table).where(*conditions).correlate(Item).scalar_subquery().label(name)

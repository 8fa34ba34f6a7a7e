"""What was asked, as everybody may read it: words that nobody has read yet or that are hidden leave a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_

from wardvoice.agenda.models import Item
from wardvoice.agenda.queries import Tally, is_published, tally_columns, tally_of
from wardvoice.agenda.rules import (
    GOOD_THINGS,
    Feeling,
    HideBecause,
    ItemKind,
    ItemState,
    ShownAs,
    Topic,
    WrittenBy,
    written_answer_due,
)
from wardvoice.people.models import WardName

__all__ = ["Asked", "Gap", "asked_columns", "asked_of", "is_published", "with_author"]


class Gap(StrEnum):
    """Why a reader sees no words of an item."""

    UNREAD = "unread"
    HIDDEN = "hidden"
    PICTURES = "pictures"
    REMOVED = "removed"


@dataclass(frozen=True)
class Asked:
    """An item as the ward reads it. `words` are the raiser's own, or None where `gap` says why.

    `typed_in_on` is the day on which it was typed in, if it came on paper.
    At the patients' council `ward` names where it came from. Of an item that asked for two things `part` says which
    part this one is about, as far as the words may be read, and `other_half` is the other one.
    """

    id: UUID
    kind: ItemKind
    topic: Topic
    feeling: Feeling | None
    words: str | None
    gap: Gap | None
    hidden_because: HideBecause | None
    shown_as: ShownAs
    name: str | None
    written_by: WrittenBy | None
    received_on: date
    state: ItemState
    times_raised: int
    times_carried: int
    others: int
    typed_in_on: date | None = None
    ward: str | None = None
    owed_since: date | None = None
    part: str | None = None
    other_half: UUID | None = None

    @property
    def is_good(self) -> bool:
        """True for thanks and "keep this", which stand beside the figures."""
        return self.kind in GOOD_THINGS

    @property
    def answer_due(self) -> date | None:
        """The day by which a written answer is owed, as it is asked for the fourth time (I8)."""
        return written_answer_due(self.owed_since)


def asked_columns(now: datetime | None = None) -> tuple[Any, ...]:
    """Return the columns of which `asked_of` makes an Asked; join the author's name with `with_author`.

    Without `now` the statement is told `agenda.queries.tallies.seen_at` when it is asked.
    """
    return (
        *(Item.id, Item.kind, Item.topic, Item.feeling, Item.words, Item.shown_as, Item.written_by, Item.received_on),
        *(Item.state, Item.read_on, Item.typed_in_on, WardName.word, WardName.rests_since, *tally_columns(now)),
    )


def with_author(query: Select[Any]) -> Select[Any]:
    """Join the ward name of whoever wanted to be shown by it: on its own ward, and nowhere else."""
    return query.outerjoin(WardName, author_shown())


def author_shown() -> ColumnElement[bool]:
    """Return the condition that a ward name stands at an item: chosen by its author, who is still on that ward."""
    of_this_ward = WardName.ward_id == Item.ward_id
    return and_(WardName.id == Item.author_id, of_this_ward, Item.shown_as == ShownAs.NAME)


def asked_of(row: Row[Any], *, may_read: bool = False) -> Asked:
    """Return an item as it may be read; `may_read` opens words that no rep has read yet, never hidden ones."""
    tally = tally_of(row)
    words = row.words or tally.said
    gap = _gap(row, tally, words, may_read)
    return Asked(
        id=row.id,
        kind=row.kind,
        topic=row.topic,
        feeling=row.feeling,
        words=None if gap else words,
        gap=gap,
        hidden_because=tally.hidden_because,
        shown_as=row.shown_as,
        name=row.word if row.rests_since is None else None,
        written_by=row.written_by,
        received_on=row.received_on,
        state=row.state,
        times_raised=tally.raised,
        times_carried=tally.carried,
        others=tally.others,
        typed_in_on=row.typed_in_on,
        ward=tally.ward,
        owed_since=tally.owed_since,
        part=None if gap else tally.part,
        other_half=tally.other_half,
    )


def _gap(row: Row[Any], tally: Tally, words: str | None, may_read: bool) -> Gap | None:
    if tally.hidden_because is not None:
        return Gap.HIDDEN
    if tally.kept_back or (row.read_on is None and not may_read):
        return Gap.UNREAD
    if words is None:
        return Gap.PICTURES if row.feeling is not None else Gap.REMOVED
    return None

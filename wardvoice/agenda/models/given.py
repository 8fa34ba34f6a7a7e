"""What an item got: its line on each agenda, who can decide it, its answers, and what was said back to them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.agenda.rules import (
    Acceptance,
    AcceptedBy,
    Answer,
    CarriedBecause,
    Coming,
    EntryState,
    OutcomeFacts,
)
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class AgendaEntry(Witnessed, Base):
    """One line of one agenda: an item's, or a standing item's with its title as it stood that day.

    A line with a title alone belongs to this one meeting. `minutes` is None where nobody gave it a time of its own.
    `placed_at` is when it came onto this agenda, `changed_at` when it was last moved or taken away by hand.
    """

    __tablename__ = "agenda_entries"
    __table_args__ = (UniqueConstraint("meeting_id", "item_id"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("items.id"), index=True)
    standing_id: Mapped[UUID | None] = mapped_column(ForeignKey("standing_items.id"))
    title: Mapped[str | None] = mapped_column(Words)
    place: Mapped[int]
    minutes: Mapped[int | None]
    placed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
    state: Mapped[EntryState] = mapped_column(code_column(EntryState), default=EntryState.ON)
    by_itself: Mapped[bool] = mapped_column(default=False)
    unread: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None] = mapped_column(Words)
    said: Mapped[str | None] = mapped_column(Words)
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}


class Decider(Witnessed, Base):
    """Somebody who can decide an item: a member of staff, or a job in words; invited wherever the item stands (G7).

    `from_item_id` is the item that became part of this one and brought them; undoing that takes them off here again.
    """

    __tablename__ = "deciders"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    job: Mapped[str | None] = mapped_column(Words)
    named_on: Mapped[date]
    dropped_on: Mapped[date | None]
    from_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("items.id"))


class DeciderAt(Witnessed, Base):
    """One who can decide an item and one meeting: what they said to the invitation, and whether they were there.

    `instead` names who comes in their place; then `present` tells of that person.
    """

    __tablename__ = "deciders_at"
    __table_args__ = (UniqueConstraint("decider_id", "meeting_id"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    decider_id: Mapped[UUID] = mapped_column(ForeignKey("deciders.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    coming: Mapped[Coming | None] = mapped_column(code_column(Coming))
    instead: Mapped[str | None] = mapped_column(Words)
    present: Mapped[bool | None]


class Outcome(Witnessed, Base):
    """What an item got: an answer, in the meeting or before it, or its way to the next meeting.

    `in_charge` says that the ward manager or the service lead wrote it themselves, outside the meeting; of any
    other answer nothing stands there. `day` is that of the ward's calendar: after midnight in summer the moment, in
    UTC, still has the day before. What is older than this column has none.
    """

    __tablename__ = "outcomes"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("items.id"), index=True)
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_entries.id"), index=True)
    answer: Mapped[Answer | None] = mapped_column(code_column(Answer))
    words: Mapped[str | None] = mapped_column(Words)
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    review_on: Mapped[date | None]
    passed_to: Mapped[str | None] = mapped_column(Words)
    check_on: Mapped[date | None]
    something_to_do: Mapped[bool] = mapped_column(default=False)
    by_when: Mapped[date | None]
    in_charge: Mapped[bool | None]
    carried_because: Mapped[CarriedBecause | None] = mapped_column(code_column(CarriedBecause))
    carried_words: Mapped[str | None] = mapped_column(Words)
    at: Mapped[datetime]
    day: Mapped[date | None]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    @property
    def facts(self) -> OutcomeFacts:
        """The outcome as the rules see it."""
        return OutcomeFacts(self.answer, self.review_on, self.check_on)


class Correction(Witnessed, Base):
    """What the person who gave an answer appended within two days; the first words stay."""

    __tablename__ = "corrections"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("outcomes.id"), index=True)
    words: Mapped[str | None] = mapped_column(Words)
    at: Mapped[datetime]


class AnswerReply(Witnessed, Base):
    """A reply to "Do you accept this?", from the raiser or as hands in the room; `n` counts those of one outcome."""

    __tablename__ = "answer_replies"
    __table_args__ = (Index("ix_answer_replies_ward_id_day", "ward_id", "day"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    outcome_id: Mapped[UUID] = mapped_column(ForeignKey("outcomes.id"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    source: Mapped[AcceptedBy] = mapped_column(code_column(AcceptedBy))
    yes: Mapped[int]
    no: Mapped[int]
    unsure: Mapped[int] = mapped_column(default=0)
    voice: Mapped[str | None]
    day: Mapped[date]

    @property
    def facts(self) -> Acceptance:
        """The reply as the rules see it."""
        return Acceptance(self.source, self.yes, self.no, self.voice)

"""Tables of the meetings: rhythm, meetings, who was asked and who was there, hands, and what each meeting brings."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wardvoice.core.actor import Role
from wardvoice.meetings.rules import (
    USUAL_MINUTES,
    Decides,
    MeetingKind,
    MeetingState,
    NotHeldBecause,
    Present,
    RhythmFacts,
    RoundFacts,
)
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Rhythm(Witnessed, Base):
    """How often a ward meets from a day on; the newest row of a kind holds."""

    __tablename__ = "rhythms"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(code_column(MeetingKind))
    weekday: Mapped[int]
    at: Mapped[time]
    every_weeks: Mapped[int] = mapped_column(default=1)
    minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)
    since: Mapped[date]
    until: Mapped[date | None]
    agreed_at_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"))

    @property
    def facts(self) -> RhythmFacts:
        """The rhythm as the rules see it."""
        return RhythmFacts(self.weekday, self.every_weeks, self.since, self.until)


class Meeting(Witnessed, Base):
    """One meeting of a ward, held or not. `scribe_id` is a ward name's or an account's id, for this meeting only.

    `minutes` is how long it lasts, None for one that was planned before meetings had a length of their own.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("ward_id", "kind", "day"), Index("ix_meetings_ward_id_day", "ward_id", "day"))
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    kind: Mapped[MeetingKind] = mapped_column(code_column(MeetingKind), default=MeetingKind.WARD)
    day: Mapped[date]
    at: Mapped[time]
    minutes: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(Words)
    state: Mapped[MeetingState] = mapped_column(code_column(MeetingState), default=MeetingState.PLANNED)
    published_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    not_held_because: Mapped[NotHeldBecause | None] = mapped_column(code_column(NotHeldBecause))
    not_held_words: Mapped[str | None] = mapped_column(Words)
    stopped_early_because: Mapped[str | None] = mapped_column(Words)
    patients_on_ward: Mapped[int | None]
    chair: Mapped[str | None] = mapped_column(Words)
    facilitator: Mapped[str | None] = mapped_column(Words)
    chaired_by_patient: Mapped[bool | None]
    scribe_id: Mapped[UUID | None] = mapped_column(info=PRIVATE)
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    attendance: Mapped[list[Attendance]] = relationship(viewonly=True)
    rounds: Mapped[list[OutreachRound]] = relationship(viewonly=True, order_by="OutreachRound.n")
    clock: Mapped[RoomClock | None] = relationship(viewonly=True, uselist=False)

    @property
    def length(self) -> int:
        """For how many minutes it is planned."""
        return self.minutes or USUAL_MINUTES


class RoomClock(Base):
    """At which step a meeting that goes on is, since when, and for how long its time stood still.

    It stands outside the history: it helps the room while it talks, and nobody shall one day be told how long they
    took. It goes when the meeting is over.
    """

    __tablename__ = "room_clocks"
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)


class Attendance(Witnessed, Base):
    """How many of one role were in the room."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "who"),)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    who: Mapped[Present] = mapped_column(code_column(Present))
    count: Mapped[int]


class StandingItem(Witnessed, Base):
    """What stands on every agenda of a kind of meeting, until it is taken off."""

    __tablename__ = "standing_items"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(code_column(MeetingKind), default=MeetingKind.WARD)
    title: Mapped[str | None] = mapped_column(Words)
    place: Mapped[int]
    at_end: Mapped[bool] = mapped_column(default=False)
    until: Mapped[date | None]


class Hands(Witnessed, Base):
    """A show of hands on one line of an agenda: patients and staff apart, never a name."""

    __tablename__ = "hands"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    entry_id: Mapped[UUID] = mapped_column(index=True)
    decides: Mapped[Decides] = mapped_column(code_column(Decides))
    question: Mapped[str | None] = mapped_column(Words)
    patients_for: Mapped[int] = mapped_column(default=0)
    patients_against: Mapped[int] = mapped_column(default=0)
    patients_unsure: Mapped[int] = mapped_column(default=0)
    staff_for: Mapped[int] = mapped_column(default=0)
    staff_against: Mapped[int] = mapped_column(default=0)
    staff_unsure: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


class OutreachRound(Witnessed, Base):
    """One person's round before a meeting: how many were asked, and what they said; never a name.

    A round with a wrong number stays as it was written; the one that mends it names it in `corrects_id`.
    """

    __tablename__ = "outreach_rounds"
    __table_args__ = (UniqueConstraint("corrects_id"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    counted_by: Mapped[Role] = mapped_column(code_column(Role))
    offered: Mapped[int]
    gave: Mapped[int]
    declined: Mapped[int]
    not_now: Mapped[int]
    day: Mapped[date]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("outreach_rounds.id"))

    @property
    def facts(self) -> RoundFacts:
        """The round as the rules see it."""
        return RoundFacts(self.offered, self.gave, self.declined, self.not_now)


class GroundRule(Witnessed, Base):
    """How people speak with each other in a ward's meetings, one sentence, until it is taken off."""

    __tablename__ = "ground_rules"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    words: Mapped[str | None] = mapped_column(Words)
    place: Mapped[int]
    until: Mapped[date | None]

"""Tables of the meetings: rhythm, meetings, who was there, hands, and the standing items of every agenda."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wardvoice.meetings.rules import Decides, MeetingKind, MeetingState, NotHeldBecause, Present, RhythmFacts
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Rhythm(Witnessed, Base):
    """How often a ward meets from a day on; the newest row of a kind holds."""

    __tablename__ = "rhythms"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(code_column(MeetingKind))
    weekday: Mapped[int]
    at: Mapped[time]
    every_weeks: Mapped[int] = mapped_column(default=1)
    minutes: Mapped[int] = mapped_column(default=60)
    since: Mapped[date]
    until: Mapped[date | None]
    agreed_at_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id"))

    @property
    def facts(self) -> RhythmFacts:
        """The rhythm as the rules see it."""
        return RhythmFacts(self.weekday, self.every_weeks, self.since, self.until)


class Meeting(Witnessed, Base):
    """One meeting of a ward, held or not. `scribe_id` is a ward name's or an account's id, for this meeting only."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("ward_id", "kind", "day"), Index("ix_meetings_ward_id_day", "ward_id", "day"))
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    kind: Mapped[MeetingKind] = mapped_column(code_column(MeetingKind), default=MeetingKind.WARD)
    day: Mapped[date]
    at: Mapped[time]
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

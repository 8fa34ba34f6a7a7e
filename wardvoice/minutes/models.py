"""Tables of the minutes: who said that they are a fair record, and what stands beside them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.minutes.rules import Fair, RemarkKind, Side, SpokeAs
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column


class Minutes(Witnessed, Base):
    """The two yeses to the record of one meeting; the row begins with the draft, when the meeting is closed.

    What the minutes say is in no column: they are read from what was entered. Meetings that were closed before minutes
    were agreed by both sides have no row.
    """

    __tablename__ = "minutes"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), unique=True)
    patients_at: Mapped[datetime | None]
    patients_as: Mapped[SpokeAs | None] = mapped_column(code_column(SpokeAs))
    patients_by_id: Mapped[UUID | None] = mapped_column(info=PRIVATE)
    staff_at: Mapped[datetime | None]
    staff_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    @property
    def fair(self) -> Fair:
        """The two yeses as the rules see them."""
        return Fair(self.patients_at, self.patients_by_id, self.staff_at, self.staff_by_id)


class Remark(Witnessed, Base):
    """A line beside the minutes, or beside one line of them; nothing is ever taken away for it. `n` counts them.

    `author_id` is set for a patient who chose to stand there by ward name, and for nobody else.
    """

    __tablename__ = "remarks"
    __table_args__ = (UniqueConstraint("minutes_id", "n"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_entries.id"))
    n: Mapped[int]
    kind: Mapped[RemarkKind] = mapped_column(code_column(RemarkKind))
    side: Mapped[Side] = mapped_column(code_column(Side))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward_names.id"), info=PRIVATE)
    words: Mapped[str | None] = mapped_column(Words)
    day: Mapped[date]
    seen_by_patients_on: Mapped[date | None]
    seen_by_staff_on: Mapped[date | None]

    def seen_by(self, side: Side) -> date | None:
        """Return on which day a side has seen it, or None."""
        return self.seen_by_patients_on if side is Side.PATIENTS else self.seen_by_staff_on

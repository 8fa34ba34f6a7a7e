"""Tables of the evidence: what reps say about the figures, criteria in use, and what reviewers looked at."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.core.actor import Role
from wardvoice.evidence.rules.periods import Period
from wardvoice.storage.base import Base, Witnessed, Words, code_column


class Comment(Witnessed, Base):
    """What a rep says about a ward's figures of a period (E6). Nobody edits one: the newest of a period is shown first.

    `said_as` is the part in which it was said; `n` counts those of one ward and period.
    """

    __tablename__ = "evidence_comments"
    __table_args__ = (UniqueConstraint("ward_id", "first", "last", "n"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    first: Mapped[date]
    last: Mapped[date]
    n: Mapped[int]
    words: Mapped[str | None] = mapped_column(Words)
    said_as: Mapped[Role] = mapped_column(code_column(Role))
    day: Mapped[date]


class Edition(Witnessed, Base):
    """An edition of the standards that the hospital is reviewed by, in use from `since` to before `until` (E7)."""

    __tablename__ = "editions"
    name: Mapped[str] = mapped_column(Words)
    since: Mapped[date]
    until: Mapped[date | None]


class Criterion(Witnessed, Base):
    """That a theme belongs to a numbered criterion of an edition; `theme` is the key of a topic or a private theme."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("edition_id", "theme", "number"),)
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("editions.id"), index=True)
    theme: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(40))
    words: Mapped[str | None] = mapped_column(Words)


class View(Base):
    """That a reviewer looked at a page of the evidence: no act of the ward's, so it stands outside the history.

    The database itself refuses to change or remove a row (storage/triggers.py). When a hospital one day sets how long
    such rows are kept, a step of the schema has to let those go that are older.
    """

    __tablename__ = "evidence_views"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("wards.id"), index=True)
    page: Mapped[str] = mapped_column(String(60))
    first: Mapped[date | None]
    last: Mapped[date | None]
    at: Mapped[datetime]

    @property
    def period(self) -> Period | None:
        """The period that was read about, if the page spoke of one."""
        return Period(self.first, self.last) if self.first and self.last else None

"""The tables of wards and screens."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.core.actor import Door
from wardvoice.storage.base import PRIVATE, Base, Witnessed, Words, code_column
from wardvoice.wards.rules import DOORS, ScreenKind, WardKind


class Ward(Witnessed, Base):
    """A ward, or a council that meets like one."""

    __tablename__ = "wards"
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[WardKind] = mapped_column(code_column(WardKind), default=WardKind.WARD)
    beds: Mapped[int]
    place: Mapped[str] = mapped_column(Words, default="")
    numbers: Mapped[str] = mapped_column(Words, default="")
    opened_on: Mapped[date]
    version: Mapped[int] = mapped_column(info=PRIVATE)
    __mapper_args__ = {"version_id_col": version}

    @property
    def ward_id(self) -> UUID:
        """A ward belongs to itself: what is changed about it stands in its own history."""
        return self.id


class Screen(Witnessed, Base):
    """A browser that belongs to one ward. Only hashes of its code and its cookie are kept."""

    __tablename__ = "screens"
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"), index=True)
    kind: Mapped[ScreenKind] = mapped_column(code_column(ScreenKind))
    place: Mapped[str] = mapped_column(Words)
    invited_on: Mapped[date]
    enrolled_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    code_hash: Mapped[str | None] = mapped_column(String(64), index=True, info=PRIVATE)
    code_expires: Mapped[datetime | None] = mapped_column(info=PRIVATE)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True, info=PRIVATE)
    last_seen: Mapped[datetime | None] = mapped_column(info=PRIVATE)

    @property
    def door(self) -> Door:
        """The door through which people come in here."""
        return DOORS[self.kind]

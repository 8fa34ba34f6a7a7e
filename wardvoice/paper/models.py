"""The table of outage packs: which numbers were printed when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.paper.rules import FormNumber
from wardvoice.storage.base import Base, Witnessed


class PaperPack(Witnessed, Base):
    """One printing of the outage pack. `n` counts a ward's packs; its forms are numbered on from `first`.

    Whoever took a form is written nowhere, and a form has no row: its number is an item's once it is typed in.
    """

    __tablename__ = "paper_packs"
    __table_args__ = (UniqueConstraint("ward_id", "n"),)
    ward_id: Mapped[UUID] = mapped_column(ForeignKey("wards.id"))
    n: Mapped[int]
    mark: Mapped[str] = mapped_column(String(3))
    first: Mapped[int]
    forms: Mapped[int]
    day: Mapped[date]
    at: Mapped[datetime]

    @property
    def numbers(self) -> list[FormNumber]:
        """The numbers of its forms, in their order."""
        return [FormNumber(self.mark, self.first + place) for place in range(self.forms)]

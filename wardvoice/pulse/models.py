"""The table of the pulse, in the locked room: three counts for each ward and quarter, and nothing else."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.storage.apart import ApartBase, Keyed, Unlogged


class Pulse(Keyed, Unlogged, ApartBase):
    """How many said what on a ward in a quarter. No row tells a moment, a visit or a screen."""

    __tablename__ = "pulses"
    __table_args__ = (UniqueConstraint("ward_id", "year", "quarter"),)
    ward_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[int] = mapped_column(default=0)

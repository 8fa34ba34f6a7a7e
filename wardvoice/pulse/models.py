"""The table of the pulse, in the locked room: three counts for each ward and quarter, and nothing else."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.storage.apart import ApartBase, Unlogged


class Pulse(Unlogged, ApartBase):
    """How many said what on a ward in a quarter. No row tells a moment, a visit or a screen."""

    __tablename__ = "pulses"
    ward_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True)
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[int] = mapped_column(default=0)

"""The tables of alerts, in the locked room: an open one with its place, what stays of a closed one, who listens."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wardvoice.alerts.rules import AlertState, ShiftName, state_of
from wardvoice.storage.apart import ApartBase, Keyed, Unlogged
from wardvoice.storage.base import code_column


class Alert(Keyed, Unlogged, ApartBase):
    """Somebody asked at a screen of the ward that a person comes; the row goes when it is closed.

    One row for each screen, for the ward's and for the duty list's alone: a repeat joins it. `pressed` is a hash of the
    form that raised it last, so that the same form sent twice counts once; it is in no other row.
    """

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("ward_id", "place", "about_staff"),)
    ward_id: Mapped[UUID] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(60))
    about_staff: Mapped[bool]
    raised_at: Mapped[datetime]
    repeats: Mapped[int] = mapped_column(default=0)
    pressed: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    passed_on_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[UUID | None]
    taken_off_ward: Mapped[bool] = mapped_column(default=False)

    @property
    def state(self) -> AlertState:
        """Where it is."""
        return state_of(self.taken_at)


class ClosedAlert(Keyed, Unlogged, ApartBase):
    """All that stays of an alert: the ward, the day, the shift, and how many minutes it waited."""

    __tablename__ = "closed_alerts"
    ward_id: Mapped[UUID] = mapped_column(index=True)
    day: Mapped[date]
    shift: Mapped[ShiftName] = mapped_column(code_column(ShiftName))
    minutes: Mapped[int]
    about_staff: Mapped[bool]


class QuarterAlerts(Keyed, Unlogged, ApartBase):
    """How many alerts a ward's quarter had, those about staff apart, counted once (measure 14).

    `in_time` were taken within ten minutes; `median_minutes` is None where there was none. A quarter that was counted
    has both rows, also where there was nothing.
    """

    __tablename__ = "quarter_alerts"
    __table_args__ = (UniqueConstraint("ward_id", "year", "quarter", "about_staff"),)
    ward_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    about_staff: Mapped[bool]
    number: Mapped[int]
    in_time: Mapped[int]
    median_minutes: Mapped[float | None]


class Listening(Keyed, Unlogged, ApartBase):
    """A station screen: when it last said that it can sound, and when a person last heard its alarm."""

    __tablename__ = "listening"
    ward_id: Mapped[UUID] = mapped_column(index=True)
    screen_id: Mapped[UUID] = mapped_column(unique=True)
    heard_at: Mapped[datetime | None]
    tested_at: Mapped[datetime | None]


class InCharge(Keyed, Unlogged, ApartBase):
    """Who said last, in a shift of a ward, that they are in charge."""

    __tablename__ = "in_charge"
    ward_id: Mapped[UUID] = mapped_column(unique=True)
    account_id: Mapped[UUID]
    day: Mapped[date]
    shift: Mapped[ShiftName] = mapped_column(code_column(ShiftName))


class CommandTest(Keyed, Unlogged, ApartBase):
    """When the hospital's command last ran, and whether it worked: one row."""

    __tablename__ = "command_tests"
    day: Mapped[date]
    worked: Mapped[bool]
